// SPDX-License-Identifier: Apache-2.0
// A log on this disk: durable adds of 256 bytes, by many adders at once and at 50,000 a second,
// beside what a bare write and fdatasync do in the same run; and fsck.
//   LODESTAR_BENCH_SECONDS=60 for a sustained run, LODESTAR_BENCH_FOLDER for another disk,
//   LODESTAR_BENCH_ENTRIES=10000000 for fsck.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <vector>

#include "log/fsck.h"
#include "log/log.h"
#include "support/log_scene.h"

namespace lodestar::log {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::duration;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t kEntry = 256;
constexpr std::size_t kPaced = 50'000;  // a second

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

std::filesystem::path fresh_folder() {
  const char* const chosen = std::getenv("LODESTAR_BENCH_FOLDER");
  const auto folder =
      (chosen != nullptr ? std::filesystem::path(chosen) : std::filesystem::temp_directory_path()) /
      "lodestar-log-bench";
  std::filesystem::remove_all(folder);
  sync();  // what was removed before must not be paid for here
  return folder;
}

double seconds_since(Clock::time_point start) {
  return duration<double>(Clock::now() - start).count();
}

double percentile(std::vector<double>& values, double part) {
  if (values.empty()) return 0;
  const auto at =
      values.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, at);
  return *at;
}

struct Probe {
  double entries_per_s = 0, p99_ms = 0;
};
// One thread appends to a file: as much as it can in pieces of 4096 entries, or what `pace` entries
// a second have left for it.
Probe probe(double time_s, std::size_t pace) {
  const auto path = fresh_folder();
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const std::string bytes(std::size_t{4096} * kEntry, 'p');
  std::vector<double> waits;
  std::size_t entries = 0;
  const auto start = Clock::now();
  while (seconds_since(start) < time_s) {
    std::size_t count = 4096;
    if (pace > 0) {
      const auto due = static_cast<std::size_t>(seconds_since(start) * static_cast<double>(pace));
      count = std::min<std::size_t>(4096, due - std::min(due, entries));
    }
    if (count == 0) {
      std::this_thread::sleep_for(milliseconds(1));
      continue;
    }
    if (write(file, bytes.data(), count * kEntry) < 0) break;
    const auto before = Clock::now();
    fdatasync(file);
    waits.push_back(seconds_since(before) * 1e3);
    entries += count;
  }
  const Probe found{static_cast<double>(entries) / seconds_since(start), percentile(waits, 0.99)};
  close(file);
  std::filesystem::remove(path);
  return found;
}

std::unique_ptr<Log> open_log(const std::filesystem::path& folder) {
  return Log::open(folder.string(), {.sign = testing::sign_plainly, .wait = every(seconds(1))})
      .value();
}

// Some adders, each with many entries under way, one an add.
double add_from_many(Log& log, double time_s) {
  constexpr int kAdders = 2, kUnderWay = 16384;
  std::atomic<std::uint64_t> durable = 0;
  const auto start = Clock::now();
  {
    std::vector<std::jthread> adders;
    adders.reserve(kAdders);
    for (int adder = 0; adder < kAdders; ++adder) {
      adders.emplace_back([&, adder] {
        std::atomic<int> under_way = 0;
        std::atomic<bool> is_refused = false;
        std::string entry(kEntry, 'a');
        const std::string_view view = entry;
        for (std::uint64_t i = 0; seconds_since(start) < time_s; ++i) {
          while (under_way >= kUnderWay)
            std::this_thread::sleep_for(std::chrono::microseconds(200));
          if (is_refused.exchange(false)) std::this_thread::sleep_for(milliseconds(1));
          entry.replace(0, 9, std::to_string(100'000'000 + i % 100'000'000));
          entry[9] = static_cast<char>('A' + adder);
          ++under_way;
          log.add({&view, 1}, [&](const Result<std::uint64_t>& first) {
            if (first) durable.fetch_add(1, std::memory_order_relaxed);
            if (!first) is_refused = true;
            --under_way;
          });
        }
        while (under_way > 0) std::this_thread::sleep_for(milliseconds(1));
      });
    }
  }
  return static_cast<double>(durable) / seconds_since(start);
}

void sustained_adds(benchmark::State& state) {
  const auto time_s = static_cast<double>(number_from("LODESTAR_BENCH_SECONDS", 5));
  for (auto _ : state) {
    const Probe before = probe(time_s / 10 + 1, 0);
    const auto folder = fresh_folder();
    double rate = 0;
    std::uint64_t published = 0;
    {
      const auto log = open_log(folder);
      const auto start = Clock::now();
      rate = add_from_many(*log, time_s);
      state.SetIterationTime(seconds_since(start));
      published = log->published().size;
    }
    std::filesystem::remove_all(folder);
    const Probe after = probe(time_s / 10 + 1, 0);
    const double probed = (before.entries_per_s + after.entries_per_s) / 2;
    state.counters["durable_per_s"] = rate;
    state.counters["probe_per_s"] = probed;
    state.counters["share_of_probe"] = rate / probed;
    state.counters["published"] = static_cast<double>(published);
  }
}
BENCHMARK(sustained_adds)->Iterations(1)->UseManualTime()->Unit(benchmark::kSecond);

// One adder keeps the pace, whatever the answers do.
std::vector<double> waits_at_pace(Log& log, double time_s) {
  const auto total = static_cast<std::size_t>(time_s * static_cast<double>(kPaced));
  std::vector<double> waits(total);
  std::atomic<std::size_t> answered = 0;
  const std::string entry(kEntry, 'b');
  const std::string_view view = entry;
  const auto start = Clock::now();
  for (std::size_t i = 0; i < total; ++i) {
    while (static_cast<double>(i) > seconds_since(start) * static_cast<double>(kPaced))
      std::this_thread::sleep_for(std::chrono::microseconds(500));
    const auto asked = Clock::now();
    log.add({&view, 1}, [&, i, asked](const Result<std::uint64_t>&) {
      waits[i] = seconds_since(asked) * 1e3;
      ++answered;
    });
  }
  while (answered < total) std::this_thread::sleep_for(milliseconds(1));
  return waits;
}

void paced_adds(benchmark::State& state) {
  const auto time_s = static_cast<double>(number_from("LODESTAR_BENCH_SECONDS", 5));
  for (auto _ : state) {
    const Probe before = probe(time_s / 5 + 1, kPaced);
    const auto folder = fresh_folder();
    std::vector<double> waits;
    {
      const auto log = open_log(folder);
      const auto start = Clock::now();
      waits = waits_at_pace(*log, time_s);
      state.SetIterationTime(seconds_since(start));
    }
    std::filesystem::remove_all(folder);
    const Probe after = probe(time_s / 5 + 1, kPaced);
    state.counters["p50_ms"] = percentile(waits, 0.5);
    state.counters["p99_ms"] = percentile(waits, 0.99);
    state.counters["probe_fdatasync_p99_ms"] = (before.p99_ms + after.p99_ms) / 2;
  }
}
BENCHMARK(paced_adds)->Iterations(1)->UseManualTime()->Unit(benchmark::kSecond);

void check_all(benchmark::State& state) {
  const std::uint64_t entries = number_from("LODESTAR_BENCH_ENTRIES", 1'000'000);
  const auto folder = fresh_folder();
  {
    const auto log = open_log(folder);
    const std::vector<std::string> some(1000, std::string(kEntry, 'c'));
    const std::vector<std::string_view> views(some.begin(), some.end());
    for (std::uint64_t i = 0; i < entries;)
      if (log->add(views)) i += views.size();
  }
  FsckOptions options;
  options.parallel.threads = 2;
  for (auto _ : state) {
    const auto checked = fsck(folder.string(), options);
    if (!checked || !checked->findings.empty() || checked->head.size != entries)
      state.SkipWithError("fsck is not content");
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(entries) * state.iterations());
  std::filesystem::remove_all(folder);
}
BENCHMARK(check_all)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);

}  // namespace
}  // namespace lodestar::log
