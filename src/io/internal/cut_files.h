// SPDX-License-Identifier: Apache-2.0
// What happens where another program cuts a file short while it is mapped: the pages that are gone
// read as zeros instead of ending the program (SIGBUS), and the mapping knows.
//
// Threads  any; the handler touches nothing but atomics and mmap.
#pragma once

#include <cstddef>

namespace lodestar::io::internal {

// Watches a mapping; false where as many are watched already as there is room for.
bool watch_mapping(const void* start, std::size_t length);
void forget_mapping(const void* start);
bool was_mapping_cut(const void* start);

}  // namespace lodestar::io::internal
