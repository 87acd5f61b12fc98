// SPDX-License-Identifier: Apache-2.0
#include "log/internal/proven_tiles.h"

#include <fmt/core.h>

#include <cstring>
#include <utility>

namespace lodestar::log::internal {

using ledger::Hash;
using ledger::kTileWidth;
using ledger::TileId;

namespace {

constexpr unsigned kBitsOfTile = 8;

// Of two to a power of hashes.
Hash root_over(std::span<const Hash> hashes) {
  std::vector<Hash> row(hashes.begin(), hashes.end());
  for (; row.size() > 1; row.resize(row.size() / 2)) {
    for (std::size_t i = 0; i < row.size() / 2; ++i) {
      row[i] = ledger::hash_node(row[2 * i], row[2 * i + 1]);
    }
  }
  return row[0];
}

}  // namespace

Result<FoundTile> fetch_tile(const FetchFile& fetch, const TileId& tile) {
  std::string path = to_path(tile);
  auto bytes = fetch(path);
  if (bytes) return FoundTile{std::move(path), *std::move(bytes), tile.width};
  if (bytes.error().code != Code::not_found || tile.width == kTileWidth) return bytes.error();
  auto wider = fetch(ledger::to_path({tile.level, tile.index}));
  if (!wider) return wider.error().code == Code::not_found ? bytes.error() : wider.error();
  return FoundTile{ledger::to_path({tile.level, tile.index}), *std::move(wider), kTileWidth};
}

Result<ProvenTiles> ProvenTiles::read(const ledger::TreeHead& head, FetchFile fetch) {
  ProvenTiles tiles(head, std::move(fetch));
  for (std::uint8_t level = 0; level < 64 / kBitsOfTile; ++level) {
    const std::uint64_t nodes = head.size >> kBitsOfTile * level;
    if (nodes % kTileWidth == 0) continue;
    const TileId last = ledger::tile_of(level, nodes / kTileWidth, head.size);
    tiles.edge_[level] = LODESTAR_TRY(tiles.fetch(last));
  }
  if (tiles.root_of_edge() == head.root) return tiles;
  return Error{Code::corrupt, fmt::format("the tiles at the right edge of the tree of {} do not "
                                          "make the root of its checkpoint",
                                          head.size)};
}

Hash ProvenTiles::root_of_edge() const {
  std::vector<Hash> whole;
  std::uint64_t before = 0;  // entries in the subtrees so far
  for (unsigned bit = 64; bit-- > 0;) {
    if ((head_.size >> bit & 1) == 0) continue;
    const auto level = static_cast<std::uint8_t>(bit / kBitsOfTile);
    const std::size_t first = (before >> kBitsOfTile * level) % kTileWidth;
    const std::size_t count = std::size_t{1} << bit % kBitsOfTile;
    whole.push_back(root_over(std::span(edge_.at(level)).subspan(first, count)));
    before += std::uint64_t{1} << bit;
  }
  return whole.empty() ? ledger::empty_root() : ledger::fold_whole(whole);
}

Result<ProvenTiles::Hashes> ProvenTiles::fetch(const TileId& tile) const {
  const FoundTile found = LODESTAR_TRY(fetch_tile(fetch_, tile));
  if (found.bytes.size() != found.width * sizeof(Hash)) {
    return Error{Code::corrupt, fmt::format("{}: it has {} bytes and must have {}", found.path,
                                            found.bytes.size(), found.width * sizeof(Hash))};
  }
  Hashes hashes(tile.width);
  std::memcpy(hashes.data(), found.bytes.data(), hashes.size() * sizeof(Hash));
  return hashes;
}

Result<std::span<const Hash>> ProvenTiles::operator()(const TileId& tile) {
  if (tile.width < kTileWidth) return std::span<const Hash>(edge_.at(tile.level));
  if (const auto kept = kept_.find(tile.level);
      kept != kept_.end() && kept->second.index == tile.index) {
    return std::span<const Hash>(kept->second.hashes);
  }
  Hashes hashes = LODESTAR_TRY(fetch(tile));
  const auto above = static_cast<std::uint8_t>(tile.level + 1);
  const auto parent =
      LODESTAR_TRY((*this)(ledger::tile_of(above, tile.index / kTileWidth, head_.size)));
  if (root_over(hashes) != parent[tile.index % kTileWidth]) {
    return Error{Code::corrupt,
                 fmt::format("{}: its hashes are not those of the signed tree", to_path(tile))};
  }
  Kept& kept = kept_[tile.level];
  kept = {tile.index, std::move(hashes)};
  return std::span<const Hash>(kept.hashes);
}

}  // namespace lodestar::log::internal
