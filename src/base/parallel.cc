// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <mutex>
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

void for_blocks_in_order(const Parallel& parallel, std::size_t count, std::size_t block_size,
                         const BlockWork& work, const BlockThen& then) {
  std::vector<std::uint8_t> is_done((count + block_size - 1) / block_size, 0);
  std::size_t next = 0;  // block
  bool is_one_at_it = false;
  std::mutex mutex;  // of all three
  for_blocks(parallel, count, block_size, [&](std::size_t begin, std::size_t end, unsigned worker) {
    work(begin, end, worker);
    std::unique_lock lock(mutex);
    is_done[begin / block_size] = 1;
    if (is_one_at_it) return;  // who is will see this block, for it looks under the lock
    is_one_at_it = true;
    for (; next < is_done.size() && is_done[next] != 0; ++next) {
      lock.unlock();
      then(next * block_size, std::min(count, (next + 1) * block_size));
      lock.lock();
    }
    is_one_at_it = false;
  });
}

}  // namespace lodestar
