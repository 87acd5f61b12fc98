// SPDX-License-Identifier: Apache-2.0
#include "graph/leiden.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "graph/modularity.h"
#include "graph/union_find.h"
#include "support/ascii_graph.h"
#include "support/dice.h"

namespace lodestar::graph {
namespace {

using testing::Dice;

using Labels = std::vector<std::uint32_t>;

Csr random_graph(Dice& dice, std::uint32_t nodes, std::size_t edge_count) {
  std::vector<Edge> edges(edge_count);
  for (Edge& edge : edges) edge = {dice.below(nodes), dice.below(nodes), 1.0 + dice.below(4)};
  return make_csr(nodes, edges);
}

// Planted groups of ten; one edge in five leads anywhere.
Csr planted_graph(Dice& dice, std::uint32_t nodes, std::size_t edge_count) {
  std::vector<Edge> edges(edge_count);
  for (Edge& edge : edges) {
    const std::uint32_t from = dice.below(nodes);
    const std::uint32_t near = std::min<std::uint32_t>(nodes - 1, from / 10 * 10 + dice.below(10));
    edge = {from, dice.below(5) == 0 ? dice.below(nodes) : near, 1};
  }
  return make_csr(nodes, edges);
}

// count cliques of size nodes in a ring, one edge between neighbours.
Csr ring_of_cliques(std::uint32_t count, std::uint32_t size) {
  std::vector<Edge> edges;
  for (std::uint32_t clique = 0; clique < count; ++clique) {
    for (std::uint32_t a = 0; a < size; ++a)
      for (std::uint32_t b = a + 1; b < size; ++b)
        edges.push_back({clique * size + a, clique * size + b, 1});
    edges.push_back({clique * size, (clique + 1) % count * size + 1, 1});
  }
  return make_csr(count * size, edges);
}

std::size_t count_of(const Labels& labels) {
  return std::set<std::uint32_t>(labels.begin(), labels.end()).size();
}

// Modularity as the textbook has it: over all pairs of nodes.
double pairwise_modularity(const Csr& graph, const Labels& community, double resolution) {
  const double all = graph.twice_total();
  double sum = 0;
  for (std::uint32_t a = 0; a < graph.size(); ++a) {
    for (std::uint32_t b = 0; b < graph.size(); ++b) {
      if (community[a] != community[b]) continue;
      double weight = a == b ? 2 * graph.loop(a) : 0;
      for (const Arc& arc : graph.row(a))
        if (arc.target == b) weight += static_cast<double>(arc.weight);
      sum += weight - resolution * graph.strength(a) * graph.strength(b) / all;
    }
  }
  return all > 0 ? sum / all : 0;
}

// The best of all partitions.
double best_modularity(const Csr& graph, Labels& labels, std::uint32_t v, std::uint32_t used) {
  if (v == graph.size()) return modularity(graph, labels);
  double best = -1;
  for (std::uint32_t label = 0; label <= used; ++label) {
    labels[v] = label;
    best = std::max(best, best_modularity(graph, labels, v + 1, std::max(used, label + 1)));
  }
  return best;
}

TEST(Modularity, agrees_with_the_sum_over_all_pairs) {
  Dice dice(1);
  for (int round = 0; round < 200; ++round) {
    const Csr graph = random_graph(dice, 1 + dice.below(12), dice.below(30));
    Labels labels(graph.size());
    for (std::uint32_t& label : labels) label = dice.below(graph.size());
    const double resolution = .5 + dice.below(3);
    EXPECT_NEAR(modularity(graph, labels, resolution),
                pairwise_modularity(graph, labels, resolution), 1e-9);
  }
}

TEST(Leiden, two_squares_tied_by_one_edge_are_two_communities) {
  const auto drawn = testing::draw({
      "A--B     E--F",
      "|\\ |     |\\ |",
      "| \\|     | \\|",
      "C--D-----G--H",
  });
  EXPECT_EQ(testing::spell(leiden(drawn.csr(), {})), "ABCD EFGH");
}
TEST(Leiden, a_heavy_edge_holds_what_a_light_one_does_not) {
  const auto drawn = testing::draw({
      "A-9-B--C-9-D",
      "|   |  |   |",
      "E-9-F--G-9-H",
  });
  EXPECT_EQ(testing::spell(leiden(drawn.csr(), {.resolution = 2})), "AB CD EF GH");
  EXPECT_EQ(testing::spell(leiden(drawn.csr(), {.resolution = .3})), "ABEF CDGH");
}
TEST(Leiden, what_no_edge_ties_is_never_one_community) {
  const auto drawn = testing::draw({"A--B  C--D  E"});
  EXPECT_EQ(testing::spell(leiden(drawn.csr(), {.resolution = 1e-9})), "AB CD E");
}
TEST(Leiden, a_graph_without_edges_or_nodes_has_communities_too) {
  EXPECT_EQ(leiden(make_csr(3, {}), {}), (Labels{0, 1, 2}));
  EXPECT_TRUE(leiden(make_csr(0, {}), {}).empty());
}
TEST(Leiden, a_ring_of_ten_cliques_reaches_its_known_modularity) {
  const Csr graph = ring_of_cliques(10, 5);
  const Labels found = leiden(graph, {});
  EXPECT_EQ(count_of(found), 10U);
  EXPECT_NEAR(modularity(graph, found), 100.0 / 110 - 1.0 / 10, 1e-12);
}
// Fortunato and Barthelemy, "Resolution limit in community detection" (2007): above n(n-1)+2
// cliques, modularity prefers pairs.
TEST(Leiden, the_resolution_parameter_lifts_the_resolution_limit) {
  const Csr graph = ring_of_cliques(30, 5);
  EXPECT_LT(count_of(leiden(graph, {})), 30U);
  EXPECT_EQ(count_of(leiden(graph, {.resolution = 2})), 30U);
}
TEST(Leiden, comes_near_the_best_of_all_partitions_of_small_graphs) {
  Dice dice(1);
  int reached = 0;
  constexpr int kRounds = 150;
  for (int round = 0; round < kRounds; ++round) {
    const Csr graph = random_graph(dice, 2 + dice.below(7), 2 + dice.below(14));
    Labels labels(graph.size(), 0);
    const double best = best_modularity(graph, labels, 0, 0);
    const double ours = modularity(graph, leiden(graph, {.iterations = 10}));
    EXPECT_LE(ours, best + 1e-9);
    EXPECT_GE(ours, best - .06);
    reached += ours > best - 1e-9 ? 1 : 0;
  }
  EXPECT_GE(reached, kRounds * 8 / 10);
}
TEST(Leiden, every_community_is_connected) {
  Dice dice(1);
  for (int round = 0; round < 60; ++round) {
    const std::uint32_t nodes = 2 + dice.below(400);
    const Csr graph = planted_graph(dice, nodes, nodes * (1 + dice.below(4)));
    const Labels found = leiden(graph, {.resolution = .05 + dice.below(3)});
    UnionFind pieces(nodes);
    for (std::uint32_t v = 0; v < nodes; ++v)
      for (const Arc& arc : graph.row(v))
        if (found[v] == found[arc.target]) pieces.join(v, arc.target);
    std::set<std::uint32_t> roots;
    for (std::uint32_t v = 0; v < nodes; ++v) roots.insert(pieces.find(v));
    EXPECT_EQ(roots.size(), count_of(found));
  }
}
TEST(Leiden, no_single_node_gains_by_moving_once_it_has_settled) {
  Dice dice(1);
  for (int round = 0; round < 20; ++round) {
    const Csr graph = planted_graph(dice, 60, 150);
    Labels found = leiden(graph, {.iterations = 20});
    const double settled = modularity(graph, found);
    for (std::uint32_t v = 0; v < graph.size(); ++v) {
      const std::uint32_t home = found[v];
      for (const Arc& arc : graph.row(v)) {
        found[v] = found[arc.target];
        EXPECT_LE(modularity(graph, found), settled + 1e-7);
        found[v] = home;
      }
    }
  }
}
TEST(Leiden, communities_are_numbered_by_first_node_and_never_change_between_runs) {
  Dice dice(1);
  const Csr graph = planted_graph(dice, 3000, 9000);
  const Labels found = leiden(graph, {});
  EXPECT_EQ(found, leiden(graph, {}));
  std::uint32_t next = 0;
  for (const std::uint32_t community : found) {
    EXPECT_LE(community, next);
    next = std::max(next, community + 1);
  }
}
TEST(Leiden, scaling_all_weights_by_a_power_of_two_changes_nothing) {
  Dice dice(1);
  std::vector<Edge> edges(800);
  for (Edge& edge : edges) edge = {dice.below(200), dice.below(200), 1.0 + dice.below(9)};
  const Labels found = leiden(make_csr(200, edges), {});
  for (Edge& edge : edges) edge.weight *= 1024;
  EXPECT_EQ(found, leiden(make_csr(200, edges), {}));
}

}  // namespace
}  // namespace lodestar::graph
