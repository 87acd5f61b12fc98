// SPDX-License-Identifier: Apache-2.0
// Prices and ages behind a whole telephone number, by the sign that its own groups are joined by:
// "07481.227.940.150", "07481*227*940*80*100".
//
// Shapes   mark_tied_tails sets Group::decoy.
// Units    none.                        Errors   none.
// Cost     linear in the run; where short groups stand at the end of such a row, a look-up of the
//          plan for each end that the number may have.
// Threads  pure.                        Source   ours.
// Example  "07700-900118-80": the last group is a decoy; "+49-151-6482-09-17" has none
#pragma once

#include <span>

#include "text/internal/groups.h"
#include "text/internal/number_reader.h"

namespace lodestar::text::internal {

void mark_tied_tails(std::span<Group> groups, const NumberReader& numbers);

}  // namespace lodestar::text::internal
