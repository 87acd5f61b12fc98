// SPDX-License-Identifier: Apache-2.0
// A number and its noun, in agreement.
//
// Shapes   counted(n, one, many) is n, a space, and one where n is 1, else many.
// Units    none.
// Errors   none.
// Cost     one short string.
// Threads  pure.
// Source   none. English only: what is written in other languages has its own rules (web/review).
// Example  counted(1, "posting", "postings") is "1 posting"
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace lodestar {

inline std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace lodestar
