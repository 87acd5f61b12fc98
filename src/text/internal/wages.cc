// SPDX-License-Identifier: Apache-2.0
// amount = number SP ( wage unit / wage "a" time / year )  /  wage SP number  /  count SP number
// wage   = 1*4DIGIT  /  3*4DIGIT "-" 3*4DIGIT  /  1*2DIGIT sign 3DIGIT
// count  = 1*3DIGIT
//
// A group is taken from its neighbours only where these are a whole number without it, and none of
// the plan with it; what a sign of money stands behind is an amount in any case.
#include "text/internal/wages.h"

#include <algorithm>
#include <string>

#include "text/internal/whole_numbers.h"

namespace lodestar::text::internal {
namespace {

constexpr std::size_t kMinWhole = WholeNumbers::kMinDigits, kMaxDigits = WholeNumbers::kMaxDigits;
constexpr int kWageStep = 50;

bool is_amount(const Group& group) {
  return group.plain() && !group.decoy && group.digits[0] != '0' && group.digits.size() >= 3 &&
         group.digits.size() <= 4;
}
// "80" and "ochenta", of which there are that many; a lone word is a digit like those before it.
bool is_small_amount(const Group& group) {
  const bool word = (group.marks & (kDisguises | kWeak)) == kWords && group.digits.size() > 1;
  return (group.plain() || word) && !group.decoy && group.digits[0] != '0' &&
         group.digits.size() <= 4;
}
bool is_year(const Group& group) {
  return group.digits.size() == 4 && group.value() >= 1900 && group.value() < 2100;
}

class WageMarker {
 public:
  WageMarker(std::span<Group> groups, const Surroundings& surroundings, const NumberReader& numbers)
      : groups_(groups), surroundings_(surroundings), numbers_(numbers), whole_(groups, numbers) {}

  void mark() {
    if (groups_.size() < 2) return;
    for (std::size_t end = 2; end < groups_.size(); ++end)
      if (groups_[end].before.priced) mark_behind(end);
    mark_behind(groups_.size());
    if (is_wage_before() && stands_before_the_number()) take(groups_.first(1));
    if (is_count_before()) take(groups_.first(1));
  }

 private:
  static void take(std::span<Group> amount) {
    for (Group& group : amount) group.decoy = true;
  }

  void mark_behind(std::size_t end) {
    // What leaves a number of the plan first: "+33 6 39 98 33 94 200€" is no number and 94,200 €.
    for (const auto is_number : {&WageMarker::is_of_plan, &WageMarker::is_whole}) {
      for (std::size_t first : {first_of_long_amount(end), first_of_amount(end)}) {
        if (first == end || !stands_behind_a_number(first, end, is_number)) continue;
        return take(groups_.subspan(first, end - first));
      }
    }
  }
  // What is counted stands behind group end - 1, and it is a sign that no number is followed by.
  bool is_counted(std::size_t end) const {
    if (end < groups_.size()) return groups_[end].before.priced;
    return surroundings_.amount_after || surroundings_.wage_after;
  }
  bool is_priced(std::size_t end) const {
    if (end < groups_.size()) return groups_[end].before.priced;
    return surroundings_.priced || surroundings_.wage_after;
  }

  // Where the two groups before `end` would be "1800-2500" or "2.500"; else `end`.
  std::size_t first_of_long_amount(std::size_t end) const {
    const Group &last = groups_[end - 1], &before = groups_[end - 2];
    if (!is_counted(end) || end == 2 || last.decoy || !last.plain() || !before.plain() ||
        !is_behind_a_blank(before))
      return end;
    const bool span = last.before.separator == '-' && is_amount(before) && is_amount(last) &&
                      before.value() < last.value();
    const bool by_digit = before.digits.size() == 1 && groups_[end - 3].digits.size() == 1;
    const bool thousands = last.digits.size() == 3 && before.digits.size() <= 2 && !by_digit &&
                           before.digits[0] != '0' && is_between_thousands(last.before);
    return span || thousands ? end - 2 : end;
  }
  // Where the group before `end` would be an amount or a year; else `end`.
  std::size_t first_of_amount(std::size_t end) const {
    const Group& last = groups_[end - 1];
    if (last.decoy) return end;
    if (is_counted(end)) {
      const bool tied = is_priced(end) && (last.before.text == "-" || last.before.text == "/");
      return is_small_amount(last) && (is_apart(last) || tied) ? end - 1 : end;
    }
    const bool year = end == groups_.size() && is_year(last) && last.plain();
    return year && goes_on(last) && is_behind_a_blank(last) ? end - 1 : end;
  }
  static bool is_between_thousands(const Gap& gap) {
    return gap.text == "." || gap.text == "," || gap.text == " ";
  }
  static bool is_behind_a_blank(const Group& group) { return group.before.text == " "; }
  // Behind a blank, with or without signs that a number would not have before its end.
  static bool is_apart(const Group& group) {
    const Gap& gap = group.before;
    return is_behind_a_blank(group) ||
           (gap.text.find(' ') != std::string_view::npos && !gap.plus && !goes_on(group));
  }

  using IsNumber = bool (WageMarker::*)(std::size_t first, std::size_t last,
                                        const std::string& digits) const;
  bool stands_behind_a_number(std::size_t amount, std::size_t end, IsNumber is_number) const {
    std::string digits;
    for (std::size_t at = amount; at-- > 0;) {
      if (groups_[at].decoy) return false;
      digits.insert(0, groups_[at].digits);
      if (digits.size() > kMaxDigits) return false;
      if ((this->*is_number)(at, amount, digits))
        return is_priced(end) || !has_more(at, digits, groups_.subspan(amount, end - amount));
      if (!goes_on(groups_[at])) return false;
    }
    return false;
  }
  // Whether a number of the plan that begins with group `first` ends behind `digits`.
  bool has_more(std::size_t first, std::string digits, std::span<const Group> more) const {
    for (const Group& group : more) {
      digits += group.digits;
      if (digits.size() > kMaxDigits) return false;
      if (numbers_.is_valid(digits, groups_[first].before.plus)) return true;
    }
    return false;
  }

  bool is_wage_before() const {
    const bool is_round = is_amount(groups_[0]) && groups_[0].value() % kWageStep == 0;
    const bool is_since = is_amount(groups_[0]) && is_year(groups_[0]);  // "since 2019 655 ..."
    return !surroundings_.cue && (is_round || is_since) && !groups_[0].before.plus &&
           is_behind_a_blank(groups_[1]);
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

  // "Calle Mayor 12 655 20 13 37", "studio 4 07 40 58 10 75": a count, then all of a number of nine
  // digits, or ten from a zero on, which with the count would be none of the region and none of a
  // country that the count could be the code of.
  bool is_count_before() const {
    const Group& count = groups_[0];
    if (!count.plain() || count.decoy || count.before.plus || count.digits.size() > 3 ||
        count.digits[0] == '0' || !is_behind_a_blank(groups_[1]))
      return false;
    std::string digits;
    std::size_t last = 1;
    for (; last < groups_.size() && goes_on(groups_[last]); ++last) {
      if (!groups_[last].plain() || groups_[last].digits.size() < 2) return false;
      digits += groups_[last].digits;
    }
    const bool threes = count.digits.size() == 3 && last == 4;  // of which more are whole
    const bool begins =
        groups_[1].digits.size() > 2 && (digits[0] > '5' || numbers_.knows_region());
    const bool of_nine = digits.size() == kMinWhole && begins && !is_brazilian(count, digits);
    const bool of_ten = digits.size() == kMinWhole + 1 && digits[0] == '0' && digits[1] != '0';
    if (threes || !(of_nine || of_ten)) return false;
    if (!is_whole(1, last, digits)) return false;
    const std::string all = std::string(count.digits) + digits;
    const auto number = numbers_.read(all, false);
    const bool at_home = number && number->valid && number->e164 != "+" + all;
    const bool abroad = number && number->valid && number->country_code == count.value();
    const auto with_country = numbers_.read_with_country(all, all.size());
    return !at_home && !abroad && !(with_country && with_country->country_code == count.value());
  }
  // "11 987 654 321": an area and a mobile number of the most people who write neither a zero nor a
  // country before eleven digits.
  bool is_brazilian(const Group& area, std::string_view digits) const {
    return !numbers_.knows_region() && area.digits.size() == 2 && area.digits[1] != '0' &&
           digits[0] == '9';
  }

  bool is_of_plan(std::size_t first, std::size_t /*last*/, const std::string& digits) const {
    return whole_.is_of_plan(first, digits);
  }
  bool is_whole(std::size_t first, std::size_t last, const std::string& digits) const {
    return whole_.is_whole(first, last, digits);
  }

  std::span<Group> groups_;
  const Surroundings& surroundings_;
  const NumberReader& numbers_;
  const WholeNumbers whole_;
};
}  // namespace

void mark_wages(std::span<Group> groups, const Surroundings& surroundings,
                const NumberReader& numbers) {
  WageMarker(groups, surroundings, numbers).mark();
}

}  // namespace lodestar::text::internal
