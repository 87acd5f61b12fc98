// SPDX-License-Identifier: Apache-2.0
// Digits of firms, ships, goods, postcodes and characters, told by how they are written alone.
//
// Shapes   groups are a run's.
// Units    none.
// Errors   none.
// Cost     a look at each group and at the word before the run.
// Threads  pure.
// Source   the registers of the countries named.
// Example  "BE 0798.122.119": its three groups are decoys
#pragma once

#include <span>
#include <string_view>

#include "text/internal/groups.h"

namespace lodestar::text::internal {

// Makes decoys of the groups that are such codes.
void mark_codes(std::string_view raw, std::span<Group> groups);

}  // namespace lodestar::text::internal
