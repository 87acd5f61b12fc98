// SPDX-License-Identifier: Apache-2.0
//   {"id":"17","title":"...","text":"...","time":"2026-11-02","place":"Porto", ...}      a kept
//   posting
//   {"file":"postings-0001.jsonl","source":"jobs.csv","postings":17}       a line of the list;
//   with "numbered":true where the ids are row numbers, and with "times":"month_first" (or
//   "day_first", "serial_days") where it is told how the times are read
#include "detect/kept.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "detect/contacts.h"
#include "detect/internal/countries.h"
#include "detect/internal/markup.h"
#include "table/json_value.h"
#include "table/json_write.h"
#include "text/written_digits.h"

namespace lodestar::detect {
namespace {

constexpr std::size_t kFewestDigits = 7;  // fewer stand in any id
constexpr std::size_t kShortestMark = 6;  // of a name that stands for itself inside other words

void add_digits(const text::NumberingPlan& plan, Forgetting& forgetting) {
  for (const auto& [value, typed] : forgetting.values) {
    if (value.kind != text::IdentifierKind::phone) continue;
    const bool has_plus = value.value.starts_with('+');
    std::string digits = value.value.substr(has_plus ? 1 : 0);
    const auto read = has_plus ? plan.parse(digits, true, {}) : std::nullopt;
    if (read && read->e164 == value.value && read->country_code > 0) {
      digits.erase(0, std::to_string(read->country_code).size());
    }
    if (digits.size() >= kFewestDigits) forgetting.digits.push_back(std::move(digits));
  }
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

// A name with a digit or a sign in it ("lola_88") is nobody else's word: it is looked for inside
// others too, however it is divided. "sofia" is looked for as a word.
void add_names(Forgetting& forgetting) {
  std::set<std::string> names;
  for (const auto& [value, typed] : forgetting.values) {
    if (value.kind == text::IdentifierKind::phone) continue;
    const std::string written = text::written_letters(value.value);
    std::string whole = without_blanks(written);
    const bool is_mark =
        whole.size() + 2 < written.size() || whole.find_first_of("0123456789") != std::string::npos;
    names.insert(is_mark && whole.size() >= kShortestMark ? std::move(whole) : written);
  }
  forgetting.names.assign(names.begin(), names.end());
}

// Whether a value's digits or letters stand in it, in any writing: where no such value is read, as
// in an id, a link, a reference, a text that runs on, or with no service named.
bool holds_traces(std::string_view kept, const Forgetting& forgetting) {
  if (!forgetting.digits.empty()) {
    const std::string written = text::written_digits(kept);
    const auto is_in = [&](const std::string& digits) {
      return written.find(digits) != std::string::npos;
    };
    if (std::ranges::any_of(forgetting.digits, is_in)) return true;
  }
  if (forgetting.names.empty()) return false;
  const std::string words = text::written_letters(kept), whole = without_blanks(words);
  return std::ranges::any_of(forgetting.names, [&](const std::string& name) {
    return (name.starts_with(' ') ? words : whole).find(name) != std::string::npos;
  });
}

bool is_value(const text::Identifier& found, const Forgetting& forgetting, Removed& removed) {
  bool is_one = false;
  for (const auto& [value, typed] : forgetting.values) {
    if (value.kind != tying_kind(found.kind, found.value) || value.value != found.value) continue;
    removed.found_values.insert(typed);
    is_one = true;
  }
  return is_one;
}

// The field with every forgotten value, in whatever disguise, replaced.
std::string without_values(std::string_view raw, Field field, const Forgetting& forgetting,
                           const text::IdentifierFinder& finder, Removed& removed) {
  if (field == Field::image_hash) {
    const bool gone = is_value(
        {.kind = text::IdentifierKind::image_hash, .value = std::string(raw)}, forgetting, removed);
    removed.values += gone;
    return gone ? std::string(kRemoved) : std::string(raw);
  }
  std::vector<text::Identifier> found;
  finder.find(raw, {.region = forgetting.region, .expect_phone = field == Field::phone}, found);
  std::string kept;
  std::size_t at = 0;
  for (const text::Identifier& identifier : found) {
    if (!is_value(identifier, forgetting, removed)) continue;
    kept += raw.substr(at, identifier.span.start - at);
    kept += kRemoved;
    at = identifier.span.end;
    ++removed.values;
  }
  return kept.append(raw.substr(at));
}

// "@Some_Name" is that name on every service; codes of invitations keep their case.
void add_bare_handle(std::string_view typed, std::vector<text::Identifier>& values) {
  const auto name = text::read_bare_handle(typed);
  if (!name) return;
  std::string lower = *name;
  std::ranges::transform(lower, lower.begin(), to_lower);
  for (auto kind = text::IdentifierKind{}; kind <= text::IdentifierKind::image_hash;
       kind = static_cast<text::IdentifierKind>(static_cast<int>(kind) + 1)) {
    if (!text::is_of_a_service(kind)) continue;
    values.push_back({.kind = kind, .value = lower});
    if (lower != *name) values.push_back({.kind = kind, .value = *name});
  }
}

// Which of the named postings the row is.
std::optional<std::size_t> find_named(const Postings& postings, std::size_t row,
                                      const Forgetting& forgetting) {
  for (std::size_t i = 0; i < forgetting.postings.size(); ++i) {
    const auto& [file, id] = forgetting.postings[i];
    if (id == postings.get(Field::id, row) && file == postings.file(row)) return i;
  }
  return {};
}

}  // namespace

std::string to_text(std::span<const KeptFile> files) {
  std::string text;
  for (const KeptFile& kept : files) {
    text += "{\"file\":";
    table::append_json_string(text, kept.file);
    text += ",\"source\":";
    table::append_json_string(text, kept.source);
    if (kept.postings) text += fmt::format(",\"postings\":{}", *kept.postings);
    if (kept.is_numbered) text += ",\"numbered\":true";
    if (kept.times) text += fmt::format(",\"times\":\"{}\"", to_string(*kept.times));
    text += "}\n";
  }
  return text;
}

Result<std::vector<KeptFile>> parse_kept_list(std::string_view text) {
  std::vector<KeptFile> files;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const auto line = table::parse_json_value(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto* file = line && line->find("file") ? line->find("file")->as<std::string>() : nullptr;
    const auto* source =
        line && line->find("source") ? line->find("source")->as<std::string>() : nullptr;
    if (file == nullptr || source == nullptr || file->find('/') != std::string::npos) {
      return Error{Code::corrupt,
                   fmt::format("line {} is not as it was written", files.size() + 1)};
    }
    files.push_back({*file, *source});
    const table::JsonValue* postings = line->find("postings");
    const auto* count = postings == nullptr ? nullptr : postings->as<std::int64_t>();
    if (count != nullptr) files.back().postings = static_cast<std::uint64_t>(*count);
    const table::JsonValue* numbered = line->find("numbered");
    const bool* is_numbered = numbered == nullptr ? nullptr : numbered->as<bool>();
    files.back().is_numbered = is_numbered != nullptr && *is_numbered;
    const table::JsonValue* times = line->find("times");
    const auto* reading = times == nullptr ? nullptr : times->as<std::string>();
    if (reading != nullptr) files.back().times = find_time_reading(*reading);
  }
  return files;
}

Result<Forgetting::Posting> parse_posting_name(std::string_view typed) {
  const std::size_t colon = typed.rfind(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == typed.size()) {
    return Error{Code::invalid, "--posting: write it as FILE:ID, as in jobs.csv:1207"};
  }
  return Forgetting::Posting{std::string(typed.substr(0, colon)),
                             std::string(typed.substr(colon + 1))};
}

Result<std::vector<text::Identifier>> parse_value(std::string_view typed, std::string_view region,
                                                  const text::IdentifierFinder& finder) {
  const auto plain = internal::find_plain_text(typed);
  if (plain) typed = *plain;
  std::vector<text::Identifier> values;
  finder.find(typed, {.region = region}, values);
  std::vector<text::Identifier> bare;  // the same number written without its country code
  finder.find(typed, {}, bare);
  values.insert(values.end(), bare.begin(), bare.end());
  for (auto& value : values) value.kind = tying_kind(value.kind, value.value);
  add_bare_handle(typed, values);
  if (values.empty()) {
    return Error{
        Code::invalid,
        "the value is no number, address, handle or account that postings are searched for"};
  }
  return values;
}

void add_writings(const Postings& postings, const text::IdentifierFinder& finder,
                  Forgetting& forgetting) {
  if (forgetting.values.empty()) return;
  std::set<std::string> written;
  std::vector<text::Identifier> found;
  for (std::size_t row = 0; row < postings.size(); ++row) {
    for (const Field field : {Field::title, Field::text, Field::author, Field::phone}) {
      found.clear();
      finder.find(postings.get(field, row),
                  {.region = forgetting.region, .expect_phone = field == Field::phone}, found);
      for (text::Identifier& identifier : found) {
        if (tying_kind(identifier.kind, identifier.value) == text::IdentifierKind::phone)
          written.insert(std::move(identifier.value));
      }
    }
  }
  internal::Countries countries(finder.plan());
  for (const auto& value : forgetting.values) countries.want(value.identifier.value);
  for (const std::string& value : written) countries.want(value);
  for (const std::string& value : written) countries.learn(value);
  for (const auto& value : forgetting.values) countries.learn(value.identifier.value);
  const auto completed = [&](std::string value) {
    countries.complete(value);
    return value;
  };
  std::multimap<std::string, std::size_t> wanted;
  for (const auto& [value, typed] : forgetting.values) {
    if (value.kind == text::IdentifierKind::phone) wanted.emplace(completed(value.value), typed);
  }
  for (const std::string& value : written) {
    const auto [first, last] = wanted.equal_range(completed(value));
    for (auto at = first; at != last; ++at) {
      forgetting.values.push_back(
          {{.kind = text::IdentifierKind::phone, .value = value}, at->second});
    }
  }
  add_digits(finder.plan(), forgetting);
  add_names(forgetting);
}

bool is_forgotten(const Postings& postings, std::size_t row, const Forgetting& forgetting) {
  if (forgetting.before && postings.time(row) != kNoTime &&
      postings.time(row) < *forgetting.before) {
    return true;
  }
  return find_named(postings, row, forgetting).has_value();
}

void append_kept(std::string& out, const Postings& postings, std::size_t row,
                 const Forgetting& forgetting, const text::IdentifierFinder& finder,
                 Removed& removed) {
  if (const auto named = find_named(postings, row, forgetting)) {
    removed.found_postings.insert(*named);
  }
  if (is_forgotten(postings, row, forgetting)) {
    ++removed.postings;
    Removed with_it;  // values that go with the whole posting were there too
    for (std::size_t i = 0; i < kFieldCount && !forgetting.values.empty(); ++i) {
      const auto field = static_cast<Field>(i);
      if (field == Field::id || field == Field::time) continue;
      without_values(postings.get(field, row), field, forgetting, finder, with_it);
    }
    removed.found_values.merge(with_it.found_values);
    return;
  }
  out += '{';
  bool is_inside = false;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const auto field = static_cast<Field>(i);
    const std::string_view raw = postings.get(field, row);
    if (raw.empty()) continue;
    if (out.back() != '{') out += ',';
    fmt::format_to(std::back_inserter(out), "\"{}\":", to_string(field));
    const bool is_searched =
        !forgetting.values.empty() && field != Field::id && field != Field::time;
    const std::string kept =
        is_searched ? without_values(raw, field, forgetting, finder, removed) : std::string(raw);
    table::append_json_string(out, kept);
    is_inside |= holds_traces(kept, forgetting);
  }
  out += "}\n";
  if (is_inside) {
    removed.inside.push_back({postings.file(row), std::string(postings.get(Field::id, row))});
  }
}

}  // namespace lodestar::detect
