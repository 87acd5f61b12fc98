// SPDX-License-Identifier: Apache-2.0
// What number of the plan some digits are, as people of a region write them.
//
// Shapes   digits are ASCII; plus: the number is written with its country code.
// Units    none.
// Errors   nothing where the plan knows no such number.
// Cost     one look-up in the plan, two for long numbers.
// Threads  pure; the plan and the region must outlive the reader.
// Source   ours.
// Example  NumberReader(plan, "DE").read("4915164820917", false)->e164 == "+4915164820917"
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/numbering_plan.h"

namespace lodestar::text::internal {

class NumberReader {
 public:
  // Fewer digits behind 00 and a country are the stump of a number.
  static constexpr std::size_t kMinDialledAbroad = 11;
  // From so many digits on a number may begin with a country code that lacks its plus, where it is
  // none of the region; and in any case, for hardly anybody dials as many at home without a zero.
  static constexpr std::size_t kMinWithCountry = 11, kMinAnywhere = 12;
  static constexpr std::size_t kMaxDigits = 15;

  NumberReader(const NumberingPlan& plan, std::string_view region) : plan_(plan), region_(region) {}

  // As an international number where it says so, else as dialled from the region.
  std::optional<PhoneNumber> read(const std::string& digits, bool plus) const;
  // "4915164820917": with a country code that lacks its plus.
  std::optional<PhoneNumber> read_with_country(std::string_view digits, std::size_t least) const;

  bool is_valid(const std::string& digits, bool plus) const {
    const auto number = read(digits, plus);
    return number && number->valid;
  }
  // A number of the region, as dialled at home.
  bool is_of_region(const std::string& digits) const;
  // As only a telephone number is written: with the zero that is dialled at home.
  bool is_dialled_at_home(const std::string& digits) const;
  bool knows_region() const { return plan_.knows(region_); }
  bool is_from(std::string_view region) const { return region_ == region; }

 private:
  const NumberingPlan& plan_;
  std::string_view region_;
};

}  // namespace lodestar::text::internal
