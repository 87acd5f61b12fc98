// SPDX-License-Identifier: Apache-2.0
#include "crypto/internal/client_data.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "crypto/internal/guessable.h"

namespace lodestar::crypto::internal {
namespace {

constexpr std::size_t kLongest = 8192;
constexpr int kLevels = 8;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

void append_utf8(std::string& text, std::uint32_t point) {
  if (point < 0x80) {
    text += static_cast<char>(point);
    return;
  }
  const int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  constexpr std::array<std::uint32_t, 4> kFirst{0, 0xC0, 0xE0, 0xF0};
  text += static_cast<char>(kFirst[static_cast<std::size_t>(more)] | point >> (6 * more));
  for (int i = more - 1; i >= 0; --i) {
    text += static_cast<char>(0x80U | (point >> (6 * i) & 0x3FU));
  }
}

// Each take_ call takes one whole thing, or says that it is not there.
class Json {
 public:
  explicit Json(std::string_view text) : rest_(text) {}
  bool is_done() {
    skip_blanks();
    return rest_.empty();
  }
  bool take(char letter) {
    skip_blanks();
    if (!rest_.starts_with(letter)) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }
  bool take_word(std::string_view word) {
    skip_blanks();
    if (!rest_.starts_with(word)) {
      return false;
    }
    rest_.remove_prefix(word.size());
    return true;
  }
  std::optional<std::string> take_string();
  std::optional<bool> take_bool() {
    if (take_word("true")) {
      return true;
    }
    return take_word("false") ? std::optional(false) : std::nullopt;
  }
  bool take_any(int levels);

 private:
  void skip_blanks() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\n\r"), rest_.size()));
  }
  bool take_digits() {
    const std::size_t size = rest_.size();
    while (!rest_.empty() && is_digit(rest_[0])) {
      rest_.remove_prefix(1);
    }
    return rest_.size() < size;
  }
  bool take_number();
  std::optional<std::uint32_t> take_hex();
  bool take_escape(std::string& text);

  std::string_view rest_;
};

std::optional<std::uint32_t> Json::take_hex() {
  std::uint32_t unit = 0;
  if (rest_.size() < 4) {
    return {};
  }
  for (const char letter : rest_.substr(0, 4)) {
    constexpr std::string_view kDigits = "0123456789abcdef0123456789ABCDEF";
    const std::size_t digit = kDigits.find(letter);
    if (digit == std::string_view::npos) {
      return {};
    }
    unit = unit << 4U | static_cast<std::uint32_t>(digit % 16);
  }
  rest_.remove_prefix(4);
  return unit;
}

// After the backslash.
bool Json::take_escape(std::string& text) {
  constexpr std::string_view kNames = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  if (rest_.empty()) {
    return false;
  }
  const std::size_t name = kNames.find(rest_[0]);
  const bool is_unit = rest_[0] == 'u';
  rest_.remove_prefix(1);
  if (name != std::string_view::npos) {
    text += kMeanings[name];
    return true;
  }
  const auto unit = is_unit ? take_hex() : std::nullopt;
  if (!unit || (*unit >= 0xDC00 && *unit < 0xE000)) {
    return false;
  }
  if (*unit < 0xD800 || *unit >= 0xE000) {
    append_utf8(text, *unit);
    return true;
  }
  if (!rest_.starts_with("\\u")) {
    return false;
  }
  rest_.remove_prefix(2);
  const auto low = take_hex();
  if (!low || *low < 0xDC00 || *low >= 0xE000) {
    return false;
  }
  append_utf8(text, 0x10000 + ((*unit - 0xD800) << 10U) + (*low - 0xDC00));
  return true;
}

std::optional<std::string> Json::take_string() {
  if (!take('"')) {
    return {};
  }
  std::string text;
  while (!rest_.empty()) {
    const char letter = rest_[0];
    rest_.remove_prefix(1);
    if (letter == '"') {
      return text;
    }
    if (static_cast<unsigned char>(letter) < 0x20 || (letter == '\\' && !take_escape(text))) {
      return {};
    }
    if (letter != '\\') {
      text += letter;
    }
  }
  return {};
}

bool Json::take_number() {
  take('-');
  if (rest_.starts_with('0')) {
    rest_.remove_prefix(1);
  } else if (!take_digits()) {
    return false;
  }
  if (rest_.starts_with('.')) {
    rest_.remove_prefix(1);
    if (!take_digits()) {
      return false;
    }
  }
  if (rest_.starts_with('e') || rest_.starts_with('E')) {
    rest_.remove_prefix(1);
    if (rest_.starts_with('+') || rest_.starts_with('-')) {
      rest_.remove_prefix(1);
    }
    return take_digits();
  }
  return true;
}

bool Json::take_any(int levels) {
  skip_blanks();
  if (rest_.empty()) {
    return false;
  }
  switch (rest_[0]) {
    case '"':
      return take_string().has_value();
    case 't':
    case 'f':
      return take_bool().has_value();
    case 'n':
      return take_word("null");
    case '{':
    case '[':
      break;
    default:
      return take_number();
  }
  const bool is_object = take('{');
  const char end = is_object ? '}' : ']';
  if (levels == 0 || (!is_object && !take('['))) {
    return false;
  }
  if (take(end)) {
    return true;
  }
  do {
    if (is_object && (!take_string() || !take(':'))) {
      return false;
    }
    if (!take_any(levels - 1)) {
      return false;
    }
  } while (take(','));
  return take(end);
}

// Whether it could be taken. What has no place in ClientData is passed over.
bool take_field(Json& json, std::string_view name, ClientData& data) {
  struct Text {
    std::string_view name;
    std::string* place;
  };
  for (const Text& text : {Text{"type", &data.type}, Text{"challenge", &data.challenge},
                           Text{"origin", &data.origin}, Text{"topOrigin", &data.top_origin}}) {
    if (name == text.name) {
      auto value = json.take_string();
      if (value) {
        *text.place = std::move(*value);
      }
      return value.has_value();
    }
  }
  if (name == "crossOrigin") {
    const auto value = json.take_bool();
    data.cross_origin = value.value_or(true);
    return value.has_value();
  }
  return json.take_any(kLevels);
}

}  // namespace

Result<ClientData> parse_client_data(std::string_view text) {
  const auto refused = [](std::string_view why) {
    return Error{Code::invalid, "reading what the browser says of a passkey: " + std::string(why)};
  };
  if (text.size() > kLongest) {
    return refused("longer than 8 kB");
  }
  if (!to_code_points(text)) {
    return refused("not UTF-8");
  }
  Json json(text);
  ClientData data;
  std::vector<std::string> seen;
  if (!json.take('{')) {
    return refused("no JSON object");
  }
  bool is_more = !json.take('}');
  while (is_more) {
    auto name = json.take_string();
    if (!name || !json.take(':') || !take_field(json, *name, data)) {
      return refused("no JSON, or a field of another type");
    }
    if (std::ranges::find(seen, *name) != seen.end()) {
      return refused("a field stands in it twice");
    }
    seen.push_back(std::move(*name));
    is_more = json.take(',');
    if (!is_more && !json.take('}')) {
      return refused("no JSON object");
    }
  }
  if (!json.is_done()) {
    return refused("something stands after the object");
  }
  for (const std::string_view needed : {"type", "challenge", "origin"}) {
    if (std::ranges::find(seen, needed) == seen.end()) {
      return refused(std::string("no ") + std::string(needed));
    }
  }
  return data;
}

}  // namespace lodestar::crypto::internal
