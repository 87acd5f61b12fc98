// SPDX-License-Identifier: Apache-2.0
// One code point at a time, in and out of UTF-8.
//
// Shapes   decode_utf8 reads at a byte position inside text; size is how far to go on.
// Units    bytes.
// Errors   bytes that are not UTF-8 (overlong, surrogate, cut off, beyond U+10FFFF) give valid =
//          false, U+FFFD, size 1.
// Cost     a few nanoseconds.
// Threads  pure.
// Source   Unicode 15, table 3-7.
// Example  decode_utf8("é", 0) is {0xE9, 2, true}
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lodestar::text {

struct Utf8 {
  char32_t code_point = 0xFFFD;
  std::uint32_t size = 1;
  bool valid = false;
};

inline Utf8 decode_utf8(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const auto tail = [](unsigned b) { return (b & 0xC0) == 0x80; };
  const unsigned a = byte(0);
  if (a < 0x80) return {a, 1, true};
  const unsigned b = byte(1);
  if (a >= 0xC2 && a <= 0xDF && tail(b)) return {(a & 0x1F) << 6 | (b & 0x3F), 2, true};
  const unsigned c = byte(2);
  if ((a & 0xF0) == 0xE0 && tail(b) && tail(c)) {
    const char32_t code = (a & 0x0F) << 12 | (b & 0x3F) << 6 | (c & 0x3F);
    if (code >= 0x800 && (code < 0xD800 || code > 0xDFFF)) return {code, 3, true};
  }
  const unsigned d = byte(3);
  if (a >= 0xF0 && a <= 0xF4 && tail(b) && tail(c) && tail(d)) {
    const char32_t code = (a & 0x07) << 18 | (b & 0x3F) << 12 | (c & 0x3F) << 6 | (d & 0x3F);
    if (code >= 0x10000 && code <= 0x10FFFF) return {code, 4, true};
  }
  return {};
}

inline void append_utf8(char32_t c, std::string& out) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) return put(c);
  if (c < 0x800) return put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
  if (c < 0x10000) return put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)),
      put(0x80 | (c & 0x3F));
}

}  // namespace lodestar::text
