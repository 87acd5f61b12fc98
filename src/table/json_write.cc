// SPDX-License-Identifier: Apache-2.0
#include "table/json_write.h"

#include <array>
#include <cstdint>
#include <iterator>

#include "base/printable.h"

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
