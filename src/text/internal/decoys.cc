// SPDX-License-Identifier: Apache-2.0
// Each rule looks at a few neighbouring groups of plain digits. A pattern counts only where it is
// bounded: where the groups beside it are not joined to it by the same separator, so that
// "06.12.24.15.10" is not a date.
#include "text/internal/decoys.h"

#include <algorithm>
#include <string>

namespace lodestar::text::internal {
namespace {

bool in(int value, int low, int high) { return value >= low && value <= high; }
bool is_year(const Group& group) {
  return group.digits.size() == 4 && in(group.value(), 1900, 2099);
}
bool is_minute(const Group& group) { return group.digits.size() == 2 && in(group.value(), 0, 59); }

class DecoyMarker {
 public:
  DecoyMarker(std::span<Group> groups, const Surroundings& surroundings,
              const NumberReader& numbers)
      : groups_(groups), surroundings_(surroundings), numbers_(numbers) {}

  void mark() {
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      const std::size_t length = longest_at(i);
      for (std::size_t k = i; k < i + length; ++k) groups_[k].decoy = true;
      i += length > 0 ? length - 1 : 0;
    }
  }

 private:
  std::size_t longest_at(std::size_t i) const {
    if (groups_[i].before.plus) return 0;
    if (const auto n = date_at(i)) return n;
    if (const auto n = moment_at(i)) return n;
    if (const auto n = day_and_time_at(i)) return n;
    if (const auto n = time_at(i)) return n;
    if (const auto n = opening_hours_at(i)) return n;
    if (const auto n = hours_at(i)) return n;
    if (const auto n = address_of_a_machine_at(i)) return n;
    if (const auto n = address_of_a_card_at(i)) return n;
    if (const auto n = version_at(i)) return n;
    if (const auto n = list_at(i)) return n;
    if (const auto n = standard_at(i)) return n;
    if (const auto n = verse_at(i)) return n;
    if (const auto n = height_at(i)) return n;
    if (const auto n = price_at(i)) return n;
    if (const auto n = prices_at(i)) return n;
    if (const auto n = amounts_at(i)) return n;
    if (const auto n = year_behind_at(i)) return n;
    if (const auto n = pay_at(i)) return n;
    if (surroundings_.cue) return 0;
    if (const auto n = row_at(i)) return n;
    if (const auto n = rising_at(i)) return n;
    if (const auto n = place_at(i)) return n;
    if (const auto n = thousands_at(i)) return n;
    if (const auto n = body_measures_at(i)) return n;
    return shape_at(i);
  }

  bool plain(std::size_t i, std::size_t count) const {
    if (i + count > groups_.size()) return false;
    return std::ranges::all_of(groups_.subspan(i, count), [](const Group& group) {
      return group.plain() && !group.decoy &&
             group.span.end - group.span.start == group.digits.size();
    });
  }
  char separator(std::size_t i) const {
    return i < groups_.size() ? groups_[i].before.separator : '\0';
  }
  // What stands before group i goes on with `sign`, as tightly as inside the pattern; a full stop
  // that ends a sentence does not.
  bool goes_on(std::size_t i, char sign, std::string_view inside = {}) const {
    if (separator(i) != sign) return false;
    const Gap& gap = groups_[i].before;
    return !gap.pause && !(inside.size() == 1 && gap.text.size() > 1);
  }
  // The `count` groups from i are joined by `sign`, each directly, and nothing else is by it.
  bool joined(std::size_t i, std::size_t count, char sign) const {
    for (std::size_t k = i + 1; k < i + count; ++k)
      if (separator(k) != sign || groups_[k].before.text.size() > 3) return false;
    const std::string_view inside = groups_[i + 1].before.text;
    return (i == 0 || !goes_on(i, sign, inside)) && !goes_on(i + count, sign, inside);
  }
  bool stands_alone(std::size_t i, std::size_t count) const {
    const bool joined_before =
        i > 0 && !groups_[i].before.cut && !groups_[i].before.pause && !groups_[i - 1].decoy;
    return !joined_before && i + count <= groups_.size();
  }

  // Nothing that a number could go on with follows.
  bool ends_at(std::size_t i) const {
    return i >= groups_.size() || groups_[i].before.cut || groups_[i].before.pause ||
           groups_[i].before.odd;
  }

  std::size_t date_at(std::size_t i) const {
    if (!plain(i, 3)) return 0;
    const auto &a = groups_[i], &b = groups_[i + 1], &c = groups_[i + 2];
    const char sign = separator(i + 1);
    if ((sign != '-' && sign != '.' && sign != '/') || !joined(i, 3, sign)) return 0;
    const bool small = a.digits.size() <= 2 && b.digits.size() <= 2;
    const bool day_month = small && ((in(a.value(), 1, 31) && in(b.value(), 1, 12)) ||
                                     (in(a.value(), 1, 12) && in(b.value(), 1, 31)));
    if (day_month && is_year(c)) return 3;
    if (day_month && c.digits.size() == 2 && stands_alone(i, 3)) return 3;
    const bool year_first = is_year(a) && in(b.value(), 1, 12) && in(c.value(), 1, 31) &&
                            b.digits.size() <= 2 && c.digits.size() <= 2;
    return year_first ? 3 : 0;
  }

  // 20261128135605, 202611281356, 20261128 135605, 20261128-1356
  std::size_t moment_at(std::size_t i) const {
    constexpr std::size_t kDay = 8, kMoment = 14;
    const std::size_t digits = groups_[i].digits.size();
    if ((digits != kDay && digits + 2 < kMoment) || !plain(i, 1) || !stands_alone(i, 1)) return 0;
    std::string all(groups_[i].digits);
    const bool is_parted = all.size() == kDay && plain(i, 2) && separator(i + 1) != '/' &&
                           !groups_[i + 1].before.cut && groups_[i + 1].digits.size() >= 4;
    if (is_parted) all += groups_[i + 1].digits;
    // Without seconds "+20 10 ...", "+20 15 ..." are numbers of Egypt.
    const bool has_seconds = all.size() == kMoment;
    if (!has_seconds && all.size() != kMoment - 2) return 0;
    const auto number = [&](std::size_t at, std::size_t size) {
      return to_int(std::string_view(all).substr(at, size));
    };
    const int year = number(0, 4);
    const bool is_one = in(year, has_seconds ? 1990 : 2013, 2039) &&
                        (has_seconds || year != 2015) && in(number(4, 2), 1, 12) &&
                        in(number(6, 2), 1, 31) && in(number(8, 2), 0, 23) &&
                        in(number(10, 2), 0, 59) && (!has_seconds || in(number(12, 2), 0, 59));
    const std::size_t count = is_parted ? 2 : 1;
    return is_one && ends_at_blank(i + count) ? count : 0;
  }
  // "2026 | 11 | 28 | 10 | 30", "28-11-2026-10-30-05": one sign between all of it. Behind a cue it
  // may be a number of Egypt.
  std::size_t day_and_time_at(std::size_t i) const {
    constexpr std::size_t kFewest = 5, kYearLast = 2;
    if (surroundings_.cue || !plain(i, kFewest) || !stands_alone(i, 1)) return 0;
    const std::size_t year = groups_[i].digits.size() == 4 ? i : i + kYearLast;
    const std::size_t day = year == i ? i + 2 : i;
    const bool is_one = is_year(groups_[year]) && groups_[day].digits.size() == 2 &&
                        in(groups_[day].value(), 1, 31) && in(groups_[i + 1].value(), 1, 12) &&
                        groups_[i + 1].digits.size() == 2 && groups_[i + 3].digits.size() == 2 &&
                        in(groups_[i + 3].value(), 0, 23) && is_minute(groups_[i + 4]);
    if (!is_one || !is_joined_alike(i, kFewest)) return 0;
    const bool has_seconds =
        plain(i + kFewest, 1) && is_minute(groups_[i + kFewest]) && is_joined_alike(i, kFewest + 1);
    return has_seconds ? kFewest + 1 : kFewest;
  }
  bool is_joined_alike(std::size_t i, std::size_t count) const {
    return std::ranges::all_of(groups_.subspan(i + 1, count - 1), [&](const Group& group) {
      return group.before.text == groups_[i + 1].before.text;
    });
  }

  // Prices, sizes or ages in a row: "80 | 100 | 150", "36 | 38 | 40 | 42". With nothing but blanks
  // between them, one more is needed.
  std::size_t rising_at(std::size_t i) const {
    constexpr std::size_t kLeastMixed = 5;  // "25 73 205 390 476": lines of buses
    std::size_t prices = 0, sizes = 0, all = 0;
    int before = 0;
    for (std::size_t k = i; rises(k, before); ++k, ++all) {
      if (k > i && separator(k) != separator(i + 1)) break;
      const int value = groups_[k].value();
      if (prices == k - i && value % 5 == 0) ++prices;
      if (sizes == k - i && in(value, 10, 99) && (k == i || value - before <= 5)) ++sizes;
      before = value;
    }
    const std::size_t least = separator(i + 1) == ' ' ? 4 : 3;
    const bool is_mixed = all >= kLeastMixed && groups_[i].digits.size() == 2 && before > 99;
    const std::size_t count = prices >= least ? prices : sizes > least ? sizes : is_mixed ? all : 0;
    const bool has_signs = least == 3 && separator(i) != separator(i + 1);
    return count > 0 && (has_signs || stands_alone(i, count)) && has_no_more(i + count) ? count : 0;
  }
  bool rises(std::size_t k, int before) const {
    if (!plain(k, 1) || (before > 0 && (groups_[k].before.cut || groups_[k].before.pause))) {
      return false;
    }
    const std::string_view digits = groups_[k].digits;
    return in(static_cast<int>(digits.size()), 2, 3) && digits[0] != '0' &&
           groups_[k].value() > before && !groups_[k].before.plus;
  }
  // Or a number of its own begins.
  bool has_no_more(std::size_t i) const {
    return ends_at(i) || groups_[i].before.plus || groups_[i].digits[0] == '0' ||
           groups_[i].digits.size() > 3;
  }

  // What follows is not tied to it.
  bool ends_at_blank(std::size_t i) const {
    return ends_at(i) || groups_[i].before.text.find_first_of(" \n") != std::string_view::npos;
  }
  static int to_int(std::string_view digits) {
    int number = 0;
    for (const char digit : digits) number = number * 10 + (digit - '0');
    return number;
  }

  // 18:30, 18:30:00
  std::size_t time_at(std::size_t i) const {
    if (!plain(i, 2) || separator(i + 1) != ':' || groups_[i + 1].before.text != ":") return 0;
    if (groups_[i].digits.size() > 2 || !in(groups_[i].value(), 0, 24) ||
        !is_minute(groups_[i + 1]))
      return 0;
    if (joined(i, 2, ':')) return 2;
    return plain(i, 3) && is_minute(groups_[i + 2]) && joined(i, 3, ':') ? 3 : 0;
  }

  // 10.00-18.30, 8,00/17,00, 8-00 - 17-00
  std::size_t opening_hours_at(std::size_t i) const {
    if (!plain(i, 4)) return 0;
    const char inside = tight_separator(i + 1), between = separator(i + 2);
    const bool spans = between == '/' || (between == '-' && (inside != '-' || is_wide(i + 2)));
    if ((inside != '.' && inside != ',' && inside != '-') || tight_separator(i + 3) != inside)
      return 0;
    const auto is_time = [&](std::size_t k) {
      return groups_[k].digits.size() <= 2 && in(groups_[k].value(), 0, 24) &&
             is_minute(groups_[k + 1]) && groups_[k + 1].value() % 5 == 0;
    };
    const bool ends = is_whole(i + 4) || !goes_on(i + 4, '-', "-");
    return spans && is_time(i) && is_time(i + 2) && ends ? 4 : 0;
  }
  bool is_wide(std::size_t i) const { return groups_[i].before.text.starts_with(' '); }
  // Digits enough for a number without their neighbours.
  bool is_whole(std::size_t i) const { return i < groups_.size() && groups_[i].digits.size() >= 7; }

  // 9-18 or 17.00 beside a whole number
  std::size_t hours_at(std::size_t i) const {
    if (!plain(i, 2) || tight_separator(i + 1) == '\0') return 0;
    const Group &from = groups_[i], &to = groups_[i + 1];
    if (from.digits.size() > 2 || to.digits.size() > 2 || from.value() > 24) return 0;
    const bool span = separator(i + 1) == '-' && from.value() < to.value() && to.value() <= 24;
    const bool clock = separator(i + 1) == '.' && is_minute(to) && to.value() % 5 == 0;
    const bool before = i == 0 && is_whole(2) && separator(2) != separator(1);
    const bool behind =
        i > 0 && is_whole(i - 1) && i + 2 == groups_.size() && separator(i) != separator(i + 1);
    return (span || clock) && (before || behind) ? 2 : 0;
  }

  // 192.168.10.254
  std::size_t address_of_a_machine_at(std::size_t i) const {
    if (!plain(i, 4) || !joined(i, 4, '.')) return 0;
    const auto four = groups_.subspan(i, 4);
    const bool bytes = std::ranges::all_of(four, [](const Group& group) {
      return in(group.value(), 0, 255) && (group.digits.size() == 1 || group.digits[0] != '0');
    });
    const bool long_one =
        std::ranges::any_of(four, [](const Group& g) { return g.digits.size() == 3; });
    return bytes && long_one ? 4 : 0;
  }

  // 00:1B:44:11:3A:B7
  std::size_t address_of_a_card_at(std::size_t i) const {
    constexpr std::size_t kBytes = 6;
    if (i + kBytes > groups_.size()) return 0;
    for (std::size_t k = i; k < i + kBytes; ++k) {
      if (groups_[k].span.end - groups_[k].span.start != 2) return 0;
      if (k > i && groups_[k].before.text != ":") return 0;
    }
    return kBytes;
  }
  // 10.0.19041.1052
  std::size_t version_at(std::size_t i) const {
    constexpr std::size_t kParts = 4;
    if (!plain(i, kParts) || tight_separator(i + 1) != '.' || !joined(i, kParts, '.')) return 0;
    return groups_[i + 1].digits == "0" || groups_[i + 2].digits == "0" ? kParts : 0;
  }
  // "119:105-112 119:130": chapters and verses
  std::size_t verse_at(std::size_t i) const {
    constexpr int kMostChapters = 150, kMostVerses = 176;
    if (surroundings_.cue || !plain(i, 2) || tight_separator(i + 1) != ':' || !joined(i, 2, ':'))
      return 0;
    const auto is_one = [&](std::size_t k, int most) {
      return groups_[k].digits.size() <= 3 && groups_[k].digits[0] != '0' &&
             groups_[k].value() <= most;
    };
    if (!is_one(i, kMostChapters) || !is_one(i + 1, kMostVerses)) return 0;
    const bool is_range = plain(i + 2, 1) && tight_separator(i + 2) == '-' &&
                          is_one(i + 2, kMostVerses) &&
                          groups_[i + 1].value() < groups_[i + 2].value();
    return is_range ? 3 : 2;
  }
  // 5'7: feet and inches
  std::size_t height_at(std::size_t i) const {
    static constexpr std::string_view kFeet[] = {"'", "\u2019", "\u2032", "\u00b4", "`"};
    if (!plain(i, 2) || groups_[i].digits.size() > 1 || !in(groups_[i].value(), 3, 7) ||
        groups_[i + 1].digits.size() > 2 || groups_[i + 1].value() > 11)
      return 0;
    const std::string_view sign = groups_[i + 1].before.text;
    const auto is_tied = [&](std::size_t k) {
      return k < groups_.size() && groups_[k].before.text == sign;
    };
    const bool is_sign = std::ranges::find(kFeet, sign) != std::end(kFeet);
    return is_sign && !is_tied(i) && !is_tied(i + 2) ? 2 : 0;
  }
  // Six of 49, a row each.
  std::size_t row_of_lottery_at(std::size_t i) const {
    constexpr std::size_t kRow = 6;
    constexpr int kHighest = 49;
    if (surroundings_.cue || !plain(i, kRow) || !is_at_line_edge(i) || !is_at_line_edge(i + kRow))
      return 0;
    for (std::size_t k = i; k < i + kRow; ++k) {
      if (groups_[k].digits.size() > 2 || !in(groups_[k].value(), 1, kHighest)) return 0;
      if (k > i && groups_[k - 1].value() >= groups_[k].value()) return 0;
    }
    return kRow;
  }
  bool is_at_line_edge(std::size_t i) const {
    return i == 0 || ends_at(i) || groups_[i].before.text.find('\n') != std::string_view::npos;
  }
  // "Lotto 04 12 23 34 45 49", and fewer behind a reference
  std::size_t list_at(std::size_t i) const {
    constexpr std::size_t kLeast = 6, kLeastOfReference = 5;
    if (const auto n = row_of_lottery_at(i)) return n;
    if (!begins_list(i) || surroundings_.amount_after) return 0;
    const std::size_t count = count_rising(i, 2);
    if (surroundings_.reference) return count >= kLeastOfReference ? count : 0;
    return !surroundings_.cue && count >= kLeast && ends_at(i + count) ? count : 0;
  }
  // "Sizes S 8 10 12": a letter by itself is none of the list.
  bool begins_list(std::size_t i) const {
    return i == 0 || (i == 1 && groups_[0].digits.size() == 1 && (groups_[0].marks & kWeak) != 0);
  }
  std::size_t count_rising(std::size_t i, std::size_t longest) const {
    std::size_t count = 0;
    while (plain(i + count, 1) && groups_[i + count].digits.size() <= longest &&
           (count < 2 || separator(i + count) == separator(i + 1)) &&
           (count == 0 || groups_[i + count - 1].value() < groups_[i + count].value()))
      ++count;
    return count;
  }
  // "Bus 101 205 309", "House nos 12-15, 18-20, 22": ever more, behind a word for what is numbered
  // in rows, or with commas between ranges. What is written otherwise is none of the row.
  std::size_t row_at(std::size_t i) const {
    constexpr std::size_t kLeastNamed = 3, kLeast = 5;
    if (!begins_list(i)) return 0;
    const std::size_t count = count_row(i);
    if (count < kLeastNamed || is_cut_short(i, count)) return 0;
    const auto row = groups_.subspan(i, count);
    const bool in_threes =
        std::ranges::all_of(row, [](const Group& group) { return group.digits.size() == 3; });
    if (in_threes && count == kLeastNamed && may_be_number(i)) return 0;
    const bool begins_low = in_threes && row[0].digits[0] == '1' && !surroundings_.weak_cue;
    if (surroundings_.row || begins_low) return count;
    return count >= kLeast && has_ranges(i, count) ? count : 0;
  }
  // "Rooms: 612 734 851": many numbers of nine digits begin so, but rooms of one floor do not count
  // for them. Where a zero is dialled at home none is written without.
  bool may_be_number(std::size_t i) const {
    std::string digits;
    for (const Group& group : groups_.subspan(i, 3)) digits += group.digits;
    if (numbers_.knows_region())
      return numbers_.is_valid(digits, false) && !numbers_.is_valid("0" + digits, false);
    return digits[0] > '4' && digits[0] != digits[6];
  }
  // What stands between the members of the row: before its second, or behind "12-15".
  std::string_view gap_of_row(std::size_t i) const {
    const bool is_range = tight_separator(i + 1) == '-' && i + 2 < groups_.size();
    const std::size_t k = is_range && !stops_row(i + 2) ? i + 2 : i + 1;
    return k < groups_.size() ? groups_[k].before.text : std::string_view{};
  }
  bool is_parted_as(std::size_t k, std::string_view gap) const {
    const auto is_sign = [&](char c) { return c == ' ' || c == separator(k); };
    return (separator(k) == ' ' || gap.find(separator(k)) != std::string_view::npos) &&
           std::ranges::all_of(gap, is_sign);
  }
  // "10. 310 555 0218", "101 - 310 555 0223", "10 (310) 555-0216", a new line.
  bool stops_row(std::size_t k) const {
    const Gap& gap = groups_[k].before;
    const bool is_sign = gap.separator == ' ' || gap.separator == ',' || gap.separator == '/' ||
                         gap.separator == '|' || tight_separator(k) == '-' ||
                         tight_separator(k) == '.';
    return gap.cut || gap.plus || !is_sign ||
           gap.text.find_first_of("()[]\n") != std::string_view::npos;
  }
  std::size_t count_row(std::size_t i) const {
    const std::string_view gap = gap_of_row(i);
    std::size_t last = i;
    for (std::size_t k = i; k < groups_.size(); k = last) {
      if (k > i && (stops_row(k) || !is_parted_as(k, gap) || is_longer(k))) break;
      const std::size_t end = end_of_tied(k, gap);
      const bool is_range = end == k + 2 && tight_separator(k + 1) == '-';
      if (end != k + 1 && !is_range) break;
      for (std::size_t n = k; n < end; ++n) {
        const bool rises = n == i || groups_[n - 1].value() < groups_[n].value();
        const bool is_low_alike = surroundings_.row && n > i && is_low(n - 1) && is_low(n);
        if (!is_of_row(n, i) || !(rises || is_low_alike)) return last - i;
      }
      last = end;
    }
    return last - i;
  }
  // Of a row that begins with group `first`; "rooms 1201 1305 1409"
  bool is_of_row(std::size_t k, std::size_t first) const {
    constexpr std::size_t kLongest = 3;
    const bool is_long = surroundings_.row && groups_[first].digits.size() == kLongest + 1;
    return plain(k, 1) && groups_[k].digits.size() <= (is_long ? kLongest + 1 : kLongest) &&
           groups_[k].digits[0] != '0';
  }
  // "309 205 101": rooms and lines in any order.
  bool is_low(std::size_t k) const {
    return groups_[k].digits.size() == 3 && groups_[k].digits[0] < '5';
  }
  // The groups from k on that nothing parts as the row is: "310-555-0214" of "10, 310-555-0214".
  std::size_t end_of_tied(std::size_t k, std::string_view gap) const {
    const bool is_wide = gap.find_first_of(" ,") != std::string_view::npos;
    const auto is_tied = [&](std::size_t n) {
      if (groups_[n].before.cut || groups_[n].before.plus || is_parted_as(n, gap)) return false;
      const bool is_tight =
          groups_[n].before.text.find_first_of(" ,;:()[]\n") == std::string_view::npos;
      return is_tight || (is_wide && !stops_row(n) && separator(n) != ',');
    };
    std::size_t end = k + 1;
    while (end < groups_.size() && is_tied(end)) ++end;
    return end;
  }
  // "12 24 35 655 701 804": groups of three behind groups of two, enough of them for a number.
  bool is_longer(std::size_t k) const {
    constexpr std::size_t kLong = 3;
    return groups_[k].digits.size() >= kLong && groups_[k - 1].digits.size() < kLong &&
           begins_whole(k);
  }
  bool begins_whole(std::size_t k) const {
    constexpr std::size_t kFewestDigits = 7;
    std::size_t digits = groups_[k].digits.size();
    for (std::size_t n = k + 1; n < groups_.size() && !stops_row(n); ++n)
      digits += groups_[n].digits.size();
    return digits >= kFewestDigits;
  }
  // "101 310 555 0216": what follows goes on with the last of the row.
  bool is_cut_short(std::size_t i, std::size_t count) const {
    const std::size_t k = i + count;
    if (k >= groups_.size() || stops_row(k) || !is_parted_as(k, gap_of_row(i))) return false;
    const bool is_another = groups_[k].digits[0] == '0' || is_longer(k) || is_whole(k) ||
                            end_of_tied(k, gap_of_row(i)) > k + 1;
    return !is_another || !begins_whole(k);
  }
  bool has_ranges(std::size_t i, std::size_t count) const {
    std::size_t ranges = 0, commas = 0;
    for (std::size_t k = i + 1; k < i + count; ++k) {
      ranges += tight_separator(k) == '-' ? 1 : 0;
      commas += separator(k) == ',' ? 1 : 0;
    }
    return ranges > 0 && commas > 0;
  }
  // ISO 14001:2015
  std::size_t standard_at(std::size_t i) const {
    return plain(i, 2) && groups_[i].digits.size() >= 3 && groups_[i].digits.size() <= 5 &&
                   tight_separator(i + 1) == ':' && is_year(groups_[i + 1])
               ? 2
               : 0;
  }
  // 40.4167754 -3.7037902: a latitude and a longitude
  std::size_t place_at(std::size_t i) const {
    constexpr std::size_t kNumbers = 4, kDecimals = 4;
    if (!plain(i, kNumbers) || !stands_alone(i, kNumbers)) return 0;
    const std::string_view between = groups_[i + 2].before.text;
    const bool apart = between == " -" || between == ", -" || between == ",-" || between == ", ";
    const auto is_angle = [&](std::size_t k, int most) {
      return groups_[k].digits.size() <= 3 && groups_[k].value() <= most &&
             tight_separator(k + 1) == '.' && groups_[k + 1].digits.size() >= kDecimals;
    };
    return apart && is_angle(i, 90) && is_angle(i + 2, 180) ? kNumbers : 0;
  }

  // 93.150,00 and 93,150.00 wherever they stand; 3044.50 and 3044,50 where nothing is near them.
  std::size_t price_at(std::size_t i) const {
    std::size_t last = i + 1;
    while (plain(last, 1) && groups_[last].digits.size() == 3) ++last;
    if (!plain(i, last + 1 - i) || groups_[last].digits.size() != 2) return 0;
    const std::size_t thousands = last - i - 1;
    const char cents = tight_separator(last), sign = tight_separator(i + 1);
    if ((cents != '.' && cents != ',') || groups_[i].digits[0] == '0') return 0;
    for (std::size_t k = i + 1; k < last; ++k)
      if (tight_separator(k) != sign) return 0;
    const std::size_t count = last + 1 - i;
    if (thousands > 0) {
      const bool amount = sign != cents && (sign == '.' || sign == ',' || sign == ' ');
      return amount && groups_[i].digits.size() <= 3 && !goes_on(i, sign) ? count : 0;
    }
    const bool apart = ends_at(i + count) || groups_[i + count].before.text == " - ";
    return groups_[i].digits.size() <= 5 && stands_alone(i, count) && apart ? count : 0;
  }
  // 100/150/200: ever more, in round steps
  std::size_t prices_at(std::size_t i) const {
    if (separator(i + 1) != '/') return 0;
    std::size_t count = 0;
    while (is_price(i + count) &&
           (count == 0 || (separator(i + count) == '/' &&
                           groups_[i + count - 1].value() < groups_[i + count].value())))
      ++count;
    return count > 2 && joined(i, count, '/') ? count : 0;
  }
  // "50.000 100.000 150.000": one whole thousand beside another
  std::size_t amounts_at(std::size_t i) const {
    if (i + 3 >= groups_.size() || groups_[i + 1].digits != "000") return 0;
    const char sign = tight_separator(i + 1);
    if ((sign != '.' && sign != ',') || (i > 0 && tight_separator(i) == sign)) return 0;
    std::size_t count = 0;
    while (plain(i + count, 2) && groups_[i + count].digits.size() <= 3 &&
           groups_[i + count].digits[0] != '0' && groups_[i + count + 1].digits == "000" &&
           tight_separator(i + count + 1) == sign && !groups_[i + count].before.plus &&
           (count == 0 || tight_separator(i + count) != sign))
      count += 2;
    return count > 2 && tight_separator(i + count) != sign ? count : 0;
  }
  // "07700 900118/2026": no number goes on with a year
  std::size_t year_behind_at(std::size_t i) const {
    constexpr std::size_t kWhole = 10;
    if (i == 0 || separator(i) != '/' || tight_separator(i) != '/' || !is_year(groups_[i]) ||
        !plain(i, 1) || tight_separator(i + 1) == '/')
      return 0;
    std::size_t digits = 0;
    for (std::size_t k = i; k-- > 0 && !groups_[k + 1].before.cut;)
      digits += groups_[k].digits.size();
    return digits >= kWhole ? 1 : 0;
  }
  // "1300-2400 euro": from and to, both round
  std::size_t pay_at(std::size_t i) const {
    if (!surroundings_.amount_after || i + 2 != groups_.size() || !plain(i, 2)) return 0;
    const Group &from = groups_[i], &to = groups_[i + 1];
    const bool is_range =
        tight_separator(i + 1) == '-' && joined(i, 2, '-') && in(from.value(), 1, to.value() - 1);
    return is_range && from.digits.ends_with("00") && to.digits.ends_with("00") ? 2 : 0;
  }
  bool is_price(std::size_t i) const {
    if (!plain(i, 1) || groups_[i].before.plus || groups_[i].digits[0] == '0') return false;
    return groups_[i].digits.size() >= 2 && groups_[i].digits.size() <= 4 &&
           groups_[i].value() % 5 == 0;
  }
  char tight_separator(std::size_t i) const {
    return i < groups_.size() && groups_[i].before.text.size() == 1 ? groups_[i].before.text[0]
                                                                    : '\0';
  }

  // 1,250,000 and 1.250.000 and 1 250 000; also "1 250 000 - 1 500 000"
  std::size_t thousands_at(std::size_t i) const {
    const std::size_t first = amount_at(i);
    if (first == 0) return 0;
    const std::size_t second = separator(i + first) == '-' ? amount_at(i + first) : 0;
    const std::size_t count = first + second;
    return stands_alone(i, count) && ends_at(i + count) ? count : 0;
  }
  std::size_t amount_at(std::size_t i) const {
    const char sign = separator(i + 1);
    if (!plain(i, 2) || (sign != ',' && sign != '.' && sign != ' ')) return 0;
    const bool inside = i > 0 && sign == ',' && !groups_[i - 1].decoy &&
                        groups_[i].before.text == groups_[i + 1].before.text;
    if (inside) return 0;  // "201,337" of "655,201,337"
    std::size_t count = 1;
    while (plain(i + count, 1) && groups_[i + count].digits.size() == 3 &&
           separator(i + count) == sign &&
           groups_[i + count].before.text.size() == groups_[i + 1].before.text.size())
      ++count;
    const auto& first = groups_[i].digits;
    const bool bracket = groups_[i + 1].before.text.find_first_of("()[]") != std::string_view::npos;
    const bool amount = count > 1 && first.size() <= 3 && first[0] != '0' && !bracket;
    // Three full groups of three are a number of nine digits in many countries; "1.023.456.789" is
    // one of a citizen, or money.
    const bool threes = count == 3 && first.size() == 3;
    const bool dotted = sign == '.' && count == 4 && first.size() == 1;
    const bool telephone = (sign != ',' && !dotted && (count > 3 || threes)) ||
                           (threes && surroundings_.cue_after && i + count == groups_.size());
    return amount && !telephone ? count : 0;
  }

  // 90-60-90, 175/60/25
  std::size_t body_measures_at(std::size_t i) const {
    const char sign = separator(i + 1);
    if (!plain(i, 3) || (sign != '-' && sign != '/') || !joined(i, 3, sign) || !stands_alone(i, 3))
      return 0;
    const int a = groups_[i].value(), b = groups_[i + 1].value(), c = groups_[i + 2].value();
    const bool circumferences = in(a, 60, 140) && in(b, 45, 110) && in(c, 60, 150);
    const bool height_weight_age =
        sign == '/' && in(a, 140, 210) && in(b, 35, 150) && in(c, 16, 99);
    return circumferences || height_weight_age ? 3 : 0;
  }

  // Groups with a fixed form, standing alone: 2019-2026, 12345-6789, 1234-567, 123-45-6789, the tax
  // numbers of Brazil and Germany, ISBN, the numbers of French firms.
  std::size_t shape_at(std::size_t i) const {
    struct Shape {
      std::string_view sizes, signs;
    };
    static constexpr Shape kShapes[] = {{"54", "-"},       {"43", "-"},          {"324", "--"},
                                        {"3332", "..-"},   {"23342", "../-"},    {"31261", "----"},
                                        {"235", "//"},     {"335", "//"},        {"344", "//"},
                                        {"3335", "   "},   {"95", " "},          {"4444", "   "},
                                        {"4444", "---"},   {"2331", "..-"},      {"281", "--"},
                                        {"22232", "..-."}, {"1222332", "      "}};
    if (!stands_alone(i, 1)) return 0;
    if (plain(i, 2) && groups_[i].digits.size() == 4 && groups_[i + 1].digits.size() == 4 &&
        in(groups_[i].value(), 1000, groups_[i + 1].value()) &&
        in(groups_[i + 1].value(), 1000, 2099) &&
        (separator(i + 1) == '-' || separator(i + 1) == '/'))
      return 2;
    // "98765-0020": a mobile of Brazil, and a postcode of the United States.
    const bool is_brazilian = numbers_.is_from("BR") && groups_[i].digits[0] == '9';
    for (const auto& [sizes, signs] : kShapes)
      if (has_shape(i, sizes, signs) && !(is_brazilian && sizes == "54")) return sizes.size();
    return 0;
  }
  bool has_shape(std::size_t i, std::string_view sizes, std::string_view signs) const {
    if (!plain(i, sizes.size()) || i + sizes.size() != groups_.size()) return false;
    for (std::size_t k = 0; k < sizes.size(); ++k) {
      if (groups_[i + k].digits.size() != static_cast<std::size_t>(sizes[k] - '0')) return false;
      if (k > 0 && (separator(i + k) != signs[k - 1] || groups_[i + k].before.text.size() > 3))
        return false;
    }
    return true;
  }

  std::span<Group> groups_;
  const Surroundings& surroundings_;
  const NumberReader& numbers_;
};
}  // namespace

void mark_decoys(std::span<Group> groups, const Surroundings& surroundings,
                 const NumberReader& numbers) {
  DecoyMarker(groups, surroundings, numbers).mark();
}

}  // namespace lodestar::text::internal
