// SPDX-License-Identifier: Apache-2.0
// Digits with a unit glued to them, whose letters also pass for digits: "120lbs", "16GB", "34DD".
//
// Shapes   groups are a run's.
// Units    none.                        Errors   none.
// Cost     linear in the run.           Threads  pure.
// Source   ours.
// Example  is_measure("128GB"), is_measure("34DDD"), but not is_measure("128OS")
#pragma once

#include <span>
#include <string_view>

#include "text/internal/groups.h"

namespace lodestar::text::internal {

// One to five digits, then letters that are a unit, or the letter of a size twice or more.
bool is_measure(std::string_view token);

// Marks measures, and single letters beside them ("S21 5G 128GB"), unless letters inside other
// groups of their chain show that a number is written in disguise: "6S5 2O1 3GB".
void mark_measures(std::string_view raw, std::span<Group> groups);

}  // namespace lodestar::text::internal
