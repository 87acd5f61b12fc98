// SPDX-License-Identifier: Apache-2.0
// Work that takes much memory, or a processor for long: one piece at a time, in the order it came.
//
// Shapes   a Job is called once; those that wait when it ends are called first.
// Units    pieces of work.
// Errors   none: more than kMostWaiting are not taken.
// Cost     a thread.
// Threads  any.
// Source   none.
// Example  if (!passwords.add([&] { check(); })) refuse();
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace lodestar::desk {

class OneByOne {
 public:
  using Job = std::move_only_function<void()>;
  static constexpr std::size_t kMostWaiting = 64;
  OneByOne() : thread_([this](const std::stop_token& stop) { work(stop); }) {}

  // Whether there was room; where there was none, the job is still the caller's.
  bool add(Job& job) {
    const std::lock_guard lock(mutex_);
    if (jobs_.size() >= kMostWaiting) return false;
    jobs_.push_back(std::move(job));
    more_.notify_one();
    return true;
  }

 private:
  void work(const std::stop_token& stop) {
    while (true) {
      Job job;
      {
        std::unique_lock lock(mutex_);
        more_.wait(lock, stop, [&] { return !jobs_.empty(); });
        if (jobs_.empty()) return;
        job = std::move(jobs_.front());
        jobs_.pop_front();
      }
      job();
    }
  }

  std::mutex mutex_;
  std::condition_variable_any more_;
  std::deque<Job> jobs_;
  std::jthread thread_;  // the last member: it ends first
};

}  // namespace lodestar::desk
