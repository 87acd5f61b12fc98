// SPDX-License-Identifier: Apache-2.0
// front = ( adults / rooms / span / look / cents / year ) SP number
// adults = "+" ( "18" / "21" )
// rooms  = DIGIT "+" DIGIT
// span   = 1*3DIGIT "-" 1*3DIGIT                  ages, prices, hours; round prices also "/"
// look   = 2DIGIT "/" 3DIGIT "/" 2*3DIGIT         an age, a height, a weight
// cents  = 1*4DIGIT ( "," / "." ) "00"
// year   = "20" 2DIGIT
// fee    = 2*3DIGIT                               round, before a number in five pairs
#include "text/internal/fronts.h"

#include <algorithm>
#include <string>

#include "text/internal/whole_numbers.h"

namespace lodestar::text::internal {
namespace {

bool in(int value, int low, int high) { return value >= low && value <= high; }
bool has_blank(const Gap& gap) { return gap.text.find_first_of(" \n") != std::string_view::npos; }

class FrontMarker {
 public:
  FrontMarker(std::span<Group> groups, const NumberReader& numbers)
      : groups_(groups), numbers_(numbers), whole_(groups, numbers) {}

  void mark() {
    for (std::size_t at = 0; at + 1 < groups_.size(); ++at) {
      const std::size_t size = front_at(at);
      for (Group& group : groups_.subspan(at, size)) group.decoy = true;
      at += size > 0 ? size - 1 : 0;
    }
  }

 private:
  std::size_t front_at(std::size_t at) const {
    if (!is_plain(at)) return 0;
    if (is_rooms(at)) return 2;
    if (groups_[at].before.plus) return is_of_adults(at) ? 1 : 0;
    if (groups_[at].digits[0] == '0' || (at > 0 && goes_on(groups_[at]) && !groups_[at - 1].decoy))
      return 0;
    if (is_look(at) && is_before_a_number(at, 3)) return 3;
    if ((is_span(at) || is_cents(at)) && is_before_a_number(at, 2)) return 2;
    if (is_year(at) && is_before_a_number(at, 1)) return 1;
    return is_fee(at) ? 1 : 0;
  }
  bool is_plain(std::size_t at) const {
    return at < groups_.size() && groups_[at].plain() && !groups_[at].decoy;
  }
  // Group `at`, of so many digits, is tied to the one before by one of these signs.
  bool is_tied(std::size_t at, std::string_view signs, std::size_t fewest, std::size_t most) const {
    if (!is_plain(at)) return false;
    const Gap& gap = groups_[at].before;
    return !gap.text.empty() && !gap.stops() && !has_blank(gap) && gap.text.size() <= 3 &&
           signs.find(gap.separator) != std::string_view::npos &&
           groups_[at].digits.size() >= fewest && groups_[at].digits.size() <= most;
  }

  // "+18", "+ 21"
  bool is_of_adults(std::size_t at) const {
    const std::string_view digits = groups_[at].digits;
    return (digits == "18" || digits == "21") && is_whole_behind(at + 1);
  }
  // "3+1": no number with a country where the digits behind are one by themselves.
  bool is_rooms(std::size_t at) const {
    if (!is_plain(at + 1) || groups_[at].before.plus || groups_[at].digits.size() > 1) return false;
    const Group& second = groups_[at + 1];
    const bool is_sum = second.before.text == "+" || second.before.text == " + ";
    return is_sum && second.digits.size() == 1 &&
           (numbers_.knows_region() || !is_of_another_country(at + 1)) && is_whole_behind(at + 2);
  }
  bool is_of_another_country(std::size_t first) const {
    std::string digits;
    for (std::size_t at = first; at < groups_.size() && (at == first || goes_on(groups_[at]));
         ++at) {
      digits += groups_[at].digits;
      if (digits.size() > WholeNumbers::kMaxDigits) return false;
      if (digits.size() >= WholeNumbers::kMinDigits && numbers_.is_valid(digits, true)) return true;
    }
    return false;
  }
  // "18-25", "50-100"; "9-2", of the clock
  bool is_span(std::size_t at) const {
    const std::size_t size = groups_[at].digits.size();
    if (size > 3 || !is_tied(at + 1, "-/", 1, 3)) return false;
    const int from = groups_[at].value(), to = groups_[at + 1].value();
    if (groups_[at + 1].before.separator == '/' && (size < 2 || from % 5 != 0 || to % 5 != 0))
      return false;
    return groups_[at + 1].digits[0] != '0' && (from < to || (from <= 12 && to <= 12));
  }
  // "22/168/52"
  bool is_look(std::size_t at) const {
    return groups_[at].digits.size() == 2 && is_tied(at + 1, "/", 3, 3) &&
           is_tied(at + 2, "/", 2, 3) && in(groups_[at + 1].value(), 140, 210) &&
           in(groups_[at + 2].value(), 35, 150);
  }
  // "200,00"
  bool is_cents(std::size_t at) const {
    return groups_[at].digits.size() <= 4 && is_tied(at + 1, ",.", 2, 2) &&
           groups_[at + 1].digits == "00";
  }
  bool is_year(std::size_t at) const {
    return groups_[at].digits.size() == 4 && in(groups_[at].value(), 2000, 2099);
  }
  // "40 07 53 18 46 20"
  bool is_fee(std::size_t at) const {
    constexpr std::size_t kPairs = 5;
    const Group& fee = groups_[at];
    if (!in(static_cast<int>(fee.digits.size()), 2, 3) || fee.value() % 5 != 0 ||
        at + 1 + kPairs > groups_.size())
      return false;
    const auto pairs = groups_.subspan(at + 1, kPairs);
    const auto is_pair = [](const Group& group) {
      return group.plain() && !group.decoy && group.digits.size() == 2 && group.before.text == " ";
    };
    if (pairs[0].digits[0] != '0' || !std::ranges::all_of(pairs, is_pair)) return false;
    const std::string digits = whole_.digits(at + 1, at + 1 + kPairs);
    return numbers_.is_of_region(digits) &&
           !numbers_.is_of_region(std::string(fee.digits) + digits);
  }

  // And with the front it is none of the region.
  bool is_before_a_number(std::size_t at, std::size_t size) const {
    const std::size_t end = end_of_whole(at + size);
    return end > 0 && !numbers_.is_of_region(whole_.digits(at, end));
  }
  bool is_whole_behind(std::size_t first) const { return end_of_whole(first) > 0; }
  // Where the whole number of group `first` ends, which stands apart; 0 if there is none.
  std::size_t end_of_whole(std::size_t first) const {
    if (!is_plain(first) || groups_[first].before.stops() || !has_blank(groups_[first].before))
      return 0;
    std::string digits;
    for (std::size_t at = first; at < groups_.size(); ++at) {
      if (groups_[at].decoy || (at > first && !goes_on(groups_[at]))) return 0;
      digits += groups_[at].digits;
      if (digits.size() > WholeNumbers::kMaxDigits) return 0;
      if (is_whole(first, at + 1, digits)) return at + 1;
    }
    return 0;
  }
  bool is_whole(std::size_t first, std::size_t last, const std::string& digits) const {
    if (digits.starts_with("00")) return false;
    if (numbers_.knows_region())
      return digits.size() >= WholeNumbers::kMinDigits && numbers_.is_of_region(digits);
    return whole_.is_whole(first, last, digits) ||
           (digits.size() >= WholeNumbers::kMinDigits && whole_.is_closed(first, last));
  }

  std::span<Group> groups_;
  const NumberReader& numbers_;
  const WholeNumbers whole_;
};
}  // namespace

void mark_fronts(std::span<Group> groups, const NumberReader& numbers) {
  FrontMarker(groups, numbers).mark();
}

}  // namespace lodestar::text::internal
