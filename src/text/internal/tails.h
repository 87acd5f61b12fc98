// SPDX-License-Identifier: Apache-2.0
// A short number beside a whole telephone number that says something else: "07481 227 940 24/7",
// "655201337 2 girls", "06 83 47 19 52 10-22".
//
// Shapes   mark_tails sets Group::decoy; dates, prices and wages are marked before.
// Units    none.                        Errors   none.
// Cost     linear in the run; a look-up of the plan a group where a short number stands beside.
// Threads  pure.                        Source   ours.
// Example  "07700 900118 24/7": the last two groups are decoys
#pragma once

#include <span>
#include <string_view>

#include "text/internal/groups.h"
#include "text/internal/number_reader.h"

namespace lodestar::text::internal {

void mark_tails(std::string_view raw, std::span<Group> groups, const Surroundings& surroundings,
                const NumberReader& numbers);

}  // namespace lodestar::text::internal
