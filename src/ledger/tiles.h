// SPDX-License-Identifier: Apache-2.0
// A tree as files: tiles of up to 256 hashes, bundles of up to 256 entries, and proofs out of them.
//
// Shapes   a tile holds the hashes of 256 (or, at the right edge, fewer) neighbouring nodes, eight
//          levels of the tree apart; a bundle their entries, each behind its length in two bytes.
// Units    levels of tiles (eight of the tree's); bytes.
// Errors   invalid: no path, no bundle; corrupt: a tile has not the length that it must have, told
//          by its path; whatever the reader says.
// Cost     a proof: one tile a level, and 11 hashes in each where the reader keeps its 16ths.
// Threads  pure.
// Source   c2sp.org/tlog-tiles; RFC 6962.
// Example  to_path({.level = 0, .index = 1234067})  // "tile/0/x001/x234/067"
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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
  std::uint32_t width = kTileWidth;  // of a partial tile: 1 to 255
  friend bool operator==(const TileId&, const TileId&) = default;
};
std::string to_path(const TileId& tile);
std::optional<TileId> parse_path(std::string_view path);

// The tiles, bundles included, that a tree of `size` has and one of `from` had not, lowest level
// first: what must be written when it grows.
std::vector<TileId> new_tiles(std::uint64_t from, std::uint64_t size);

void append_entry(std::string& bundle, std::string_view entry);  // entry <= kLongestEntry
Result<std::vector<std::string_view>> parse_bundle(std::string_view bytes, std::uint32_t entries);

// Hashes of a tile that must exist in the tree of `size` asked about; a full one may be given where
// a partial one is asked for.
using ReadTile = std::function<Result<std::span<const Hash>>(const TileId&)>;

Result<Hash> root_of(std::uint64_t size, const ReadTile& read);
Result<std::vector<Hash>> prove_inclusion(LeafOf leaf, const ReadTile& read);
Result<std::vector<Hash>> prove_consistency(std::uint64_t older, std::uint64_t newer,
                                            const ReadTile& read);
Result<std::vector<Hash>> prove_subtree_consistency(Range subtree, std::uint64_t size,
                                                    const ReadTile& read);

// The right edge of a growing tree: all that is needed to add to it and to know its root.
class Edge {
 public:
  Edge() = default;
  static Result<Edge> read(std::uint64_t size, const ReadTile& read);
  void add(const Hash& leaf);
  std::uint64_t size() const { return size_; }
  Hash root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> whole_;  // roots of whole subtrees, the largest first
};

}  // namespace lodestar::ledger
