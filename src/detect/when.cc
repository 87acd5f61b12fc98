// SPDX-License-Identifier: Apache-2.0
//   when  = number | { part }                 number: Unix time, YYYYMMDD or YYYYMMDDhhmmss
//   part  = date | clock | zone | weekday | "T" | "at" | ","
//   date  = n sep n sep n                     sep: one of - / . twice; the year first or last
//         | month, day and year in any order  a month is a word of a language of the packs
//         | n "年" n "月" n "日"            or in Korean; each number before its unit
//   clock = h ":" m [ ":" s [ "." fraction ] ] [ "am" | "pm" ] | h "h" [ m ]
//   zone  = "Z" | name | ("+" | "-") hh [ ":" ] mm
#include "detect/when.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <string>
#include <utility>

#include "text/utf8.h"
#include "text/words.h"

namespace lodestar::detect {

namespace {

constexpr std::int64_t kMinute = 60, kHour = 3600, kDay = 86400;
constexpr std::size_t kLongest = 96;  // bytes

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_letter(char c) { return is_high(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

struct Number {
  std::int64_t value = 0;
  std::size_t digits = 0;
};

using Words = std::array<std::string_view, 12>;

// Whether a blank-separated list has the word, or (by_start) something that the word begins with.
bool lists(std::string_view list, std::string_view word, bool by_start) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    const std::string_view one = list.substr(0, end);
    if (by_start ? word.starts_with(one) : word == one) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

// Words are folded: small letters without accents. Of a month the first letters are enough.
unsigned month_of(std::string_view word) {
  static constexpr Words kMonths = {"jan ene янв",     "feb fev фев",     "mar mrz мар",
                                    "apr abr avr апр", "may mai мая",     "jun juin июн",
                                    "jul juil июл",    "aug ago aou авг", "sep set сен",
                                    "oct out okt окт", "nov ноя",         "dec dez dic дек"};
  if (word == "маи") return 5;  // the folded й
  if (word == "martes" || word == "mardi") return 0;
  for (unsigned i = 0; i < kMonths.size(); ++i)
    if (lists(kMonths[i], word, true)) return i + 1;
  return 0;
}

bool is_weekday(std::string_view word) {
  static constexpr std::string_view kDays =
      "mon tue wed thu fri sat sun lun martes mardi mie mer jue jeu vie ven sab sam dom dim "
      "segunda terca quarta quinta sexta feira montag dienstag mittwoch donnerstag freitag samstag "
      "sonntag понедел вторн сред четв пятн субб воскр";
  static constexpr std::string_view kShort =
      "seg ter qua qui sex mo di mi do fr sa so пн вт ср чт пт сб вс";
  return lists(kDays, word, true) || lists(kShort, word, false);
}

bool is_filler(std::string_view word) {
  static constexpr std::string_view kFillers =
      "t at of st nd rd th er o ro am de del le la el a as las les um uhr den der г года год в";
  return is_weekday(word) || lists(kFillers, word, false);
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
    if (word == name) return hours * kHour;
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
    const bool inside_date = day_ || month_ != 0 || year_ || (at_ > 1 && is_letter(text_[at_ - 2]));
    return c == ' ' || c == ',' || c == '\t' || c == '(' || c == ')' ||
           ((c == '.' || c == '-') && inside_date);
  }
  Number number() {
    Number n;
    for (; is_digit(peek()) && n.digits < 18; ++at_, ++n.digits)
      n.value = n.value * 10 + (peek() - '0');
    return n;
  }
  std::string word() {
    const std::size_t start = at_;
    while (is_letter(peek())) ++at_;
    return text::fold_word(text_.substr(start, at_ - start));
  }

  bool read_word() {
    if (date_ && text_[at_] == 'T' && is_digit(peek(1))) {  // as nearly all of them are written
      ++at_;
      return true;
    }
    const std::string found = word();
    const bool half_day = found == "pm" || (found == "am" && clock_);  // else "am 5. Mai"
    if (half_day) return read_half_day(found == "pm");
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
  // "2024年3月5日", "2024년 3월 5일": what the number counts stands behind it.
  std::optional<bool> read_unit(Number n) {
    static constexpr std::array<std::pair<std::string_view, char>, 7> kUnits = {{{"年", 'y'},
                                                                                 {"月", 'm'},
                                                                                 {"日", 'd'},
                                                                                 {"号", 'd'},
                                                                                 {"년", 'y'},
                                                                                 {"월", 'm'},
                                                                                 {"일", 'd'}}};
    if (!is_high(peek())) return std::nullopt;
    for (const auto& [unit, counts] : kUnits) {
      if (!text_.substr(at_).starts_with(unit)) continue;
      at_ += unit.size();
      if (counts == 'y') return n.digits == 4 && !std::exchange(year_, n.value);
      if (n.digits > 2 || n.value < 1) return false;
      if (counts == 'd') return !std::exchange(day_, n.value);
      return n.value <= 12 && std::exchange(month_, static_cast<unsigned>(n.value)) == 0;
    }
    return std::nullopt;
  }
  bool read_number() {
    const Number first = number();
    if (const auto is_right = read_unit(first)) return *is_right;
    const char after = peek();
    if (after == ':' && first.digits <= 2) return read_clock(first.value);
    if ((after == 'h' || after == 'H') && first.digits <= 2) return read_hours(first.value);
    const bool triple = (after == '-' || after == '/' || after == '.') && is_digit(peek(1));
    if (triple && month_ == 0) return read_date(first, after);
    if (first.digits == 4 || day_) return read_year(first);
    return first.digits <= 2 && !std::exchange(day_, first.value);
  }
  bool read_year(Number n) {
    if (n.digits == 2) n.value += n.value < 50 ? 2000 : 1900;
    return (n.digits == 2 || n.digits == 4) && !std::exchange(year_, n.value);
  }
  // "10h30", "18h"
  bool read_hours(std::int64_t hours) {
    ++at_;
    const Number minutes = number();
    if (is_letter(peek()) || clock_ || (minutes.digits != 0 && minutes.digits != 2)) return false;
    clock_ = seconds_of_clock(hours, minutes.value, 0);
    return clock_.has_value();
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

// Of Unix time with a fraction, as "1772700000.0"; empty for all else.
std::string_view whole_seconds(std::string_view text) {
  constexpr std::size_t kFewest = 9, kMost = 10;
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos || point < kFewest || point > kMost ||
      point + 1 == text.size())
    return {};
  const std::string_view whole = text.substr(0, point);
  const bool is_one =
      std::ranges::all_of(whole, is_digit) && std::ranges::all_of(text.substr(point + 1), is_digit);
  return is_one ? whole : std::string_view();
}

std::optional<std::int64_t> parse_plain(std::string_view text, DateOrder order) {
  if (std::ranges::all_of(text, is_digit)) {
    Number number;
    for (const char c : text.substr(0, 18)) number.value = number.value * 10 + (c - '0');
    number.digits = text.size();
    return when_of_number(number);
  }
  if (const std::string_view whole = whole_seconds(text); !whole.empty())
    return parse_plain(whole, order);
  return WhenReader(text, order).read();
}

// Arabic-Indic, Persian and full-width digits as ASCII, blanks that do not break as blanks, and
// "1º" as 1.
std::string with_plain_digits(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, size, valid] = text::decode_utf8(text, at);
    const char32_t zero = c >= 0xFF10 ? 0xFF10 : c >= 0x6F0 ? 0x6F0 : 0x660;
    if (c >= zero && c < zero + 10) {
      plain += static_cast<char>('0' + (c - zero));
    } else if (valid && (c == 0xA0 || c == 0x202F)) {
      plain += ' ';
    } else if (valid && (c == 0xAA || c == 0xB0 || c == 0xBA) && !plain.empty() &&
               is_digit(plain.back())) {
      // an ordinal, whichever of the signs was at hand
    } else {
      plain += text.substr(at, size);
    }
    at += size;
  }
  return plain;
}

}  // namespace

std::optional<std::int64_t> parse_when(std::string_view text, DateOrder order) {
  text = trimmed(text);
  if (text.size() > kLongest) return std::nullopt;
  if (std::ranges::any_of(text, is_high)) return parse_plain(with_plain_digits(text), order);
  return parse_plain(text, order);
}

std::optional<std::int64_t> parse_serial_day(std::string_view text) {
  constexpr double kFirst = 27'000, kLast = 80'000, kEpoch = 25'569;  // 1973, 2119, 1970
  text = trimmed(text);
  if (text.size() > kLongest) return std::nullopt;
  std::string pointed;  // "45356,5", as half of the world writes it
  if (text.find(',') != std::string_view::npos) {
    pointed = text;
    std::ranges::replace(pointed, ',', '.');
    text = pointed;
  }
  double days = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || !(days >= kFirst && days < kLast)) return std::nullopt;
  return std::llround((days - kEpoch) * static_cast<double>(kDay));
}

namespace {

// A number of one or two digits where a date may begin, and another behind a separator: the order
// can matter. Most columns are quicker told not to ask than read twice.
bool may_have_two_orders(std::string_view text) {
  const auto digit_at = [&](std::size_t at) { return at < text.size() && is_digit(text[at]); };
  const auto separator_at = [&](std::size_t at) {
    return at < text.size() && (text[at] == '/' || text[at] == '.' || text[at] == '-');
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!digit_at(at)) continue;
    const std::size_t start = at;
    while (digit_at(at)) ++at;
    const bool begins = start == 0 || !separator_at(start - 1);
    if (begins && at - start <= 2 && separator_at(at) && digit_at(at + 1)) return true;
  }
  return std::ranges::any_of(text, is_high);  // digits of another script
}

}  // namespace

namespace {
constexpr std::array<std::string_view, 3> kTimeReadings = {"day_first", "month_first",
                                                           "serial_days"};
}  // namespace

std::string_view to_string(TimeReading reading) {
  return kTimeReadings[static_cast<std::size_t>(reading)];
}

std::optional<TimeReading> find_time_reading(std::string_view name) {
  const auto found = std::ranges::find(kTimeReadings, name);
  if (found == kTimeReadings.end()) return std::nullopt;
  return static_cast<TimeReading>(found - kTimeReadings.begin());
}

std::optional<std::int64_t> read_time(std::string_view text, std::optional<TimeReading> reading) {
  if (reading == TimeReading::serial_days) return parse_serial_day(text);
  const bool is_month_first = reading == TimeReading::month_first;
  return parse_when(text, is_month_first ? DateOrder::month_first : DateOrder::day_first);
}

void DateOrders::see(std::string_view text) {
  if (!may_have_two_orders(text)) return;
  const auto day = parse_when(text, DateOrder::day_first);
  const auto month = parse_when(text, DateOrder::month_first);
  if (day && month) {
    ambiguous_ += *day != *month;
  } else {
    day_first_ += day ? 1 : 0;
    month_first_ += month ? 1 : 0;
  }
}

}  // namespace lodestar::detect
