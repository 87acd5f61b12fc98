// SPDX-License-Identifier: Apache-2.0
// A weighted undirected graph in compressed rows: each edge stands in the row of both its ends.
//
// Shapes   nodes are 0..size()-1; row(v) lists v's neighbours in ascending order, each once; loops
//          are kept apart, in loop(v). Edges without weight are left out.
// Units    weights are the caller's; a loop counts twice in strength(v), so the strengths add up to
//          twice the total weight.
// Errors   none: ends must be < nodes, weights >= 0 and below 2^53 in sum.
// Cost     8 bytes an arc; made in O(nodes + edges), two counting sorts, no comparison.
// Threads  immutable once made.
// Source   none.
// Example  Csr g = make_csr(3, edges); for (Arc arc : g.row(0)) use(arc.target, arc.weight);
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/huge_vector.h"

namespace lodestar::graph {

struct Edge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double weight = 1;
};

struct Arc {
  std::uint32_t target = 0;
  float weight = 0;  // the sum of parallel edges, to 24 bits
};

class Csr {
 public:
  std::uint32_t size() const { return static_cast<std::uint32_t>(loops_.size()); }
  std::size_t arcs() const { return arcs_.size(); }
  std::span<const Arc> row(std::uint32_t v) const {
    return {arcs_.data() + first_[v], arcs_.data() + first_[v + 1]};
  }
  double loop(std::uint32_t v) const { return loops_[v]; }
  double strength(std::uint32_t v) const { return strengths_[v]; }
  double twice_total() const { return twice_total_; }

  // Rows are appended in order of node; a row names each neighbour once and never its own node.
  class Builder;

 private:
  std::vector<std::size_t> first_{0};
  HugeVector<Arc> arcs_;
  std::vector<double> loops_;
  std::vector<double> strengths_;
  double twice_total_ = 0;
};

class Csr::Builder {
 public:
  void reserve(std::size_t nodes, std::size_t arcs);
  void add_arc(std::uint32_t target, double weight) {
    if (static_cast<float>(weight) <= 0) return;
    graph_.arcs_.push_back({target, static_cast<float>(weight)});
    row_weight_ += weight;
  }
  void end_row(double loop);
  Csr finish() { return std::move(graph_); }

 private:
  Csr graph_;
  double row_weight_ = 0;
};

// Parallel edges become one, their weights added.
Csr make_csr(std::uint32_t nodes, std::span<const Edge> edges);

}  // namespace lodestar::graph
