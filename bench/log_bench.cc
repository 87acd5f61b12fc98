// SPDX-License-Identifier: Apache-2.0
// A log on this disk: durable adds of 256 bytes, by many adders at once and at 50,000 a second,
// beside what a bare write and fdatasync do in the same run; and fsck. Disks have moods: at the
// pace the log and the bare writer take turns of some seconds, so that both meet the same ones.
// An ext4 that has just deleted many files finds room for new ones slowly for some minutes, near
// where they were: measure in a folder of its own below the root, not behind an earlier run.
//   LODESTAR_BENCH_SECONDS=60 for a sustained run, LODESTAR_BENCH_FOLDER for another disk,
//   LODESTAR_BENCH_ENTRIES=10000000 for fsck.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
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

// Bare writes at the end of a file, each with an fdatasync.
class Writer {
 public:
  explicit Writer(const std::filesystem::path& path)
      : path_(path), file_(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600)) {}
  ~Writer() {
    close(file_);
    std::filesystem::remove(path_);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  static constexpr std::size_t kMost = 4096;  // entries at once
  bool append(std::size_t entries) {
    if (write(file_, bytes_.data(), entries * kEntry) < 0) return false;
    const auto before = Clock::now();
    if (fdatasync(file_) != 0) return false;
    syncs_ms.push_back(seconds_since(before) * 1e3);
    return true;
  }
  std::vector<double> syncs_ms;

 private:
  std::filesystem::path path_;
  int file_;
  std::string bytes_ = std::string(kMost * kEntry, 'p');
};

// What one thread can, in entries a second.
double probe(double time_s) {
  Writer writer(fresh_folder());
  std::size_t entries = 0;
  const auto start = Clock::now();
  while (seconds_since(start) < time_s && writer.append(Writer::kMost)) entries += Writer::kMost;
  return static_cast<double>(entries) / seconds_since(start);
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
    const double before = probe(time_s / 10 + 1);
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
    const double after = probe(time_s / 10 + 1);
    const double probed = (before + after) / 2;
    state.counters["durable_per_s"] = rate;
    state.counters["probe_per_s"] = probed;
    state.counters["share_of_probe"] = rate / probed;
    state.counters["published"] = static_cast<double>(published);
  }
}
BENCHMARK(sustained_adds)->Iterations(1)->UseManualTime()->Unit(benchmark::kSecond);

// What entries wait: from the moment at which the pace wants them until the disk has them.
struct Waits {
  std::vector<double> all_ms, slices_p99_ms;
  void add(std::vector<double> slice_ms) {
    slices_p99_ms.push_back(percentile(slice_ms, 0.99));
    all_ms.insert(all_ms.end(), slice_ms.begin(), slice_ms.end());
  }
};

double due_s(std::size_t entry) { return static_cast<double>(entry) / static_cast<double>(kPaced); }
std::size_t entries_in(double time_s) {
  return static_cast<std::size_t>(time_s * static_cast<double>(kPaced));
}
void pause_between_entries() { std::this_thread::sleep_for(std::chrono::microseconds(500)); }

// All that is due is one write.
std::vector<double> write_at_pace(Writer& writer, double time_s) {
  std::vector<double> waits_ms(entries_in(time_s));
  const auto start = Clock::now();
  for (std::size_t done = 0; done < waits_ms.size();) {
    const std::size_t due = std::min(waits_ms.size(), entries_in(seconds_since(start)));
    const std::size_t end = std::min(due, done + Writer::kMost);
    if (end == done) {
      pause_between_entries();
      continue;
    }
    if (!writer.append(end - done)) return {};
    const double now_s = seconds_since(start);
    for (; done < end; ++done) waits_ms[done] = (now_s - due_s(done)) * 1e3;
  }
  return waits_ms;
}

// One adder keeps the pace, whatever the answers do. None where one is refused.
std::vector<double> add_at_pace(Log& log, double time_s) {
  std::vector<double> waits_ms(entries_in(time_s));
  std::atomic<std::size_t> answered = 0;
  std::atomic<bool> is_refused = false;
  const std::string entry(kEntry, 'b');
  const std::string_view view = entry;
  const auto start = Clock::now();
  for (std::size_t i = 0; i < waits_ms.size(); ++i) {
    while (due_s(i) > seconds_since(start)) pause_between_entries();
    log.add({&view, 1}, [&, i](const Result<std::uint64_t>& first) {
      waits_ms[i] = (seconds_since(start) - due_s(i)) * 1e3;
      if (!first) is_refused = true;
      ++answered;
    });
  }
  while (answered < waits_ms.size()) std::this_thread::sleep_for(milliseconds(1));
  return is_refused ? std::vector<double>() : waits_ms;
}

void paced_adds(benchmark::State& state) {
  const auto time_s = static_cast<double>(number_from("LODESTAR_BENCH_SECONDS", 5));
  const double slice_s = std::min(5.0, time_s / 2);
  const auto turns = static_cast<int>(std::ceil(time_s / (2 * slice_s)));
  const auto folder = fresh_folder();
  for (auto _ : state) {
    Waits bare, logged;
    Writer writer(folder.string() + "-bare");
    const auto log = open_log(folder);
    for (int turn = 0; turn < turns; ++turn) {
      bare.add(write_at_pace(writer, slice_s));
      logged.add(add_at_pace(*log, slice_s));
      if (!log->publish()) state.SkipWithError("the log has stopped");  // or at rest by now
    }
    if (bare.all_ms.size() != logged.all_ms.size()) state.SkipWithError("the disk is behind");
    state.SetIterationTime(time_s);
    state.counters["p50_ms"] = percentile(logged.all_ms, 0.5);
    state.counters["p99_ms"] = percentile(logged.all_ms, 0.99);
    state.counters["slices_p99_ms"] = percentile(logged.slices_p99_ms, 0.5);
    state.counters["bare_p50_ms"] = percentile(bare.all_ms, 0.5);
    state.counters["bare_p99_ms"] = percentile(bare.all_ms, 0.99);
    state.counters["bare_slices_p99_ms"] = percentile(bare.slices_p99_ms, 0.5);
    state.counters["bare_fdatasync_p99_ms"] = percentile(writer.syncs_ms, 0.99);
  }
  std::filesystem::remove_all(folder);
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
