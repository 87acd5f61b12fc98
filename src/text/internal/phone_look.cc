// SPDX-License-Identifier: Apache-2.0
#include "text/internal/phone_look.h"

#include <bit>

namespace lodestar::text::internal {
namespace {

constexpr int kTail = 4, kCountryDigit = 12, kPrefixInside = 24;
// Of fourteen digits, which no other number has in such groups.
constexpr int kCarrier = 34, kCarrierApart = 41;
}  // namespace

// "011 15 2345-8765", "0223 15 234-8765": a mobile as it is dialled in Argentina; and
// "0 15 11 91234-8765", "015 11 91234-8765": one of Brazil, behind a carrier.
bool Look::has_prefix_inside() const {
  if (digits[0] != '0') return false;
  const auto area = static_cast<std::size_t>(sizes[0] - '0');
  const bool is_argentine = area >= 3 && area <= 5 && digits.size() == 13 && sizes[1] == '2' &&
                            sizes.size() == 4 && sizes[3] == '4' && digits.substr(area, 2) == "15";
  const bool is_brazilian = (sizes == "12254" || sizes == "3254") && digits[5] == '9';
  return is_argentine || is_brazilian;
}

int Look::grouping() const {
  constexpr std::size_t kFewest = 3;
  if (sizes.size() < kFewest) return sizes.size() > 1 && sizes.back() == '4' ? kTail : 0;
  if (has_prefix_inside())
    return sizes[0] == '1' ? kCarrierApart : sizes[2] == '5' ? kCarrier : kPrefixInside;
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
