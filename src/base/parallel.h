// SPDX-License-Identifier: Apache-2.0
// Runs independent units of work on a fixed number of threads. Results must not depend on which
// thread does a unit.
//
// Shapes   for_blocks cuts [0, count) into blocks of block_size and calls work(begin, end, worker).
//          for_blocks_in_order calls then(begin, end) for each block besides, one at a time and in
//          their order, while others are still worked on.
// Units    items.
// Errors   work must not throw; a requested stop leaves the remaining blocks undone (ask
//          stop.stop_requested()).
// Cost     one jthread a worker a call (some tens of microseconds); blocks are handed out by an
//          atomic counter.
// Threads  blocks until all are done; worker is in [0, threads), each worker runs on one thread at
//          a time.
// Source   none.
// Example  for_blocks({.threads = 2}, n, 1024, [&](size_t b, size_t e, unsigned) { ... });
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace lodestar {

struct Parallel {
  unsigned threads = 1;    // 1 runs everything on the calling thread
  std::stop_token stop{};  // asked between blocks
};

using BlockWork = std::function<void(std::size_t begin, std::size_t end, unsigned worker)>;

void for_blocks(const Parallel& parallel, std::size_t count, std::size_t block_size,
                const BlockWork& work);

using BlockThen = std::function<void(std::size_t begin, std::size_t end)>;

void for_blocks_in_order(const Parallel& parallel, std::size_t count, std::size_t block_size,
                         const BlockWork& work, const BlockThen& then);

}  // namespace lodestar
