// SPDX-License-Identifier: Apache-2.0
// Patterns over digit strings, as numbering plans write their prefixes: a small regular language
// matched at the start of a number.
//
// Shapes   digits, `\d`, `[1-35]`, `(...)`, `(?:...)`, `|`, `?`, `{n}`, `{n,m}`, `$`.
// Units    positions count digits.
// Errors   parse_digit_pattern refuses anything else, and what would grow beyond 4,096 steps.
// Cost     backtracking, bounded by the pattern's own alternatives.
// Threads  immutable once parsed.
// Source   the meaning is Perl's: the first alternative that lets the rest match wins.
// Example  parse_digit_pattern("0(1\\d)?")->match("0155")->end == 3
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lodestar::text::internal {

class DigitPattern {
 public:
  struct Match {
    std::size_t end = 0;
    std::optional<std::string_view> last_group;  // what the last (...) caught, if it took part
  };
  // Nothing where the pattern does not match at the start; an empty pattern never matches.
  std::optional<Match> match(std::string_view digits) const;
  bool empty() const { return steps_.empty(); }

 private:
  friend class DigitPatternParser;
  friend class DigitPatternMatcher;
  enum class Kind : std::uint8_t { digits, split, jump, open, close, end };
  struct Step {
    Kind kind = Kind::end;
    std::uint16_t value = 0;  // digits: a bit each; open, close: the group; split, jump: how far
  };
  std::vector<Step> steps_;
  std::uint16_t groups_ = 0;
};

Result<DigitPattern> parse_digit_pattern(std::string_view pattern);

}  // namespace lodestar::text::internal
