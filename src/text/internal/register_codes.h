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

// "B12345678", "DE123456789", "12345678Z": of a firm or of a Spaniard.
bool is_of_a_register(std::string_view token);

// "QQ123456789": an account, whose letters pass for zeros.
bool is_qq(std::string_view token);

}  // namespace lodestar::text::internal
