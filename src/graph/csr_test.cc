// SPDX-License-Identifier: Apache-2.0
#include "graph/csr.h"

#include <gtest/gtest.h>

#include <map>

#include "support/ascii_graph.h"
#include "support/dice.h"

namespace lodestar::graph {
namespace {

using testing::Dice;

std::map<std::uint32_t, float> row(const Csr& graph, std::uint32_t v) {
  std::map<std::uint32_t, float> arcs;
  for (const Arc& arc : graph.row(v)) EXPECT_TRUE(arcs.emplace(arc.target, arc.weight).second);
  return arcs;
}
using Row = std::map<std::uint32_t, float>;

TEST(Csr, an_edge_stands_in_the_rows_of_both_its_ends) {
  const Csr graph = testing::draw({"A-2-B--C"}).csr();
  EXPECT_EQ(row(graph, 0), (Row{{1, 2}}));
  EXPECT_EQ(row(graph, 1), (Row{{0, 2}, {2, 1}}));
  EXPECT_EQ(graph.twice_total(), 6);
}
TEST(Csr, drawn_diagonals_may_cross) {
  const Csr graph = testing::draw({"A B", " x ", "C D"}).csr();
  EXPECT_EQ(row(graph, 0), (Row{{3, 1}}));
  EXPECT_EQ(row(graph, 1), (Row{{2, 1}}));
  EXPECT_EQ(graph.arcs(), 4U);
}
TEST(Csr, parallel_edges_add_up) {
  const std::vector<Edge> edges = {{0, 1, 2}, {1, 0, 3}, {0, 1, 4}};
  EXPECT_EQ(row(make_csr(2, edges), 0), (Row{{1, 9}}));
}
TEST(Csr, a_loop_is_kept_apart_and_counts_twice) {
  const std::vector<Edge> edges = {{0, 0, 2}, {0, 0, 1}, {0, 1, 1}};
  const Csr graph = make_csr(2, edges);
  EXPECT_EQ(row(graph, 0), (Row{{1, 1}}));
  EXPECT_EQ(graph.loop(0), 3);
  EXPECT_EQ(graph.strength(0), 7);
}
TEST(Csr, edges_without_weight_are_left_out) {
  const std::vector<Edge> edges = {{0, 1, 0}};
  EXPECT_EQ(make_csr(2, edges).arcs(), 0U);
}
TEST(Csr, no_nodes_and_no_edges_are_a_graph) {
  EXPECT_EQ(make_csr(0, {}).size(), 0U);
  EXPECT_EQ(make_csr(3, {}).size(), 3U);
}
TEST(Csr, agrees_with_a_map_of_maps) {
  Dice dice(1);
  for (int round = 0; round < 200; ++round) {
    const std::uint32_t nodes = 1 + dice.below(12);
    std::vector<Edge> edges(dice.below(40));
    std::map<std::uint32_t, Row> twin;
    std::map<std::uint32_t, double> loops;
    for (Edge& edge : edges) {
      edge = {dice.below(nodes), dice.below(nodes), 1.0 + dice.below(5)};
      if (edge.from == edge.to) {
        loops[edge.from] += edge.weight;
        continue;
      }
      twin[edge.from][edge.to] += static_cast<float>(edge.weight);
      twin[edge.to][edge.from] += static_cast<float>(edge.weight);
    }
    const Csr graph = make_csr(nodes, edges);
    for (std::uint32_t v = 0; v < nodes; ++v) {
      EXPECT_EQ(row(graph, v), twin[v]);
      EXPECT_EQ(graph.loop(v), loops[v]);
    }
  }
}

}  // namespace
}  // namespace lodestar::graph
