// SPDX-License-Identifier: Apache-2.0
//   when  = number | { part }                 number: Unix time, YYYYMMDD or YYYYMMDDhhmmss
//   part  = date | clock | zone | weekday | "T" | "at" | ","
//   date  = n sep n sep n                     sep: one of - / . twice; the year first or last
//         | month, day and year in any order  a month is a word
//   clock = h ":" m [ ":" s [ "." fraction ] ] [ "am" | "pm" ]
//   zone  = "Z" | name | ("+" | "-") hh [ ":" ] mm
#include "detect/when.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace lodestar::detect {

namespace {

constexpr std::int64_t kMinute = 60, kHour = 3600, kDay = 86400;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

struct Number {
  std::int64_t value = 0;
  std::size_t digits = 0;
};

// Case does not matter; only the first letters, so that mar, march and MARCH. are one.
bool starts_as(std::string_view word, std::string_view name) {
  return word.size() >= name.size() &&
         std::ranges::equal(word.substr(0, name.size()), name,
                            [](char a, char b) { return (a | 0x20) == b; });
}
bool is_word(std::string_view word, std::string_view name) {
  return word.size() == name.size() && starts_as(word, name);
}

unsigned month_of(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  for (unsigned i = 0; i < 12; ++i)
    if (starts_as(word, kMonths[i])) return i + 1;
  return 0;
}

bool is_filler(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kDays = {"mon", "tue", "wed", "thu",
                                                            "fri", "sat", "sun"};
  static constexpr std::array<std::string_view, 7> kFillers = {"t",  "at", "of", "st",
                                                               "nd", "rd", "th"};
  return std::ranges::any_of(kDays, [&](auto day) { return starts_as(word, day); }) ||
         std::ranges::any_of(kFillers, [&](auto filler) { return is_word(word, filler); });
}

std::optional<std::int64_t> zone_of(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, int>, 12> kZones = {{{"z", 0},
                                                                               {"utc", 0},
                                                                               {"gmt", 0},
                                                                               {"ut", 0},
                                                                               {"est", -5},
                                                                               {"edt", -4},
                                                                               {"cst", -6},
                                                                               {"cdt", -5},
                                                                               {"mst", -7},
                                                                               {"mdt", -6},
                                                                               {"pst", -8},
                                                                               {"pdt", -7}}};
  for (const auto& [name, hours] : kZones)
    if (is_word(word, name)) return hours * kHour;
  return std::nullopt;
}

std::optional<std::int64_t> seconds_of_date(std::int64_t year, std::int64_t month,
                                            std::int64_t day) {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (day > 31 || !date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count() * kDay;
}

std::optional<std::int64_t> seconds_of_clock(std::int64_t h, std::int64_t m, std::int64_t s) {
  if (h > 24 || m > 59 || s > 60 || (h == 24 && m + s > 0)) return std::nullopt;
  return h * kHour + m * kMinute + s;
}

// A field of digits alone.
std::optional<std::int64_t> when_of_number(Number number) {
  const std::int64_t n = number.value;
  switch (number.digits) {
    case 8:
      return seconds_of_date(n / 10000, n / 100 % 100, n % 100);
    case 9:
    case 10:
      return n;
    case 13:
      return n / 1000;
    case 14: {
      const std::int64_t date = n / 1000000;
      const auto day = seconds_of_date(date / 10000, date / 100 % 100, date % 100);
      const auto clock = seconds_of_clock(n / 10000 % 100, n / 100 % 100, n % 100);
      return day && clock ? std::optional(*day + *clock) : std::nullopt;
    }
    case 16:
      return n / 1000000;
    default:
      return std::nullopt;
  }
}

class WhenReader {
 public:
  WhenReader(std::string_view text, DateOrder order) : text_(text), order_(order) {}

  std::optional<std::int64_t> read() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool ok = is_digit(c)                        ? read_number()
                      : is_letter(c)                     ? read_word()
                      : (c == '+' || c == '-') && clock_ ? read_offset()
                                                         : skip(c);
      if (!ok) return std::nullopt;
    }
    if (!date_ && month_ != 0 && year_ && day_) date_ = seconds_of_date(*year_, month_, *day_);
    if (!date_ || (afternoon_ && !clock_)) return std::nullopt;
    return *date_ + clock_.value_or(0) - zone_.value_or(0);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool skip(char c) {
    ++at_;
    const bool inside_date = day_ || month_ != 0 || year_;
    return c == ' ' || c == ',' || c == '\t' || c == '(' || c == ')' ||
           ((c == '.' || c == '-') && inside_date);
  }
  Number number() {
    Number n;
    for (; is_digit(peek()) && n.digits < 18; ++at_, ++n.digits)
      n.value = n.value * 10 + (peek() - '0');
    return n;
  }
  std::string_view word() {
    const std::size_t start = at_;
    while (is_letter(peek())) ++at_;
    return text_.substr(start, at_ - start);
  }

  bool read_word() {
    const std::string_view found = word();
    if (is_word(found, "am") || is_word(found, "pm")) return read_half_day(is_word(found, "pm"));
    if (const auto zone = zone_of(found)) return !std::exchange(zone_, zone);
    if (const unsigned month = month_of(found)) return std::exchange(month_, month) == 0;
    return is_filler(found);
  }
  bool read_half_day(bool afternoon) {
    if (afternoon_ || !clock_ || *clock_ >= 13 * kHour) return false;
    afternoon_ = afternoon;
    *clock_ = *clock_ % (12 * kHour) + (afternoon ? 12 * kHour : 0);
    return true;
  }
  bool read_offset() {
    const std::int64_t sign = text_[at_++] == '-' ? -1 : 1;
    Number n = number();
    if (n.digits <= 2 && peek() == ':') {
      ++at_;
      const Number minutes = number();
      if (minutes.digits != 2) return false;
      n = {n.value * 100 + minutes.value, 4};
    } else if (n.digits == 2) {
      n = {n.value * 100, 4};
    }
    if (n.digits != 4 || n.value > 1500 || n.value % 100 > 59) return false;
    zone_ = sign * (n.value / 100 * kHour + n.value % 100 * kMinute);
    return true;
  }
  bool read_number() {
    const Number first = number();
    const char after = peek();
    if (after == ':' && first.digits <= 2) return read_clock(first.value);
    const bool triple = (after == '-' || after == '/' || after == '.') && is_digit(peek(1));
    if (triple && month_ == 0) return read_date(first, after);
    if (first.digits == 4 || day_) return read_year(first);
    return first.digits <= 2 && !std::exchange(day_, first.value);
  }
  bool read_year(Number n) {
    if (n.digits == 2) n.value += n.value < 50 ? 2000 : 1900;
    return (n.digits == 2 || n.digits == 4) && !std::exchange(year_, n.value);
  }
  bool read_clock(std::int64_t hours) {
    ++at_;
    const Number minutes = number();
    Number seconds;
    if (peek() == ':') {
      ++at_;
      seconds = number();
      if (seconds.digits != 2) return false;
      if ((peek() == '.' || peek() == ',') && is_digit(peek(1))) {
        ++at_;
        while (is_digit(peek())) ++at_;
      }
    }
    if (minutes.digits != 2 || clock_) return false;
    clock_ = seconds_of_clock(hours, minutes.value, seconds.value);
    return clock_.has_value();
  }
  bool read_date(Number a, char separator) {
    ++at_;
    const Number b = number();
    if (peek() != separator || b.digits > 2 || date_) return false;
    ++at_;
    Number c = number();
    if (a.digits == 4) {
      date_ = seconds_of_date(a.value, b.value, c.value);
    } else {
      if (c.digits == 2) c = {c.value + (c.value < 50 ? 2000 : 1900), 4};
      if (a.digits > 2 || c.digits != 4) return false;
      const bool month_first = order_ == DateOrder::month_first;
      date_ = month_first ? seconds_of_date(c.value, a.value, b.value)
                          : seconds_of_date(c.value, b.value, a.value);
    }
    return date_.has_value();
  }

  std::string_view text_;
  DateOrder order_;
  std::size_t at_ = 0;
  unsigned month_ = 0;
  std::optional<std::int64_t> day_, year_, date_, clock_, zone_;
  std::optional<bool> afternoon_;
};

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<std::int64_t> parse_when(std::string_view text, DateOrder order) {
  text = trimmed(text);
  if (text.size() > 64) return std::nullopt;
  if (std::ranges::all_of(text, is_digit)) {
    Number number;
    for (const char c : text.substr(0, 18)) number.value = number.value * 10 + (c - '0');
    number.digits = text.size();
    return when_of_number(number);
  }
  return WhenReader(text, order).read();
}

DateOrder guess_date_order(std::span<const std::string_view> samples) {
  std::int64_t day_first = 0;
  for (const std::string_view sample : samples) {
    day_first += parse_when(sample, DateOrder::day_first).has_value() ? 1 : 0;
    day_first -= parse_when(sample, DateOrder::month_first).has_value() ? 1 : 0;
  }
  return day_first >= 0 ? DateOrder::day_first : DateOrder::month_first;
}

}  // namespace lodestar::detect
