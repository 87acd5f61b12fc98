// SPDX-License-Identifier: Apache-2.0
// How much more weight lies inside communities than chance would put there.
//
// Q = sum over communities of inside / m - resolution * (strength / 2m)^2
//
// Shapes   community[v] is any number < graph.size().
// Units    none; at most 1.
// Errors   none; 0 for a graph without weight.
// Cost     linear in arcs.
// Threads  pure.
// Source   Newman and Girvan (2004); the resolution of Reichardt and Bornholdt (2006).
// Example  modularity(graph, leiden(graph, {}), 1.0)
#pragma once

#include <cstdint>
#include <span>

#include "graph/csr.h"

namespace lodestar::graph {

double modularity(const Csr& graph, std::span<const std::uint32_t> community,
                  double resolution = 1.0);

}  // namespace lodestar::graph
