// SPDX-License-Identifier: Apache-2.0
// Bytes and postings a second of each output of a run: 400,000 invented postings in 60,000
// clusters, and in few large ones.
#include <benchmark/benchmark.h>

#include "detect/write_review.h"
#include "support/sample_run.h"

namespace {
using namespace lodestar;

const test::SampleRun& many_clusters() {
  static const test::SampleRun kRun = test::make_sample_run(1, 8000);
  return kRun;
}
const test::SampleRun& large_clusters() {
  static const test::SampleRun kRun = test::make_sample_run(8000);
  return kRun;
}

using Writer = Status (*)(const detect::Found&, const detect::Sink&);

void measure(benchmark::State& state, const test::SampleRun& run, const auto& write) {
  const detect::RunView view = run.view();
  const detect::Found found{.run = view, .leads = run.leads, .standing = run.standing};
  std::size_t bytes = 0;
  for (auto _ : state) {
    const Status status = write(found, [&](std::string_view block) {
      bytes += block.size();
      return Status();
    });
    benchmark::DoNotOptimize(status);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(run.postings.size()));
}

void write_file(benchmark::State& state, Writer writer) { measure(state, many_clusters(), writer); }
BENCHMARK_CAPTURE(write_file, postings, detect::write_postings_csv)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_file, identifiers, detect::write_identifiers_csv)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_file, clusters, detect::write_clusters_jsonl)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_file, networks, detect::write_networks_jsonl)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_file, leads, detect::write_leads_jsonl)->Unit(benchmark::kMillisecond);

void write_review(benchmark::State& state, const test::SampleRun& (*run)()) {
  measure(state, run(), [&](const detect::Found& found, const detect::Sink& sink) {
    return detect::write_review(found, run().record, sink);
  });
}
BENCHMARK_CAPTURE(write_review, many_clusters, many_clusters)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_review, large_clusters, large_clusters)->Unit(benchmark::kMillisecond);

}  // namespace
