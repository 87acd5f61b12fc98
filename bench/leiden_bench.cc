// SPDX-License-Identifier: Apache-2.0
// leiden_bench EDGES.csv [ROUNDS]: our communities of an edge list (source,target,... after one
// header line): best seconds of the rounds, modularity, communities, as one JSON line.
// bench/peers_leiden.py runs it beside igraph.
#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fstream>
#include <string>

#include "graph/leiden.h"
#include "graph/modularity.h"

namespace {

using lodestar::graph::Edge;

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

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::vector<Edge> edges = read_edges(argv[1]);
  std::uint32_t nodes = 0;
  for (const Edge& edge : edges) nodes = std::max({nodes, edge.from + 1, edge.to + 1});
  const auto made = std::chrono::steady_clock::now();
  const auto graph = lodestar::graph::make_csr(nodes, edges);
  const double csr_seconds = seconds_since(made);

  double best = 1e9;
  std::vector<std::uint32_t> community;
  for (int round = argc > 2 ? std::atoi(argv[2]) : 3; round > 0; --round) {
    const auto start = std::chrono::steady_clock::now();
    community = lodestar::graph::leiden(graph, {});
    best = std::min(best, seconds_since(start));
  }
  fmt::print(R"({{"nodes":{},"edges":{},"csr_seconds":{:.3f},"seconds":{:.3f},"modularity":{:.4f},)"
             R"("communities":{}}})"
             "\n",
             nodes, edges.size(), csr_seconds, best, modularity(graph, community),
             community.empty() ? 0 : *std::ranges::max_element(community) + 1);
}
