// SPDX-License-Identifier: Apache-2.0
// What groups look like that may be one telephone number together.
//
// Shapes   a Look is filled group by group; all that it knows is of the groups added so far.
// Units    grouping() is evidence in tenths, as in phones.cc.
// Errors   none.
// Cost     linear in the groups.        Threads  pure.        Source   ours.
// Example  of "(730) 555-0142" sizes are "334"
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/identifiers.h"
#include "text/internal/groups.h"

namespace lodestar::text::internal {

inline constexpr int kKnownGrouping = 10;

struct Look {
  std::size_t end_with_country = 0;  // of groups, where the first has a country and the plan knows
  std::string digits;
  std::string sizes;       // of its blocks (groups with no gap between are one), '0' + digits
  std::string separators;  // those met
  int pauses = 0, slashes = 0, long_gaps = 0, odd_gaps = 0, gaps = 0;
  int disguised = 0, disguised_groups = 0;  // digits, and groups
  bool plain_end = false;
  std::uint8_t marks = 0;
  int previous = -1;  // value of the last group
  bool plain_blocks = true, units_only = true;
  bool after_letters = false;
  // A word of letters that pass for digits, not tied to any: "AGOSTO 1998".
  bool loose_letters = false;
  bool counting_up = true, counting_down = true, round = true;

  void add(const Group& group) {
    const bool first = digits.empty(), glued = !first && group.before.text.empty();
    const bool letters =
        (group.marks & kLeet) != 0 && (group.marks & kWeak) != 0 && group.digits.size() > 1;
    const bool apart = !first && group.before.text.find(' ') != std::string_view::npos;
    loose_letters |= apart && (letters || after_letters);
    after_letters = letters;
    if (!first && !glued) add_gap(group.before);
    if (!glued) sizes += '0';
    digits += group.digits;
    sizes.back() = static_cast<char>(sizes.back() + group.digits.size());
    marks |= group.marks;
    plain_end = (group.marks & kDisguises) == 0;
    disguised_groups += plain_end ? 0 : 1;
    if (!plain_end) disguised += static_cast<int>(group.digits.size());
    plain_blocks &= (group.marks & kDisguises & ~kUnicode) == 0;
    units_only &= (group.marks & kUnitLike) != 0 || group.plain();
    const int value = group.value();
    counting_up &= first || value == previous + 1;
    counting_down &= first || value == previous - 1;
    round &= group.digits.size() >= 3 && group.digits.ends_with("00");
    previous = value;
  }

  // How much the sizes of the blocks are those of a number.
  int grouping() const;
  // "0151 648 209 1 7"
  bool is_last_pair_apart() const {
    return digits[0] == '0' && sizes.ends_with("11") && !sizes.starts_with("2222");
  }
  // "655 201 33 8", "212 902 443 1"
  bool is_usual_but_for_last() const {
    return plain_blocks && digits[0] > '1' && (sizes == "3321" || sizes == "3331");
  }
  bool has_prefix_inside() const;
  bool is_a_date() const;
  Obfuscation obfuscation() const;

 private:
  void add_gap(const Gap& gap) {
    ++gaps;
    pauses += gap.pause;
    slashes += gap.separator == '/';
    odd_gaps += gap.odd;
    long_gaps += gap.text.size() > 3 && !gap.odd;
    const bool bracket = gap.text.find_first_of("()[]") != std::string_view::npos;
    if (!bracket && separators.find(gap.separator) == std::string::npos)
      separators += gap.separator;
  }
};

}  // namespace lodestar::text::internal
