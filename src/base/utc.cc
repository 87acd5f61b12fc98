// SPDX-License-Identifier: Apache-2.0
#include "base/utc.h"

#include <fmt/chrono.h>

#include <algorithm>
#include <chrono>

namespace lodestar {

std::tm to_utc(std::uint64_t time_s) {
  return fmt::gmtime(static_cast<std::time_t>(std::min(time_s, kLastTime)));
}

std::string to_time(std::uint64_t time_s) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", to_utc(time_s));
}

std::string say_time(std::uint64_t time_s) {
  return fmt::format("{:%Y-%m-%d %H:%M:%S} UTC", to_utc(time_s));
}

std::optional<std::uint64_t> parse_time(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00Z";
  if (text.size() != kForm.size()) return {};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    if (kForm[i] == '0' ? !is_digit : text[i] != kForm[i]) return {};
  }
  const auto number = [&](std::size_t at, std::size_t digits) {
    unsigned value = 0;
    for (const char digit : text.substr(at, digits)) {
      value = value * 10 + static_cast<unsigned>(digit - '0');
    }
    return value;
  };
  const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(number(0, 4))),
                                        std::chrono::month(number(5, 2)),
                                        std::chrono::day(number(8, 2))};
  const unsigned hour = number(11, 2), minute = number(14, 2), second = number(17, 2);
  if (!day.ok() || number(0, 4) < 1970 || hour > 23 || minute > 59 || second > 59) return {};
  const auto days = std::chrono::sys_days(day).time_since_epoch().count();
  return static_cast<std::uint64_t>(days) * 86400 + hour * 3600ULL + minute * 60ULL + second;
}

}  // namespace lodestar
