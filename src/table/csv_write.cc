// SPDX-License-Identifier: Apache-2.0
#include "table/csv_write.h"

#include <algorithm>
#include <array>

#include "base/printable.h"

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

std::string show_disguises(std::string_view field) {
  std::string shown;
  for (std::size_t i = 0; i < field.size();) {
    const std::size_t length = disguise_length(field.substr(i));
    if (length == 0) {
      shown += field[i++];
    } else {
      shown += kReplacement;
      i += length;
    }
  }
  return shown;
}

// Whether there is a byte that a disguise could start with.
bool may_be_disguised(std::string_view field) {
  return std::ranges::any_of(field, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte >= 0x7f;
  });
}

bool needs_quotes(std::string_view field) {
  return std::ranges::any_of(field, [](char c) {
    return c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';' || c == '\t';
  });
}

}  // namespace

void append_text(std::string& out, std::string_view field, Disguises disguises) {
  std::string shown;
  if (disguises == Disguises::shown && may_be_disguised(field)) {
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
