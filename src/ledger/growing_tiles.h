// SPDX-License-Identifier: Apache-2.0
// The tiles of a growing tree: entries go in, finished tiles and bundles come out.
//
// Shapes   it holds the right edge alone: on each level the hashes of the tile that is not full.
// Units    entries.
// Errors   corrupt, invalid: what read() was given is no edge; whatever the receiver of tiles says,
//          after which the object is of no more use.
// Cost     a leaf and a node hash an entry; a root about 300 node hashes. At most 16 MB (a bundle).
// Threads  pure; one thread at a time.
// Source   c2sp.org/tlog-tiles.
// Example  LODESTAR_TRY(tiles.add(entry, write)); LODESTAR_TRY(tiles.give_partial(from, write));
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/tiles.h"

namespace lodestar::ledger {

class GrowingTiles {
 public:
  using Give = std::function<Status(const TileId& tile, std::string_view bytes)>;
  GrowingTiles() = default;
  // Goes on from a tree of `size`; `bundle` is its partial bundle, empty where it has none.
  static Result<GrowingTiles> read(std::uint64_t size, const ReadTile& read, std::string bundle);

  // A tile that becomes full is given at once.
  Status add(std::string_view entry, const Give& give);
  // The partial tiles of the tree of `size` (which this one has grown through) that a tree of
  // `from` had not, as far as they are not full now.
  Status give_partial(std::uint64_t from, std::uint64_t size, const Give& give) const;

  std::uint64_t size() const { return size_; }
  Hash root() const;

 private:
  Status rise(const Give& give);
  std::uint64_t size_ = 0;
  std::string bundle_;
  std::vector<std::uint32_t> ends_;  // of the entries in bundle_
  std::vector<std::vector<Hash>> levels_;
};

}  // namespace lodestar::ledger
