// SPDX-License-Identifier: Apache-2.0
//   leaf  = SHA-256("lodestar/map-leaf/v1" 0 label value)
//   node  = SHA-256("lodestar/map-node/v1" 0 left right)
//   empty = SHA-256("lodestar/map-empty/v1" 0)
//   value = SHA-256("lodestar/map-value/v1" 0 blind count:u64 list-root)
//   list  = the tree of RFC 6962 over index:u64 leaf:37, in order; numbers are big-endian
#include "ledger/map.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/big_endian.h"

namespace lodestar::ledger {
namespace {

constexpr std::string_view kLeafDomain{"lodestar/map-leaf/v1\0", 21};
constexpr std::string_view kNodeDomain{"lodestar/map-node/v1\0", 21};
constexpr std::string_view kEmptyDomain{"lodestar/map-empty/v1\0", 22};
constexpr std::string_view kValueDomain{"lodestar/map-value/v1\0", 22};
constexpr std::size_t kLabelBits = 256;

std::string_view view_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

bool bit_of(const Label& label, std::size_t place) {
  return (static_cast<unsigned>(label[place / 8]) >> (7 - place % 8) & 1U) != 0;
}

// Where those begin whose bit at the depth is 1; all agree in the bits before.
std::size_t split_at(std::span<const MapLeaf> leaves, std::size_t depth) {
  const auto is_left = [depth](const MapLeaf& leaf) { return !bit_of(leaf.label, depth); };
  return static_cast<std::size_t>(std::ranges::partition_point(leaves, is_left) - leaves.begin());
}

std::optional<Hash> climb(Hash hash, const Label& label, std::span<const Hash> siblings) {
  if (siblings.size() > kLabelBits) return std::nullopt;
  std::size_t depth = siblings.size();
  for (const Hash& sibling : siblings) {
    hash = bit_of(label, --depth) ? hash_map_node(sibling, hash) : hash_map_node(hash, sibling);
  }
  return hash;
}

}  // namespace

Hash hash_map_leaf(const MapLeaf& leaf) {
  return crypto::sha256({kLeafDomain, view_of(leaf.label), view_of(leaf.value)});
}

Hash hash_map_node(const Hash& left, const Hash& right) {
  return crypto::sha256({kNodeDomain, view_of(left), view_of(right)});
}

Hash empty_map_root() {
  static const Hash kEmpty = crypto::sha256({kEmptyDomain});
  return kEmpty;
}

Hash hash_list_entry(const ListEntry& entry) {
  return hash_leaf(to_big_endian(entry.index) + to_string(entry.leaf));
}

Hash map_value(const Blind& blind, const TreeHead& list) {
  return crypto::sha256(
      {kValueDomain, view_of(blind), to_big_endian(list.size), view_of(list.root)});
}

std::optional<Hash> root_of_presence(const MapLeaf& leaf, const MapPath& path) {
  if (path.neighbour) return std::nullopt;
  return climb(hash_map_leaf(leaf), leaf.label, path.siblings);
}

std::optional<Hash> root_of_absence(const Label& label, const MapPath& path) {
  if (!path.neighbour) return climb(empty_map_root(), label, path.siblings);
  const Label& other = path.neighbour->label;
  if (other == label || path.siblings.size() > kLabelBits) return std::nullopt;
  for (std::size_t depth = 0; depth < path.siblings.size(); ++depth) {
    if (bit_of(other, depth) != bit_of(label, depth)) return std::nullopt;
  }
  return climb(hash_map_leaf(*path.neighbour), label, path.siblings);
}

MapTree::Subtree MapTree::join(const Subtree& left, const Subtree& right) {
  if (left.kind == Kind::empty && right.kind != Kind::node) return right;
  if (right.kind == Kind::empty && left.kind != Kind::node) return left;
  return {hash_map_node(left.hash, right.hash), Kind::node};
}

MapTree::Subtree MapTree::subtree_of(std::span<const MapLeaf> leaves, unsigned depth) {
  if (leaves.empty()) return {};
  if (leaves.size() == 1) return {hash_map_leaf(leaves[0]), Kind::leaf};
  const std::size_t middle = split_at(leaves, depth);
  return join(subtree_of(leaves.first(middle), depth + 1),
              subtree_of(leaves.subspan(middle), depth + 1));
}

std::uint32_t MapTree::bucket_of(const Label& label) const {
  std::uint32_t bucket = 0;
  for (std::size_t place = 0; place < bits_; ++place) {
    bucket = bucket << 1U | (bit_of(label, place) ? 1U : 0U);
  }
  return bucket;
}

// The order is what the trie is built by: it is not taken on trust.
Result<MapBucket> MapTree::checked(std::uint32_t bucket, const ReadBucket& read) const {
  MapBucket leaves = LODESTAR_TRY(read(bucket));
  const auto is_out_of_order = [](const MapLeaf& a, const MapLeaf& b) {
    return a.label >= b.label;
  };
  const bool is_sound = std::ranges::adjacent_find(leaves, is_out_of_order) == leaves.end() &&
                        (leaves.empty() || (bucket_of(leaves.front().label) == bucket &&
                                            bucket_of(leaves.back().label) == bucket));
  if (is_sound) return leaves;
  return Error{Code::corrupt, "a bucket of the map has leaves out of order, or another's"};
}

Result<MapTree> MapTree::build(unsigned bits, const ReadBucket& read) {
  LODESTAR_ASSERT(bits <= kMostBucketBits);
  MapTree tree(bits);
  const std::size_t buckets = std::size_t{1} << bits;
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    const MapBucket leaves = LODESTAR_TRY(tree.checked(static_cast<std::uint32_t>(bucket), read));
    tree.nodes_[buckets + bucket] = subtree_of(leaves, bits);
    tree.leaves_ += leaves.size();
  }
  for (std::size_t node = buckets; node-- > 1;) {
    tree.nodes_[node] = join(tree.nodes_[2 * node], tree.nodes_[2 * node + 1]);
  }
  return tree;
}

Hash MapTree::root() const { return nodes_[1].hash; }

Status MapTree::update(std::span<const MapLeaf> changed, const ReadBucket& read,
                       const WriteBucket& write) {
  std::vector<std::size_t> touched;
  while (!changed.empty()) {
    const std::uint32_t bucket = bucket_of(changed.front().label);
    const auto is_here = [&](const MapLeaf& leaf) { return bucket_of(leaf.label) == bucket; };
    const auto end = std::ranges::find_if_not(changed, is_here);
    const auto here = changed.first(static_cast<std::size_t>(end - changed.begin()));
    changed = changed.subspan(here.size());
    const MapBucket before = LODESTAR_TRY(checked(bucket, read));
    MapBucket after;
    after.reserve(before.size() + here.size());
    // Of two with one label the first is taken, which is the new one.
    std::ranges::set_union(here, before, std::back_inserter(after), {}, &MapLeaf::label,
                           &MapLeaf::label);
    leaves_ += after.size() - before.size();
    touched.push_back((std::size_t{1} << bits_) + bucket);
    nodes_[touched.back()] = subtree_of(after, bits_);
    LODESTAR_TRY(write(bucket, std::move(after)));
  }
  for (unsigned level = 0; level < bits_; ++level) {
    for (std::size_t& node : touched) node /= 2;
    touched.erase(std::ranges::unique(touched).begin(), touched.end());
    for (const std::size_t node : touched) {
      nodes_[node] = join(nodes_[2 * node], nodes_[2 * node + 1]);
    }
  }
  return {};
}

// The one leaf below a node that is a leaf.
Result<MapLeaf> MapTree::lone_leaf(std::size_t node, const ReadBucket& read) const {
  while (node >> bits_ == 0) node = 2 * node + (nodes_[2 * node].kind == Kind::empty ? 1 : 0);
  const auto bucket = static_cast<std::uint32_t>(node - (std::size_t{1} << bits_));
  const MapBucket leaves = LODESTAR_TRY(checked(bucket, read));
  if (leaves.size() != 1) return Error{Code::corrupt, "a bucket of the map is not what it was"};
  return leaves.front();
}

// Siblings come out from the top downwards here.
MapTree::Found MapTree::find_in(std::span<const MapLeaf> leaves, const Label& label,
                                unsigned depth) {
  Found found;
  while (leaves.size() > 1) {
    const std::size_t middle = split_at(leaves, depth);
    const bool is_right = bit_of(label, depth++);
    const auto left = leaves.first(middle), right = leaves.subspan(middle);
    found.path.siblings.push_back(subtree_of(is_right ? left : right, depth).hash);
    leaves = is_right ? right : left;
  }
  if (leaves.empty()) return found;
  (leaves[0].label == label ? found.leaf : found.path.neighbour) = leaves[0];
  return found;
}

Result<MapTree::Found> MapTree::find(const Label& label, const ReadBucket& read) const {
  std::vector<Hash> siblings;
  std::size_t node = 1;
  unsigned depth = 0;
  for (; depth < bits_ && nodes_[node].kind == Kind::node; ++depth) {
    node = 2 * node + (bit_of(label, depth) ? 1 : 0);
    siblings.push_back(nodes_[node ^ 1U].hash);
  }
  MapBucket leaves;
  if (nodes_[node].kind == Kind::leaf) {
    leaves.push_back(LODESTAR_TRY(lone_leaf(node, read)));
  } else if (nodes_[node].kind == Kind::node) {
    leaves = LODESTAR_TRY(checked(bucket_of(label), read));
  }
  Found found = find_in(leaves, label, depth);
  siblings.insert(siblings.end(), found.path.siblings.begin(), found.path.siblings.end());
  std::ranges::reverse(siblings);
  found.path.siblings = std::move(siblings);
  return found;
}

}  // namespace lodestar::ledger
