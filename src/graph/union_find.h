// SPDX-License-Identifier: Apache-2.0
// Disjoint sets over 0..n-1; the smallest element of a set is its root, so that the answer never
// depends on the order of joins.
//
// Shapes   find gives the root; join returns the root of the union.
// Units    none.
// Errors   none: elements must be < n.
// Cost     O(log n) amortised, path halving.
// Threads  one at a time (find halves paths).
// Source   Tarjan and van Leeuwen (1984).
// Example  UnionFind sets(3); sets.join(0, 2); sets.find(2) == 0
#pragma once

#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace lodestar::graph {

class UnionFind {
 public:
  explicit UnionFind(std::uint32_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }
  std::uint32_t find(std::uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  std::uint32_t join(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    if (a > b) std::swap(a, b);
    return parent_[b] = a;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace lodestar::graph
