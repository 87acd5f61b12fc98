// SPDX-License-Identifier: Apache-2.0
#include "table/json_write.h"

#include <array>
#include <cstdint>
#include <iterator>

namespace lodestar::table {
namespace {

// What stops the run over plain bytes: controls, what HTML misreads, and the first bytes of every
// character beyond ASCII that is looked at.
constexpr auto kNeedsCare = [] {
  std::array<bool, 256> needs{};
  for (std::size_t c = 0; c < 0x20; ++c) needs[c] = true;
  for (const unsigned char c : {'"', '\\', '<', '>', '&', '\x7f'}) needs[c] = true;
  for (std::size_t c = 0x80; c < 0x100; ++c) needs[c] = true;
  return needs;
}();

struct Character {
  char32_t code = 0;
  std::size_t length = 0;  // 0: no UTF-8
};

// The character beyond ASCII at the start of text (Unicode 15, table 3-7).
Character decode(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0xc2   ? 0
                             : lead < 0xe0 ? 2
                             : lead < 0xf0 ? 3
                             : lead < 0xf5 ? 4
                                           : 0;
  if (length == 0 || text.size() < length) return {};
  char32_t code = lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xc0) != 0x80) return {};
    code = code << 6 | (byte & 0x3fU);
  }
  constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  if (code < kLeast[length] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return {};
  return {code, length};
}

// Beyond ASCII: controls, and what has no width or turns the direction.
bool is_disguise(char32_t c) {
  if (c < 0x2000) return c < 0xa0 || c == 0xad || c == 0x61c || c == 0x180e;
  if (c < 0x2070)
    return (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || c >= 0x2060;
  return c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f);
}

void append_hex_escape(std::string& out, char32_t c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  if (c >= 0x10000) {
    append_hex_escape(out, 0xd800 + ((c - 0x10000) >> 10));
    c = 0xdc00 + (c & 0x3ff);
  }
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(c >> shift) & 0xf];
}

void append_ascii_escape(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      append_hex_escape(out, static_cast<unsigned char>(c));
  }
}

// Appends what stands at the start of text and returns its length in bytes.
std::size_t append_with_care(std::string& out, std::string_view text) {
  if (static_cast<unsigned char>(text[0]) < 0x80) {
    append_ascii_escape(out, text[0]);
    return 1;
  }
  const Character found = decode(text);
  if (found.length == 0) {
    out += "\xef\xbf\xbd";
    return 1;
  }
  if (is_disguise(found.code)) {
    append_hex_escape(out, found.code);
  } else {
    out += text.substr(0, found.length);
  }
  return found.length;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (!kNeedsCare[static_cast<unsigned char>(text[i])]) {
      ++i;
      continue;
    }
    out += text.substr(plain, i - plain);
    i += append_with_care(out, text.substr(i));
    plain = i;
  }
  out += text.substr(plain);
  out += '"';
}

}  // namespace lodestar::table
