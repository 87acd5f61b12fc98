// SPDX-License-Identifier: Apache-2.0
// Numbers in a run that are no telephone numbers: dates, times, prices, measures, postcodes.
//
// Shapes   mark_decoys sets Group::decoy.        Units    none.        Errors   none.
// Cost     linear in the run.                    Threads  pure.        Source   ours.
// Example  "24.12.2026 18:00 730 555 0142": the first five groups are decoys
#pragma once

#include <span>

#include "text/internal/groups.h"
#include "text/internal/number_reader.h"

namespace lodestar::text::internal {

void mark_decoys(std::span<Group> groups, const Surroundings& surroundings,
                 const NumberReader& numbers);

}  // namespace lodestar::text::internal
