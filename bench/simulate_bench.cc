// SPDX-License-Identifier: Apache-2.0
// Postings invented, without and with writing them, and a result judged; items are postings.
#include <benchmark/benchmark.h>

#include <string>

#include "detect/score.h"
#include "detect/simulate.h"

namespace {

using lodestar::Status;
using lodestar::detect::InventedPosting;
using lodestar::detect::Simulation;

constexpr std::size_t kPostings = 100'000;

Simulation plan() { return *Simulation::plan({.postings = kPostings, .seed = 1}); }

void bench_make_postings(benchmark::State& state) {
  const Simulation simulation = plan();
  InventedPosting posting;
  std::size_t row = 0, bytes = 0;
  for (auto _ : state) {
    simulation.make(row, posting);
    bytes += posting.text.size();
    row = (row + 1) % simulation.size();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
  state.counters["bytes_a_posting"] =
      static_cast<double>(bytes) / static_cast<double>(state.iterations());
}
BENCHMARK(bench_make_postings);

void bench_write_simulated(benchmark::State& state) {
  const auto threads = static_cast<unsigned>(state.range(0));
  const auto drop = [](std::string_view) { return Status(); };
  for (auto _ : state) {
    const Simulation simulation = plan();
    if (!write_simulated(simulation, {.threads = threads}, {drop, drop, drop, drop})) {
      state.SkipWithError("writing failed");
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kPostings));
}
BENCHMARK(bench_write_simulated)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

// The truth held against itself.
void bench_score_result(benchmark::State& state) {
  std::string truth;
  const auto keep = [&truth](std::string_view bytes) { return truth += bytes, Status(); };
  const auto lose = [](std::string_view) { return Status(); };
  if (!write_simulated(plan(), {}, {lose, keep, lose, lose})) state.SkipWithError("writing failed");
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        lodestar::detect::score_result({.postings = truth, .truth = truth})->clusters.rand_index);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kPostings));
}
BENCHMARK(bench_score_result)->Unit(benchmark::kMillisecond);

}  // namespace
