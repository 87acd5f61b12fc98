// SPDX-License-Identifier: Apache-2.0
#include "text/internal/phone_look.h"

#include <bit>

namespace lodestar::text::internal {
namespace {

constexpr int kTail = 4, kCountryDigit = 12;
}  // namespace

int Look::grouping() const {
  constexpr std::size_t kFewest = 3;
  if (sizes.size() < kFewest) return sizes.size() > 1 && sizes.back() == '4' ? kTail : 0;
  int sum = 0;
  if (sizes == "1334" && (digits[0] == '1' || digits[0] == '7' || digits[0] == '8'))
    sum += kCountryDigit;
  if (sizes == "13322" || sizes == "1352") sum += kCountryDigit;
  for (const std::string_view known :
       {"334", "3322", "22222", "333", "424", "343", "433", "344", "4322", "352"})
    if (sizes.ends_with(known)) return sum + kKnownGrouping;
  return sum + (sizes.back() == '4' ? kTail : 0);
}

bool Look::is_a_date() const {
  if (sizes != "8" || disguised > 0) return false;
  const std::string_view d = digits;
  const bool year_first = (d.starts_with("19") || d.starts_with("20")) && d.substr(4, 2) <= "12";
  const bool year_last = (d.substr(4, 2) == "19" || d.substr(4, 2) == "20") && d[0] <= '3';
  return year_first || year_last;
}

Obfuscation Look::obfuscation() const {
  const bool interleaved = odd_gaps > 0;
  const int disguises = std::popcount(static_cast<unsigned>(marks & kDisguises)) + interleaved;
  if (disguises > 1) return Obfuscation::mixed;
  if ((marks & kWords) != 0) return Obfuscation::words;
  if ((marks & kLeet) != 0) return Obfuscation::leet;
  if ((marks & kUnicode) != 0) return Obfuscation::unicode;
  if ((marks & kEmoji) != 0) return Obfuscation::emoji;
  if (interleaved) return Obfuscation::interleaved;
  if (gaps == 0) return Obfuscation::plain;
  return sizes.size() >= digits.size() - 1 ? Obfuscation::spaced : Obfuscation::separated;
}

}  // namespace lodestar::text::internal
