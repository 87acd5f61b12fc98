// SPDX-License-Identifier: Apache-2.0
// Communities of a planted graph of 200,000 nodes, or of the edge list that LODESTAR_EDGES names
// (source,target after one header line); bench/peers_leiden.py runs it beside igraph that way.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <string>

#include "base/hash.h"
#include "graph/leiden.h"
#include "graph/modularity.h"

namespace lodestar::graph {
namespace {

std::vector<Edge> read_edges(const char* path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::vector<Edge> edges;
  while (std::getline(file, line)) {
    Edge edge;
    const char* const end = line.data() + line.size();
    const auto from = std::from_chars(line.data(), end, edge.from);
    std::from_chars(from.ptr + 1, end, edge.to);
    edges.push_back(edge);
  }
  return edges;
}

// Communities of 3 to 2,000 nodes, many small and few large; four edges in five stay inside.
std::vector<Edge> plant_edges() {
  constexpr std::uint32_t kNodes = 200'000, kEdges = 800'000;
  std::uint64_t step = 0;
  const auto random = [&](std::uint32_t below) {
    return static_cast<std::uint32_t>((mix(++step) >> 32) * below >> 32);
  };
  std::vector<std::uint32_t> start(kNodes), size(kNodes);
  for (std::uint32_t v = 0; v < kNodes;) {
    const std::uint32_t members = std::min(3 * 1'000 / (1 + random(1'000)), 2'000U);
    const std::uint32_t first = v;
    for (; v < kNodes && v < first + members; ++v) start[v] = first, size[v] = members;
  }
  std::vector<Edge> edges(kEdges);
  for (Edge& edge : edges) {
    const std::uint32_t from = random(kNodes);
    const std::uint32_t near = std::min(kNodes - 1, start[from] + random(size[from]));
    edge = {from, random(5) == 0 ? random(kNodes) : near, 1};
  }
  return edges;
}

const std::vector<Edge>& edges() {
  static const std::vector<Edge> kMade = [] {
    const char* const path = std::getenv("LODESTAR_EDGES");
    return path != nullptr ? read_edges(path) : plant_edges();
  }();
  return kMade;
}

std::uint32_t node_count() {
  std::uint32_t nodes = 0;
  for (const Edge& edge : edges()) nodes = std::max({nodes, edge.from + 1, edge.to + 1});
  return nodes;
}

void bench_csr(benchmark::State& state) {
  const std::uint32_t nodes = node_count();
  for (auto _ : state) benchmark::DoNotOptimize(make_csr(nodes, edges()));
}
BENCHMARK(bench_csr)->Unit(benchmark::kMillisecond);

void bench_leiden(benchmark::State& state) {
  const Csr graph = make_csr(node_count(), edges());
  std::vector<std::uint32_t> community;
  for (auto _ : state) community = leiden(graph, {});
  state.counters["modularity"] = modularity(graph, community);
  state.counters["communities"] = 1 + *std::ranges::max_element(community);
}
BENCHMARK(bench_leiden)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace lodestar::graph
