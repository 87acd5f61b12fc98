// SPDX-License-Identifier: Apache-2.0
// A mirror on this disk that takes a log in: entries of 256 bytes a second, each proven, kept and
// under the mirror's signature at the end; beside what one core and this disk must do at least in
// the same run: SHA-256 over the same bytes, a write and an fdatasync a request. What the log's
// side makes of its files (packages, proofs) is made beforehand, outside the time, by pushing to
// another mirror.
//   LODESTAR_BENCH_ENTRIES=1000000 for a larger log, LODESTAR_BENCH_FOLDER for another disk.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "crypto/sha256.h"
#include "io/files.h"
#include "ledger/growing_tiles.h"
#include "mirror/mirror.h"
#include "mirror/push.h"
#include "on_a_disk.h"
#include "support/ledger_scene.h"

namespace lodestar::mirror {
namespace {

using bench::Clock;
using bench::fresh_path;
using bench::processor_s;
using bench::seconds_since;

constexpr std::size_t kEntry = 256;

const ledger::Signer& some_log() {
  static const ledger::Signer kLog =
      testing::test_signer("log.example.org/evidence", ledger::KeyKind::ed25519, 1);
  return kLog;
}

// The public files of a log, by their paths.
std::map<std::string, std::string> files_of(std::uint64_t entries) {
  std::map<std::string, std::string> files;
  ledger::GrowingTiles tiles;
  const auto give = [&](const ledger::TileId& tile, std::string_view bytes) -> Status {
    files[to_path(tile)] = bytes;
    return {};
  };
  std::string entry(kEntry, 'e');
  for (std::uint64_t i = 0; i < entries; ++i) {
    entry.replace(0, 9, std::to_string(100'000'000 + i));
    tiles.add(entry, give).value();
  }
  tiles.give_partial(0, entries, give).value();
  ledger::Note note{.text = to_string(ledger::Checkpoint{.origin = some_log().verifier().name,
                                                         .head = {entries, tiles.root()}})};
  note.signatures = {some_log().sign(note.text)};
  files["checkpoint"] = to_string(note);
  return files;
}

std::unique_ptr<Mirror> open_mirror(const std::filesystem::path& folder) {
  const std::string list = "log " + to_string(some_log().verifier()) + "\n";
  MirrorOptions options{.logs = witness::LogList::parse(list).value(),
                        .now_s = [] { return static_cast<std::uint64_t>(std::time(nullptr)); }};
  options.signers.push_back(testing::test_witness(0));
  options.signers.push_back(
      testing::test_signer("witness.example/w0", ledger::KeyKind::ml_dsa_44, 9));
  if (!std::filesystem::exists(folder)) Mirror::make(folder, io::system_files()).value();
  return Mirror::open(folder, std::move(options)).value();
}

struct Asked {
  bool is_checkpoint = false;
  std::string body;
};

ledger::WitnessAnswer ask(Mirror& mirror, const Asked& one) {
  return one.is_checkpoint ? mirror.add_checkpoint(one.body) : mirror.add_entries(one.body);
}

// What a log's side sends to a mirror that has nothing.
std::vector<Asked> requests_for(const std::map<std::string, std::string>& files) {
  const auto folder = fresh_path("lodestar-mirror-bench-first");
  const auto mirror = open_mirror(folder);
  std::vector<Asked> requests;
  PushOptions options{
      .fetch = [&](const std::string& path) -> Result<std::string> {
        const auto found = files.find(path);
        if (found == files.end()) return Error{Code::not_found, path};
        return found->second;
      },
      .post = [&](std::string_view path, const std::string& body) -> Result<ledger::WitnessAnswer> {
        requests.push_back({path == "/add-checkpoint", body});
        return ask(*mirror, requests.back());
      },
      .keys = {testing::test_witness(0).verifier()}};
  (void)push(options).value();
  std::filesystem::remove_all(folder);
  return requests;
}

// Seconds for what cannot be left out; 0 where the disk refuses.
double least_s(const std::vector<Asked>& requests) {
  const auto path = fresh_path("lodestar-mirror-probe");
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file < 0) return 0;
  const auto start = Clock::now();
  bool is_well = true;
  for (const Asked& one : requests) {
    benchmark::DoNotOptimize(crypto::sha256({one.body}));
    is_well = is_well && write(file, one.body.data(), one.body.size()) >= 0;
    is_well = is_well && fdatasync(file) == 0;
  }
  const double took_s = seconds_since(start);
  close(file);
  std::filesystem::remove(path);
  return is_well ? took_s : 0;
}

void take_in(benchmark::State& state) {
  const char* const wanted = std::getenv("LODESTAR_BENCH_ENTRIES");
  const std::uint64_t entries = wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 262'144;
  for (auto _ : state) {  // NOLINT(clang-analyzer-deadcode.DeadStores): the library's own loop
    const std::vector<Asked> requests = requests_for(files_of(entries));
    const double before_s = least_s(requests);
    const auto folder = fresh_path("lodestar-mirror-bench");
    const auto mirror = open_mirror(folder);
    const double processor_before_s = processor_s();
    const auto start = Clock::now();
    int last = 0;
    for (const Asked& one : requests) last = ask(*mirror, one).status;
    const double took_s = seconds_since(start);
    state.SetIterationTime(took_s);
    const auto count = static_cast<double>(entries);
    state.counters["processor_us_each"] = (processor_s() - processor_before_s) * 1e6 / count;
    const double probe_s = (before_s + least_s(requests)) / 2;
    state.counters["entries_per_s"] = count / took_s;
    state.counters["probe_entries_per_s"] = count / probe_s;
    state.counters["part_of_probe"] = probe_s / took_s;
    state.counters["requests"] = static_cast<double>(requests.size());
    if (last != 200) state.SkipWithError("the mirror has not signed");
    std::filesystem::remove_all(folder);
  }
}
BENCHMARK(take_in)->Iterations(1)->UseManualTime()->Unit(benchmark::kSecond);

}  // namespace
}  // namespace lodestar::mirror
