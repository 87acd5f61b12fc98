// SPDX-License-Identifier: Apache-2.0
#include "table/csv_write.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <optional>

#include "base/printable.h"

namespace lodestar::table {
namespace {

constexpr std::size_t kEscapeLength = 6;
constexpr std::string_view kOwnBackslash = "\\u005c";  // before a 'u' that is no escape of ours

bool starts_formula(std::string_view field) {
  field.remove_prefix(std::min(field.find_first_not_of('\''), field.size()));
  if (field.empty()) return false;
  if (std::string_view("=+-@\t\r\n").find(field[0]) != std::string_view::npos) return true;
  if (field[0] != '\xef') return false;
  constexpr std::array<std::string_view, 4> kFullWidth = {"\uff1d", "\uff0b", "\uff0d", "\uff20"};
  return std::ranges::any_of(kFullWidth, [&](auto sign) { return field.starts_with(sign); });
}

// As JSON writes it: beyond 16 bits, two halves.
void append_escape(std::string& out, char32_t code) {
  if (code >= 0x10000) {
    append_escape(out, 0xd800 + ((code - 0x10000) >> 10));
    code = 0xdc00 + (code & 0x3ff);
  }
  fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(code));
}

std::string escape_disguises(std::string_view field) {
  std::string escaped;
  for (std::size_t i = 0; i < field.size();) {
    const std::size_t length = disguise_length(field.substr(i));
    if (length > 0) {
      append_escape(escaped, decode(field.substr(i)).code);
    } else if (field.substr(i).starts_with("\\u")) {
      escaped += kOwnBackslash;
    } else {
      escaped += field[i];
    }
    i += std::max<std::size_t>(1, length);
  }
  return escaped;
}

// Whether there is a byte that a disguise or an escape could start with.
bool may_need_escapes(std::string_view field) {
  return std::ranges::any_of(field, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte >= 0x7f || c == '\\';
  });
}

// The number in "\\u202e"; none where four hexadecimal digits do not follow.
std::optional<char32_t> parse_escape(std::string_view text) {
  if (!text.starts_with("\\u") || text.size() < kEscapeLength) return {};
  std::uint32_t code = 0;
  const char* const last = text.data() + kEscapeLength;
  const auto [end, error] = std::from_chars(text.data() + 2, last, code, 16);
  if (error != std::errc() || end != last) return {};
  return code;
}

void append_utf8(std::string& out, char32_t code) {
  const auto tail = [&](unsigned shift) {
    out += static_cast<char>(0x80 | (code >> shift & 0x3f));
  };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0 | code >> 6);
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0 | code >> 12);
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xf0 | code >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

bool needs_quotes(std::string_view field) {
  return std::ranges::any_of(field, [](char c) {
    return c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';' || c == '\t';
  });
}

}  // namespace

void append_text(std::string& out, std::string_view field, Disguises disguises) {
  std::string shown;
  if (disguises == Disguises::escaped && may_need_escapes(field)) {
    shown = escape_disguises(field);
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

std::string as_it_was(std::string_view field) {
  field = unguard(field);
  std::string was;
  while (!field.empty()) {
    auto code = parse_escape(field);
    if (!code) {
      was += field[0];
      field.remove_prefix(1);
      continue;
    }
    field.remove_prefix(kEscapeLength);
    const bool is_high = *code >= 0xd800 && *code < 0xdc00;
    if (const auto low = parse_escape(field); is_high && low) {
      code = 0x10000 + ((*code - 0xd800) << 10) + (*low & 0x3ff);
      field.remove_prefix(kEscapeLength);
    }
    append_utf8(was, *code);
  }
  return was;
}

}  // namespace lodestar::table
