// SPDX-License-Identifier: Apache-2.0
// Whether groups of a run are a whole telephone number by themselves, so that what stands beside
// them in the same run is something else: a wage, an age, "24/7".
//
// Shapes   groups are a run's, [first, last) a piece of them and `digits` its digits.
// Units    none.                        Errors   none.
// Cost     a look-up of the plan.       Threads  pure; groups and numbers must outlive it.
// Source   ours.
// Example  "612 58 31 74" is whole in any country, "0151 648 209" where no region says otherwise
#pragma once

#include <span>
#include <string>

#include "text/internal/groups.h"
#include "text/internal/number_reader.h"

namespace lodestar::text::internal {

// The groups before and behind this one may be of one number: "07481|227|940".
inline bool goes_on(const Group& group) {
  const Gap& gap = group.before;
  const bool is_odd = gap.odd && gap.separator != '|';
  return !group.decoy && !gap.cut && !gap.pause && !is_odd && !gap.plus;
}

class WholeNumbers {
 public:
  static constexpr std::size_t kLeastKnown = 7, kMinDigits = 9, kMinAtHome = 10, kMaxDigits = 15;

  WholeNumbers(std::span<const Group> groups, const NumberReader& numbers)
      : groups_(groups), numbers_(numbers) {}

  // Of the plan, in the region or with its country.
  bool is_of_plan(std::size_t first, const std::string& digits) const {
    return digits.size() >= kMinDigits && numbers_.is_valid(digits, groups_[first].before.plus);
  }
  // What people write as a number.
  bool is_whole(std::size_t first, std::size_t last, const std::string& digits) const;
  // Whatever the plan says, so grouped as only a whole number is.
  bool is_closed(std::size_t first, std::size_t last) const;
  // As only a whole number is where all its digits stand in one block.
  bool is_one_block(std::size_t first, std::size_t last) const {
    return last == first + 1 && groups_[first].digits.size() >= kMinDigits;
  }

  // Of the plan, however short.
  bool is_known(std::size_t first, std::size_t last) const;
  // A number may begin with this group. With the second zero of "0 0 4 4 7 ..." none does.
  bool begins(std::size_t first) const {
    return first == 0 || !goes_on(groups_[first]) || groups_[first - 1].decoy ||
           (groups_[first].digits[0] == '0' && groups_[first - 1].digits != "0");
  }
  // "91 234 56 78 50": perhaps the next of the pairs.
  bool is_a_pair_more(std::size_t at) const {
    return groups_[at].digits.size() == 2 && groups_[at - 1].digits.size() == 2;
  }
  // "900 612 583 174" could be one from its second group on.
  bool is_end_of_another(std::size_t first, std::size_t end) const;
  std::string digits(std::size_t first, std::size_t last) const;

 private:
  std::string sizes(std::size_t first, std::size_t last) const;

  std::span<const Group> groups_;
  const NumberReader& numbers_;
};

}  // namespace lodestar::text::internal
