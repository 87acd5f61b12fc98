// SPDX-License-Identifier: Apache-2.0
// A map from labels to what is known about them, under one hash: anybody can check that a label has
// this value, or that it has none.
//
// Shapes   a binary trie over the 256 bits of the labels, the highest first. A subtree without a
//          leaf is one fixed hash; a subtree with one leaf is that leaf; any other is the hash of
//          its two halves. Leaves lie in buckets, sorted, by the first bits of their labels; the
//          complete tree above the buckets is held here.
// Units    bits, leaves.
// Errors   whatever the reader and writer of buckets say; corrupt: what it read is not in order, or
//          not of that bucket.
// Cost     of 10 million labels: a proof 4 us, its check 3 us, 256 new ones 2 ms, building 7 s; a
//          path as it is written 1.2 kB. Memory: 66 bytes a bucket.
// Threads  pure; const members by many at once if the reader can.
// Source   the map of CONIKS (Melara et al., USENIX Security 2015), with lone leaves drawn up to
//          where they are alone, as in the Jellyfish and Libra tries: paths have log2 n nodes.
// Example  MapTree tree = LODESTAR_TRY(MapTree::build(0, read)); tree.prove(label, read)
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "ledger/leaf.h"
#include "ledger/merkle.h"

namespace lodestar::ledger {

using Label = Hash;

struct MapLeaf {
  Label label{};
  Hash value{};
  friend bool operator==(const MapLeaf&, const MapLeaf&) = default;
};
Hash hash_map_leaf(const MapLeaf& leaf);
Hash hash_map_node(const Hash& left, const Hash& right);
Hash empty_map_root();

// An entry of the log in the list of those that share a label.
struct ListEntry {
  std::uint64_t index = 0;
  Leaf leaf;
  friend bool operator==(const ListEntry&, const ListEntry&) = default;
};
Hash hash_list_entry(const ListEntry& entry);  // a leaf of the list's tree, which is RFC 6962's

// What a label maps to. Without the blind nobody can tell how long the list is, or try which
// entries are in it: a proof that a label is absent shows a neighbour's value.
using Blind = Hash;
Hash map_value(const Blind& blind, const TreeHead& list);

// From a label up to the root.
struct MapPath {
  std::vector<Hash> siblings;        // the deepest first; at most 256
  std::optional<MapLeaf> neighbour;  // in an absent label's place; without one it is empty
};
// The roots in which the label has the value, and in which it has none. None where the path cannot
// be one: too long, or the neighbour is not on the label's way.
std::optional<Hash> root_of_presence(const MapLeaf& leaf, const MapPath& path);
std::optional<Hash> root_of_absence(const Label& label, const MapPath& path);

using MapBucket = std::vector<MapLeaf>;  // sorted by label
using ReadBucket = std::function<Result<MapBucket>(std::uint32_t bucket)>;
using WriteBucket = std::function<Status(std::uint32_t bucket, MapBucket leaves)>;

inline constexpr unsigned kMostBucketBits = 24;
// Leaves on average, from which on there should be more buckets: few are quick to hash and cost
// little in memory; files would have ten times as many.
inline constexpr std::uint64_t kFullBucket = 16;

class MapTree {
 public:
  MapTree() : MapTree(0) {}
  static Result<MapTree> build(unsigned bits, const ReadBucket& read);  // 2^bits buckets

  Hash root() const;
  std::uint64_t leaves() const { return leaves_; }
  unsigned bits() const { return bits_; }
  bool is_full() const { return bits_ < kMostBucketBits && leaves_ >> bits_ >= kFullBucket; }
  std::uint32_t bucket_of(const Label& label) const;

  // Sorted, each label once; a label that is there has the new value then.
  Status update(std::span<const MapLeaf> changed, const ReadBucket& read, const WriteBucket& write);
  // Of the label's value, or of its absence.
  struct Found {
    std::optional<MapLeaf> leaf;
    MapPath path;
  };
  Result<Found> find(const Label& label, const ReadBucket& read) const;

 private:
  enum class Kind : std::uint8_t { empty, leaf, node };
  struct Subtree {
    Hash hash = empty_map_root();
    Kind kind = Kind::empty;
  };
  explicit MapTree(unsigned bits) : bits_(bits), nodes_(std::size_t{2} << bits) {}
  static Subtree join(const Subtree& left, const Subtree& right);
  static Subtree subtree_of(std::span<const MapLeaf> leaves, unsigned depth);
  Result<MapBucket> checked(std::uint32_t bucket, const ReadBucket& read) const;
  Result<MapLeaf> lone_leaf(std::size_t node, const ReadBucket& read) const;
  static Found find_in(std::span<const MapLeaf> leaves, const Label& label, unsigned depth);

  unsigned bits_ = 0;
  std::uint64_t leaves_ = 0;
  std::vector<Subtree> nodes_;  // the root is 1, the halves of i are 2i and 2i + 1
};

}  // namespace lodestar::ledger
