// SPDX-License-Identifier: Apache-2.0
// What a character means to the search for identifiers: letters folded to one byte, digits of every
// script and dress, and characters that pass for digits.
//
// Shapes   byte_class is a table for the fast pass over ASCII; read_glyph reads any character.
// Units    positions are bytes.
// Errors   invalid UTF-8 reads as GlyphKind::symbol, one byte long.
// Cost     a table look-up below U+0800, binary searches of 70 ranges above.
// Threads  pure.
// Source   Unicode 15: general category Nd, and digits inside circles, brackets and key caps.
// Example  read_glyph("７", 0).value == 7
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/ascii.h"

namespace lodestar::text::internal {

enum ByteClass : std::uint8_t {
  kLetter = 1,  // A-Z a-z
  kDigit = 2,   // 0-9
  kHigh = 4,    // not ASCII
  kLeetShape =
      8,       // letters that pass for digits even without one beside them: O o I l S B Z E G A T
  kSign = 16,  // '@' '.' ':' '|': the scan looks closer
  kDomainByte = 32  // letters, digits, '-', '_'
};

constexpr std::array<std::uint8_t, 256> make_byte_classes() {
  std::array<std::uint8_t, 256> classes{};
  const auto set = [&](std::string_view bytes, std::uint8_t bits) {
    for (const char c : bytes) classes[static_cast<unsigned char>(c)] |= bits;
  };
  for (unsigned c = 0x80; c < 256; ++c) classes[c] = kHigh;
  set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", kLetter | kDomainByte);
  set("0123456789", kDigit | kDomainByte);
  set("-_", kDomainByte);
  set("OoIlSBZEGAT", kLeetShape);
  set("@.:|", kSign);
  return classes;
}
inline constexpr std::array<std::uint8_t, 256> kByteClasses = make_byte_classes();

constexpr std::uint8_t byte_class(char c) { return kByteClasses[static_cast<unsigned char>(c)]; }
constexpr bool is_letter(char c) { return (byte_class(c) & kLetter) != 0; }
constexpr bool is_digit(char c) { return (byte_class(c) & kDigit) != 0; }
constexpr bool is_alnum(char c) { return (byte_class(c) & (kLetter | kDigit)) != 0; }

enum class GlyphKind : std::uint8_t { letter, digit, mark, space, symbol };

// How a digit is dressed.
enum class Dress : std::uint8_t { ascii, unicode, emoji, word };

struct Glyph {
  char32_t code_point = 0;
  std::uint32_t end = 0;  // where the next character starts
  GlyphKind kind = GlyphKind::symbol;
  Dress dress = Dress::ascii;
  char folded = 0;         // letters: a-z, bytes from 0x80 for Cyrillic and Arabic, kOtherLetter
  std::int8_t value = -1;  // digits: 0..20 (a circled 12 is one character)
  bool ideograph = false;  // a word by itself
};

inline constexpr char kOtherLetter = '\x7F';

// What is read of one byte or two: ASCII, Latin, Greek, Cyrillic, Hebrew, Arabic and what else is
// below U+0800.
struct NarrowGlyph {
  GlyphKind kind;
  Dress dress;
  char folded;
  std::int8_t value;
  bool ideograph;
};
extern const std::array<NarrowGlyph, 0x800> kNarrowGlyphs;

Glyph read_wide_glyph(std::string_view raw, std::size_t at);

inline Glyph read_glyph(std::string_view raw, std::size_t at) {
  const auto a = static_cast<unsigned char>(raw[at]);
  const unsigned b = at + 1 < raw.size() ? static_cast<unsigned char>(raw[at + 1]) : 0U;
  const bool is_one_byte = a < 0x80 && (b < 0x80 || !is_digit(raw[at]));  // no cap of a key
  const bool is_narrow = is_one_byte || (a >= 0xC2 && a <= 0xDF && (b & 0xC0) == 0x80);
  if (!is_narrow) return read_wide_glyph(raw, at);
  const char32_t c = is_one_byte ? a : (a & 0x1FU) << 6 | (b & 0x3F);
  const NarrowGlyph& narrow = kNarrowGlyphs[c];
  return {c,
          static_cast<std::uint32_t>(at + (is_one_byte ? 1 : 2)),
          narrow.kind,
          narrow.dress,
          narrow.folded,
          narrow.value,
          narrow.ideograph};
}

// Letters that telephones show as pictures: the M, P, A, B, O in a disc or a square. By itself
// before plain letters such a one is an ornament.
constexpr bool is_pictured_letter(char32_t c) {
  return c == 0x24C2 || c == 0x1F170 || c == 0x1F171 || c == 0x1F17E || c == 0x1F17F;
}
// Whether the one at `at` is: no letter in such a dress stands before it or behind it.
bool is_ornament(std::string_view raw, std::size_t at, const Glyph& glyph);

// The character that ends before `at`; at > 0.
Glyph read_glyph_before(std::string_view raw, std::size_t at);
std::size_t start_of_character_before(std::string_view raw, std::size_t at);

// Latin, Greek and Cyrillic letters in lower case, the rest as it is.
std::string to_lower_letters(std::string_view text);

// The digit that a letter passes for, or -1. Strict: even where no digit stands beside it.
int leet_value(const Glyph& glyph, bool strict);

}  // namespace lodestar::text::internal
