// SPDX-License-Identifier: Apache-2.0
// amount = number SP ( wage unit / year )  /  wage SP number
// wage   = 3*4DIGIT  /  3*4DIGIT "-" 3*4DIGIT  /  1*2DIGIT sign 3DIGIT
//
// A group is taken from its neighbours only where these are a whole number without it, and none of
// the plan with it.
#include "text/internal/wages.h"

#include <algorithm>
#include <array>
#include <string>

namespace lodestar::text::internal {
namespace {

constexpr std::size_t kMinWhole = 9, kMinAtHome = 10, kMaxDigits = 15;
constexpr int kWageStep = 50;

bool is_amount(const Group& group) {
  return group.plain() && !group.decoy && group.digits[0] != '0' && group.digits.size() >= 3 &&
         group.digits.size() <= 4;
}
bool is_year(const Group& group) {
  return group.digits.size() == 4 && group.value() >= 1900 && group.value() < 2100;
}
bool goes_on(const Group& group) {
  const Gap& gap = group.before;
  return !group.decoy && !gap.cut && !gap.pause && !gap.odd && !gap.plus;
}

class WageMarker {
 public:
  WageMarker(std::span<Group> groups, const Surroundings& surroundings, const NumberReader& numbers)
      : groups_(groups), surroundings_(surroundings), numbers_(numbers) {}

  void mark() {
    if (groups_.size() < 2) return;
    const std::size_t last = first_of_amount();
    if (last < groups_.size() && stands_behind_a_number(last)) take(groups_.subspan(last));
    if (is_wage_before() && stands_before_the_number()) take(groups_.first(1));
  }

 private:
  static void take(std::span<Group> amount) {
    for (Group& group : amount) group.decoy = true;
  }

  // Where the last group, or "1800-2500" and "2.500", would be an amount or a year; else the end.
  std::size_t first_of_amount() const {
    const std::size_t end = groups_.size();
    const Group &last = groups_[end - 1], &before = groups_[end - 2];
    if (!last.plain() || last.decoy) return end;
    if (surroundings_.amount_after && end > 2 && before.plain() && is_behind_a_blank(before)) {
      const bool span = last.before.separator == '-' && is_amount(before) && is_amount(last) &&
                        before.value() < last.value();
      const bool thousands = last.digits.size() == 3 && before.digits.size() <= 2 &&
                             before.digits[0] != '0' && is_between_thousands(last.before);
      if (span || thousands) return end - 2;
    }
    const bool counts = surroundings_.amount_after || is_year(last);
    return counts && goes_on(last) && is_amount(last) && is_behind_a_blank(last) ? end - 1 : end;
  }
  static bool is_between_thousands(const Gap& gap) {
    return gap.text == "." || gap.text == "," || gap.text == " ";
  }
  static bool is_behind_a_blank(const Group& group) { return group.before.text == " "; }

  bool stands_behind_a_number(std::size_t amount) const {
    std::string digits;
    for (std::size_t at = amount; at-- > 0;) {
      if (groups_[at].decoy) return false;
      digits.insert(0, groups_[at].digits);
      if (digits.size() > kMaxDigits) return false;
      if (is_whole(at, amount, digits)) return !has_more(at, digits, amount);
      if (!goes_on(groups_[at])) return false;
    }
    return false;
  }
  // Whether a number of the plan that begins with group `first` ends behind `digits`.
  bool has_more(std::size_t first, std::string digits, std::size_t from) const {
    for (const Group& group : groups_.subspan(from)) {
      digits += group.digits;
      if (digits.size() > kMaxDigits) return false;
      if (numbers_.is_valid(digits, groups_[first].before.plus)) return true;
    }
    return false;
  }

  bool is_wage_before() const {
    return !surroundings_.cue && is_amount(groups_[0]) && groups_[0].value() % kWageStep == 0 &&
           !groups_[0].before.plus && is_behind_a_blank(groups_[1]);
  }
  bool stands_before_the_number() const {
    std::string digits;
    for (std::size_t at = 1; at < groups_.size(); ++at) {
      if (!goes_on(groups_[at])) return false;
      digits += groups_[at].digits;
      if (digits.size() > kMaxDigits) return false;
    }
    return is_whole(1, groups_.size(), digits) &&
           !numbers_.is_valid(std::string(groups_[0].digits) + digits, false);
  }

  // Groups [first, last) are by themselves what people write as a number.
  bool is_whole(std::size_t first, std::size_t last, const std::string& digits) const {
    if (digits.size() < kMinWhole) return false;
    const bool plus = groups_[first].before.plus;
    if (numbers_.is_valid(digits, plus)) return true;
    if (plus || numbers_.knows_region()) return false;
    if (digits[0] == '0') return digits.size() >= kMinAtHome;
    std::string sizes;
    for (const Group& group : groups_.subspan(first, last - first))
      sizes += static_cast<char>('0' + std::min<std::size_t>(group.digits.size(), kMinWhole));
    static constexpr std::array<std::string_view, 3> kUsual = {"333", "3222", "9"};
    return std::ranges::find(kUsual, sizes) != kUsual.end();
  }

  std::span<Group> groups_;
  const Surroundings& surroundings_;
  const NumberReader& numbers_;
};
}  // namespace

void mark_wages(std::span<Group> groups, const Surroundings& surroundings,
                const NumberReader& numbers) {
  WageMarker(groups, surroundings, numbers).mark();
}

}  // namespace lodestar::text::internal
