// SPDX-License-Identifier: Apache-2.0
// Reading CSV: invented postings to fields, and on to postings, beside copying the same bytes,
// which is as fast as this machine's memory goes.
#include <benchmark/benchmark.h>

#include <cstring>
#include <string>

#include "base/arena.h"
#include "detect/read_postings.h"
#include "detect/simulate.h"
#include "table/csv.h"

namespace {
using namespace lodestar;

const std::string& file() {
  static const std::string kBytes = [] {
    std::string bytes;
    const auto keep = [&](std::string_view block) {
      bytes += block;
      return Status();
    };
    const auto skip = [](std::string_view) { return Status(); };
    const auto simulation = detect::Simulation::plan({.postings = 50'000});
    const Status status = detect::write_simulated(
        *simulation, {.threads = 2},
        {.postings = keep, .truth = skip, .slots = skip, .identifiers = skip});
    benchmark::DoNotOptimize(status);
    return bytes;
  }();
  return kBytes;
}

void tell_rate(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file().size()));
}

struct CountFields final : table::RowSink {
  std::size_t fields = 0;
  Status take_columns(std::span<const std::string_view>) override { return {}; }
  Status take_row(const table::Row& row) override {
    fields += row.fields.size();
    return {};
  }
  void take_bad_row(const table::BadRow&) override {}
};

void bench_copy(benchmark::State& state) {
  std::string copy(file().size(), ' ');
  for (auto _ : state) {
    std::memcpy(copy.data(), file().data(), copy.size());
    benchmark::DoNotOptimize(copy.data());
    benchmark::ClobberMemory();
  }
  tell_rate(state);
}
BENCHMARK(bench_copy)->Unit(benchmark::kMillisecond);

void bench_read_csv(benchmark::State& state) {
  const std::string& bytes = file();
  for (auto _ : state) {
    Arena arena;
    CountFields sink;
    const Status status = table::read_csv(bytes, {}, arena, sink);
    benchmark::DoNotOptimize(status);
    benchmark::DoNotOptimize(sink.fields);
  }
  tell_rate(state);
}
BENCHMARK(bench_read_csv)->Unit(benchmark::kMillisecond);

void bench_read_postings(benchmark::State& state) {
  const detect::Source source{.name = "postings.csv", .bytes = file()};
  for (auto _ : state) {
    const auto read = detect::read_postings({&source, 1}, {});
    benchmark::DoNotOptimize(read);
  }
  tell_rate(state);
}
BENCHMARK(bench_read_postings)->Unit(benchmark::kMillisecond);

}  // namespace
