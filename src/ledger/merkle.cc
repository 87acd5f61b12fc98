// SPDX-License-Identifier: Apache-2.0
// In all of it `at` is the node that a hash belongs to, on its level, and `last` the last node of
// that level; both lose a bit a level. Where a node is the last and has no right sibling, it is its
// own parent, and the proof says nothing.
#include "ledger/merkle.h"

#include <bit>

namespace lodestar::ledger {
namespace {

std::string_view bytes_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

bool is_odd(std::uint64_t number) { return (number & 1) != 0; }

}  // namespace

Hash hash_leaf(std::string_view entry) {
  return crypto::sha256({std::string_view("\0", 1), entry});
}
Hash hash_node(const Hash& left, const Hash& right) {
  return crypto::sha256({"\1", bytes_of(left), bytes_of(right)});
}
Hash empty_root() { return crypto::sha256({}); }

std::optional<Hash> root_of_inclusion(LeafOf leaf, const Hash& leaf_hash,
                                      std::span<const Hash> proof) {
  if (leaf.index >= leaf.size) return {};
  std::uint64_t at = leaf.index, last = leaf.size - 1;
  Hash hash = leaf_hash;
  for (const Hash& sibling : proof) {
    if (last == 0) return {};
    if (is_odd(at) || at == last) {
      hash = hash_node(sibling, hash);
      const int up = is_odd(at) ? 0 : std::countr_zero(at);
      at >>= up, last >>= up;
    } else {
      hash = hash_node(hash, sibling);
    }
    at >>= 1, last >>= 1;
  }
  if (last != 0) return {};
  return hash;
}

bool holds_inclusion(LeafOf leaf, const Hash& leaf_hash, std::span<const Hash> proof,
                     const Hash& root) {
  return root_of_inclusion(leaf, leaf_hash, proof) == root;
}

bool is_subtree(Range range) {
  if (range.start >= range.end) return false;
  const std::uint64_t size = range.end - range.start;
  return size > (std::uint64_t{1} << 63) ? range.start == 0
                                         : (range.start & (std::bit_ceil(size) - 1)) == 0;
}

bool holds_subtree_inclusion(std::uint64_t index, Range subtree, const Hash& leaf_hash,
                             std::span<const Hash> proof, const Hash& subtree_root) {
  return is_subtree(subtree) && index >= subtree.start &&
         holds_inclusion({index - subtree.start, subtree.end - subtree.start}, leaf_hash, proof,
                         subtree_root);
}

bool holds_subtree_consistency(Range subtree, const Hash& subtree_root, const TreeHead& tree,
                               std::span<const Hash> proof) {
  if (subtree.end > tree.size) return false;
  if (subtree.start == subtree.end) return proof.empty() && subtree_root == empty_root();
  if (!is_subtree(subtree)) return false;
  std::uint64_t first = subtree.start, at = subtree.end - 1, last = tree.size - 1;
  const auto rise = [&] { first >>= 1, at >>= 1, last >>= 1; };
  while (first != at && (at == last || is_odd(at))) rise();  // up to a node that is whole in both
  Hash inner = subtree_root;
  if (first != at) {
    if (proof.empty()) return false;
    inner = proof.front();
    proof = proof.subspan(1);
  }
  Hash outer = inner;
  for (const Hash& sibling : proof) {
    if (last == 0) return false;
    if (is_odd(at) || at == last) {
      if (first < at) inner = hash_node(sibling, inner);
      outer = hash_node(sibling, outer);
      while (at != 0 && !is_odd(at)) rise();
    } else {
      outer = hash_node(outer, sibling);
    }
    rise();
  }
  return last == 0 && inner == subtree_root && outer == tree.root;
}

bool holds_consistency(const TreeHead& older, const TreeHead& newer, std::span<const Hash> proof) {
  if (older.size == 0) {
    return newer.size == 0 && proof.empty() && older.root == empty_root() &&
           newer.root == older.root;
  }
  return holds_subtree_consistency({0, older.size}, older.root, newer, proof);
}

}  // namespace lodestar::ledger
