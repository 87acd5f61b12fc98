// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include "base/assert.h"

namespace lodestar {

void for_blocks(const Parallel& parallel, std::size_t count, std::size_t block_size,
                const BlockWork& work) {
  LODESTAR_ASSERT(block_size > 0);
  std::atomic<std::size_t> next{0};
  auto run = [&](unsigned worker) {
    while (!parallel.stop.stop_requested()) {
      const std::size_t begin = next.fetch_add(block_size, std::memory_order_relaxed);
      if (begin >= count) return;
      work(begin, std::min(count, begin + block_size), worker);
    }
  };
  const std::size_t blocks = (count + block_size - 1) / block_size;
  const unsigned threads =
      static_cast<unsigned>(std::min<std::size_t>(std::max(1U, parallel.threads), blocks));
  std::vector<std::jthread> helpers;
  for (unsigned worker = 1; worker < threads; ++worker) helpers.emplace_back(run, worker);
  if (threads > 0) run(0);
}

}  // namespace lodestar
