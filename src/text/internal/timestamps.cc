// SPDX-License-Identifier: Apache-2.0
#include "text/internal/timestamps.h"

#include <algorithm>

#include "text/internal/characters.h"

namespace lodestar::text::internal {
namespace {

class Moment {
 public:
  Moment(std::string_view raw, std::size_t at) : raw_(raw), start_(at), at_(at) {}

  std::optional<std::size_t> read() {
    const bool is_inside = start_ > 0 && (is_alnum(raw_[start_ - 1]) || raw_[start_ - 1] == '+');
    if (is_inside || !may_start()) return std::nullopt;
    const bool has_day = take_date() || take_day_of_one_cut_off();
    const bool has_t = has_day && take_t();
    if (has_day && !has_t && !take_blank()) return std::nullopt;
    const bool has_seconds = take("H:M:S");
    if (!has_seconds && !take("H:M") && !(has_t && (take("HMS") || take("HM")))) {
      return std::nullopt;
    }
    const std::size_t fraction = take_fraction();
    const bool has_zone = take_zone();
    const bool is_exact = fraction >= kMilliseconds || (fraction > 0 && has_day && has_seconds);
    if (!has_t && !is_exact && !(has_zone && has_seconds)) return std::nullopt;
    return ends() ? std::optional(at_) : std::nullopt;
  }

 private:
  static constexpr std::size_t kMilliseconds = 3, kNanoseconds = 9;

  // Most numbers are none: how many digits stand first, and what behind them.
  bool may_start() const {
    std::size_t end = start_;
    while (end < raw_.size() && is_digit(raw_[end])) ++end;
    const std::string_view may_follow = end - start_ == 2   ? "./-:T"
                                        : end - start_ == 4 ? "./-"
                                        : end - start_ == 8 ? "Tt, _"
                                                            : "";
    return end < raw_.size() && may_follow.find(raw_[end]) != std::string_view::npos;
  }
  char next() const { return at_ < raw_.size() ? raw_[at_] : '\0'; }

  // Y is a year, m a month, D a day, H, M, S as in a clock; all else stands for itself.
  bool take(std::string_view form) {
    std::size_t at = at_;
    for (const char field : form) {
      const std::size_t size = field == 'Y' ? 4 : 2;
      const int most = most_of(field);
      if (most == 0) {
        if (at >= raw_.size() || raw_[at] != field) return false;
        ++at;
        continue;
      }
      const std::string_view digits = raw_.substr(std::min(at, raw_.size()), size);
      if (digits.size() < size || !std::ranges::all_of(digits, is_digit)) return false;
      int value = 0;
      for (const char digit : digits) value = value * 10 + (digit - '0');
      if (value > most || (field == 'Y' && value < kFirstYear)) return false;
      if ((field == 'm' || field == 'D') && value == 0) return false;
      at += size;
    }
    at_ = at;
    return true;
  }
  static constexpr int kFirstYear = 1900;
  static int most_of(char field) {
    switch (field) {
      case 'Y':
        return 2099;
      case 'm':
        return 12;
      case 'D':
        return 31;
      case 'H':
        return 24;
      case 'M':
        return 59;
      case 'S':
        return 60;
      default:
        return 0;
    }
  }

  bool take_date() {
    static constexpr std::string_view kForms[] = {"Y-m-D", "Y/m/D", "Y.m.D", "YmD",  "D.m.Y",
                                                  "D/m/Y", "D-m-Y", "m/D/Y", "m-D-Y"};
    return std::ranges::any_of(kForms, [&](std::string_view form) { return take(form); });
  }
  // "04T14:05:11Z", whose year and month are not there.
  bool take_day_of_one_cut_off() {
    const std::size_t before = at_;
    if (take("D") && next() == 'T') return true;
    at_ = before;
    return false;
  }
  bool take_t() {
    if (to_lower(next()) != 't') return false;
    ++at_;
    return true;
  }
  bool take_blank() {
    const std::size_t before = at_;
    if (next() == ',') ++at_;
    if (next() == ' ' || next() == '_') ++at_;
    return at_ > before;
  }
  // How many digits it has.
  std::size_t take_fraction() {
    if (next() != '.' && next() != ',') return 0;
    std::size_t end = at_ + 1;
    while (end < raw_.size() && is_digit(raw_[end])) ++end;
    const std::size_t digits = end - at_ - 1;
    // "12:30.612 345 678": a sentence ends, and a number begins.
    const bool goes_on =
        end + 1 < raw_.size() && (raw_[end] == ' ' || raw_[end] == '-') && is_digit(raw_[end + 1]);
    if (digits == 0 || digits > kNanoseconds || goes_on) return 0;
    at_ = end;
    return digits;
  }
  bool take_zone() {
    if (to_lower(next()) == 'z') {
      ++at_;
      return true;
    }
    const std::size_t before = at_;
    const bool is_apart = next() == ' ';
    if (is_apart) ++at_;
    if (next() == '+' || next() == '-') {
      ++at_;
      const bool is_zone = take("H:M") || take("HM") || (!is_apart && take("H"));
      // "... +3460 0123456" is a number.
      const bool is_one_of_a_number = is_apart && at_ + 1 < raw_.size() && is_digit(raw_[at_ + 1]);
      if (is_zone && !is_one_of_a_number) return true;
    }
    at_ = before;
    return false;
  }
  bool ends() const { return at_ >= raw_.size() || !is_alnum(raw_[at_]); }

  std::string_view raw_;
  std::size_t start_, at_;
};

}  // namespace

std::optional<std::size_t> find_end_of_timestamp(std::string_view raw, std::size_t at) {
  return Moment(raw, at).read();
}

}  // namespace lodestar::text::internal
