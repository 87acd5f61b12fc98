// SPDX-License-Identifier: Apache-2.0
#include "ledger/growing_tiles.h"

#include <gtest/gtest.h>

#include <map>

#include "support/dice.h"
#include "support/oracle/merkle.h"

namespace lodestar::ledger {
namespace {

struct Written {
  std::map<std::string, std::string> files;
  GrowingTiles::Give give() {
    return [this](const TileId& tile, std::string_view bytes) {
      files[to_path(tile)] = bytes;
      return Status();
    };
  }
  ReadTile read() {
    return [this](const TileId& tile) -> Result<std::span<const Hash>> {
      const std::string& bytes = files.at(to_path(tile));
      return std::span(reinterpret_cast<const Hash*>(bytes.data()), bytes.size() / 32);
    };
  }
};

std::string entry_of(std::size_t index) {
  return std::string(index % 7, 'e') + std::to_string(index);
}

std::string bundle_of(std::size_t from, std::size_t end) {
  std::string bundle;
  for (; from < end; ++from) append_entry(bundle, entry_of(from));
  return bundle;
}

TEST(GrowingTiles, have_the_root_of_every_size) {
  GrowingTiles tiles;
  Written written;
  std::vector<Hash> leaves;
  EXPECT_EQ(tiles.root(), empty_root());
  for (std::size_t i = 0; i < 600; ++i) {
    leaves.push_back(hash_leaf(entry_of(i)));
    ASSERT_TRUE(tiles.add(entry_of(i), written.give()));
    ASSERT_EQ(tiles.root(), oracle::root_of(leaves)) << i + 1;
  }
}

TEST(GrowingTiles, give_what_a_published_size_has_and_its_predecessor_had_not) {
  GrowingTiles tiles;
  lodestar::testing::Dice dice(1);
  Written written;
  std::uint64_t published = 0;
  while (published < 70000) {
    const std::uint64_t size = published + 1 + dice.below(published < 2000 ? 300 : 20000);
    written.files.clear();
    while (tiles.size() < size) ASSERT_TRUE(tiles.add(entry_of(tiles.size()), written.give()));
    ASSERT_TRUE(tiles.give_partial(published, size, written.give()));
    std::size_t expected = 0;
    for (const TileId& tile : new_tiles(published, size)) {
      ASSERT_TRUE(written.files.contains(to_path(tile))) << to_path(tile) << " of " << size;
      ++expected;
      const std::uint64_t first = tile.index * kTileWidth;
      if (tile.level == TileId::kEntries) {
        ASSERT_EQ(written.files[to_path(tile)], bundle_of(first, first + tile.width));
      } else {
        ASSERT_EQ(written.files[to_path(tile)].size(), tile.width * 32U);
      }
    }
    EXPECT_EQ(written.files.size(), expected);
    published = size;
  }
}

TEST(GrowingTiles, read_again_go_on_as_if_never_stopped) {
  for (const std::uint64_t stop : {0, 1, 255, 256, 257, 65536, 65800}) {
    GrowingTiles tiles;
    Written written;
    while (tiles.size() < stop) ASSERT_TRUE(tiles.add(entry_of(tiles.size()), written.give()));
    ASSERT_TRUE(tiles.give_partial(0, stop, written.give()));
    GrowingTiles again =
        GrowingTiles::read(stop, written.read(), bundle_of(stop - stop % 256, stop)).value();
    EXPECT_EQ(again.root(), tiles.root());
    for (int i = 0; i < 600; ++i) {
      ASSERT_TRUE(tiles.add(entry_of(tiles.size()), written.give()));
      ASSERT_TRUE(again.add(entry_of(again.size()), written.give()));
    }
    EXPECT_EQ(again.root(), tiles.root()) << stop;
  }
}

TEST(GrowingTiles, give_partial_tiles_of_sizes_grown_past) {
  GrowingTiles tiles;
  Written written, later;
  while (tiles.size() < 300) ASSERT_TRUE(tiles.add(entry_of(tiles.size()), written.give()));
  ASSERT_TRUE(tiles.give_partial(0, 290, later.give()));
  EXPECT_EQ(later.files["tile/entries/001.p/34"], bundle_of(256, 290));
  EXPECT_EQ(later.files["tile/0/001.p/34"].size(), 34U * 32);
  EXPECT_EQ(later.files["tile/1/000.p/1"].size(), 32U);
  EXPECT_EQ(later.files.size(), 3U);
}

TEST(GrowingTiles, are_not_read_from_a_bundle_of_another_size) {
  Written written;
  EXPECT_FALSE(GrowingTiles::read(3, written.read(), bundle_of(0, 2)));
}

}  // namespace
}  // namespace lodestar::ledger
