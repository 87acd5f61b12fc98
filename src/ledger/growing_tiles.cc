// SPDX-License-Identifier: Apache-2.0
#include "ledger/growing_tiles.h"

#include <fmt/core.h>

#include <bit>
#include <span>

namespace lodestar::ledger {
namespace {

std::string_view bytes_of(std::span<const Hash> hashes) {
  return {reinterpret_cast<const char*>(hashes.data()), hashes.size_bytes()};
}

}  // namespace

Result<GrowingTiles> GrowingTiles::read(std::uint64_t size, const ReadTile& read,
                                        std::string bundle) {
  GrowingTiles tiles;
  tiles.size_ = size;
  const auto entries = static_cast<std::uint32_t>(size % kTileWidth);
  std::uint32_t end = 0;
  for (const std::string_view entry : LODESTAR_TRY(parse_bundle(bundle, entries)))
    tiles.ends_.push_back(end += static_cast<std::uint32_t>(2 + entry.size()));
  tiles.bundle_ = std::move(bundle);
  std::uint8_t level = 0;
  for (std::uint64_t nodes = size; nodes > 0; nodes /= kTileWidth, ++level) {
    auto& hashes = tiles.levels_.emplace_back();
    const TileId tile = tile_of(level, nodes / kTileWidth, size);
    if (tile.width == 0) continue;
    const std::span<const Hash> found = LODESTAR_TRY(read(tile));
    if (found.size() < tile.width) {
      return Error{Code::corrupt, fmt::format("{}: it has {} hashes and must have {}",
                                              to_path(tile), found.size(), tile.width)};
    }
    hashes.assign(found.begin(), found.begin() + tile.width);
  }
  return tiles;
}

Status GrowingTiles::add(std::string_view entry, const Give& give) {
  append_entry(bundle_, entry);
  ends_.push_back(static_cast<std::uint32_t>(bundle_.size()));
  if (levels_.empty()) levels_.emplace_back();
  levels_[0].push_back(hash_leaf(entry));
  ++size_;
  return size_ % kTileWidth == 0 ? rise(give) : Status();
}

// Gives the tiles that have just become full; the root of each is a hash of the level above.
Status GrowingTiles::rise(const Give& give) {
  LODESTAR_TRY(give({TileId::kEntries, size_ / kTileWidth - 1}, bundle_));
  bundle_.clear(), ends_.clear();
  std::uint64_t nodes = size_ / kTileWidth;
  for (std::uint8_t level = 0; levels_[level].size() == kTileWidth; ++level, nodes /= kTileWidth) {
    LODESTAR_TRY(give({level, nodes - 1}, bytes_of(levels_[level])));
    Edge whole;
    for (const Hash& hash : levels_[level]) whole.add(hash);
    if (levels_.size() == level + 1U) levels_.emplace_back();
    levels_[level + 1U].push_back(whole.root());
    levels_[level].clear();
  }
  return {};
}

Status GrowingTiles::give_partial(std::uint64_t from, std::uint64_t size, const Give& give) const {
  for (const TileId& tile : new_tiles(from, size)) {
    const bool is_bundle = tile.level == TileId::kEntries;
    const std::uint8_t level = is_bundle ? 0 : tile.level;
    const TileId last = tile_of(tile.level, size_ >> 8 * level >> 8, size_);
    if (tile.width == kTileWidth || tile.index != last.index) continue;
    const std::string_view bytes = is_bundle
                                       ? std::string_view(bundle_).substr(0, ends_[tile.width - 1])
                                       : bytes_of(std::span(levels_[level]).first(tile.width));
    LODESTAR_TRY(give(tile, bytes));
  }
  return {};
}

Hash GrowingTiles::root() const {
  std::vector<Hash> whole;
  for (std::size_t level = levels_.size(); level-- > 0;) {
    std::span<const Hash> left = levels_[level];
    while (!left.empty()) {
      const std::size_t width = std::bit_floor(left.size());
      Edge part;
      for (const Hash& hash : left.first(width)) part.add(hash);
      whole.push_back(part.root());
      left = left.subspan(width);
    }
  }
  return fold_whole(whole);
}

}  // namespace lodestar::ledger
