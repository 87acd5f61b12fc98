// SPDX-License-Identifier: Apache-2.0
// Durable changes by 64 writers, each of which waits for its own: a decision-like row of 300 bytes
// and a row of the outbox, in SQLite and in PostgreSQL, beside what a bare write and fdatasync of
// 1 kB does on the same disk.
//   LODESTAR_BENCH_SECONDS=60 for a sustained run, LODESTAR_BENCH_FOLDER for another disk.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <thread>
#include <vector>

#include "on_a_disk.h"
#include "store/database.h"
#include "support/stores.h"

namespace lodestar::store {
namespace {

using bench::Clock;
using bench::seconds_since;

constexpr int kWriters = 64;

double time_s() {
  const char* const text = std::getenv("LODESTAR_BENCH_SECONDS");
  return text != nullptr ? std::strtod(text, nullptr) : 5;
}

double syncs_per_s() {
  constexpr double kTime_s = 1;
  const auto path = bench::fresh_path("lodestar-store-bench");
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const std::string some(1024, 's');
  int synced = 0;
  const auto start = Clock::now();
  while (seconds_since(start) < kTime_s) {
    if (write(file, some.data(), some.size()) < 0 || fdatasync(file) != 0) break;
    ++synced;
  }
  close(file);
  std::filesystem::remove(path);
  return synced / seconds_since(start);
}

Status make_a_lead(Connection& connection) {
  constexpr std::string_view kName = "a";
  LODESTAR_TRY(connection.execute(
      "insert into organisation (id, name, kind, made_s) values ($1, $1, $1, 1)", {kName}));
  LODESTAR_TRY(connection.execute(
      "insert into account (id, organisation, sealed, roles, made_s) values ($1, $1, $2, $1, 1)",
      {kName, bytes("s")}));
  return {};
}

Status decide(Connection& connection, std::string_view id, std::string_view words,
              std::string_view leaf) {
  LODESTAR_TRY(connection.post(
      "insert into task (id, organisation, assigned, title, made_s) values ($1, $2, $2, $3, $4)",
      {id, std::string_view("a"), bytes(words), number(1'790'000'000)}));
  return connection.post("insert into outbox (subject, leaf, opening) values ($1, $2, $3)",
                         {id, bytes(leaf), bytes(words)});
}

struct Rates {
  double per_s = 0, p99_ms = 0;
};

Rates write_from_many(Database& database) {
  std::vector<std::vector<double>> waits_ms(kWriters);
  const auto start = Clock::now();
  {
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < kWriters; ++writer) {
      writers.emplace_back([&, writer] {
        const std::string words(200, 'w'), leaf(37, 'l');
        for (int i = 0; seconds_since(start) < time_s(); ++i) {
          const std::string id = fmt::format("{:032x}", i * std::int64_t{kWriters} + writer);
          const auto asked = Clock::now();
          if (!database.write([&](Connection& c) { return decide(c, id, words, leaf); })) return;
          waits_ms[std::size_t(writer)].push_back(seconds_since(asked) * 1e3);
        }
      });
    }
  }
  const double taken_s = seconds_since(start);
  std::vector<double> all;
  for (const auto& one : waits_ms) all.insert(all.end(), one.begin(), one.end());
  if (all.empty()) return {};
  const auto p99 = all.begin() + std::ptrdiff_t(0.99 * double(all.size() - 1));
  std::ranges::nth_element(all, p99);
  return {.per_s = double(all.size()) / taken_s, .p99_ms = *p99};
}

// Where both databases and the bare writes are.
void be_on_one_disk() {
  const auto folder = bench::fresh_path("lodestar-store-bench").parent_path();
  setenv("TMPDIR", folder.c_str(), 1);
  setenv("LODESTAR_STORES_FOLDER", folder.c_str(), 1);
}

void durable_changes(benchmark::State& state, test::StoreKind kind) {
  for (auto _ : state) {
    be_on_one_disk();
    const test::StoreUnderTest store(kind);
    if (store.why_not()) return state.SkipWithError(store.why_not()->c_str());
    const auto database = Database::open(store.connect(), 1).value();
    if (!database->write(make_a_lead)) return state.SkipWithError("nothing can be written");
    const double before = syncs_per_s();
    const auto start = Clock::now();
    const Rates rates = write_from_many(*database);
    state.SetIterationTime(seconds_since(start));
    state.counters["durable_per_s"] = rates.per_s;
    state.counters["p99_ms"] = rates.p99_ms;
    state.counters["syncs_per_s"] = (before + syncs_per_s()) / 2;
  }
}
BENCHMARK_CAPTURE(durable_changes, sqlite, test::StoreKind::sqlite)
    ->Iterations(1)
    ->UseManualTime()
    ->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(durable_changes, postgres, test::StoreKind::postgres)
    ->Iterations(1)
    ->UseManualTime()
    ->Unit(benchmark::kSecond);

}  // namespace
}  // namespace lodestar::store
