// SPDX-License-Identifier: Apache-2.0
#include "graph/csr.h"

#include <numeric>

namespace lodestar::graph {

namespace {

struct HalfEdge {
  std::uint32_t from, to;
  double weight;
};

// Where each key's items start in an array sorted by key; one more entry than there are keys.
std::vector<std::size_t> starts(std::uint32_t nodes, std::span<const Edge> edges) {
  std::vector<std::size_t> first(nodes + std::size_t{1}, 0);
  for (const Edge& edge : edges) {
    ++first[edge.from];
    if (edge.from != edge.to) ++first[edge.to];
  }
  std::exclusive_scan(first.begin(), first.end(), first.begin(), std::size_t{0});
  return first;
}

}  // namespace

void Csr::Builder::reserve(std::size_t nodes, std::size_t arcs) {
  graph_.first_.reserve(nodes + 1);
  graph_.loops_.reserve(nodes);
  graph_.strengths_.reserve(nodes);
  graph_.arcs_.reserve(arcs);
}

void Csr::Builder::end_row(double loop) {
  graph_.first_.push_back(graph_.arcs_.size());
  graph_.loops_.push_back(loop);
  graph_.strengths_.push_back(row_weight_ + 2 * loop);
  graph_.twice_total_ += graph_.strengths_.back();
  row_weight_ = 0;
}

Csr make_csr(std::uint32_t nodes, std::span<const Edge> edges) {
  // Sorted by target first, then stably by source: every row comes out in order of target.
  const std::vector<std::size_t> first = starts(nodes, edges);
  std::vector<HalfEdge> by_target(first.back());
  std::vector<std::size_t> next = first;
  for (const Edge& edge : edges) {
    by_target[next[edge.to]++] = {edge.from, edge.to, edge.weight};
    if (edge.from != edge.to) by_target[next[edge.from]++] = {edge.to, edge.from, edge.weight};
  }
  std::vector<HalfEdge> by_source(by_target.size());
  next = first;
  for (const HalfEdge& half : by_target) by_source[next[half.from]++] = half;

  Csr::Builder builder;
  builder.reserve(nodes, by_source.size());
  for (std::uint32_t v = 0; v < nodes; ++v) {
    double loop = 0;
    for (std::size_t i = first[v]; i < first[v + 1];) {
      const std::uint32_t target = by_source[i].to;
      double weight = 0;
      for (; i < first[v + 1] && by_source[i].to == target; ++i) weight += by_source[i].weight;
      if (target == v) {
        loop = weight;
      } else {
        builder.add_arc(target, weight);
      }
    }
    builder.end_row(loop);
  }
  return builder.finish();
}

}  // namespace lodestar::graph
