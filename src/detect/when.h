// SPDX-License-Identifier: Apache-2.0
// Reads the dates and times that people and programs put into files.
//
// Shapes   2024-03-05, 20240305, 2024-03-05T10:20:30.5+01:00, 2024-03-05 10:20 UTC;
//          Tue, 5 Mar 2024 10:20:30 +0100, Mar 5, 2024 10:20 pm, Tue Mar 05 10:20:30 +0000 2024;
//          5.3.2024, 05/03/2024 10:20 and, with DateOrder::month_first, 3/5/2024;
//          5 марта 2024 г., 5 de marzo de 2024, 5. März 2024 and so on: English, Spanish, French,
//          Russian, Portuguese and German; Arabic-Indic and full-width digits;
//          Unix time in seconds, milliseconds or microseconds.
// Units    seconds since 1970-01-01 UTC; what names no zone is taken as UTC.
// Errors   nullopt for anything else, for days that do not exist and years outside 1900..2199.
// Cost     about 50 ns, a word 100 ns more; no locale.
// Threads  pure.
// Source   ISO 8601; RFC 2822 section 3.3 and 4.3 (zone names, two-digit years).
// Example  parse_when("1970-01-02") == 86400
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lodestar::detect {

// How 3/5/2024 is meant. A column keeps to one order; four-digit years first need none.
enum class DateOrder : std::uint8_t { day_first, month_first };

std::optional<std::int64_t> parse_when(std::string_view text,
                                       DateOrder order = DateOrder::day_first);

// A day as spreadsheets count them: 45356.5 is noon of 2024-03-05. From 1973 to 2119 only.
std::optional<std::int64_t> parse_serial_day(std::string_view text);

// How the times of one file are meant, where that is decided; all others are read alike.
enum class TimeReading : std::uint8_t { day_first, month_first, serial_days };
std::string_view to_string(TimeReading reading);  // "day_first" ...
std::optional<TimeReading> find_time_reading(std::string_view name);
std::optional<std::int64_t> read_time(std::string_view text, std::optional<TimeReading> reading);

// Which order a column's dates tell: the one in which more of them exist; day first where they do
// not tell.
class DateOrders {
 public:
  void see(std::string_view text);
  DateOrder best() const {
    return day_first_ >= month_first_ ? DateOrder::day_first : DateOrder::month_first;
  }
  bool is_told() const { return day_first_ != month_first_; }
  // Dates that exist in this order alone.
  std::uint64_t telling(DateOrder order) const {
    return order == DateOrder::day_first ? day_first_ : month_first_;
  }
  std::uint64_t ambiguous() const { return ambiguous_; }  // another day in the other order

 private:
  std::uint64_t day_first_ = 0, month_first_ = 0, ambiguous_ = 0;
};

}  // namespace lodestar::detect
