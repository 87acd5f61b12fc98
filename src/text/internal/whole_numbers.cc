// SPDX-License-Identifier: Apache-2.0
#include "text/internal/whole_numbers.h"

#include <algorithm>
#include <array>

namespace lodestar::text::internal {

// Digits of each group; what is longer than nine is as good as nine.
std::string WholeNumbers::sizes(std::size_t first, std::size_t last) const {
  std::string sizes;
  for (const Group& group : groups_.subspan(first, last - first))
    sizes += static_cast<char>('0' + std::min<std::size_t>(group.digits.size(), kMinDigits));
  return sizes;
}

bool WholeNumbers::is_whole(std::size_t first, std::size_t last, const std::string& digits) const {
  if (digits.size() < kMinDigits) return false;
  const bool plus = groups_[first].before.plus;
  const auto number = numbers_.read(digits, plus);
  const bool abroad = plus || digits.starts_with("00");
  if (number && (number->valid || (abroad && number->possible))) return true;
  if (abroad || numbers_.knows_region()) return false;
  if (digits[0] == '0') return digits.size() >= kMinAtHome;
  if (digits.ends_with("000000")) return false;  // a greater amount
  const auto piece = groups_.subspan(first, last - first);
  const bool disguised = std::ranges::any_of(
      piece, [](const Group& group) { return (group.marks & kDisguises) != 0; });
  static constexpr std::array<std::string_view, 8> kUsual = {
      "333", "334", "3222", "2322", "36", "9", "111111111", "1111111111"};
  const bool begins = first == 0 || !goes_on(groups_[first]);
  return (disguised && begins) || std::ranges::find(kUsual, sizes(first, last)) != kUsual.end();
}

bool WholeNumbers::is_closed(std::size_t first, std::size_t last) const {
  if (groups_[first].before.plus) return false;
  // "0151 648 209" is none of these: "17" may follow.
  static constexpr std::array<std::string_view, 9> kAtHome = {"22222", "56", "533",  "434", "344",
                                                              "47",    "48", "4332", "38"};
  static constexpr std::array<std::string_view, 7> kOthers = {"333",   "334",  "3222", "2322",
                                                              "13322", "1334", "37"};
  const std::string sizes = this->sizes(first, last);
  if (groups_[first].digits.starts_with("00") || groups_[last - 1].digits == "000") return false;
  if (groups_[first].digits[0] == '0') return std::ranges::find(kAtHome, sizes) != kAtHome.end();
  return std::ranges::find(kOthers, sizes) != kOthers.end();
}

bool WholeNumbers::is_known(std::size_t first, std::size_t last) const {
  const std::string all = digits(first, last);
  return all.size() >= kLeastKnown && all.size() <= kMaxDigits &&
         numbers_.is_valid(all, groups_[first].before.plus);
}

bool WholeNumbers::is_end_of_another(std::size_t first, std::size_t end) const {
  std::string digits(groups_[end - 1].digits);
  for (std::size_t at = end - 1; --at > first;) {
    digits.insert(0, groups_[at].digits);
    const bool may_begin = groups_[first].digits[0] != '0' || digits[0] == '0';
    if (may_begin && is_of_plan(at, digits)) return true;
  }
  return false;
}

std::string WholeNumbers::digits(std::size_t first, std::size_t last) const {
  std::string digits;
  for (const Group& group : groups_.subspan(first, last - first)) digits += group.digits;
  return digits;
}

}  // namespace lodestar::text::internal
