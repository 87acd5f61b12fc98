// SPDX-License-Identifier: Apache-2.0
// The tree as RFC 6962 defines it, by recursion: slow and plainly right.
#pragma once

#include <bit>
#include <span>
#include <vector>

#include "ledger/merkle.h"

namespace lodestar::ledger::oracle {

// The largest power of two below n > 1.
inline std::size_t split_of(std::size_t n) { return std::bit_floor(n - 1); }

inline Hash root_of(std::span<const Hash> leaves) {
  if (leaves.empty()) return empty_root();
  if (leaves.size() == 1) return leaves[0];
  const std::size_t k = split_of(leaves.size());
  return hash_node(root_of(leaves.first(k)), root_of(leaves.subspan(k)));
}

inline std::vector<Hash> prove_inclusion(std::size_t index, std::span<const Hash> leaves) {
  if (leaves.size() == 1) return {};
  const std::size_t k = split_of(leaves.size());
  const bool is_left = index < k;
  std::vector<Hash> proof = is_left ? prove_inclusion(index, leaves.first(k))
                                    : prove_inclusion(index - k, leaves.subspan(k));
  proof.push_back(root_of(is_left ? leaves.subspan(k) : leaves.first(k)));
  return proof;
}

// Consistency is that of the subtree [0, older).
inline std::vector<Hash> prove_subtree(std::size_t start, std::size_t end,
                                       std::span<const Hash> leaves, bool is_known = true) {
  if (start == 0 && end == leaves.size()) {
    return is_known ? std::vector<Hash>{} : std::vector{root_of(leaves)};
  }
  const std::size_t k = split_of(leaves.size());
  const auto left = leaves.first(k), right = leaves.subspan(k);
  std::vector<Hash> proof;
  if (end <= k) {
    proof = prove_subtree(start, end, left, is_known);
  } else if (k <= start) {
    proof = prove_subtree(start - k, end - k, right, is_known);
  } else {
    proof = prove_subtree(0, end - k, right, false);
  }
  proof.push_back(root_of(end <= k ? right : left));
  return proof;
}

}  // namespace lodestar::ledger::oracle
