// SPDX-License-Identifier: Apache-2.0
// alternatives = sequence *( "|" sequence )
// sequence     = *( atom [ "?" / "{" n "}" / "{" n "," m "}" ] )
// atom         = DIGIT / "\d" / "[" set "]" / "$" / "(" [ "?:" ] alternatives ")"
//
// Each rule gives a list of steps whose jumps are relative, so that lists are joined and repeated
// by copying.
#include "text/internal/digit_pattern.h"

#include <fmt/format.h>

#include <string>

namespace lodestar::text::internal {
namespace {
constexpr std::size_t kMaxSteps = 4096;
constexpr int kMaxDepth = 32;
constexpr std::uint16_t kEndBit = 1U << 10;  // "$": matches where no digit is left

bool is_digit(char c) { return c >= '0' && c <= '9'; }
}  // namespace

class DigitPatternParser {
 public:
  explicit DigitPatternParser(std::string_view pattern) : pattern_(pattern) {}

  Result<DigitPattern> parse() {
    DigitPattern result;
    if (pattern_.empty()) return result;
    result.steps_ = LODESTAR_TRY(alternatives(0));
    if (at_ < pattern_.size()) return refuse();
    result.steps_.push_back({Kind::end});
    result.groups_ = groups_;
    return result;
  }

 private:
  using Kind = DigitPattern::Kind;
  using Steps = std::vector<DigitPattern::Step>;

  char peek() const { return at_ < pattern_.size() ? pattern_[at_] : '\0'; }
  bool take(std::string_view wanted) {
    if (!pattern_.substr(at_).starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }
  Error refuse() const {
    return {Code::invalid, fmt::format("digit pattern: cannot read '{}' at {}", pattern_, at_)};
  }
  static DigitPattern::Step jump(Kind kind, std::size_t distance) {
    return {kind, static_cast<std::uint16_t>(distance)};
  }
  static void append(Steps& steps, const Steps& more) {
    steps.insert(steps.end(), more.begin(), more.end());
  }

  Result<Steps> alternatives(int depth) {
    if (depth > kMaxDepth) return refuse();
    Steps first = LODESTAR_TRY(sequence(depth));
    if (!take("|")) return first;
    const Steps rest = LODESTAR_TRY(alternatives(depth + 1));
    Steps steps{jump(Kind::split, first.size() + 2)};
    append(steps, first);
    steps.push_back(jump(Kind::jump, rest.size() + 1));
    append(steps, rest);
    return steps;
  }

  Result<Steps> sequence(int depth) {
    Steps steps;
    while (peek() != '\0' && peek() != '|' && peek() != ')') {
      const Steps one = LODESTAR_TRY(atom(depth));
      append(steps, LODESTAR_TRY(repeated(one)));
      if (steps.size() > kMaxSteps) return refuse();
    }
    return steps;
  }

  Result<Steps> atom(int depth) {
    if (take("\\d")) return Steps{{Kind::digits, 0x3FF}};
    if (take("$")) return Steps{{Kind::digits, kEndBit}};
    if (take("[")) return set();
    if (take("(?:")) return group(depth, 0);
    if (take("(")) return group(depth, ++groups_);
    if (!is_digit(peek())) return refuse();
    return Steps{{Kind::digits, static_cast<std::uint16_t>(1U << (pattern_[at_++] - '0'))}};
  }

  Result<Steps> group(int depth, std::uint16_t number) {
    Steps steps = LODESTAR_TRY(alternatives(depth + 1));
    if (!take(")")) return refuse();
    if (number == 0) return steps;
    steps.insert(steps.begin(), {Kind::open, number});
    steps.push_back({Kind::close, number});
    return steps;
  }

  Result<Steps> set() {
    unsigned mask = 0;
    while (!take("]")) {
      if (!is_digit(peek())) return refuse();
      const char low = pattern_[at_++];
      const char high = take("-") ? peek() : low;
      if (!is_digit(high) || high < low) return refuse();
      if (high != low) ++at_;
      for (char c = low; c <= high; ++c) mask |= 1U << (c - '0');
    }
    return Steps{{Kind::digits, static_cast<std::uint16_t>(mask)}};
  }

  Result<std::size_t> count() {
    if (!is_digit(peek())) return refuse();
    std::size_t n = 0;
    while (is_digit(peek()) && n < 100)
      n = n * 10 + static_cast<std::size_t>(pattern_[at_++] - '0');
    return n;
  }

  Result<Steps> repeated(const Steps& one) {
    std::size_t low = 1, high = 1;
    if (take("?")) {
      low = 0;
    } else if (take("{")) {
      low = high = LODESTAR_TRY(count());
      if (take(",")) high = LODESTAR_TRY(count());
      if (!take("}") || high < low) return refuse();
    }
    if (high * (one.size() + 1) > kMaxSteps) return refuse();
    Steps optional;  // one(one(one)?)?
    for (std::size_t i = low; i < high; ++i) {
      Steps more{jump(Kind::split, one.size() + optional.size() + 1)};
      append(more, one);
      append(more, optional);
      optional = std::move(more);
    }
    Steps steps;
    for (std::size_t i = 0; i < low; ++i) append(steps, one);
    append(steps, optional);
    return steps;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  std::uint16_t groups_ = 0;
};

class DigitPatternMatcher {
 public:
  DigitPatternMatcher(const DigitPattern& pattern, std::string_view digits)
      : pattern_(pattern), digits_(digits) {}

  std::optional<DigitPattern::Match> match() {
    if (pattern_.empty() || !run(0, 0)) return std::nullopt;
    DigitPattern::Match found{.end = end_, .last_group = std::nullopt};
    if (closed_ != kOpen) found.last_group = digits_.substr(opened_, closed_ - opened_);
    return found;
  }

 private:
  using Kind = DigitPattern::Kind;
  static constexpr std::size_t kOpen = ~std::size_t{0};

  bool run(std::size_t step, std::size_t at) {
    for (;; ++step) {
      const auto [kind, value] = pattern_.steps_[step];
      switch (kind) {
        case Kind::digits: {
          const bool left = at < digits_.size();
          if ((value >> (left ? digits_[at] - '0' : 10) & 1) == 0) return false;
          at += left ? 1 : 0;
          break;
        }
        case Kind::split:
          if (run(step + 1, at)) return true;
          step += value - 1U;
          break;
        case Kind::jump:
          step += value - 1U;
          break;
        case Kind::open:
        case Kind::close:
          if (value == pattern_.groups_) return bracket(kind, step, at);
          break;
        case Kind::end:
          end_ = at;
          return true;
      }
    }
  }

  // Notes where the last group begins or ends, and forgets it if the rest does not match.
  bool bracket(Kind kind, std::size_t step, std::size_t at) {
    std::size_t& place = kind == Kind::open ? opened_ : closed_;
    const std::size_t before = place;
    place = at;
    if (run(step + 1, at)) return true;
    place = before;
    return false;
  }

  const DigitPattern& pattern_;
  std::string_view digits_;
  std::size_t end_ = 0, opened_ = 0, closed_ = kOpen;
};

std::optional<DigitPattern::Match> DigitPattern::match(std::string_view digits) const {
  return DigitPatternMatcher(*this, digits).match();
}

Result<DigitPattern> parse_digit_pattern(std::string_view pattern) {
  return DigitPatternParser(pattern).parse();
}

}  // namespace lodestar::text::internal
