// SPDX-License-Identifier: Apache-2.0
// What benchmarks of programs that keep files share: a folder, the clock, the processor's time.
#pragma once

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

namespace lodestar::bench {

using Clock = std::chrono::steady_clock;

inline double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Below LODESTAR_BENCH_FOLDER, if that is set.
inline std::filesystem::path fresh_path(const char* name) {
  const char* const chosen = std::getenv("LODESTAR_BENCH_FOLDER");
  const auto folder =
      (chosen != nullptr ? std::filesystem::path(chosen) : std::filesystem::temp_directory_path()) /
      name;
  std::filesystem::remove_all(folder);
  sync();  // what was removed before must not be paid for here
  return folder;
}

// Of all threads of this process.
inline double processor_s() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto of = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return of(used.ru_utime) + of(used.ru_stime);
}

}  // namespace lodestar::bench
