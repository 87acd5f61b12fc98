// SPDX-License-Identifier: Apache-2.0
#include "text/internal/dialled_countries.h"

#include <algorithm>
#include <string>

namespace lodestar::text::internal {
namespace {

constexpr std::size_t kMinDigits = 7, kMaxDigits = NumberReader::kMaxDigits;
}  // namespace

bool DialledCountries::is_behind_a_code(std::size_t first) const {
  while (first > 0 && !groups_[first].before.stops() && groups_[first - 1].digits == "0") --first;
  if (first == 0 || groups_[first].before.stops()) return false;
  return is_country(groups_[first - 1].digits);
}

void DialledCountries::find() {
  for (std::size_t at = 0; at < groups_.size(); ++at) {
    names_country_ |= is_country(groups_[at].digits);
    const std::size_t zeros = groups_[at].digits[0] == '0' ? zeros_dialled(at) : 0;
    if (zeros == 0) continue;
    dialled_ = at;
    behind_dialled_ = at + zeros;
  }
}

std::size_t DialledCountries::zeros_dialled(std::size_t at) const {
  const std::size_t zeros = groups_[at].digits == "00" ? 1 : groups_[at].digits == "0" ? 2 : 0;
  if (zeros == 0 || (at > 0 && !groups_[at].before.breaks() && !groups_[at - 1].decoy)) return 0;
  std::string digits;
  for (std::size_t end = at; end < groups_.size() && (end == at || !groups_[end].before.stops());
       ++end) {
    if (groups_[end].decoy || (end == at + 1 && zeros == 2 && groups_[end].digits != "0")) break;
    digits += groups_[end].digits;
    if (digits.size() > kMaxDigits + 2) break;
    const bool is_long = end >= at + zeros && digits.size() >= NumberReader::kMinDialledAbroad;
    if (is_long && numbers_.read(digits, false)) return zeros;
  }
  return 0;
}

std::size_t DialledCountries::trunk_zeros(std::size_t first) const {
  if (!is_country(groups_[first].digits)) return 0;
  const bool goes_on = first + 1 < groups_.size() && !groups_[first + 1].before.stops();
  if (!goes_on) return 0;
  const std::string_view next = groups_[first + 1].digits;
  return next.size() > 1 && next[0] == '0' ? 1 : 0;
}

bool DialledCountries::is_whole_with_country(std::size_t first) const {
  const auto number = number_with_country(first);
  if (!number) return false;
  std::size_t digits = 0, end = first;
  while (end < groups_.size() &&
         (end == first || !(groups_[end].before.stops() || groups_[end].before.pause)))
    digits += groups_[end++].digits.size();
  return digits <= number->e164.size();  // with the zero that is dialled at home
}

bool DialledCountries::is_zero_in_brackets(std::size_t first) const {
  if (raw_[groups_[first + 1].span.start - 1U] != '(') return false;
  if (groups_[first].before.plus) return !is_dialled_with_zero(first);
  return groups_[first].digits.starts_with("00") || is_code_before_trunk(first);
}

bool DialledCountries::is_code_before_trunk(std::size_t first) const {
  const std::string code(groups_[first].digits);
  if (code.size() > 3) return false;
  std::string digits = code;
  for (std::size_t at = first + 2; at < groups_.size() && !groups_[at].before.stops(); ++at) {
    digits += groups_[at].digits;
    if (digits.size() > kMaxDigits) return false;
    const auto number = numbers_.read_with_country(digits, NumberReader::kMinWithCountry);
    if (number && std::to_string(number->country_code) == code) return true;
  }
  return false;
}

bool DialledCountries::is_dialled_with_zero(std::size_t first) const {
  const auto number = number_with_country(first);
  const std::size_t country = 1 + groups_[first].digits.size();
  return number && number->e164.size() > country && number->e164[country] == '0';
}

std::optional<PhoneNumber> DialledCountries::number_with_country(std::size_t first) const {
  std::string digits(groups_[first].digits);
  std::size_t at = first + 1;
  if (behind_dialled_ > 0 && first == dialled_) {
    at = behind_dialled_;
    digits.clear();
  }
  if (digits.starts_with("00")) digits.erase(0, 2);
  for (; at < groups_.size() && !groups_[at].before.stops(); ++at) {
    digits += groups_[at].digits;
    if (digits.size() > kMaxDigits) return std::nullopt;
    if (digits.size() <= kMinDigits) continue;
    auto number = plan_.parse(digits, true, {});
    if (number && number->valid) return number;
  }
  return std::nullopt;
}

std::size_t DialledCountries::end_with_country(std::size_t first) const {
  const bool dialled = is_dialled_abroad(first);
  if (!dialled && !groups_[first].before.plus) return 0;
  const auto number = number_with_country(first);
  if (!number) return 0;
  std::size_t digits = number->e164.size() - 1, end = first;
  if (dialled) digits += 2;
  for (; end < groups_.size() && digits > 0; ++end)
    digits -= std::min(digits, groups_[end].digits.size());
  return end;
}

}  // namespace lodestar::text::internal
