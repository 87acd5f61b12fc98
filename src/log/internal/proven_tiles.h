// SPDX-License-Identifier: Apache-2.0
// Tiles of a log that nobody trusts: each is handed on only if it leads to the root of the tree.
//
// The partial tiles at the right edge are read first; together they must make the root. A full tile
// must have the root that the tile above it says, which was proven before. So whatever is read from
// here is what the checkpoint's signature stands for, or else SHA-256 is broken.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/tiles.h"

namespace lodestar::log::internal {

// not_found: the log has no such file; unavailable: nobody knows.
using FetchFile = std::function<Result<std::string>(const std::string& path)>;

// The file of a tile or bundle; of a partial one that is gone, the full one in its place.
struct FoundTile {
  std::string path, bytes;
  std::uint32_t width = 0;
};
Result<FoundTile> fetch_tile(const FetchFile& fetch, const ledger::TileId& tile);

// It keeps the edge and one full tile a level: 128 kB for any log.
class ProvenTiles {
 public:
  // not_found, corrupt: a tile is missing or wrong (which); unavailable.
  static Result<ProvenTiles> read(const ledger::TreeHead& head, FetchFile fetch);
  // A tile of that tree, as wide as the tree has it. The hashes are readable until the next call.
  Result<std::span<const ledger::Hash>> operator()(const ledger::TileId& tile);

 private:
  using Hashes = std::vector<ledger::Hash>;
  struct Kept {
    std::uint64_t index = 0;
    Hashes hashes;
  };
  ProvenTiles(const ledger::TreeHead& head, FetchFile fetch)
      : head_(head), fetch_(std::move(fetch)) {}
  Result<Hashes> fetch(const ledger::TileId& tile) const;
  ledger::Hash root_of_edge() const;

  ledger::TreeHead head_;
  FetchFile fetch_;
  std::map<std::uint8_t, Hashes> edge_;
  std::map<std::uint8_t, Kept> kept_;
};

}  // namespace lodestar::log::internal
