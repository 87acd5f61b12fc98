// SPDX-License-Identifier: Apache-2.0
#include "text/internal/series.h"

#include <algorithm>
#include <string>

namespace lodestar::text::internal {
namespace {

// Up to so many digits a number may lack one that stands apart.
constexpr std::size_t kLongestStump = 10;
}  // namespace

bool Series::is_count(std::size_t at) const {
  if (at + 1 >= groups_.size() || groups_[at + 1].before.stops()) return false;
  const Group &count = groups_[at], &number = groups_[at + 1];
  const bool begins =
      number.digits[0] == '0' && (number.digits.size() > 2 || is_five_pairs(at + 1));
  return begins && count.plain() && number.plain() && count.digits.size() < 3 &&
         count.digits[0] != '0' && !count.before.plus && stands_apart(number.before.text) &&
         (at == 0 || groups_[at].before.breaks()) && !countries_.is_whole_with_country(at);
}

bool Series::stands_apart(std::string_view gap) {
  return gap == " " || gap == "\n" || gap == "|" || gap == " | " || gap == " - " || gap == "- ";
}

bool Series::is_five_pairs(std::size_t at) const {
  constexpr std::size_t kPairs = 5;
  if (at + kPairs > groups_.size()) return false;
  return std::ranges::all_of(groups_.subspan(at, kPairs), [](const Group& group) {
    return group.plain() && group.digits.size() == 2;
  });
}

bool Series::cuts(std::size_t at, std::size_t first, std::size_t last) const {
  const Group& outside = groups_[at == first ? first - 1 : at];
  const Group& inside = groups_[at == first ? first : last - 1];
  if (groups_[at].before.text.empty()) return true;
  if (at == first ? is_trunk_apart(first) : is_last_in_brackets(last)) return true;
  if (at == first ? is_count(first - 1) : is_counted(last, first)) return false;
  if ((outside.marks & kWeak) != 0 && (inside.marks & kWeak) == 0) return false;
  if (outside.digits.size() > 4 && outside.digits.size() != inside.digits.size()) return false;
  if (at == first && is_before_digits_apart(first, last)) return false;
  const auto series = groups_.subspan(first + 1, last - first - 1);
  const bool apart = all_digits_apart(outside, inside) || words_and_digits(first, last, outside) ||
                     (at == last && goes_on_in_letters(first, last));
  if (outside.plain() != inside.plain() && !apart) return false;
  const bool same = std::ranges::any_of(
      series, [&](const Group& group) { return group.before.text == groups_[at].before.text; });
  return same && !whole_number_in_threes(first, last);
}

bool Series::is_trunk_apart(std::size_t first) const {
  const Group &zero = groups_[first - 1], &number = groups_[first];
  const bool begins = first == 1 || groups_[first - 1].before.breaks();
  return zero.plain() && zero.digits == "0" && number.plain() && number.digits.size() > 2 &&
         number.digits[0] != '0' && begins && !groups_[first].before.breaks() &&
         number.before.separator == ' ';
}

bool Series::is_last_in_brackets(std::size_t last) const {
  return groups_[last].before.text == "(" && ends_in_brackets(last);
}

bool Series::ends_in_brackets(std::size_t last) const {
  const Group& group = groups_[last];
  return group.digits.size() == 1 && group.before.text.ends_with('(') &&
         group.span.end < raw_.size() && raw_[group.span.end] == ')';
}

bool Series::is_before_digits_apart(std::size_t first, std::size_t last) const {
  constexpr std::size_t kFewest = 9;
  const Group& count = groups_[first - 1];
  const auto piece = groups_.subspan(first, last - first);
  // "11 9 8 7 6 5 0 0 2 0": an area of Brazil, where no region says that it is none.
  const bool is_area =
      count.digits.size() == 2 && piece.front().digits == "9" && !numbers_.knows_region();
  const char digit = piece.front().digits[0];
  const bool begins = digit == '0' || digit > '5' || numbers_.knows_region();
  return begins && !is_area && count.plain() && count.digits.size() > 1 && count.digits[0] != '0' &&
         !count.before.plus && piece.size() >= kFewest &&
         std::ranges::all_of(piece, [](const Group& group) { return group.digits.size() == 1; });
}

bool Series::all_digits_apart(const Group& a, const Group& b) {
  return a.digits.size() == 1 && b.digits.size() == 1 && ((a.marks ^ b.marks) & kDisguises) == 0;
}

bool Series::goes_on_in_letters(std::size_t first, std::size_t last) const {
  if (last - first < 3 || groups_[last].digits.size() != 1 || !groups_[last].plain()) return false;
  const auto end = groups_.subspan(last - 2, 2);
  return groups_[last].before.text == " " && std::ranges::all_of(end, [](const Group& group) {
           return group.digits.size() == 1 && (group.marks & kLeet) != 0 &&
                  group.before.text == " ";
         });
}

bool Series::words_and_digits(std::size_t first, std::size_t last, const Group& outside) const {
  const auto piece = groups_.subspan(first, last - first);
  const auto is_word = [](const Group& group) { return (group.marks & kWords) != 0; };
  const bool counts_something =
      &outside == &groups_.back() && outside.plain() && surroundings_.amount_after;
  const bool outside_before = outside.span.start < piece.front().span.start;
  const auto is_digit = [](const Group& group) { return group.digits.size() == 1; };
  if (outside.digits.size() != 1 || counts_something || std::ranges::count_if(piece, is_word) < 2)
    return false;
  if (std::ranges::all_of(piece, is_digit)) return true;
  const auto edge = outside_before ? piece.first(2) : piece.last(2);
  return std::ranges::all_of(edge, is_digit) && lacks_a_digit(piece);
}

bool Series::lacks_a_digit(std::span<const Group> piece) const {
  std::string digits;
  for (const Group& group : piece) digits += group.digits;
  if (digits.size() != kLongestStump) return digits.size() < kLongestStump;
  const auto number = numbers_.read(digits, piece.front().before.plus);
  return digits[0] == '0' && !(number && number->valid);
}

bool Series::is_counted(std::size_t at, std::size_t first) const {
  const Group &count = groups_[at], &begin = groups_[first];
  return surroundings_.amount_after && at + 1 == groups_.size() && count.plain() &&
         count.digits.size() == 2 && (begin.digits[0] == '0' || begin.before.plus);
}

bool Series::whole_number_in_threes(std::size_t first, std::size_t last) const {
  return last - first == 3 && groups_[first].digits.size() == 3 &&
         groups_[first + 1].digits.size() == 3 && groups_[first + 2].digits.size() == 4;
}

}  // namespace lodestar::text::internal
