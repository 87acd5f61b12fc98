// SPDX-License-Identifier: Apache-2.0
#include "ledger/tiles.h"

#include <gtest/gtest.h>

#include <map>

#include "ledger/checkpoint.h"
#include "ledger/note.h"
#include "support/dice.h"
#include "support/ledger_scene.h"
#include "support/oracle/merkle.h"
#include "support/public_data.h"

namespace lodestar::ledger {
namespace {

using lodestar::testing::test_leaves;

// The tiles of a tree, from its leaves, as the definition says it.
class Forest {
 public:
  explicit Forest(const std::vector<Hash>& leaves) : levels_{leaves} {
    while (levels_.back().size() >= kTileWidth) {
      const std::span<const Hash> below = levels_.back();
      std::vector<Hash> level;
      for (std::size_t i = 0; i + kTileWidth <= below.size(); i += kTileWidth)
        level.push_back(oracle::root_of(below.subspan(i, kTileWidth)));
      levels_.push_back(level);
    }
  }
  TileReader reader() {
    return TileReader([this](const TileId& tile) -> Result<std::span<const Hash>> {
      ++reads;
      const std::span<const Hash> level = levels_.at(tile.level);
      return level.subspan(tile.index * kTileWidth, tile.width);
    });
  }
  std::size_t reads = 0;

 private:
  std::vector<std::vector<Hash>> levels_;
};

TEST(TilePath, is_written_as_the_specification_writes_it) {
  EXPECT_EQ(to_path({0, 1234067}), "tile/0/x001/x234/067");
  EXPECT_EQ(to_path({0, 0}), "tile/0/000");
  EXPECT_EQ(to_path({3, 999, 17}), "tile/3/999.p/17");
  EXPECT_EQ(to_path({TileId::kEntries, 1000, 1}), "tile/entries/x001/000.p/1");
}

TEST(TilePath, is_read_back_as_it_was_written) {
  for (const std::uint64_t index : {0UL, 7UL, 999UL, 1000UL, 1234067UL, 999999999UL, 1UL << 40}) {
    for (const std::uint8_t level : std::initializer_list<std::uint8_t>{0, 1, 63, 255}) {
      for (const std::uint32_t width : {1U, 255U, 256U})
        EXPECT_EQ(parse_path(to_path({level, index, width})), (TileId{level, index, width}));
    }
  }
}

TEST(TilePath, has_no_other_spelling) {
  for (const char* path : {"",
                           "tile",
                           "tile/0",
                           "tile/0/",
                           "tile/0/00",
                           "tile/0/0000",
                           "tile/00/000",
                           "tile/64/000",
                           "tile/0/x000/001",
                           "tile/0/001/000",
                           "tile/0/x001/x000",
                           "tile/0/000.p/0",
                           "tile/0/000.p/256",
                           "tile/0/000.p/01",
                           "tile/0/000.p/",
                           "tile/0/000.p/1/2",
                           "tile/-1/000",
                           "tile/0/+01",
                           "tile/Entries/000",
                           "/tile/0/000",
                           "tile/0/000/",
                           "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
                           "tile/0/x018/x446/x744/x073/x709/x552/000",  // 2^64 + 384
                           "tile/0/x001000"})
    EXPECT_FALSE(parse_path(path)) << path;
}

TEST(NewTiles, of_70000_entries_are_those_that_the_specification_counts) {
  std::map<std::pair<int, std::uint32_t>, int> counts;
  for (const TileId& tile : new_tiles(0, 70000)) ++counts[{tile.level, tile.width}];
  const std::map<std::pair<int, std::uint32_t>, int> expected{
      {{255, 256}, 273}, {{255, 112}, 1}, {{0, 256}, 273}, {{0, 112}, 1},
      {{1, 256}, 1},     {{1, 17}, 1},    {{2, 1}, 1}};
  EXPECT_EQ(counts, expected);
}

TEST(NewTiles, of_256_entries_are_a_whole_tile_and_one_of_width_1_above) {
  const std::vector<TileId> expected{{TileId::kEntries, 0}, {0, 0}, {1, 0, 1}};
  EXPECT_EQ(new_tiles(255, 256), expected);
}

TEST(NewTiles, are_none_where_nothing_was_added) {
  EXPECT_TRUE(new_tiles(0, 0).empty());
  EXPECT_TRUE(new_tiles(70000, 70000).empty());
}

TEST(Bundle, gives_its_entries_back) {
  const std::vector<std::string> entries{"", "one", std::string(kLongestEntry, 'x'), "\n"};
  std::string bundle;
  for (const auto& entry : entries) append_entry(bundle, entry);
  const auto found = parse_bundle(bundle, 4);
  ASSERT_TRUE(found);
  EXPECT_TRUE(std::ranges::equal(*found, entries));
}

TEST(Bundle, must_end_with_its_last_entry) {
  std::string bundle;
  append_entry(bundle, "abc");
  for (std::size_t length = 0; length < bundle.size(); ++length)
    EXPECT_FALSE(parse_bundle(std::string_view(bundle).substr(0, length), 1)) << length;
  EXPECT_FALSE(parse_bundle(bundle + "x", 1));
  EXPECT_FALSE(parse_bundle(bundle, 2));
  EXPECT_FALSE(parse_bundle(bundle, 0));
}

void expect_all_agrees(std::size_t size, std::span<const Hash> leaves, TileReader& tiles) {
  const auto tree = leaves.first(size);
  ASSERT_EQ(root_of(size, tiles).value(), oracle::root_of(tree)) << size;
  for (std::size_t index = 0; index < size; ++index) {
    ASSERT_EQ(prove_inclusion({index, size}, tiles).value(), oracle::prove_inclusion(index, tree))
        << index << " of " << size;
  }
  for (std::size_t older = 1; older <= size; ++older) {
    ASSERT_EQ(prove_consistency(older, size, tiles).value(), oracle::prove_subtree(0, older, tree))
        << older << " of " << size;
  }
}

TEST(Tiles, give_every_root_and_proof_of_all_small_trees) {
  const auto leaves = test_leaves(40);
  Forest forest(leaves);
  TileReader tiles = forest.reader();  // one for all sizes: what it keeps must not mislead it
  for (std::size_t size = 1; size <= leaves.size(); ++size) expect_all_agrees(size, leaves, tiles);
}

TEST(Tiles, give_every_subtree_proof_of_all_small_trees) {
  const auto leaves = test_leaves(33);
  Forest forest(leaves);
  TileReader tiles = forest.reader();
  for (std::size_t size = 1; size <= leaves.size(); ++size) {
    for (std::size_t start = 0; start < size; ++start) {
      for (std::size_t end = start + 1; end <= size; ++end) {
        if (is_subtree({start, end})) {
          ASSERT_EQ(prove_subtree_consistency({start, end}, size, tiles).value(),
                    oracle::prove_subtree(start, end, std::span(leaves).first(size)))
              << start << " " << end << " " << size;
        }
      }
    }
  }
}

TEST(Tiles, agree_with_the_recursion_where_tiles_end) {
  const auto leaves = test_leaves(1100);
  Forest forest(leaves);
  TileReader tiles = forest.reader();
  for (const std::size_t size : {255, 256, 257, 300, 511, 512, 513, 1024, 1100}) {
    const auto tree = std::span(leaves).first(size);
    ASSERT_EQ(root_of(size, tiles).value(), oracle::root_of(tree)) << size;
    for (std::size_t i = 0; i < size; i += 13) {
      ASSERT_EQ(prove_inclusion({i, size}, tiles).value(), oracle::prove_inclusion(i, tree)) << i;
      ASSERT_EQ(prove_consistency(i + 1, size, tiles).value(),
                oracle::prove_subtree(0, i + 1, tree));
    }
  }
}

TEST(Tiles, agree_with_the_recursion_on_random_larger_trees) {
  const auto leaves = test_leaves(140000);
  Forest forest(leaves);
  TileReader tiles(forest.reader());
  lodestar::testing::Dice dice(1);
  for (int round = 0; round < 6; ++round) {
    const std::size_t size = 65000 + dice.below(75000);
    const auto tree = std::span(leaves).first(size);
    const TreeHead head{size, oracle::root_of(tree)};
    ASSERT_EQ(root_of(size, tiles).value(), head.root);
    for (int i = 0; i < 200; ++i) {
      const std::size_t index = dice.below(static_cast<std::uint32_t>(size));
      const auto proof = prove_inclusion({index, size}, tiles).value();
      ASSERT_TRUE(holds_inclusion({index, size}, leaves[index], proof, head.root));
    }
    const std::size_t older = 1 + dice.below(static_cast<std::uint32_t>(size));
    ASSERT_TRUE(holds_consistency({older, oracle::root_of(tree.first(older))}, head,
                                  prove_consistency(older, size, tiles).value()));
  }
}

TEST(Tiles, are_each_read_once_for_the_proofs_of_a_sixteenth) {
  const auto leaves = test_leaves(65536);
  Forest forest(leaves);
  TileReader tiles = forest.reader();
  for (std::size_t index = 512; index < 528; ++index)
    EXPECT_TRUE(prove_inclusion({index, 65536}, tiles));
  EXPECT_LE(forest.reads, 3U);
}

TEST(Tiles, stay_right_where_the_reader_may_keep_almost_nothing) {
  const auto leaves = test_leaves(1100);
  Forest forest(leaves);
  TileReader rich = forest.reader();
  TileReader poor(
      [&](const TileId& tile) -> Result<std::span<const Hash>> {
        static std::vector<Hash> buffer;
        const auto begin = leaves.begin() + static_cast<std::ptrdiff_t>(tile.index * kTileWidth);
        if (tile.level == 0) buffer.assign(begin, begin + tile.width);
        if (tile.level == 1) {
          for (buffer.clear(); buffer.size() < tile.width;) {
            buffer.push_back(
                oracle::root_of(std::span(leaves).subspan(buffer.size() * kTileWidth, kTileWidth)));
          }
        }
        return std::span<const Hash>(buffer);
      },
      2000);
  for (std::size_t i = 0; i < 1100; i += 7)
    EXPECT_EQ(prove_inclusion({i, 1100}, poor).value(), prove_inclusion({i, 1100}, rich).value());
}

TEST(Tiles, that_are_too_short_are_corrupt_and_named) {
  TileReader tiles([](const TileId&) { return std::span<const Hash>(); });
  const auto root = root_of(300, tiles);
  ASSERT_FALSE(root);
  EXPECT_EQ(root.error().code, Code::corrupt);
  EXPECT_NE(root.error().message.find("tile/1/000.p/1"), std::string::npos);
}

TEST(Tiles, refuse_proofs_of_what_is_not_in_the_tree) {
  TileReader tiles([](const TileId&) { return std::span<const Hash>(); });
  EXPECT_EQ(prove_inclusion({5, 5}, tiles).error().code, Code::invalid);
  EXPECT_EQ(prove_consistency(6, 5, tiles).error().code, Code::invalid);
  EXPECT_EQ(prove_subtree_consistency({1, 3}, 5, tiles).error().code, Code::invalid);
}

TEST(Edge, has_the_root_of_every_size_it_grows_through) {
  const auto leaves = test_leaves(600);
  Edge edge;
  EXPECT_EQ(edge.root(), empty_root());
  for (std::size_t size = 1; size <= leaves.size(); ++size) {
    edge.add(leaves[size - 1]);
    ASSERT_EQ(edge.root(), oracle::root_of(std::span(leaves).first(size))) << size;
    ASSERT_EQ(edge.size(), size);
  }
}

TEST(Edge, read_from_tiles_grows_on_as_if_it_had_never_stopped) {
  const auto leaves = test_leaves(600);
  Forest forest(leaves);
  TileReader tiles = forest.reader();
  for (const std::size_t from : {0, 1, 255, 256, 257, 511, 600}) {
    Edge edge = Edge::read(from, tiles).value();
    for (std::size_t i = from; i < leaves.size(); ++i) edge.add(leaves[i]);
    EXPECT_EQ(edge.root(), oracle::root_of(leaves)) << from;
  }
}

struct TesseraLog : ::testing::Test {
  const std::filesystem::path folder =
      lodestar::testing::public_data("ledger/tessera-testlog/testdata/log");
  void SetUp() override {
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no ../shared/data/ledger";
  }
  std::string read(const std::string& path) const {
    return lodestar::testing::read_whole(folder / path);
  }
};

TreeHead head_of(const std::string& checkpoint) {
  return parse_checkpoint(parse_note(checkpoint).value().text).value().head;
}

TEST_F(TesseraLog, has_the_tiles_roots_and_proofs_that_we_compute_at_all_16_sizes) {
  std::vector<Hash> leaves;
  std::vector<TreeHead> heads;
  for (std::size_t size = 0; size <= 15; ++size) {
    if (size > 0) {
      const std::string bundle = read(to_path({TileId::kEntries, 0, std::uint32_t(size)}));
      const auto entries = parse_bundle(bundle, static_cast<std::uint32_t>(size)).value();
      leaves.push_back(hash_leaf(entries.back()));
    }
    for (const TileId& tile : new_tiles(size == 0 ? 0 : size - 1, size)) {
      if (tile.level == TileId::kEntries) continue;
      EXPECT_EQ(read(to_path(tile)),
                std::string(reinterpret_cast<const char*>(leaves.data()), leaves.size() * 32));
    }
    const TreeHead head = head_of(read("checkpoint." + std::to_string(size)));
    Forest forest(leaves);
    TileReader tiles = forest.reader();
    EXPECT_EQ(head, (TreeHead{size, root_of(size, tiles).value()}));
    for (std::size_t i = 0; i < size; ++i) {
      EXPECT_TRUE(holds_inclusion({i, size}, leaves[i], prove_inclusion({i, size}, tiles).value(),
                                  head.root));
    }
    for (const TreeHead& older : heads) {
      if (older.size > 0) {
        EXPECT_TRUE(
            holds_consistency(older, head, prove_consistency(older.size, size, tiles).value()));
      }
    }
    heads.push_back(head);
  }
}

}  // namespace
}  // namespace lodestar::ledger
