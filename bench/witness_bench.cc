// SPDX-License-Identifier: Apache-2.0
// A witness on this disk that stands by many logs: durable cosignatures a second, how long each
// waits, memory and disk, and how long the next start takes; beside what a bare write of a block
// and fdatasync do in the same run. The logs' own signatures are made beforehand, outside the time.
//   LODESTAR_BENCH_ORIGINS=1000000 for the size that it is made for, LODESTAR_BENCH_FOLDER for
//   another disk.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "ledger/merkle.h"
#include "on_a_disk.h"
#include "support/dice.h"
#include "support/ledger_scene.h"
#include "witness/witness.h"

namespace lodestar::witness {
namespace {

using bench::Clock;
using bench::fresh_path;
using bench::processor_s;
using bench::seconds_since;

constexpr std::size_t kMeasured = 30'000;  // requests
constexpr std::size_t kUnderWay = 512;     // at once, as so many logs would have
constexpr unsigned kThreads = 2;

double percentile(std::vector<double>& values, double part) {
  const auto at =
      values.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, at);
  return *at;
}

// Blocks of 4096 bytes a second, each synced alone.
double probe() {
  const auto path = fresh_path("lodestar-witness-probe");
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file < 0) return 0;
  const std::string block(4096, 'p');
  const auto start = Clock::now();
  int blocks = 0;
  for (; seconds_since(start) < 2; ++blocks) {
    if (write(file, block.data(), block.size()) < 0) break;
    fdatasync(file);
  }
  const double rate = blocks / seconds_since(start);
  close(file);
  std::filesystem::remove(path);
  return rate;
}

// In MB: "VmRSS" now, "VmHWM" at most so far.
double memory_mb(std::string_view what) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(what)) return std::strtod(line.data() + what.size() + 1, nullptr) / 1024;
  }
  return 0;
}

double disk_mb(const std::filesystem::path& folder) {
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return static_cast<double>(bytes) / (1 << 20);
}

ledger::Signer log_of(std::size_t number) {
  crypto::Ed25519Seed seed{};
  for (std::size_t i = 0; i < sizeof number; ++i) {
    seed[i] = static_cast<unsigned char>(number >> 8 * i);
  }
  return {fmt::format("log.example.org/partner/{:07}", number), ledger::KeyKind::ed25519,
          Sensitive(seed)};
}

// The log grows from `size` - 1 entries to `size`, which is 1 or 2.
std::string request_of(std::size_t number, std::size_t size) {
  const ledger::Signer log = log_of(number);
  const ledger::Hash first = ledger::hash_leaf("first"), second = ledger::hash_leaf("second");
  ledger::AddCheckpoint request{.old_size = size - 1};
  if (size == 2) request.proof = {second};
  request.note.text = to_string(
      ledger::Checkpoint{.origin = log.verifier().name,
                         .head = {size, size == 2 ? ledger::hash_node(first, second) : first}});
  request.note.signatures = {log.sign(request.note.text)};
  return to_string(request);
}

template <typename Act>
void on_threads(std::size_t count, Act act) {
  std::vector<std::jthread> threads;
  threads.reserve(kThreads);
  for (unsigned thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (std::size_t i = thread; i < count; i += kThreads) act(i);
    });
  }
}

std::string list_of(std::size_t origins) {
  std::vector<std::string> lines(origins);
  on_threads(origins,
             [&](std::size_t i) { lines[i] = "log " + to_string(log_of(i).verifier()) + "\n"; });
  std::string bytes;
  for (const std::string& line : lines) bytes += line;
  return bytes;
}

std::unique_ptr<Witness> open_witness(const std::filesystem::path& folder,
                                      const std::string& logs) {
  WitnessOptions options{.logs = LogList::parse(logs).value(),
                         .now_s = [] { return static_cast<std::uint64_t>(std::time(nullptr)); }};
  options.signers.push_back(testing::test_witness(0));
  options.signers.push_back(
      testing::test_signer("witness.example/w0", ledger::KeyKind::ml_dsa_44, 9));
  if (!std::filesystem::exists(folder / "place")) Witness::make(folder, io::system_files()).value();
  return Witness::open(folder, std::move(options)).value();
}

// Each is answered 200, or the benchmark is void. How long each waited, in ms.
template <typename Make>
std::vector<double> ask(Witness& witness, std::size_t count, Make make,
                        std::atomic<std::size_t>& refused) {
  std::vector<double> waits(count);
  std::atomic<std::size_t> under_way = 0;
  on_threads(count, [&](std::size_t i) {
    while (under_way >= kUnderWay) std::this_thread::sleep_for(std::chrono::microseconds(50));
    ++under_way;
    const auto asked = Clock::now();
    witness.add_checkpoint(make(i), [&, i, asked](const ledger::WitnessAnswer& answer) {
      waits[i] = seconds_since(asked) * 1e3;
      if (answer.status != 200) ++refused;
      --under_way;
    });
  });
  while (under_way > 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return waits;
}

void cosign(benchmark::State& state) {
  const char* const wanted = std::getenv("LODESTAR_BENCH_ORIGINS");
  const std::size_t origins = wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 50'000;
  const std::size_t measured = std::min(origins, kMeasured);
  for (auto _ : state) {  // NOLINT(clang-analyzer-deadcode.DeadStores): the library's own loop
    const double probed = probe();
    const auto folder = fresh_path("lodestar-witness-bench");
    std::atomic<std::size_t> refused = 0;
    const std::string logs = list_of(origins);
    auto witness = open_witness(folder, logs);
    ask(*witness, origins, [](std::size_t i) { return request_of(i, 1); }, refused);
    std::vector<std::string> requests(measured);
    on_threads(measured,
               [&](std::size_t i) { requests[i] = request_of(i * (origins / measured), 2); });
    const double processor_before_s = processor_s();
    const auto start = Clock::now();
    auto waits = ask(*witness, measured, [&](std::size_t i) { return requests[i]; }, refused);
    const double took_s = seconds_since(start);
    state.SetIterationTime(took_s);
    state.counters["processor_us_each"] =
        (processor_s() - processor_before_s) * 1e6 / static_cast<double>(measured);
    state.counters["durable_per_s"] = static_cast<double>(measured) / took_s;
    state.counters["p50_ms"] = percentile(waits, 0.5);
    state.counters["p99_ms"] = percentile(waits, 0.99);
    state.counters["probe_syncs_per_s"] = (probed + probe()) / 2;
    state.counters["rss_mb"] = memory_mb("VmRSS:");
    state.counters["disk_mb"] = disk_mb(folder);
    witness.reset();
    const auto again = Clock::now();
    witness = open_witness(folder, logs);
    state.counters["opening_s"] = seconds_since(again);
    state.counters["most_rss_mb"] = memory_mb("VmHWM:");
    if (refused != 0 || witness->origins() != origins) state.SkipWithError("not all was signed");
    witness.reset();
    std::filesystem::remove_all(folder);
  }
}
BENCHMARK(cosign)->Iterations(1)->UseManualTime()->Unit(benchmark::kSecond);

}  // namespace
}  // namespace lodestar::witness
