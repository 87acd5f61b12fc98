// SPDX-License-Identifier: Apache-2.0
// row  = number 1*( sign 2*4DIGIT )     one sign between all groups of the row
//
// The longest number of the plan stays whole; but prices, ever more, are none of its digits.
#include "text/internal/tied_tails.h"

#include <algorithm>
#include <string>

#include "text/internal/whole_numbers.h"

namespace lodestar::text::internal {
namespace {

class TiedMarker {
 public:
  TiedMarker(std::span<Group> groups, const NumberReader& numbers)
      : groups_(groups), numbers_(numbers), whole_(groups, numbers) {}

  void mark() {
    for (std::size_t first = 0, end = 0; first + 1 < groups_.size(); first = end) {
      end = first + 1;
      while (is_tied(end, first + 1)) ++end;
      if (end == first + 1) continue;
      mark_tied(first, end);
      --end;  // where another sign may begin
    }
  }

 private:
  void take(std::size_t first, std::size_t last) {
    for (Group& group : groups_.subspan(first, last - first)) group.decoy = true;
  }
  bool is_short(std::size_t at, std::size_t longest) const {
    return groups_[at].plain() && !groups_[at].decoy && groups_[at].digits.size() <= longest;
  }
  // By the sign before group `like`.
  bool is_tied(std::size_t at, std::size_t like) const {
    constexpr std::size_t kLongest = 3;  // " - "
    if (at >= groups_.size()) return false;
    const Gap& gap = groups_[at].before;
    return !groups_[at].decoy && !groups_[at - 1].decoy && !gap.cut && !gap.pause && !gap.plus &&
           gap.separator != ' ' && gap.text.size() <= kLongest &&
           gap.text == groups_[like].before.text;
  }
  // Of groups [joined, end), which one sign joins: what stands behind the longest number of the
  // plan, or where there is none, behind one that is closed.
  void mark_tied(std::size_t joined, std::size_t end) {
    std::size_t least = end;
    while (least > joined + 1 && is_short(least - 1, 4) && groups_[least - 1].digits.size() > 1 &&
           groups_[least - 1].digits[0] != '0')
      --least;
    if (least == end) return;
    for (const bool is_known : {true, false}) {
      for (std::size_t first = least; first-- > 0;) {
        const std::size_t last =
            may_begin(first, joined) ? last_of(first, least, end, is_known) : 0;
        if (last > 0) return take_tied(joined, first, last, end);
        if (first <= joined && !goes_on(groups_[first])) break;
        if (least - first > WholeNumbers::kMaxDigits) break;
      }
    }
  }
  // Where the number of group `first` ends, from `least` on; 0 where there is none.
  std::size_t last_of(std::size_t first, std::size_t least, std::size_t end, bool is_known) const {
    // Some plans have numbers of many lengths: of "0664-120536-80-100" the prices are certain.
    if (least > first + WholeNumbers::kMaxDigits) return 0;
    const std::size_t prices = first_of_prices(least, end);
    if (is_known && prices < end && whole_.is_known(first, prices)) return prices;
    for (std::size_t last = std::min(end, first + WholeNumbers::kMaxDigits); last >= least;
         --last) {
      if (is_known ? whole_.is_known(first, last) : is_closed_before(first, last, end)) return last;
    }
    return 0;
  }
  // "80-100-150": ever more, round, and not of one size as pairs of a number are; else `end`.
  std::size_t first_of_prices(std::size_t least, std::size_t end) const {
    std::size_t at = end - 1;
    const auto is_round = [&](std::size_t place) { return groups_[place].value() % 5 == 0; };
    while (at > least && is_round(at - 1) && groups_[at - 1].value() < groups_[at].value()) --at;
    const bool are_some = end - at > 1 && is_round(end - 1) && groups_[end - 1].digits.size() > 2;
    return are_some ? at : end;
  }
  void take_tied(std::size_t joined, std::size_t first, std::size_t last, std::size_t end) {
    if (!is_tail_of(first, last, end)) return;
    take(last, end);
    const bool is_count = first == joined + 1 && is_short(joined, 2) &&
                          !numbers_.is_valid(whole_.digits(joined, last), false);
    if (is_count) take(joined, first);
  }
  // "25-07481-227-940-150": inside, only the zero that a number begins with at home.
  bool may_begin(std::size_t first, std::size_t joined) const {
    if (first <= joined) return whole_.begins(first);
    const std::string_view digits = groups_[first].digits;
    return digits[0] == '0' && digits.size() > 2 && !groups_[joined].before.plus;
  }
  // "655-201-337-150" could be a longer one where no region tells.
  bool is_closed_before(std::size_t first, std::size_t last, std::size_t end) const {
    const auto tail = groups_.subspan(last, end - last);
    const bool is_short =
        std::ranges::all_of(tail, [](const Group& group) { return group.digits.size() < 4; });
    const bool at_home = groups_[first].digits[0] == '0';
    return last < end && is_short && (at_home || !numbers_.knows_region()) &&
           whole_.is_closed(first, last) && !whole_.is_a_pair_more(last) &&
           !are_alike(first, last + 1);
  }
  // Not where it may be a number itself, or the beginning of one.
  bool is_tail_of(std::size_t first, std::size_t last, std::size_t end) const {
    constexpr std::size_t kFewestOfANumber = 7;
    if (last == end || whole_.is_end_of_another(first, last + 1)) return false;
    std::size_t row = end;
    while (row < groups_.size() && goes_on(groups_[row])) ++row;
    if (whole_.digits(last, row).size() < kFewestOfANumber) return true;
    const auto tail = groups_.subspan(last, end - last);
    const auto is_round = [](const Group& group) { return group.value() % 5 == 0; };
    return row == end && std::ranges::is_sorted(tail, {}, &Group::value) &&
           std::ranges::all_of(tail, is_round);
  }
  bool are_alike(std::size_t first, std::size_t last) const {
    return std::ranges::all_of(groups_.subspan(first, last - first), [&](const Group& group) {
      return group.digits.size() == groups_[first].digits.size();
    });
  }

  std::span<Group> groups_;
  const NumberReader& numbers_;
  const WholeNumbers whole_;
};
}  // namespace

void mark_tied_tails(std::span<Group> groups, const NumberReader& numbers) {
  TiedMarker(groups, numbers).mark();
}

}  // namespace lodestar::text::internal
