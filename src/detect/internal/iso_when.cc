// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/iso_when.h"

#include <charconv>
#include <chrono>

namespace lodestar::detect::internal {
namespace {

class Cursor {
 public:
  explicit Cursor(std::string_view text) : left_(text) {}
  bool done() const { return left_.empty(); }
  bool skip(char c) {
    if (!left_.starts_with(c)) return false;
    left_.remove_prefix(1);
    return true;
  }
  // Exactly width digits.
  bool number(std::size_t width, int& value) {
    if (left_.size() < width) return false;
    value = 0;
    for (const char c : left_.substr(0, width)) {
      if (c < '0' || c > '9') return false;
      value = value * 10 + (c - '0');
    }
    left_.remove_prefix(width);
    return true;
  }
  void skip_fraction() {
    if (!skip('.') && !skip(',')) return;
    while (!left_.empty() && left_[0] >= '0' && left_[0] <= '9') left_.remove_prefix(1);
  }

 private:
  std::string_view left_;
};

std::optional<std::int64_t> parse_unix(std::string_view text) {
  std::int64_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const auto digits = static_cast<std::size_t>(stop - text.data());
  const bool is_whole = digits == text.size() || text[digits] == '.';
  if (error != std::errc() || !is_whole || value < 0) return std::nullopt;
  if (digits == 10 || digits == 9) return value;
  if (digits == 13 || digits == 12) return value / 1000;
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> parse_when(std::string_view text) {
  using namespace std::chrono;
  if (text.find('-') == std::string_view::npos) return parse_unix(text);
  Cursor at(text);
  int y = 0, m = 0, d = 0, hour = 0, minute = 0, second = 0;
  if (!at.number(4, y) || !at.skip('-') || !at.number(2, m) || !at.skip('-') || !at.number(2, d)) {
    return std::nullopt;
  }
  const year_month_day date{year(y), month(static_cast<unsigned>(m)),
                            day(static_cast<unsigned>(d))};
  if (!date.ok()) return std::nullopt;
  std::int64_t shift = 0;
  if (!at.done()) {
    if (!at.skip('T') && !at.skip(' ')) return std::nullopt;
    if (!at.number(2, hour) || !at.skip(':') || !at.number(2, minute)) return std::nullopt;
    if (at.skip(':') && !at.number(2, second)) return std::nullopt;
    at.skip_fraction();
    at.skip(' ');
    const bool east = at.skip('+');
    if (east || at.skip('-')) {
      int hours = 0, minutes = 0;
      if (!at.number(2, hours)) return std::nullopt;
      at.skip(':');
      if (!at.done() && !at.number(2, minutes)) return std::nullopt;
      shift = (hours * 3600 + minutes * 60) * (east ? -1 : 1);
    } else if (!at.skip('Z')) {
      at.skip('z');
    }
  }
  if (!at.done() || hour > 24 || minute > 59 || second > 60) return std::nullopt;
  const std::int64_t days = sys_days(date).time_since_epoch().count();
  return days * 86400 + hour * 3600 + minute * 60 + second + shift;
}

}  // namespace lodestar::detect::internal
