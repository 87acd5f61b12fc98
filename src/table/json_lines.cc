// SPDX-License-Identifier: Apache-2.0
#include "table/json_lines.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <simdjson.h>
#pragma GCC diagnostic pop

#include <algorithm>
#include <charconv>
#include <cstring>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace lodestar::table {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::size_t kMostNames = 1000;
constexpr std::string_view kBlank = " \t\r";

// Without the blanks after it.
std::string_view trim(std::string_view json) {
  return json.substr(0, json.find_last_not_of(" \t\r\n") + 1);
}

bool is_number(std::string_view token) {
  return !token.empty() && token.find_first_not_of("+-.0123456789eE") == std::string_view::npos;
}

class Reading {
 public:
  Reading(std::string_view utf8, Arena& arena, RowSink& sink)
      : input_(utf8), arena_(arena), sink_(sink) {}

  Status run() {
    for (std::size_t at = 0; at < input_.size();) {
      const std::size_t end = std::min(input_.find('\n', at), input_.size());
      const std::string_view line = input_.substr(at, end - at);
      ++line_;
      at = end + 1;
      if (line.find_first_not_of(kBlank) != std::string_view::npos) {
        LODESTAR_TRY(take(line, std::min(at, input_.size())));
      }
    }
    return {};
  }

 private:
  Status take(std::string_view line, std::uint64_t bytes_read) {
    clear_fields();
    const std::size_t known = names_.size();
    std::uint64_t replaced = 0;
    auto failed = parse(line);
    if (failed == simdjson::STRING_ERROR) {
      if (const std::string_view mended = mend(line, replaced); replaced > 0) {
        forget_names(known);
        clear_fields();
        failed = parse(mended);
      }
    }
    if (failed != simdjson::SUCCESS) {
      if (line[line.find_first_not_of(kBlank)] == '[' && !has_rows_) {
        return Error{Code::invalid,
                     "it is a JSON list: one object a line is needed (jq -c '.[]' makes that)"};
      }
      if (goes_on(line) && !has_rows_ && !has_bad_rows_) {
        return Error{Code::invalid,
                     "it is one JSON object over many lines: one object a line is needed (jq -c '" +
                         find_list() + "' makes that)"};
      }
      has_bad_rows_ = true;
      forget_names(known);
      sink_.take_bad_row({.line = line_, .column = column_, .fault = fault_of(failed)});
      return {};
    }
    has_rows_ = true;
    if (names_.size() > known) LODESTAR_TRY(sink_.take_columns(names_));
    if (replaced > 0) sink_.take_replaced(replaced);
    return sink_.take_row(
        {.fields = fields_, .line = line_, .bytes_read = bytes_read, .nested = nested_});
  }

  void clear_fields() {
    fields_.assign(names_.size(), {});
    nested_.clear();
  }

  // The line with U+FFFD for every half of a pair: "\\ud83d" alone, as programs that cut texts by
  // length write it. As long as it was, so that columns stay.
  std::string_view mend(std::string_view line, std::uint64_t& replaced) {
    constexpr std::size_t kEscape = 6;
    std::string mended(line);
    for (std::size_t at = line.find('\\'); at < line.size(); at = line.find('\\', at)) {
      const std::uint32_t unit = read_unit(line.substr(at));
      const bool is_first = unit >= 0xD800 && unit < 0xDC00;
      const std::uint32_t next = is_first ? read_unit(line.substr(at + kEscape)) : 0;
      const bool is_pair = next >= 0xDC00 && next < 0xE000;
      if (unit >= 0xD800 && unit < 0xE000 && !is_pair) {
        mended.replace(at, kEscape, "\\ufffd");
        ++replaced;
      }
      at += is_pair ? 2 * kEscape : unit > 0 ? kEscape : 2;
    }
    return replaced > 0 ? arena_.copy(mended) : line;
  }
  // Of an escape with four digits; 0 of others.
  static std::uint32_t read_unit(std::string_view escape) {
    std::uint32_t unit = 0;
    if (escape.size() < 6 || !escape.starts_with("\\u")) return 0;
    const auto* const end = escape.data() + 6;
    return std::from_chars(escape.data() + 2, end, unit, 16).ptr == end ? unit : 0;
  }

  simdjson::error_code parse(std::string_view line) {
    column_ = 1;
    expected_ = 0;
    ondemand::document document;
    if (const auto failed = parser_.iterate(pad(line)).get(document); failed) return failed;
    const auto failed = take_object(document);
    if (!failed && document.current_location().error() == simdjson::OUT_OF_BOUNDS) return failed;
    const char* place = nullptr;
    if (!document.current_location().get(place)) {
      column_ = 1 + std::min(static_cast<std::size_t>(place - padded_), line.size());
    }
    if (!failed || holds_whole_object(line)) return simdjson::TRAILING_CONTENT;
    return failed;
  }

  // Whether an object begins in the line and does not end there: "{" or "{ "name": "x",".
  static bool goes_on(std::string_view line) {
    const std::string_view json = trim(line);
    return json[json.find_first_not_of(kBlank)] == '{' &&
           std::string_view("{[,").find(json.back()) != std::string_view::npos;
  }

  // Where the objects stand in the one object, for jq: ".messages[]" in Telegram Desktop's export
  // of a chat, ".chats.list[].messages[]" in that of all, else the first list; "." where none is
  // seen.
  std::string find_list() const {
    constexpr std::size_t kNear = std::size_t{1} << 26, kDeepest = 64;
    constexpr std::string_view kOdd = "?";  // a key that jq would not take as it is
    const std::string_view near = input_.substr(0, kNear);
    const auto next = [&](std::size_t at) { return near.find_first_not_of(" \t\r\n", at); };
    const auto is = [&](std::size_t at, char c) { return at < near.size() && near[at] == c; };
    std::string path, first = ".";
    std::string_view key;
    std::vector<std::size_t> outer;  // lengths of the paths around
    for (std::size_t at = 0; at < near.size(); ++at) {
      const char c = near[at];
      if (c == '"') {
        const std::size_t end = end_of_string(near, at);
        if (is(next(end + 1), ':')) key = near.substr(at + 1, end - at - 1);
        at = end;
      } else if (c == '{' || c == '[') {
        if (outer.size() == kDeepest) return first;  // no export is like that
        outer.push_back(path.size());
        if (!key.empty()) path.append(".").append(is_plain_key(key) ? key : kOdd);
        if (c == '[') path += "[]";
        const bool is_list = c == '[' && is(next(at + 1), '{') && path.find('?') == path.npos;
        if (is_list && key == "messages") return path;
        if (is_list && first == ".") first = path;
        key = {};
      } else if ((c == '}' || c == ']') && !outer.empty()) {
        path.resize(outer.back());
        outer.pop_back();
      } else if (c == ',') {
        key = {};
      }
    }
    return first;
  }
  static std::size_t end_of_string(std::string_view text, std::size_t start) {
    std::size_t at = start + 1;
    while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
    return std::min(at, text.size());
  }
  static bool is_plain_key(std::string_view key) {
    return key.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
           std::string_view::npos;
  }

  // Whether the braces that open close before the line ends: what is wrong comes after.
  static bool holds_whole_object(std::string_view line) {
    std::size_t depth = 0;
    bool is_in_string = false;
    for (std::size_t at = line.find_first_not_of(kBlank); at < line.size(); ++at) {
      const char c = line[at];
      if (is_in_string && c == '\\') {
        ++at;
      } else if (c == '"') {
        is_in_string = !is_in_string;
      } else if (!is_in_string && c == '{') {
        ++depth;
      } else if (!is_in_string && c == '}' && --depth == 0) {
        return line.find_first_not_of(kBlank, at + 1) != std::string_view::npos;
      }
      if (depth == 0) return false;
    }
    return false;
  }

  simdjson::error_code take_object(ondemand::document& document) {
    ondemand::object object;
    if (const auto failed = document.get_object().get(object); failed) return failed;
    for (auto member : object) {
      ondemand::field field;
      if (const auto failed = std::move(member).get(field); failed) return failed;
      std::string_view key;
      if (const auto failed = field.unescaped_key().get(key); failed) return failed;
      const std::size_t place = find_place(key);
      const std::string_view token = trim(field.value().raw_json_token());
      std::string_view given;
      if (const auto failed = read_value(field.value(), token, given); failed) return failed;
      if (place < fields_.size()) set_field(place, given, token[0]);
    }
    return simdjson::SUCCESS;
  }

  // first: of its JSON.
  void set_field(std::size_t place, std::string_view given, char first) {
    fields_[place] = given;
    std::erase(nested_, place);
    if (first == '{' || first == '[') nested_.push_back(place);
  }

  simdjson::error_code read_value(ondemand::value value, std::string_view token,
                                  std::string_view& given) {
    switch (token.empty() ? char{0} : token[0]) {
      case '"':
        return read_string(value, token, given);
      case '{':
        return keep_json(value.get_object(), given);
      case '[':
        return keep_json(value.get_array(), given);
      case 'n':
        return token == "null" ? simdjson::SUCCESS : simdjson::N_ATOM_ERROR;
      case 't':
      case 'f':
        if (token != "true" && token != "false") return simdjson::T_ATOM_ERROR;
        return keep(token, given);
      default:
        return is_number(token) ? keep(token, given) : simdjson::NUMBER_ERROR;
    }
  }

  simdjson::error_code read_string(ondemand::value& value, std::string_view token,
                                   std::string_view& given) {
    if (token.find('\\') == std::string_view::npos) {
      return token.size() < 2 || token.back() != '"'
                 ? simdjson::STRING_ERROR
                 : keep(token.substr(1, token.size() - 2), given);
    }
    std::string_view plain;
    if (const auto failed = value.get_string().get(plain); failed) return failed;
    given = arena_.copy(plain);
    return simdjson::SUCCESS;
  }

  // A view of the padded line as a view of the input.
  simdjson::error_code keep(std::string_view part, std::string_view& given) const {
    given = std::string_view(line_start_ + (part.data() - padded_), part.size());
    return simdjson::SUCCESS;
  }

  template <typename Container>  // ondemand::object or ondemand::array
  simdjson::error_code keep_json(simdjson::simdjson_result<Container> found,
                                 std::string_view& given) const {
    Container container;
    if (const auto failed = std::move(found).get(container); failed) return failed;
    std::string_view json;
    if (const auto failed = container.raw_json().get(json); failed) return failed;
    return keep(trim(json), given);
  }

  // The place of a key; keys mostly come in the order of the row before.
  std::size_t find_place(std::string_view key) {
    if (expected_ < names_.size() && names_[expected_] == key) return expected_++;
    const auto found = places_.find(key);
    if (found != places_.end()) {
      expected_ = found->second + 1;
      return found->second;
    }
    if (names_.size() == kMostNames) return kMostNames;
    names_.push_back(arena_.copy(key));
    places_.emplace(names_.back(), names_.size() - 1);
    fields_.emplace_back();
    expected_ = names_.size();
    return names_.size() - 1;
  }

  // A bad row names no columns.
  void forget_names(std::size_t known) {
    for (; names_.size() > known; names_.pop_back()) places_.erase(names_.back());
  }

  // simdjson reads up to SIMDJSON_PADDING bytes past the line: the last lines are copied.
  simdjson::padded_string_view pad(std::string_view line) {
    line_start_ = line.data();
    padded_ = line.data();
    const bool is_of_input =
        std::greater_equal<>()(line.data(), input_.data()) &&
        std::less_equal<>()(line.data() + line.size(), input_.data() + input_.size());
    const auto after =
        is_of_input ? static_cast<std::size_t>(input_.data() + input_.size() - line.data()) : 0;
    if (after >= line.size() + simdjson::SIMDJSON_PADDING)
      return simdjson::padded_string_view(line, after);
    tail_.assign(line);
    tail_.resize(line.size() + simdjson::SIMDJSON_PADDING);
    padded_ = tail_.data();
    return simdjson::padded_string_view(tail_.data(), line.size(), tail_.size());
  }

  static Fault fault_of(simdjson::error_code failed) {
    switch (failed) {
      case simdjson::TRAILING_CONTENT:
        return {.code = "more_after_object", .words = "there is more after the JSON object"};
      case simdjson::INCORRECT_TYPE:
        return {.code = "no_object", .words = "the line is no JSON object"};
      case simdjson::UNESCAPED_CHARS:
        return {.code = "bare_control", .words = "a control character in a string is not escaped"};
      case simdjson::UNCLOSED_STRING:
        return {.code = "unclosed_string", .words = "a string never closes"};
      case simdjson::CAPACITY:
      case simdjson::MEMALLOC:
        return {.code = "long_line", .words = "the line is too long"};
      case simdjson::STRING_ERROR:
        return {.code = "bad_escape", .words = "an escape in a string is wrong"};
      default:
        return {.code = "no_json", .words = "the line is not valid JSON"};
    }
  }

  const std::string_view input_;
  Arena& arena_;
  RowSink& sink_;
  ondemand::parser parser_;
  std::vector<std::string_view> names_;
  std::unordered_map<std::string_view, std::size_t> places_;
  std::vector<std::string_view> fields_;
  std::vector<std::size_t> nested_;  // places of fields that are lists or objects
  std::string tail_;
  const char* line_start_ = nullptr;
  const char* padded_ = nullptr;
  std::size_t expected_ = 0;
  std::uint64_t line_ = 0;
  std::uint64_t column_ = 1;
  bool has_rows_ = false, has_bad_rows_ = false;
};

// Adds the text of one part; false where it has none.
bool add_part(ondemand::value part, bool& is_string, std::string& joined) {
  std::string_view words;
  is_string = !part.get_string().get(words);
  if (is_string) {
    joined += words;
    return true;
  }
  ondemand::object object;
  if (part.get_object().get(object) || object["text"].get_string().get(words)) return false;
  joined += words;
  const std::string shown(words);
  std::string_view target;
  if (!object["href"].get_string().get(target) && target != shown) {
    joined += " ";
    joined += target;
    joined += " ";
  }
  return true;
}

}  // namespace

std::optional<std::string_view> join_parts(std::string_view json, Arena& arena) {
  ondemand::parser parser;
  ondemand::document document;
  ondemand::array parts;
  const simdjson::padded_string padded(json);
  if (parser.iterate(padded).get(document) || document.get_array().get(parts)) return std::nullopt;
  std::string joined, lines;
  bool are_strings = true;
  for (auto one : parts) {
    ondemand::value part;
    bool is_string = false;
    const std::size_t before = joined.size();
    if (std::move(one).get(part) || !add_part(part, is_string, joined)) return std::nullopt;
    are_strings = are_strings && is_string;
    if (!lines.empty()) lines += '\n';
    lines += std::string_view(joined).substr(before);
  }
  return arena.copy(are_strings ? lines : joined);
}

Status read_json_lines(std::string_view utf8, Arena& arena, RowSink& sink) {
  return Reading(utf8, arena, sink).run();
}

}  // namespace lodestar::table
