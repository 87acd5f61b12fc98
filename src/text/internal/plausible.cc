// SPDX-License-Identifier: Apache-2.0
#include "text/internal/plausible.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "text/utf8.h"

namespace lodestar::text::internal {
namespace {

constexpr std::size_t kSampleBytes = std::size_t{1} << 20;
constexpr std::uint64_t kOneIn = 10;  // words that are none, of which misspellings make up far less

// Beyond ASCII, small letters: what one word of Windows-1252 may hold together.
constexpr std::array<std::u32string_view, 9> kLatin = {
    U"áéíóúüñçàèòïâêôãõ",  // Spanish, Portuguese, Catalan, Galician
    U"àâçéèêëîïôùûüÿœæ",   // French
    U"äöüßéà",             // German, with words of French
    U"àèéìòùîí",           // Italian
    U"æøåéèöüô",           // Danish, Norwegian
    U"åäöéüšž",            // Swedish, Finnish, Estonian
    U"áéëèêïíóöüâîçûô",    // Dutch, Afrikaans, Albanian
    U"áéíóúýþæöð",         // Icelandic, Faroese, Irish
    U"šžõäöü"};            // Estonian
// And of Windows-1250.
constexpr std::array<std::u32string_view, 7> kCentral = {
    U"ąćęłńóśźż",          // Polish
    U"áčďéěíňóřšťúůýž",    // Czech
    U"áäčďéíĺľňóôŕšťúýž",  // Slovak
    U"áéíóöőúüű",          // Hungarian
    U"ăâîşţ",              // Romanian
    U"čćđšž",              // Croatian, Slovene, Serbian, Bosnian
    U"äöüßéà"};            // German, with words of French
constexpr std::u32string_view kCyrillicVowels = U"аеёиоуыэюяєіїў";

// U+0100 to U+017F, where capital and small letters take turns.
bool is_extended(char32_t code) { return code >= 0x100 && code < 0x180; }
bool is_large_extended(char32_t code) {
  const bool is_odd = (code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17e);
  return (code % 2 != 0) == is_odd;
}

enum class Sort : std::uint8_t { other, sign, small, large };

// C1 controls are what undefined bytes become.
Sort sort_of(char32_t code, Letters letters) {
  if (code < 0x80) {
    const char32_t lower = code | 0x20;
    if (lower < 'a' || lower > 'z') return Sort::other;
    return code == lower ? Sort::small : Sort::large;
  }
  if (code < 0xa0) return Sort::sign;
  if (letters == Letters::central_european && is_extended(code))
    return is_large_extended(code) ? Sort::large : Sort::small;
  if (letters == Letters::cyrillic) {
    if (code == 0x490 || (code >= 0x400 && code < 0x430)) return Sort::large;
    if (code == 0x491 || (code >= 0x430 && code < 0x460)) return Sort::small;
  } else {
    if (code == 0x178 || code == 0x160 || code == 0x17d || code == 0x152) return Sort::large;
    if (code == 0x161 || code == 0x17e || code == 0x153) return Sort::small;
    if (code == 0xd7 || code == 0xf7) return Sort::sign;
    if (code >= 0xc0 && code < 0x100) return code < 0xdf ? Sort::large : Sort::small;
  }
  constexpr std::u32string_view kBetween = U"\u00a0«»·¦\u00ad€";  // and quotes, dashes, dots
  const bool is_between =
      kBetween.find(code) != std::u32string_view::npos || (code >= 0x2000 && code < 0x2100);
  return is_between ? Sort::other : Sort::sign;
}

char32_t to_small(char32_t code) {
  if (is_extended(code) && code != 0x178) return is_large_extended(code) ? code + 1 : code;
  if (code == 0x178) return 0xff;
  if (code >= 0x400 && code < 0x410) return code + 0x50;
  if (code >= 0x410 && code < 0x430) return code + 0x20;
  return code >= 0xc0 && code < 0xdf ? code + 0x20 : code;
}

// One word as it goes by: letters, and signs with a letter on both sides.
struct Word {
  std::u32string letters;  // beyond ASCII, small
  bool has_sign = false;   // inside
  bool has_rise = false;   // a capital beyond ASCII behind a small letter
  bool has_vowel = false;
  bool is_ascii_too = false;
};

bool is_word(const Word& word, Letters letters) {
  if (word.has_sign || word.has_rise) return false;
  if (letters == Letters::cyrillic)
    return word.has_vowel || word.is_ascii_too || word.letters.size() < 4;
  const auto is_of = [&](std::u32string_view language) {
    return word.letters.find_first_not_of(language) == std::u32string::npos;
  };
  return letters == Letters::central_european ? std::ranges::any_of(kCentral, is_of)
                                              : std::ranges::any_of(kLatin, is_of);
}

}  // namespace

bool is_implausible(std::string_view text, Letters letters) {
  text = text.substr(0, kSampleBytes);
  std::uint64_t words = 0, odd = 0;
  Word word;
  Sort before = Sort::other;
  bool is_sign_pending = false;
  const auto end_word = [&] {
    if (!word.letters.empty() || word.has_sign) {
      ++words;
      odd += is_word(word, letters) ? 0 : 1;
    }
    word = {};
    is_sign_pending = false;
  };
  for (std::size_t at = 0; at < text.size();) {
    const Utf8 one = decode_utf8(text, at);
    at += one.size;
    const Sort sort = sort_of(one.code_point, letters);
    if (sort == Sort::other) {
      end_word();
    } else if (sort == Sort::sign) {
      is_sign_pending = is_sign_pending || before != Sort::other;
      word.has_sign = word.has_sign || (one.code_point >= 0x80 && one.code_point < 0xa0);
    } else {
      const bool is_high = one.code_point >= 0x80;
      word.has_sign = word.has_sign || is_sign_pending;
      word.has_rise = word.has_rise || (is_high && sort == Sort::large && before == Sort::small);
      word.is_ascii_too = word.is_ascii_too || !is_high;
      if (is_high) {
        word.letters += to_small(one.code_point);
        word.has_vowel = word.has_vowel ||
                         kCyrillicVowels.find(word.letters.back()) != std::u32string_view::npos;
      }
    }
    before = sort;
  }
  end_word();
  return odd * kOneIn > words;
}

}  // namespace lodestar::text::internal
