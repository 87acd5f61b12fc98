// SPDX-License-Identifier: Apache-2.0
#include "crypto/internal/guessable.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace lodestar::crypto::internal {
namespace {

// What people make passwords of, in the languages of the desk. Not a list of passwords: those that
// are twelve characters long and common are made of these.
constexpr auto kWords = std::to_array<std::u32string_view>({
    U"password", U"passwort", U"contrasena", U"contraseña", U"motdepasse", U"senha",
    U"parola",   U"welcome",  U"bienvenue",  U"bienvenido", U"willkommen", U"admin",
    U"root",     U"login",    U"user",       U"guest",      U"test",       U"demo",
    U"secret",   U"secure",   U"security",   U"private",    U"default",    U"change",
    U"letme",    U"access",   U"master",     U"super",      U"system",     U"server",
    U"computer", U"internet", U"office",     U"company",    U"lodestar",   U"iloveyou",
    U"love",     U"angel",    U"princess",   U"prince",     U"sunshine",   U"dragon",
    U"monkey",   U"shadow",   U"hunter",     U"football",   U"baseball",   U"soccer",
    U"charlie",  U"michael",  U"jessica",    U"daniel",     U"jordan",     U"ashley",
    U"hello",    U"hola",     U"bonjour",    U"salut",      U"hallo",      U"freedom",
    U"whatever", U"nothing",  U"please",     U"trustno",    U"starwars",   U"pokemon",
    U"superman", U"batman",   U"summer",     U"winter",     U"spring",     U"autumn",
    U"verano",   U"invierno", U"sommer",     U"january",    U"february",   U"march",
    U"april",    U"june",     U"july",       U"august",     U"september",  U"october",
    U"november", U"december", U"monday",     U"tuesday",    U"wednesday",  U"thursday",
    U"friday",   U"saturday", U"sunday",     U"police",     U"justice",    U"trafficking",
});
constexpr auto kRows = std::to_array<std::u32string_view>({
    U"qwertyuiop",
    U"qwertzuiop",
    U"azertyuiop",
    U"asdfghjkl",
    U"qsdfghjklm",
    U"zxcvbnm",
    U"1234567890",
    U"1q2w3e4r5t6z7u",
    U"1q2w3e4r5t6y7u8i",
    U"1qaz2wsx3edc4rfv",
    U"йцукенгшщзхъ",
    U"фывапролджэ",
});
constexpr std::size_t kShortestRun = 3;
constexpr std::size_t kShortestWalk = 4;

char32_t to_lower(char32_t letter) {
  return letter >= U'A' && letter <= U'Z' ? letter - U'A' + U'a' : letter;
}

// Digits and signs read as the letters they stand in for.
char32_t unmasked(char32_t letter) {
  constexpr std::u32string_view kMasks = U"@430157$!";
  constexpr std::u32string_view kLetters = U"aaeoistsi";
  static_assert(kMasks.size() == kLetters.size());
  const std::size_t at = kMasks.find(letter);
  return at == std::u32string_view::npos ? letter : kLetters[at];
}

std::size_t common_prefix(std::u32string_view one, std::u32string_view other) {
  const auto [end, other_end] = std::ranges::mismatch(one, other);
  return static_cast<std::size_t>(end - one.begin());
}

// aaaa, 1234, dcba
std::size_t run_length(std::u32string_view text) {
  std::size_t longest = 1;
  for (const std::int64_t step : {0, 1, -1}) {
    std::size_t length = 1;
    while (length < text.size() &&
           std::int64_t{text[length]} - std::int64_t{text[length - 1]} == step) {
      ++length;
    }
    longest = std::max(longest, length);
  }
  return longest >= kShortestRun ? longest : 1;
}

std::size_t walk_length(std::u32string_view text) {
  std::size_t longest = 1;
  for (const std::u32string_view row : kRows) {
    const std::u32string back(row.rbegin(), row.rend());
    for (const std::u32string_view way : {row, std::u32string_view(back)}) {
      for (std::size_t from = 0; from < way.size(); ++from) {
        longest = std::max(longest, common_prefix(text, way.substr(from)));
      }
    }
  }
  return longest >= kShortestWalk ? longest : 1;
}

std::size_t year_length(std::u32string_view text) {
  const bool is_year = text.size() >= 4 && (text.starts_with(U"19") || text.starts_with(U"20")) &&
                       std::ranges::all_of(text.substr(2, 2), [](char32_t digit) {
                         return digit >= U'0' && digit <= U'9';
                       });
  return is_year ? 4 : 1;
}

// What stood before, again.
std::size_t repeated_length(std::u32string_view text, std::size_t at) {
  std::size_t longest = 1;
  for (std::size_t before = 0; before < at; ++before) {
    longest = std::max(longest, common_prefix(text.substr(at), text.substr(before, at - before)));
  }
  return longest >= kShortestRun ? longest : 1;
}

std::vector<std::u32string> parts_of(std::span<const std::string_view> names) {
  std::vector<std::u32string> parts;
  for (const std::string_view name : names) {
    std::u32string letters = to_code_points(name).value_or(U"");
    std::ranges::transform(letters, letters.begin(), to_lower);
    letters += U' ';
    std::u32string part;
    for (const char32_t letter : letters) {
      const bool is_between = letter < 128 && !(letter >= U'a' && letter <= U'z') &&
                              !(letter >= U'0' && letter <= U'9');
      if (!is_between) {
        part += letter;
      } else if (part.size() >= kShortestRun) {
        parts.push_back(std::exchange(part, {}));
      } else {
        part.clear();
      }
    }
  }
  return parts;
}

std::size_t word_length(std::u32string_view text, std::span<const std::u32string> names) {
  std::size_t longest = 1;
  for (const std::u32string_view word : kWords) {
    longest = std::max(longest, text.starts_with(word) ? word.size() : 1);
  }
  for (const std::u32string& name : names) {
    longest = std::max(longest, text.starts_with(name) ? name.size() : 1);
  }
  return longest;
}

}  // namespace

std::optional<std::u32string> to_code_points(std::string_view text) {
  std::u32string points;
  for (std::size_t at = 0; at < text.size();) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if ((first >= 0x80 && first < 0xC2) || first > 0xF4 || at + size > text.size()) {
      return {};
    }
    char32_t point = size == 1 ? first : first & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
      const auto byte = static_cast<unsigned char>(text[at + i]);
      if (byte >> 6U != 2) {
        return {};
      }
      point = point << 6U | (byte & 0x3FU);
    }
    constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
    const bool is_surrogate = point >= 0xD800 && point < 0xE000;
    if (point < kSmallest[size] || point > 0x10FFFF || is_surrogate) {
      return {};
    }
    points += point;
    at += size;
  }
  return points;
}

std::size_t counted_length(std::u32string_view password, std::span<const std::string_view> names) {
  std::u32string plain(password);
  std::ranges::transform(plain, plain.begin(), to_lower);
  std::u32string letters(plain);
  std::ranges::transform(letters, letters.begin(), unmasked);
  const std::vector<std::u32string> parts = parts_of(names);
  std::size_t counted = 0;
  for (std::size_t at = 0; at < plain.size(); ++counted) {
    const std::u32string_view rest = std::u32string_view(plain).substr(at);
    at += std::max({run_length(rest), walk_length(rest), year_length(rest),
                    repeated_length(plain, at), word_length(rest, parts),
                    word_length(std::u32string_view(letters).substr(at), parts)});
  }
  return counted;
}

}  // namespace lodestar::crypto::internal
