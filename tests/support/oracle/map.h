// SPDX-License-Identifier: Apache-2.0
// The trie as docs/adr/0012-completeness.md defines it, by recursion over all leaves: slow and
// plainly right.
#pragma once

#include <map>

#include "ledger/map.h"

namespace lodestar::ledger::oracle {

using Leaves = std::map<Label, Hash>;

inline Hash map_root(const Leaves& leaves, std::size_t depth = 0) {
  if (leaves.empty()) return empty_map_root();
  if (leaves.size() == 1) return hash_map_leaf({leaves.begin()->first, leaves.begin()->second});
  Leaves halves[2];
  for (const auto& [label, value] : leaves) {
    halves[label[depth / 8] >> (7 - depth % 8) & 1][label] = value;
  }
  return hash_map_node(map_root(halves[0], depth + 1), map_root(halves[1], depth + 1));
}

}  // namespace lodestar::ledger::oracle
