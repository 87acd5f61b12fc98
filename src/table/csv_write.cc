// SPDX-License-Identifier: Apache-2.0
#include "table/csv_write.h"

#include <algorithm>
#include <array>

namespace lodestar::table {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

bool starts_formula(std::string_view field) {
  field.remove_prefix(std::min(field.find_first_not_of('\''), field.size()));
  if (field.empty()) return false;
  if (std::string_view("=+-@\t\r\n").find(field[0]) != std::string_view::npos) return true;
  if (field[0] != '\xef') return false;
  constexpr std::array<std::string_view, 4> kFullWidth = {"\uff1d", "\uff0b", "\uff0d", "\uff20"};
  return std::ranges::any_of(kFullWidth, [&](auto sign) { return field.starts_with(sign); });
}

// Bytes of the disguising character at the start of text, 0 if there is none: C0 but tab and
// newlines, DEL, C1, soft hyphen, U+061C, U+180E, U+200B-U+200F, U+202A-U+202E, U+2060-U+206F,
// U+FEFF, U+E0000-U+E007F.
std::size_t disguise_length(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned first = byte(0), second = byte(1), third = byte(2);
  if (first < 0x20) return first == '\t' || first == '\n' || first == '\r' ? 0 : 1;
  if (first == 0x7f) return 1;
  if (first < 0xc2) return 0;
  if (first == 0xc2) return (second >= 0x80 && second <= 0x9f) || second == 0xad ? 2 : 0;
  if (first == 0xd8) return second == 0x9c ? 2 : 0;
  if (first == 0xe1) return second == 0xa0 && third == 0x8e ? 3 : 0;
  if (first == 0xef) return second == 0xbb && third == 0xbf ? 3 : 0;
  if (first == 0xf3) return second == 0xa0 && (third == 0x80 || third == 0x81) ? 4 : 0;
  if (first != 0xe2) return 0;
  if (second == 0x80) {
    return (third >= 0x8b && third <= 0x8f) || (third >= 0xaa && third <= 0xae) ? 3 : 0;
  }
  return second == 0x81 && third >= 0xa0 && third <= 0xaf ? 3 : 0;
}

std::string show_disguises(std::string_view field) {
  std::string shown;
  for (std::size_t i = 0; i < field.size();) {
    const std::size_t length = std::min(disguise_length(field.substr(i)), field.size() - i);
    if (length == 0) {
      shown += field[i++];
    } else {
      shown += kReplacement;
      i += length;
    }
  }
  return shown;
}

bool needs_quotes(std::string_view field) {
  return std::ranges::any_of(field, [](char c) {
    return c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';' || c == '\t';
  });
}

}  // namespace

void append_text(std::string& out, std::string_view field, Disguises disguises) {
  std::string shown;
  if (disguises == Disguises::shown) {
    shown = show_disguises(field);
    field = shown;
  }
  const bool is_guarded = starts_formula(field);
  if (!needs_quotes(field)) {
    if (is_guarded) out += '\'';
    out += field;
    return;
  }
  out += is_guarded ? "\"'" : "\"";
  while (true) {
    const std::size_t quote = field.find('"');
    out += field.substr(0, quote);
    if (quote == std::string_view::npos) break;
    out += "\"\"";
    field.remove_prefix(quote + 1);
  }
  out += '"';
}

std::string_view unguard(std::string_view field) {
  if (field.starts_with('\'') && starts_formula(field)) field.remove_prefix(1);
  return field;
}

}  // namespace lodestar::table
