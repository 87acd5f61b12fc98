// SPDX-License-Identifier: Apache-2.0
// Communities of a weighted graph by modularity: the Leiden algorithm, deterministic.
//
// Shapes   leiden()[v] is v's community; communities are numbered 0, 1, ... by their first node.
// Units    resolution 1 is plain modularity; higher gives smaller communities.
// Errors   none: any graph has communities (a node without edges is its own).
// Cost     O(arcs) a level; a million edges in some tenths of a second, 40 bytes a node.
// Threads  one thread; the same graph and options give the same answer anywhere.
// Source   Traag, Waltman and van Eck, "From Louvain to Leiden: guaranteeing well-connected
//          communities" (Sci. Rep. 9, 2019). Deviations: nodes are visited in order and refinement
//          takes the best merge where the paper draws at random, so no seed exists; all iterations
//          but the last end a movement once a sweep moves one node in twenty or fewer; where
//          nothing merges, the next graph is of the communities' connected pieces.
// Example  std::vector<std::uint32_t> community = leiden(graph, {.resolution = 1.0});
#pragma once

#include <cstdint>
#include <vector>

#include "graph/csr.h"

namespace lodestar::graph {

struct LeidenOptions {
  double resolution = 1.0;
  unsigned iterations = 2;  // each starts from the last one's communities; stops when none moves
};

std::vector<std::uint32_t> leiden(const Csr& graph, const LeidenOptions& options);

}  // namespace lodestar::graph
