// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace lodestar {
namespace {

RC_GTEST_PROP(Parallel, every_item_is_done_once_whatever_the_threads_and_blocks, ()) {
  const auto threads = *rc::gen::inRange(1U, 9U);
  const auto count = *rc::gen::inRange<std::size_t>(0, 500);
  const auto block = *rc::gen::inRange<std::size_t>(1, 600);
  std::vector<std::atomic<int>> done(count);
  std::atomic<bool> is_worker_known = true;
  for_blocks({.threads = threads}, count, block,
             [&](std::size_t begin, std::size_t end, unsigned worker) {
               if (worker >= threads || begin >= end || end - begin > block)
                 is_worker_known = false;
               for (std::size_t i = begin; i < end; ++i) ++done[i];
             });
  RC_ASSERT(is_worker_known.load());
  for (const auto& times : done) RC_ASSERT(times.load() == 1);
}
RC_GTEST_PROP(Parallel, what_follows_a_block_comes_in_order_and_after_its_work, ()) {
  const auto threads = *rc::gen::inRange(1U, 9U);
  const auto count = *rc::gen::inRange<std::size_t>(0, 500);
  const auto block = *rc::gen::inRange<std::size_t>(1, 60);
  std::vector<int> made(count, 0);
  std::vector<std::size_t> followed;
  for_blocks_in_order(
      {.threads = threads}, count, block,
      [&](std::size_t begin, std::size_t end, unsigned) {
        for (std::size_t i = begin; i < end; ++i) made[i] = 1;
      },
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) followed.push_back(made[i] == 1 ? i : count);
      });
  RC_ASSERT(followed.size() == count);
  for (std::size_t i = 0; i < count; ++i) RC_ASSERT(followed[i] == i);
}
TEST(Parallel, no_items_is_no_work) {
  for_blocks({.threads = 4}, 0, 10, [](std::size_t, std::size_t, unsigned) { FAIL(); });
}
TEST(Parallel, zero_threads_still_does_the_work_on_the_caller) {
  const auto caller = std::this_thread::get_id();
  int blocks = 0;
  for_blocks({.threads = 0}, 10, 3, [&](std::size_t, std::size_t, unsigned worker) {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    EXPECT_EQ(worker, 0U);
    ++blocks;
  });
  EXPECT_EQ(blocks, 4);
}
TEST(Parallel, a_worker_never_runs_two_blocks_at_a_time) {
  constexpr unsigned kThreads = 4;
  std::vector<std::atomic<int>> running(kThreads);
  std::atomic<int> most = 0;
  for_blocks({.threads = kThreads}, 2000, 1, [&](std::size_t, std::size_t, unsigned worker) {
    if (++running[worker] > 1) ++most;
    --running[worker];
  });
  EXPECT_EQ(most, 0);
}
TEST(Parallel, a_stop_leaves_the_remaining_blocks_undone) {
  std::stop_source stop;
  int done = 0;
  for_blocks({.threads = 1, .stop = stop.get_token()}, 100, 1,
             [&](std::size_t, std::size_t, unsigned) {
               if (++done == 3) stop.request_stop();
             });
  EXPECT_EQ(done, 3);
}
TEST(ParallelDeathTest, a_block_of_nothing_is_a_mistake_of_the_program) {
  EXPECT_DEATH(for_blocks({}, 1, 0, [](std::size_t, std::size_t, unsigned) {}),
               "internal error: block_size > 0 does not hold");
}

}  // namespace
}  // namespace lodestar
