// SPDX-License-Identifier: Apache-2.0
// Reading postings for indicators, and judging a run: nanoseconds a posting.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "../tests/support/lead_scene.h"

namespace lodestar::detect {
namespace {

// About 400 bytes, with the words of many entries and none of their phrases' luck.
const std::string kText =
    "We are looking for friendly packers for a warehouse near the harbour, start as soon as "
    "possible. Working "
    "hours are from eight in the morning until six in the evening with a break at noon. Salary is "
    "paid on time "
    "at the end of every month and your ticket will be arranged by our agent before you travel. "
    "Please contact "
    "Maria on 555 0100 for more information, or write to us with your name, age and a photo before "
    "Friday. ";

void read_indicators(benchmark::State& state) {
  Postings postings;
  std::vector<std::string> texts;
  texts.reserve(4096);
  for (int i = 0; i < 4096; ++i) texts.push_back(kText + "ref" + std::to_string(i * 7919));
  const auto file = postings.add_file("bench");
  for (const auto& text : texts) postings.add(file, {.fields = {"1", "", text}});
  IndicatorReader reader(built_in_indicators());
  std::vector<Sign> seen;
  std::uint32_t row = 0;
  for (auto _ : state) {
    seen.clear();
    reader.read(postings, row++ % 4096, seen);
    benchmark::DoNotOptimize(seen.data());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(read_indicators);

void read_packs(benchmark::State& state) {
  const auto packs = built_in_packs();
  for (auto _ : state) benchmark::DoNotOptimize(parse_indicator_packs(packs));
}
BENCHMARK(read_packs)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace lodestar::detect
