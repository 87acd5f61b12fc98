// SPDX-License-Identifier: Apache-2.0
// Sets of characters as ranges of code points, ascending.
//
// Cost     one search among the ranges.
// Example  constexpr CodeRange kLetters[] = {{U'a', U'z'}};  is_in(kLetters, c)
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace lodestar::text::internal {

struct CodeRange {
  char32_t first, last;
};

template <std::size_t kSize>
constexpr bool is_in(const CodeRange (&ranges)[kSize], char32_t c) {
  const auto* const range = std::ranges::lower_bound(ranges, c, {}, &CodeRange::last);
  return range != std::end(ranges) && c >= range->first;
}

}  // namespace lodestar::text::internal
