// SPDX-License-Identifier: Apache-2.0
// What stands before a whole telephone number in one run and is none of it: who may read, the rooms
// of a flat, ages, hours, a price with its cents, a year.
//
// Shapes   mark_fronts sets Group::decoy.        Units    none.        Errors   none.
// Cost     nothing for most runs; else a look-up of the plan a group behind such a front.
// Threads  pure.                                 Source   ours.
// Example  "+18 634718205": the first group is a decoy
#pragma once

#include <span>

#include "text/internal/groups.h"
#include "text/internal/number_reader.h"

namespace lodestar::text::internal {

void mark_fronts(std::span<Group> groups, const NumberReader& numbers);

}  // namespace lodestar::text::internal
