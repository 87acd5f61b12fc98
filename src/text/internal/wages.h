// SPDX-License-Identifier: Apache-2.0
// A wage, a price, a year or the number of a house in one run with a whole telephone number, which
// by its digits alone could be more of that number: "07481 227 940 2500 EUR", "salario 900 612 583
// 174", "612 58 31 74 80€", "Calle Mayor 12 612 58 31 74".
//
// Shapes   mark_wages sets Group::decoy.         Units    none.        Errors   none.
// Cost     nothing for most runs; else a look-up of the plan a group.
// Threads  pure.                                 Source   ours.
// Example  "07481 227 940 2019": the last group is a decoy
#pragma once

#include <span>

#include "text/internal/groups.h"
#include "text/internal/number_reader.h"

namespace lodestar::text::internal {

void mark_wages(std::span<Group> groups, const Surroundings& surroundings,
                const NumberReader& numbers);

}  // namespace lodestar::text::internal
