// SPDX-License-Identifier: Apache-2.0
// Recognises how a file's text is encoded and gives it as UTF-8, valid whatever came in.
//
// Shapes   Decoded is a view of the input where that is UTF-8 already, else of a copy in the arena.
// Units    replaced counts the U+FFFD put where bytes were no text: one for each maximal invalid
//          part.
// Errors   invalid: an encoding's name is not known. Any bytes can be converted.
// Cost     ASCII above 4 GB/s, other UTF-8 about 700 MB/s, conversions about 300 MB/s.
// Threads  pure.
// Source   Unicode 15 section 3.9 (maximal subparts); WHATWG Encoding for the code pages.
// Example  Decoded read = to_utf8(bytes, std::nullopt, arena);
//
// The decision: a byte order mark; NUL bytes on one side of the pairs are UTF-16; valid UTF-8, and
// bytes of which at least half of the high sequences are valid, are UTF-8 (in text of a code page
// hardly any is), a guess where more than one in five is not; else Windows-1251 where
// high letters mostly touch each other (Cyrillic words) and Windows-1252 where they mostly touch
// ASCII letters (accented Latin words); Mac Cyrillic where the capitals and the last letter of the
// first are its own. Where more than one in ten words with high letters is none
// of a language of that code page (letters of several languages, signs or capitals inside, Cyrillic
// without a vowel), Latin words are Windows-1250 if they are words of that (Polish, Czech, Slovak,
// Romanian, Croatian ...; Hungarian passes for Windows-1252); else it is said to be a guess
// (text/internal/plausible.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/arena.h"
#include "base/result.h"

namespace lodestar::text {

inline constexpr std::string_view kUtf8Mark = "\xef\xbb\xbf";  // that some editors put before UTF-8

enum class Encoding : std::uint8_t {
  utf8,
  utf16_le,
  utf16_be,
  windows_1250,
  windows_1251,
  windows_1252,
  mac_cyrillic
};

std::string_view to_string(Encoding encoding);  // "UTF-8", "Windows-1251" ...
Result<Encoding> parse_encoding(std::string_view name);

struct Decoded {
  std::string_view text;  // without a byte order mark
  Encoding encoding = Encoding::utf8;
  std::uint64_t replaced = 0;
  bool is_guess = false;        // recognised, but many words are none in it
  std::string_view likelier{};  // of a guessed code page: what it may be, as iconv calls it
};

// From the encoding told, or else from the one recognised.
Decoded to_utf8(std::string_view bytes, std::optional<Encoding> told, Arena& arena);

// By its mark, or by NULs in three of each four bytes. It is not converted here.
bool is_utf32(std::string_view bytes);

bool is_valid_utf8(std::string_view bytes);

}  // namespace lodestar::text
