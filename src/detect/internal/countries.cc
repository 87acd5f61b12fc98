// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/countries.h"

#include <algorithm>

#include "base/hash.h"

namespace lodestar::detect::internal {
namespace {

constexpr std::size_t kLeastDigits = 7;  // of a national number
constexpr std::size_t kLongestTrunk =
    3;  // "0", "8", "06", "015": what is dialled before it at home
constexpr std::size_t kLongestCode = 3;
constexpr std::size_t kLongDigits = 8;         // what a column drops is told by no fewer
constexpr std::size_t kLeastWithCountry = 11;  // in a column, without the plus
constexpr std::uint32_t kNone = UINT32_MAX - 1;

// "+54 9 11 2345-8765" from abroad is "011 15 2345-8765" at home, and nobody else has
// "+54 11 2345-8765": a line keeps its digits in Argentina, whoever calls it.
constexpr std::string_view kArgentina = "+54", kArgentineMobile = "+549";
constexpr std::size_t kArgentineDigits = 10;  // of area and line

// What these digits, with or without the zero, are without a 15 behind an area of so many digits.
std::string without_fifteen(std::string_view digits, std::size_t area) {
  if (digits.starts_with('0')) digits.remove_prefix(1);
  if (digits.size() != kArgentineDigits + 2 || digits.substr(area, 2) != "15") return {};
  return std::string(digits.substr(0, area)).append(digits.substr(area + 2));
}
constexpr std::size_t kShortestArea = 2, kLongestArea = 4;

}  // namespace

void Countries::want(std::string_view value) {
  if (value.starts_with('+')) return;
  if (value.size() >= kLongDigits) written_.emplace(value);
  for (std::size_t area = kShortestArea; area <= kLongestArea; ++area) {
    const std::string national = without_fifteen(value, area);
    if (!national.empty()) wanted_.insert(hash_bytes(national));
  }
  for (std::size_t trunk = 0; trunk <= kLongestTrunk; ++trunk) {
    if (value.size() >= trunk + kLeastDigits) wanted_.insert(hash_bytes(value.substr(trunk)));
  }
}

// All of the digits, or what may follow a country code.
bool Countries::is_wanted(std::string_view digits) const {
  for (std::size_t code = 0; code <= std::min(kLongestCode, digits.size()); ++code) {
    if (wanted_.contains(hash_bytes(digits.substr(code)))) return true;
  }
  return false;
}

void Countries::learn(std::string_view value) {
  if (!value.starts_with('+')) return;
  if (value.starts_with(kArgentineMobile) &&
      value.size() == kArgentineMobile.size() + kArgentineDigits)
    argentine_mobiles_.emplace(value.substr(kArgentineMobile.size()));
  const auto number = static_cast<std::uint32_t>(known_.size());
  const std::string_view digits = value.substr(1);
  if (!is_wanted(digits)) return;
  if (!by_e164_.try_emplace(std::string(digits), number).second) return;
  const auto read = plan_.parse(digits, true, {});
  known_.push_back({std::string(value), read ? read->region : std::string()});
  if (!read || read->e164 != value) return;
  const std::size_t code = read->country_code < 10 ? 1 : read->country_code < 100 ? 2 : 3;
  const std::string_view national = digits.substr(code);
  if (national.size() < kLeastDigits) return;
  const auto [at, is_new] = by_national_.try_emplace(std::string(national), number);
  if (!is_new) at->second = kSeveral;
}

bool Countries::is_written(std::string_view prefix, std::string_view national) const {
  return national.size() >= kLongDigits && written_.contains(std::string(prefix).append(national));
}

void Countries::learn_in_column(std::string_view value) {
  if (value.starts_with('+') || value.starts_with('0') || value.size() < kLeastWithCountry) return;
  const auto read = plan_.parse(value, true, {});
  if (!read || !read->valid || std::string_view(read->e164).substr(1) != value) return;
  const std::string_view national = value.substr(std::to_string(read->country_code).size());
  if (is_written("", national) || is_written("0", national) || is_written("8", national))
    learn(read->e164);
}

void Countries::complete_in_column(std::string& value) const {
  complete(value);
  if (value.starts_with('+') || value.starts_with('0') || !is_written("0", value)) return;
  value.insert(0, 1, '0');
  complete(value);
}

std::uint32_t Countries::find(std::string_view national) const {
  const auto found = by_national_.find(std::string(national));
  return found == by_national_.end() ? kNone : found->second;
}

bool Countries::is_dialled_as(std::string_view digits, std::size_t trunk,
                              const Known& known) const {
  if (known.region.empty()) return known.e164.ends_with(digits.substr(trunk));  // no plan says how
  const auto read = plan_.parse(digits, false, known.region);
  return read && read->possible && read->e164 == known.e164;
}

// The digits with a country code and no plus, the national number, or that behind a trunk prefix.
void Countries::complete(std::string& value) const {
  if (value.starts_with(kArgentina) && value.size() == kArgentina.size() + kArgentineDigits &&
      argentine_mobiles_.contains(value.substr(kArgentina.size())))
    value.insert(kArgentina.size(), 1, '9');
  if (value.starts_with('+') || value.size() < kLeastDigits) return;
  const std::string_view digits = value;
  std::uint32_t only = kNone;
  const auto fits = [&](std::uint32_t number) {
    only = only == kNone || only == number ? number : kSeveral;
  };
  if (const auto whole = by_e164_.find(value); whole != by_e164_.end()) fits(whole->second);
  for (std::size_t trunk = 0; trunk <= kLongestTrunk; ++trunk) {
    if (digits.size() < trunk + kLeastDigits) break;
    const std::uint32_t number = find(digits.substr(trunk));
    if (number == kSeveral) return;
    if (number != kNone && is_dialled_as(digits, trunk, known_[number])) fits(number);
  }
  for (std::size_t area = kShortestArea; area <= kLongestArea; ++area) {
    const std::string national = without_fifteen(digits, area);
    const std::uint32_t number = national.empty() ? kNone : find("9" + national);
    if (number < known_.size() && is_dialled_as(digits, 0, known_[number])) fits(number);
  }
  if (only < known_.size()) value = known_[only].e164;
}

}  // namespace lodestar::detect::internal
