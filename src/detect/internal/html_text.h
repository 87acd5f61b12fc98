// SPDX-License-Identifier: Apache-2.0
// What HTML takes for blank, and words in any case, as the readers of its parts need them.
//
// Shapes   bytes; `lower` has no capitals.
// Units    none.
// Errors   none.
// Cost     linear.
// Threads  pure.
// Source   the WHATWG HTML standard.
// Example  starts_as("TEL:07481", "tel:")
#pragma once

#include <algorithm>
#include <string_view>

#include "base/ascii.h"

namespace lodestar::detect::internal {

inline constexpr std::string_view kBlank = " \t\r\n\f";

inline bool is_blank(char c) { return kBlank.find(c) != std::string_view::npos; }

inline bool starts_as(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::ranges::equal(text.substr(0, lower.size()), lower, {}, to_lower);
}

inline std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

}  // namespace lodestar::detect::internal
