// SPDX-License-Identifier: Apache-2.0
// How far long work has come: a bar with rate and time left on a terminal, a plain line every few
// seconds elsewhere.
//
// Shapes   begin() names a step, add() counts, the next begin() or the end closes it.
// Units    whatever the step counts; Unit::bytes shows MB.
// Errors   none; writing to standard error may fail unseen.
// Cost     add() is one relaxed atomic addition: call it in blocks.
// Threads  add() from any; begin() and end() from one.
// Source   none.
// Example  Progress bar({.shown = Progress::Shown::always}); bar.begin("reading", size,
//          Unit::bytes); bar.add(4096);
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace lodestar::io {

enum class Unit { postings, bytes };

class Progress {
 public:
  enum class Shown { quiet, lines, bar };
  explicit Progress(Shown shown);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // A bar where standard error is a terminal, else lines.
  static Shown fitting();

  void begin(std::string_view step, std::uint64_t total, Unit unit = Unit::postings);
  void add(std::uint64_t count) { done_.fetch_add(count, std::memory_order_relaxed); }
  void end();

 private:
  void draw_until(const std::stop_token& over);
  void draw(bool is_last);

  const Shown shown_;
  std::string step_;
  Unit unit_ = Unit::postings;
  std::uint64_t total_ = 0;
  std::atomic<std::uint64_t> done_{0};
  std::chrono::steady_clock::time_point began_{};
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread drawer_;
};

// "62% 48.2 MB, 310.5 MB/s, 1 s left": what follows the step's name. total 0: not known.
struct Pace {
  std::uint64_t done = 0, total = 0;
  double seconds = 0;
  Unit unit = Unit::postings;
};
std::string describe(const Pace& pace);

}  // namespace lodestar::io
