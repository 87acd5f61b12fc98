// SPDX-License-Identifier: Apache-2.0
// tail   = number SP ( always / hours ) / ( always / hours ) SP number / number SP count
// always = part "/" part ["/" part] / "24-7" / "24:7" / "24 7"
// part   = 1*2DIGIT / "365"            at most 31
// hours  = 1*2DIGIT "-" 1*2DIGIT       from and to, at most 24
// count  = 1*3DIGIT [SP noun] / number word SP noun / point
// point  = 1*2DIGIT ( ")" / "- " )         of a list; the bracket closes none
// points = 2*( 1*2DIGIT sign number )        one sign, each one more than the one before
// prices = 2*( gap 2*4DIGIT ) / 1*( LF 2*4DIGIT )     round, ever more; gap: SP / LF / "|"
// district = 1*2LETTER 1*2DIGIT     capitals, behind the eleven digits of a British number
// aside  = ( "(" / "[" ) 1*4DIGIT ( ")" / "]" )
//
// A count is one only where the number is whole without it and none of the plan with it: a number
// of the plan, or where no region tells, so grouped as only a whole number is. Of groups
// that are all alike the last is a count only before a noun, or in a region: "06 83 47 19 52 12
// girls".
#include "text/internal/tails.h"

#include <algorithm>
#include <string>

#include "text/internal/characters.h"
#include "text/internal/lexicon.h"
#include "text/internal/tied_tails.h"
#include "text/internal/whole_numbers.h"

namespace lodestar::text::internal {
namespace {

// Digits before "24/7", which is no end of any number.
constexpr std::size_t kLeastKnown = WholeNumbers::kLeastKnown;

bool has_blank(const Gap& gap) { return gap.text.find(' ') != std::string_view::npos; }

class TailMarker {
 public:
  TailMarker(std::string_view raw, std::span<Group> groups, const Surroundings& surroundings,
             const NumberReader& numbers)
      : raw_(raw),
        groups_(groups),
        surroundings_(surroundings),
        numbers_(numbers),
        whole_(groups, numbers) {}

  void mark() {
    if (groups_.size() < 2) return;
    mark_points();
    for (std::size_t at = 1; at < groups_.size(); ++at)
      if ((is_aside(at) && is_behind_a_whole_number(at)) ||
          (is_district(at) && is_behind_a_british_number(at)))
        take(at, at + 1);
    mark_tied_tails(groups_, numbers_);
    mark_prices();
    for (std::size_t at = 0; at < groups_.size();) {
      const std::size_t end = end_of_tails(at);
      const bool beside = end > at && (stands_behind(at, end) || stands_before(at, end));
      if (beside) take(at, end);
      at = std::max(end, at + 1);
    }
    for (std::size_t at = 1; at < groups_.size(); ++at)
      if (is_swallowed(at)) take(at, at + 1);
    for (std::size_t end = groups_.size(); end >= 2; --end)
      if (end == groups_.size() || !goes_on(groups_[end]) || is_point(end)) mark_count(end);
  }

 private:
  void take(std::size_t first, std::size_t last) {
    for (Group& group : groups_.subspan(first, last - first)) group.decoy = true;
  }
  bool is_plain(std::size_t at, std::size_t longest) const {
    return at < groups_.size() && groups_[at].plain() && !groups_[at].decoy &&
           groups_[at].digits.size() <= longest;
  }
  bool is_apart_before(std::size_t at) const {
    return at == 0 || has_blank(groups_[at].before) || !goes_on(groups_[at]);
  }
  bool is_apart_behind(std::size_t end) const {
    return end == groups_.size() || has_blank(groups_[end].before) || !goes_on(groups_[end]);
  }

  bool is_part(std::size_t at) const {
    if (!is_plain(at, 3)) return false;
    return groups_[at].digits == "365" || (groups_[at].digits.size() <= 2 &&
                                           groups_[at].value() >= 1 && groups_[at].value() <= 31);
  }
  // "24/7", "7/7", "24-7", "10-22": how many groups; 0 for none.
  std::size_t tail_at(std::size_t at) const {
    if (is_day(at) || is_rated(at)) return 1;
    if (!is_part(at) || !is_part(at + 1) || groups_[at].before.plus ||
        !(is_apart_before(at) || is_tied_always(at)))
      return 0;
    const int from = groups_[at].value(), to = groups_[at + 1].value();
    const std::string_view between = groups_[at + 1].before.text;
    const bool always = from == 24 && to == 7 && groups_[at + 1].digits.size() == 1;
    std::size_t size = 0;
    if (between == "/" || between == " / ") size = 2;
    if (between == "-" && (from < to || from == to || always) && to <= 24) size = 2;
    if (between == ":" && always) size = 2;
    if (between == " " && always && at + 2 == groups_.size()) size = 2;
    if (size == 2 && is_part(at + 2) && groups_[at + 2].before.text == "/" && is_always(at, at + 3))
      size = 3;
    return size > 0 && is_apart_behind(at + size) ? size : 0;
  }
  // "07481.227.940.24/7": the slash is none of the number's signs.
  bool is_tied_always(std::size_t at) const {
    const std::string_view gap = groups_[at].before.text;
    return (gap == "." || gap == "-" || gap == "|") && groups_[at + 1].before.text == "/" &&
           is_always(at, at + 2);
  }
  // "24/24 7/7"
  std::size_t end_of_tails(std::size_t at) const {
    for (std::size_t size = tail_at(at); size > 0; size = tail_at(at)) at += size;
    return at;
  }
  // "24 h"
  bool is_day(std::size_t at) const {
    return at > 0 && at + 1 == groups_.size() && is_plain(at, 2) && groups_[at].value() == 24 &&
           groups_[at].before.text == " " && surroundings_.amount_after && !surroundings_.priced;
  }
  // "18+", "5*"
  bool is_rated(std::size_t at) const {
    return surroundings_.rated && at > 0 && at + 1 == groups_.size() && is_plain(at, 2) &&
           has_blank(groups_[at].before);
  }
  // Said of who can be reached at any time, and nothing else.
  bool is_always(std::size_t first, std::size_t last) const {
    const auto is_known = [](const Group& group) {
      return group.value() == 24 || group.value() == 7 || group.value() == 365;
    };
    if (last > first + 1 && groups_[first + 1].before.text == " ") return false;
    const bool day_and_week = groups_[first].value() == 24 && groups_[last - 1].value() == 7;
    const bool tied = last == first + 1 || groups_[first + 1].before.text == "/" || day_and_week;
    return tied && std::ranges::all_of(groups_.subspan(first, last - first), is_known);
  }
  static std::size_t least_digits(std::string_view digits) {
    return digits.starts_with('0') ? WholeNumbers::kMinAtHome : WholeNumbers::kMinDigits;
  }

  // Groups [at, end) behind a number that does not need them.
  bool stands_behind(std::size_t at, std::size_t end) const {
    std::string tail, digits;
    for (const Group& group : groups_.subspan(at, end - at)) tail += group.digits;
    const bool always = is_always(at, end) || is_rated(at);
    bool needs_it = false;
    for (std::size_t first = at; first > 0 && !groups_[first - 1].decoy;) {
      --first;
      digits.insert(0, groups_[first].digits);
      if (digits.size() > WholeNumbers::kMaxDigits) break;
      const bool plus = groups_[first].before.plus;
      if (digits.size() >= kLeastKnown && numbers_.is_valid(digits, plus)) return true;
      needs_it |= whole_.begins(first) && !always && numbers_.is_valid(digits + tail, plus);
      if (groups_[first].before.cut || plus) break;  // signs may stand between all digits
    }
    if (needs_it || digits.empty()) return false;
    // "Call 670-6851 10-22"
    const bool expected = surroundings_.cue && digits[0] != '0';
    return digits.size() >= (always || expected ? kLeastKnown : least_digits(digits));
  }

  bool stands_before(std::size_t at, std::size_t end) const {
    if ((at > 0 && goes_on(groups_[at])) || end == groups_.size()) return false;
    if (!has_blank(groups_[end].before)) return false;
    std::string digits;
    for (std::size_t last = end; last < groups_.size() && !groups_[last].decoy; ++last) {
      if (last > end && !goes_on(groups_[last])) break;
      digits += groups_[last].digits;
      if (digits.size() > WholeNumbers::kMaxDigits) break;
      const bool at_home = digits[0] == '0' && digits.size() >= WholeNumbers::kMinAtHome;
      if (at_home || whole_.is_whole(end, last + 1, digits)) return true;
    }
    return false;
  }

  // "07481 227 940\n60\n100", "60\n100\n07481 227 940"
  void mark_prices() {
    for (std::size_t at = 0, end = 0; at < groups_.size(); at = std::max(end, at + 1)) {
      end = end_of_prices(at);
      if (end > at && (are_prices_behind(at, end) || are_prices_before(at, end))) take(at, end);
    }
  }
  std::size_t end_of_prices(std::size_t at) const {
    while (is_price(at) && is_between_prices(at + 1) && is_price(at + 1) &&
           groups_[at].value() < groups_[at + 1].value())
      ++at;
    return is_price(at) ? at + 1 : at;
  }
  bool is_price(std::size_t at) const {
    const bool is_begun = is_new_line(at) && at + 1 < groups_.size() && goes_on(groups_[at + 1]) &&
                          !is_new_line(at + 1);  // "655 201 337" on a line of its own
    return is_plain(at, 4) && groups_[at].digits.size() > 1 && groups_[at].digits[0] != '0' &&
           groups_[at].value() % 5 == 0 && !is_begun;
  }
  bool is_between_prices(std::size_t at) const {
    const std::string_view gap = at < groups_.size() ? groups_[at].before.text : "";
    return gap == " " || gap == "\n" || gap == "|" || gap == " | ";
  }
  bool is_new_line(std::size_t at) const {
    return at < groups_.size() && groups_[at].before.text == "\n";
  }
  bool are_prices_behind(std::size_t at, std::size_t end) const {
    if (at == 0 || !is_between_prices(at) || (end == at + 1 && !is_new_line(at))) return false;
    if (end < groups_.size() && goes_on(groups_[end]) && !is_new_line(end)) return false;
    for (std::size_t first = at; first > 0 && !groups_[first - 1].decoy;) {
      --first;
      if (whole_.begins(first) && is_whole_number(first, at)) return true;
      if (!goes_on(groups_[first])) return false;
    }
    return false;
  }
  bool are_prices_before(std::size_t at, std::size_t end) const {
    if ((at > 0 && goes_on(groups_[at]) && !is_new_line(at)) || !is_new_line(end)) return false;
    std::size_t last = end + 1;
    while (last < groups_.size() && goes_on(groups_[last]) && !is_new_line(last)) ++last;
    return is_whole_number(end, last);
  }
  // Whatever the plan says, or of the plan.
  bool is_whole_number(std::size_t first, std::size_t last) const {
    return whole_.is_closed(first, last) || whole_.is_one_block(first, last) ||
           whole_.is_of_plan(first, whole_.digits(first, last));
  }

  // "07481 227 940 (25) 100": an age or a price; but "07481 227 94(0)", "07481 (227) 940".
  bool is_aside(std::size_t at) const {
    const std::string_view gap = groups_[at].before.text;
    const bool is_of_row = gap.starts_with(')') || gap.starts_with(']');  // "(2)(1)(2)"
    if (is_of_row && groups_[at].digits.size() == 1) return false;
    if (!is_plain(at, 4) || groups_[at].digits[0] == '0' || groups_[at].span.end >= raw_.size())
      return false;
    const char close = raw_[groups_[at].span.end];
    return (gap.ends_with('(') && close == ')') || (gap.ends_with('[') && close == ']');
  }
  bool is_behind_a_whole_number(std::size_t at) const {
    std::string digits;
    for (std::size_t first = at; first > 0 && !groups_[first - 1].decoy;) {
      --first;
      digits.insert(0, groups_[first].digits);
      if (digits.size() > WholeNumbers::kMaxDigits) return false;
      if (whole_.begins(first) &&
          (is_whole_number(first, at) || whole_.is_whole(first, at, digits) ||
           whole_.is_known(first, at)))
        return true;
      if (!goes_on(groups_[first])) return false;
    }
    return false;
  }
  // "634718205 30": behind a whole number of the region what only one of another country would go
  // on with; but in "966 501 234 567" the fourth group is no count.
  bool is_swallowed(std::size_t at) const {
    const Group& count = groups_[at];
    if (!numbers_.knows_region() || !is_plain(at, 3) || count.digits[0] == '0' ||
        !has_blank(count.before) || !goes_on(count))
      return false;
    std::string digits;
    for (std::size_t first = at; first > 0 && !groups_[first - 1].decoy;) {
      digits.insert(0, groups_[--first].digits);
      if (digits.size() > WholeNumbers::kMaxDigits || groups_[first].before.plus) return false;
      const bool is_block = whole_.is_one_block(first, at);
      const bool is_apart = is_block || (count.digits.size() < 3 && whole_.is_closed(first, at));
      if (is_apart && whole_.begins(first) && numbers_.is_of_region(digits))
        return goes_on_abroad(at, digits);
      if (!goes_on(groups_[first])) return false;
    }
    return false;
  }
  bool goes_on_abroad(std::size_t at, std::string digits) const {
    for (; at < groups_.size() && goes_on(groups_[at]); ++at) {
      digits += groups_[at].digits;
      if (digits.size() > WholeNumbers::kMaxDigits) return false;
      if (numbers_.is_valid(digits, false)) return !numbers_.is_of_region(digits);
    }
    return false;
  }
  // "LS6", "SE1", "E17"
  bool is_district(std::size_t at) const {
    const Group& group = groups_[at];
    const std::string_view token = cut(raw_, group.span);
    const std::size_t letters =
        std::ranges::find_if_not(token, [](char c) { return c >= 'A' && c <= 'Z'; }) -
        token.begin();
    const std::string_view digits = token.substr(letters);
    return !group.decoy && has_blank(group.before) && letters > 0 && letters <= 2 &&
           !digits.empty() && digits.size() <= 2 && digits[0] != '0' &&
           std::ranges::all_of(digits, [](char c) { return is_digit(c); });
  }
  bool is_behind_a_british_number(std::size_t at) const {
    constexpr std::size_t kDigits = 11;
    std::string digits;
    for (std::size_t first = at; first > 0 && goes_on(groups_[first]);) {
      if (!groups_[--first].plain() || groups_[first].decoy) return false;
      digits.insert(0, groups_[first].digits);
      if (digits.size() < kDigits) continue;
      return digits.size() == kDigits && digits[0] == '0' && digits[1] != '0' &&
             whole_.begins(first);
    }
    return false;
  }
  // "1) 07481 227 940 2) 07700 900118", "1. ... 2. ..."
  void mark_points() {
    constexpr std::size_t kLeastBetween = 7;
    char sign = '\0';
    std::size_t before = 0, digits = 0;
    for (std::size_t at = 0; at < groups_.size(); ++at) {
      const char own = sign_of_point(at);
      if (own != '\0') {
        const bool is_next = own == sign && digits >= kLeastBetween &&
                             groups_[at].value() == groups_[before].value() + 1;
        if (is_next) {
          take(before, before + 1);
          take(at, at + 1);
        }
        sign = own;
        before = at;
        digits = 0;
      } else {
        digits += groups_[at].digits.size();
      }
    }
  }
  // What a point of a list is followed by: ')', '-' or '.', or '(' where it stands in brackets.
  char sign_of_point(std::size_t at) const {
    if (!is_plain(at, 2) || groups_[at].digits[0] == '0' || groups_[at].before.plus) return '\0';
    const std::string_view gap = groups_[at].before.text;
    const bool is_closed = groups_[at].span.end < raw_.size() && raw_[groups_[at].span.end] == ')';
    const std::uint32_t start = groups_[at].span.start;
    if (is_closed && start > 0 && raw_[start - 1] == '(') return '(';
    if (at > 0 && gap.find_first_of(" \n") == std::string_view::npos) return '\0';
    if (is_closed) return ')';
    const std::string_view behind = at + 1 < groups_.size() ? groups_[at + 1].before.text : "";
    return behind == "- " || behind == ". " ? behind[0] : '\0';
  }
  // "07481 227 940 2) ...", "... 2- 07700 900118": whether a point of a list ends at `end`.
  bool is_point(std::size_t end) const {
    const Group& point = groups_[end - 1];
    if (point.digits.size() > 2 || !point.plain()) return false;
    if (end < groups_.size() && groups_[end].before.text == "- ") return point.digits.size() == 1;
    const std::size_t at = point.span.end;
    if (at >= raw_.size() || raw_[at] != ')') return false;
    constexpr std::size_t kFurthest = 64;
    const std::size_t from = at - std::min(at, kFurthest);
    const std::string_view before = raw_.substr(from, at - from);
    const std::size_t bracket = before.find_last_of("()");
    return bracket == std::string_view::npos || before[bracket] == ')';
  }
  // The group before `end`, behind a whole number.
  void mark_count(std::size_t end) {
    const Group& count = groups_[end - 1];
    const bool point = is_point(end);
    const bool noun =
        point || (count.digits.size() < 3 && end == groups_.size() && is_before_a_noun(count));
    const bool in_words = noun && (count.marks & (kDisguises | kWeak)) == kWords;
    const std::string_view gap = count.before.text;
    if (count.decoy || !(count.plain() || in_words) || count.digits.size() > 3 ||
        count.digits[0] == '0' || (gap != " " && gap != "|" && !(point && gap == "\n")))
      return;
    std::string digits;
    for (std::size_t first = end - 1; first > 0 && !groups_[first - 1].decoy;) {
      --first;
      digits.insert(0, groups_[first].digits);
      if (digits.size() > WholeNumbers::kMaxDigits) return;
      if (whole_.begins(first) && is_whole_without(first, end, digits, noun)) {
        if (noun || !whole_.is_end_of_another(first, end)) take(end - 1, end);
        return;
      }
      if (!goes_on(groups_[first])) return;
    }
  }
  bool is_before_a_noun(const Group& count) const {
    const std::size_t at = count.span.end + 1U;
    if (at >= raw_.size() || raw_[at - 1] != ' ') return false;
    const FoldedWord word = read_word(raw_, at);
    const Sense sense = word.size > 0 ? lexicon().find(word.text()).sense : Sense::none;
    return word.size > 2 && sense != Sense::phone_cue && sense != Sense::service &&
           sense != Sense::number_word && sense != Sense::dash && sense != Sense::at;
  }
  bool is_whole_without(std::size_t first, std::size_t end, const std::string& digits,
                        bool noun) const {
    const Group& count = groups_[end - 1];
    const auto number = groups_.subspan(first, end - 1 - first);
    const bool alike = std::ranges::all_of(
        number, [&](const Group& group) { return group.digits.size() == count.digits.size(); });
    const bool is_row = alike && std::ranges::is_sorted(number, {}, &Group::value);
    if (alike && !noun && (is_row || !numbers_.knows_region())) return false;
    const bool plus = number.front().before.plus;
    const std::string more = digits + std::string(count.digits);
    // "040 6696 9123 2 girls": some plans have a number with one digit more.
    const bool lone = noun && count.digits.size() == 1 && number.back().digits.size() > 2;
    const bool is_short = noun && digits.size() > kLeastKnown && numbers_.is_valid(digits, plus);
    if (is_short || whole_.is_of_plan(first, digits)) return lone || !numbers_.is_valid(more, plus);
    if (plus || digits.starts_with("00")) {
      return digits.size() >= WholeNumbers::kMinAtHome && is_possible(digits, plus) &&
             !is_possible(more, plus);
    }
    if (numbers_.knows_region() && numbers_.is_valid(more, plus)) return false;
    // "212 902 443 1": whole with it in North America.
    if (!noun && count.digits.size() == 1 && !numbers_.knows_region() &&
        numbers_.read_with_country("1" + more, NumberReader::kMinWithCountry))
      return false;
    if (numbers_.knows_region() && digits[0] != '0') return false;
    return (whole_.is_closed(first, end - 1) && (noun || !whole_.is_a_pair_more(end - 1))) ||
           (noun && whole_.is_one_block(first, end - 1)) ||
           (lone && digits.size() >= least_digits(digits));
  }
  // Of a length that the country's plan has.
  bool is_possible(const std::string& digits, bool plus) const {
    const auto number = numbers_.read(digits, plus);
    return number && number->possible;
  }
  std::string_view raw_;
  std::span<Group> groups_;
  const Surroundings& surroundings_;
  const NumberReader& numbers_;
  const WholeNumbers whole_;
};
}  // namespace

void mark_tails(std::string_view raw, std::span<Group> groups, const Surroundings& surroundings,
                const NumberReader& numbers) {
  TailMarker(raw, groups, surroundings, numbers).mark();
}

}  // namespace lodestar::text::internal
