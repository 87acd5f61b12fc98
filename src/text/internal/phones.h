// SPDX-License-Identifier: Apache-2.0
// Telephone numbers in a run of digit symbols.
//
// Shapes   find_phones appends the numbers that explain the run best, by start.
// Units    spans are bytes of the raw text.
// Errors   none.
// Cost     linear in the run; each pair of ends at most 15 digits apart is weighed once.
// Threads  pure.
// Source   ours: evidence is added up in tenths (docs/spec/identifiers.md), a number is emitted
// from zero on, and its confidence is 50 plus that sum. Example  "call 7 3 O five 5 5 zero 1 4 2"
// gives 7305550142, mixed
#pragma once

#include <string_view>
#include <vector>

#include "text/identifiers.h"
#include "text/internal/symbols.h"

namespace lodestar::text::internal {

void find_phones(std::string_view raw, const Run& run, const FindOptions& options,
                 const NumberingPlan& plan, std::vector<Identifier>& found);

}  // namespace lodestar::text::internal
