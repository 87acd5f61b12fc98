// SPDX-License-Identifier: Apache-2.0
#include "text/internal/number_reader.h"

namespace lodestar::text::internal {

// Behind 00 and a country a few digits are the stump of a number, though some countries dial as few
// at home.
std::optional<PhoneNumber> NumberReader::read(const std::string& digits, bool plus) const {
  if (!plus && digits.starts_with("00")) {
    auto number = knows_region() ? plan_.parse(digits, false, region_)
                                 : plan_.parse(std::string_view(digits).substr(2), true, {});
    const bool whole = digits.size() >= kMinDialledAbroad && number && number->possible;
    return whole ? number : std::nullopt;
  }
  auto number = plan_.parse(digits, plus, plus ? std::string_view{} : region_);
  if (plus || !number) return number;
  const bool names_home = digits.starts_with(std::to_string(number->country_code));
  if (number->valid && !names_home && digits.size() < kMinAnywhere) return number;
  auto abroad = read_with_country(digits, kMinWithCountry);
  const bool is_other = abroad && abroad->country_code != number->country_code;
  const bool at_home = number->valid && is_other && digits.size() < kMinAnywhere;
  return abroad && !at_home ? abroad : number;
}

// Some plans take so many digits for a number of their own, but at home a trunk zero would stand
// before them.
std::optional<PhoneNumber> NumberReader::read_with_country(std::string_view digits,
                                                           std::size_t least) const {
  if (digits.size() < least || digits[0] == '0') return std::nullopt;
  auto number = plan_.parse(digits, true, {});
  return number && number->valid ? number : std::nullopt;
}

bool NumberReader::is_of_region(const std::string& digits) const {
  if (!knows_region() || digits.starts_with("00")) return false;
  const auto number = plan_.parse(digits, false, region_);
  return number && number->valid;
}

bool NumberReader::is_dialled_at_home(const std::string& digits) const {
  constexpr std::size_t kLeast = 10, kMost = 12;
  if (digits.size() < kLeast || digits.size() > kMost || digits[0] != '0' || digits[1] == '0')
    return false;
  if (!knows_region()) return true;
  const auto number = read(digits, false);
  return number && number->possible;
}

}  // namespace lodestar::text::internal
