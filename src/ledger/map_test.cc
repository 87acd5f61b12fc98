// SPDX-License-Identifier: Apache-2.0
#include "ledger/map.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "support/dice.h"
#include "support/oracle/map.h"

namespace lodestar::ledger {
namespace {

using lodestar::testing::Dice;

// Buckets in memory.
struct Buckets {
  std::vector<MapBucket> buckets;
  explicit Buckets(unsigned bits) : buckets(std::size_t{1} << bits) {}
  ReadBucket read() {
    return [this](std::uint32_t bucket) -> Result<MapBucket> { return buckets.at(bucket); };
  }
  WriteBucket write() {
    return [this](std::uint32_t bucket, MapBucket leaves) -> Status {
      buckets.at(bucket) = std::move(leaves);
      return {};
    };
  }
};

// Labels of which many agree in their first bits: some in all but the last.
Label label_of(Dice& dice) {
  Label label{};
  if (dice.below(3) != 0) label = crypto::sha256({std::to_string(dice.below(200))});
  if (dice.below(3) == 0) label[31] = static_cast<unsigned char>(dice.below(4));
  if (dice.below(4) == 0) label[0] = static_cast<unsigned char>(dice.below(256));
  return label;
}

MapBucket sorted(const oracle::Leaves& leaves) {
  MapBucket list;
  for (const auto& [label, value] : leaves) list.push_back({label, value});
  return list;
}

TEST(Map, of_nothing_is_one_hash_and_has_no_label) {
  Buckets buckets(0);
  const MapTree tree;
  EXPECT_EQ(tree.root(), empty_map_root());
  const auto found = tree.find(crypto::sha256({"a"}), buckets.read()).value();
  EXPECT_FALSE(found.leaf);
  EXPECT_EQ(root_of_absence(crypto::sha256({"a"}), found.path), empty_map_root());
}

TEST(Map, of_one_label_is_its_leaf) {
  Buckets buckets(3);
  MapTree tree = MapTree::build(3, buckets.read()).value();
  const MapLeaf leaf{crypto::sha256({"a"}), crypto::sha256({"1"})};
  ASSERT_TRUE(tree.update({&leaf, 1}, buckets.read(), buckets.write()));
  EXPECT_EQ(tree.root(), hash_map_leaf(leaf));
  EXPECT_TRUE(tree.find(leaf.label, buckets.read())->path.siblings.empty());
}

// Whatever the order, the batches and the number of buckets, the root is the one that the
// definition gives; each label is proven to be there or not to be, and never both.
TEST(Map, agrees_with_its_definition_and_proves_every_label) {
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    Dice dice(seed);
    const unsigned bits = dice.below(7);
    Buckets buckets(bits);
    MapTree tree = MapTree::build(bits, buckets.read()).value();
    oracle::Leaves all;
    for (std::uint32_t batch = dice.below(6); batch > 0; --batch) {
      oracle::Leaves changed;
      for (std::uint32_t i = dice.below(30); i > 0; --i) {
        changed[label_of(dice)] = crypto::sha256({std::to_string(dice.below(1000))});
      }
      for (const auto& [label, value] : changed) all[label] = value;
      ASSERT_TRUE(tree.update(sorted(changed), buckets.read(), buckets.write()));
      ASSERT_EQ(tree.root(), oracle::map_root(all)) << seed;
      ASSERT_EQ(tree.leaves(), all.size());
    }
    ASSERT_EQ(MapTree::build(bits, buckets.read())->root(), tree.root());
    for (int i = 0; i < 60; ++i) {
      const Label label = label_of(dice);
      const auto found = tree.find(label, buckets.read()).value();
      ASSERT_EQ(found.leaf.has_value(), all.contains(label)) << seed;
      if (!found.leaf) {
        ASSERT_EQ(root_of_absence(label, found.path), tree.root());
        continue;
      }
      ASSERT_EQ(found.leaf->value, all[label]);
      ASSERT_EQ(root_of_presence(*found.leaf, found.path), tree.root());
      ASSERT_NE(root_of_absence(label, found.path), tree.root());
      MapPath as_neighbour = found.path;
      as_neighbour.neighbour = *found.leaf;
      ASSERT_EQ(root_of_absence(label, as_neighbour), std::nullopt);
    }
  }
}

struct SmallMap : ::testing::Test {
  SmallMap() {
    for (int i = 0; i < 300; ++i) {
      all[crypto::sha256({std::to_string(i)})] = crypto::sha256({"value", std::to_string(i)});
    }
    EXPECT_TRUE(tree.update(sorted(all), buckets.read(), buckets.write()));
  }
  oracle::Leaves all;
  Buckets buckets{0};
  MapTree tree;
};

void flip(Hash& hash, std::size_t bit) {
  hash[bit / 8] ^= static_cast<unsigned char>(1U << (bit % 8));
}

TEST_F(SmallMap, no_changed_bit_of_a_proof_leads_to_the_root) {
  const Label there = crypto::sha256({"7"});
  const auto found = tree.find(there, buckets.read()).value();
  for (std::size_t bit = 0; bit < 256; ++bit) {
    MapLeaf other = *found.leaf;
    flip(other.value, bit);
    EXPECT_NE(root_of_presence(other, found.path), tree.root());
    other = *found.leaf;
    flip(other.label, bit);
    EXPECT_NE(root_of_presence(other, found.path), tree.root());
  }
  for (std::size_t i = 0; i < found.path.siblings.size() * 256; ++i) {
    MapPath path = found.path;
    flip(path.siblings[i / 256], i % 256);
    EXPECT_NE(root_of_presence(*found.leaf, path), tree.root());
  }
}

TEST_F(SmallMap, a_neighbour_off_the_way_proves_no_absence) {
  int neighbours = 0;
  for (int i = 1000; i < 1100; ++i) {
    const Label label = crypto::sha256({std::to_string(i)});
    const auto found = tree.find(label, buckets.read()).value();
    ASSERT_FALSE(found.leaf);
    ASSERT_EQ(root_of_absence(label, found.path), tree.root());
    EXPECT_EQ(root_of_presence({label, {}}, found.path) == tree.root(), false);
    if (!found.path.neighbour) continue;
    ++neighbours;
    for (std::size_t bit = 0; bit < 256; ++bit) {
      MapPath path = found.path;
      flip(path.neighbour->label, bit);
      EXPECT_NE(root_of_absence(label, path), tree.root());
      path = found.path;
      flip(path.neighbour->value, bit);
      EXPECT_NE(root_of_absence(label, path), tree.root());
    }
  }
  EXPECT_GT(neighbours, 10);
}

TEST_F(SmallMap, a_path_longer_than_a_label_is_none) {
  MapPath path{.siblings = std::vector<Hash>(257)};
  EXPECT_FALSE(root_of_presence({}, path));
  EXPECT_FALSE(root_of_absence({}, path));
  path.neighbour = MapLeaf{.label = crypto::sha256({""})};
  EXPECT_FALSE(root_of_absence({}, path));
  path.siblings.pop_back();
  EXPECT_FALSE(root_of_absence({}, path));
}

TEST_F(SmallMap, buckets_out_of_order_are_told) {
  std::swap(buckets.buckets[0][3], buckets.buckets[0][4]);
  EXPECT_EQ(tree.find({}, buckets.read()).error().code, Code::corrupt);
  EXPECT_EQ(MapTree::build(0, buckets.read()).error().code, Code::corrupt);
  Buckets two(1);
  Label high{};
  high[0] = 0x80;
  two.buckets[0].push_back({.label = high});
  EXPECT_EQ(MapTree::build(1, two.read()).error().code, Code::corrupt);
}

TEST(Map, value_depends_on_blind_count_and_list) {
  const Blind blind = crypto::sha256({"blind"});
  const TreeHead list{.size = 2, .root = crypto::sha256({"list"})};
  std::set<Hash> values{map_value(blind, list), map_value({}, list),
                        map_value(blind, {.size = 3, .root = list.root}),
                        map_value(blind, {.size = 2})};
  EXPECT_EQ(values.size(), 4U);
}

}  // namespace
}  // namespace lodestar::ledger
