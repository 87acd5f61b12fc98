// SPDX-License-Identifier: Apache-2.0
// A tree as files: tiles of up to 256 hashes, bundles of up to 256 entries, and proofs out of them.
//
// Shapes   a tile holds the hashes of 256 (or, at the right edge, fewer) neighbouring nodes, eight
//          levels of the tree apart; a bundle their entries, each behind its length in two bytes.
// Units    levels of tiles (eight of the tree's); bytes.
// Errors   invalid: no bundle, no such proof; corrupt: a tile has not the length that it must have,
//          told by its path; whatever the reader says.
// Cost     a proof: one tile of the lowest level is read and 11 hashes made in it; the levels above
//          are kept.
// Threads  pure; a TileReader is one thread's at a time.
// Source   c2sp.org/tlog-tiles; RFC 6962.
// Example  to_path({.level = 0, .index = 1234067})  // "tile/0/x001/x234/067"
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "ledger/merkle.h"

namespace lodestar::ledger {

inline constexpr std::uint64_t kTileWidth = 256;
inline constexpr std::size_t kLongestEntry = 65535;  // bytes

struct TileId {
  static constexpr std::uint8_t kEntries = 255;  // the level of bundles
  std::uint8_t level = 0;
  std::uint64_t index = 0;
  std::uint32_t width = kTileWidth;  // 1 to 255 where partial
  friend bool operator==(const TileId&, const TileId&) = default;
};
std::string to_path(const TileId& tile);
std::optional<TileId> parse_path(std::string_view path);

// The tiles that a tree of `size` has and one of `from` had not: what must be written when it
// grows. Bundles come first, then the lowest level.
std::vector<TileId> new_tiles(std::uint64_t from, std::uint64_t size);

// Of a tree of `size`: as wide as that tree has it.
TileId tile_of(std::uint8_t level, std::uint64_t index, std::uint64_t size);

void append_entry(std::string& bundle, std::string_view entry);  // entry <= kLongestEntry
Result<std::vector<std::string_view>> parse_bundle(std::string_view bytes, std::uint32_t entries);

// The hashes of a tile that the tree asked about has; a longer one may be given where a partial one
// is asked for, a shorter one may not. They stay readable until the next call.
using ReadTile = std::function<Result<std::span<const Hash>>(const TileId&)>;

// The root of the whole subtree of 2^level entries, `index` such subtrees from the left.
struct Node {
  std::uint8_t level = 0;
  std::uint64_t index = 0;
};

// Nodes out of tiles. It keeps of each tile what costs most to find again: of the lowest level the
// 31 nodes from its sixteenths upward (1 kB), of the few tiles above all of them (16 kB).
class TileReader {
 public:
  explicit TileReader(ReadTile read, std::size_t most_kept = std::size_t{64} << 20)  // bytes
      : read_(std::move(read)), most_kept_(most_kept) {}
  Result<Hash> node(Node node, std::uint64_t size);  // which is in the tree of `size`

 private:
  Result<std::span<const Hash>> read(const TileId& tile);
  Result<std::span<const Hash>> upper_nodes(const TileId& tile, unsigned lowest);
  ReadTile read_;
  std::size_t most_kept_, kept_bytes_ = 0;
  std::unordered_map<std::uint64_t, std::vector<Hash>> kept_;  // of whole tiles
  std::unordered_map<std::uint64_t, std::vector<Hash>> kept_partial_;
  std::uint64_t partial_size_ = 0;  // the tree that these are of
  std::optional<TileId> last_;
  std::span<const Hash> last_hashes_;
};

// The root over whole subtrees, the largest first, as the bits of a size tell them.
Hash fold_whole(std::span<const Hash> whole);

Result<Hash> root_of(std::uint64_t size, TileReader& tiles);
Result<std::vector<Hash>> prove_inclusion(LeafOf leaf, TileReader& tiles);
Result<std::vector<Hash>> prove_consistency(std::uint64_t older, std::uint64_t newer,
                                            TileReader& tiles);
Result<std::vector<Hash>> prove_subtree_consistency(Range subtree, std::uint64_t size,
                                                    TileReader& tiles);

// The right edge of a growing tree: all that is needed to add to it and to know its root.
class Edge {
 public:
  Edge() = default;
  static Result<Edge> read(std::uint64_t size, TileReader& tiles);
  void add(const Hash& leaf);
  std::uint64_t size() const { return size_; }
  Hash root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> whole_;  // roots of whole subtrees, the largest first
};

}  // namespace lodestar::ledger
