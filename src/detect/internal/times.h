// SPDX-License-Identifier: Apache-2.0
// Reads the times of all files of a run, once every file is there.
//
// Shapes   a file's reading is what the state kept for it, else what its own dates tell, else what
//          all other files of its name tell; where those differ or are silent, 3/5/2024 is in May.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "detect/read_postings.h"
#include "detect/when.h"

namespace lodestar::detect::internal {

// What was seen of a source's times while its rows came; rows are [first_row, end_row).
struct TimesSeen {
  DateOrders orders;
  std::size_t first_row = 0, end_row = 0;
};

// One of each source. Sets the postings' times and readings, and what ReadAs says of them.
void read_times(std::span<const Source> sources, std::span<const TimesSeen> seen,
                PostingsRead& read);

}  // namespace lodestar::detect::internal
