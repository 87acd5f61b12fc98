// SPDX-License-Identifier: Apache-2.0
// Decisions on access, one thread. `near` are requests as chance brings them, some allowed;
// `allowed` are those that pass every question, the longest way.
#include <benchmark/benchmark.h>

#include <memory>
#include <vector>

#include "desk/access.h"
#include "support/access_scene.h"

namespace {

using lodestar::desk::decide;
using lodestar::desk::Decision;
using lodestar::desk::testing::AnyScene;
using lodestar::desk::testing::Scene;

std::vector<std::unique_ptr<Scene>> make_scenes(bool only_allowed) {
  AnyScene any(1);
  std::vector<std::unique_ptr<Scene>> scenes;
  while (scenes.size() < 4096) {
    auto scene = std::make_unique<Scene>();
    any.roll(*scene);
    const Decision decision = decide(scene->look());
    if (decision || !only_allowed) scenes.push_back(std::move(scene));
  }
  return scenes;
}

void bench_decide(benchmark::State& state, bool only_allowed) {
  const auto scenes = make_scenes(only_allowed);
  for (auto _ : state) {
    for (const auto& scene : scenes) {
      const Decision decision = decide(scene->request);
      benchmark::DoNotOptimize(decision.has_value());
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * scenes.size()));
}

BENCHMARK_CAPTURE(bench_decide, near, false);
BENCHMARK_CAPTURE(bench_decide, allowed, true);

}  // namespace
