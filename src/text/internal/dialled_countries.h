// SPDX-License-Identifier: Apache-2.0
// The country that a number of a run is written with: behind a plus, "00" or its code alone, with
// or without the zero that is dialled at home.
//
// Shapes   groups are a run's; their decoys are marked before find() is called.
// Units    indices of groups.           Errors   none.
// Cost     a few look-ups in the plan for a group that begins with a zero or has a plus.
// Threads  pure; what it is made from must outlive it.        Source   ours.
// Example  in "0049 (0)151 64820917" group 1 is_trunk_in_brackets behind group 0
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "text/internal/groups.h"
#include "text/internal/number_reader.h"
#include "text/numbering_plan.h"

namespace lodestar::text::internal {

class DialledCountries {
 public:
  DialledCountries(std::string_view raw, std::span<const Group> groups, const NumberingPlan& plan,
                   const NumberReader& numbers)
      : raw_(raw), groups_(groups), plan_(plan), numbers_(numbers) {}

  // "00351 | 912 847 561" and "0044 (0) | 7911 648209": whose country is written is no number of
  // the region.
  bool is_behind_a_country(std::size_t first) const {
    if (first > dialled_ && first <= behind_dialled_) return true;
    return names_country_ && is_behind_a_code(first);
  }
  void find();
  // With the zeros that are dialled before its country.
  bool is_dialled_abroad(std::size_t first) const {
    return (names_country_ && is_country(groups_[first].digits)) ||
           (behind_dialled_ > 0 && first == dialled_);
  }
  // "00" before a country counts as little as a plus does.
  std::size_t uncounted_zeros(std::size_t first) const {
    return (names_country_ ? trunk_zeros(first) : 0) + (is_dialled_abroad(first) ? 2 : 0);
  }
  // "44 07481 227 940"; but of "22 07481 227 940" only a part would be a number of Gambia.
  bool is_whole_with_country(std::size_t first) const;
  // The zero of "0049 (0)151 64820917" and "+34 (0)612 583 174", which nobody dials from abroad.
  bool is_trunk_in_brackets(std::size_t first, std::size_t at) const {
    return at == first + 1 && groups_[at].digits == "0" && is_zero_in_brackets(first);
  }
  // Behind the last group of that number; 0 where there is none.
  std::size_t end_with_country(std::size_t first) const;

 private:
  // "0044": how a country is dialled.
  static bool is_country(std::string_view digits) {
    return digits.starts_with("00") && digits.size() >= 3 && digits.size() <= 5;
  }
  bool is_behind_a_code(std::size_t first) const;
  // "00 8 6 1 3 ...", "0 0 4 4 7 ...": how many groups the zeros are, where a number with its
  // country begins behind them; else 0.
  std::size_t zeros_dialled(std::size_t at) const;
  // "0044 07700 900118": the zero that is dialled at home, written although the country is, counts
  // for none of the number's digits.
  std::size_t trunk_zeros(std::size_t first) const;
  bool is_zero_in_brackets(std::size_t first) const;
  // "44 (0) 7911 804 263": a country's code alone, and a number of that country.
  bool is_code_before_trunk(std::size_t first) const;
  // "+39 (0)6 1234 5678": where the country's own numbers begin with it.
  bool is_dialled_with_zero(std::size_t first) const;
  // The first number of the plan, with its country, that the groups from `first` on come to.
  std::optional<PhoneNumber> number_with_country(std::size_t first) const;

  std::string_view raw_;
  std::span<const Group> groups_;
  const NumberingPlan& plan_;
  const NumberReader& numbers_;
  bool names_country_ = false;
  // Groups [dialled_, behind_dialled_) are the zeros before a country's code, by themselves.
  std::size_t dialled_ = 0, behind_dialled_ = 0;
};

}  // namespace lodestar::text::internal
