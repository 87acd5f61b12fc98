// SPDX-License-Identifier: Apache-2.0
// Moments as programs write them, whose T and Z are no letters that pass for digits.
//
// Shapes   [date ("T" / " " / "_" / ", ")] time [fraction] [zone], and "20260304T100200Z". A day
//          and a time that people write as well are left to mark_decoys.
// Units    positions are bytes of the raw text.
// Errors   nothing where no such moment starts.
// Cost     the moment.    Threads  pure.    Source  ISO 8601-1, RFC 3339.
// Example  find_end_of_timestamp("2026-03-04T10:02:00+01:00", 0) is 25
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace lodestar::text::internal {

std::optional<std::size_t> find_end_of_timestamp(std::string_view raw, std::size_t at);

}  // namespace lodestar::text::internal
