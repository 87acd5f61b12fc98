// SPDX-License-Identifier: Apache-2.0
//   number   = digits mark zeros | digit mark digits ("E" | "e") ["+"] exponent
//   mark     = "." | ","      as the country writes it
//   zeros    = one or two
//   exponent = one or two digits
#include "text/internal/sheet_numbers.h"

#include "text/internal/characters.h"

namespace lodestar::text::internal {
namespace {

constexpr std::size_t kMostZeros = 2, kMostExponent = 2;

std::string_view take_digits(std::string_view& rest) {
  std::size_t size = 0;
  while (size < rest.size() && is_digit(rest[size])) ++size;
  const std::string_view digits = rest.substr(0, size);
  rest.remove_prefix(size);
  return digits;
}

bool are_zeros(std::string_view digits) {
  return digits.find_first_not_of('0') == std::string_view::npos;
}

}  // namespace

std::optional<SheetNumber> read_sheet_number(std::string_view raw) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t first = raw.find_first_not_of(kBlank);
  if (first == std::string_view::npos || !is_digit(raw[first])) return std::nullopt;
  const std::size_t last = raw.find_last_not_of(kBlank);
  const Span span{static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last + 1)};
  std::string_view rest = cut(raw, span);
  const std::string_view whole = take_digits(rest);
  if (rest.empty() || (rest[0] != '.' && rest[0] != ',')) return std::nullopt;
  rest.remove_prefix(1);
  const std::string_view part = take_digits(rest);
  if (part.empty()) return std::nullopt;
  if (rest.empty()) {
    if (part.size() > kMostZeros || !are_zeros(part)) return std::nullopt;
    return SheetNumber{span, std::string(whole)};
  }
  if (whole.size() != 1 || (rest[0] != 'E' && rest[0] != 'e')) return std::nullopt;
  rest.remove_prefix(rest.size() > 1 && rest[1] == '+' ? 2 : 1);
  const std::string_view exponent = take_digits(rest);
  if (!rest.empty() || exponent.empty() || exponent.size() > kMostExponent) return std::nullopt;
  std::size_t places = 0;
  for (const char digit : exponent) places = places * 10 + static_cast<std::size_t>(digit - '0');
  const bool exact = part.size() >= places && are_zeros(part.substr(places));
  if (!exact) return SheetNumber{span, {}};
  return SheetNumber{span, std::string(whole).append(part.substr(0, places))};
}

}  // namespace lodestar::text::internal
