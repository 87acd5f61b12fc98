// SPDX-License-Identifier: Apache-2.0
#include "graph/modularity.h"

#include <vector>

namespace lodestar::graph {

double modularity(const Csr& graph, std::span<const std::uint32_t> community, double resolution) {
  const double all = graph.twice_total();
  if (all <= 0) return 0;
  std::vector<double> strength(graph.size(), 0);
  double inside = 0;  // counted from both ends
  for (std::uint32_t v = 0; v < graph.size(); ++v) {
    strength[community[v]] += graph.strength(v);
    inside += 2 * graph.loop(v);
    for (const Arc& arc : graph.row(v))
      if (community[arc.target] == community[v]) inside += static_cast<double>(arc.weight);
  }
  double expected = 0;
  for (const double s : strength) expected += s / all * (s / all);
  return inside / all - resolution * expected;
}

}  // namespace lodestar::graph
