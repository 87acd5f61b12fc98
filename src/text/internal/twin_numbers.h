// SPDX-License-Identifier: Apache-2.0
// A second number written without its area behind the first, "(11) 98765-0020 / 98765-0021", or by
// its last digits alone, "07700 900118/119".
//
// Shapes   groups are a run's, which begins at `start`.
// Units    a Twin's members are indices of groups.
// Errors   none.
// Cost     linear in the run.           Threads  pure.        Source   ours.
// Example  "(212) 555-0147, 555-0148" has one twin: area 0, behind 3, [3, 5)
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "text/internal/groups.h"

namespace lodestar::text::internal {

// The groups [first, last) are a second number of the area that the number ending at `behind` has
// in brackets.
struct Twin {
  std::size_t area = 0, behind = 0, first = 0, last = 0;
  bool is_ending = false;  // of as many digits as it takes the place of
};

// Those of the run; their groups become decoys.
std::vector<Twin> take_twins(std::string_view raw, std::uint32_t start, std::span<Group> groups);

}  // namespace lodestar::text::internal
