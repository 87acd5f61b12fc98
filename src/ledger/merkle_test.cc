// SPDX-License-Identifier: Apache-2.0
#include "ledger/merkle.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "support/dice.h"
#include "support/ledger_scene.h"
#include "support/oracle/merkle.h"
#include "support/public_data.h"

namespace lodestar::ledger {
namespace {

using lodestar::testing::test_leaves;
using nlohmann::json;
using Proof = std::vector<Hash>;

// A hash of a vector; for what is not 32 bytes long a hash that stands for it, another each time
// where nothing of that length can be meant.
Hash to_hash(const json& text) {
  const auto decoded = from_base64(text.get<std::string>());
  EXPECT_TRUE(decoded) << text;
  const std::string bytes = decoded.value_or("");
  static int count = 0;
  Hash hash = hash_leaf(bytes.empty() ? std::to_string(++count) : bytes);
  if (bytes.size() == hash.size()) std::ranges::copy(bytes, hash.begin());
  return hash;
}

bool holds(const std::string& kind, const json& v) {
  Proof proof;
  for (const auto& element : v["proof"]) proof.push_back(to_hash(element));
  if (kind == "inclusion") {
    return holds_inclusion({v["leafIdx"], v["treeSize"]}, to_hash(v["leafHash"]), proof,
                           to_hash(v["root"]));
  }
  if (kind == "consistency") {
    return holds_consistency({v["size1"], to_hash(v["root1"])}, {v["size2"], to_hash(v["root2"])},
                             proof);
  }
  const Range range{v["start"], v["end"]};
  if (kind == "subtreeinclusion") {
    return holds_subtree_inclusion(v["leafIdx"], range, to_hash(v["leafHash"]), proof,
                                   to_hash(v["root"]));
  }
  return holds_subtree_consistency(range, to_hash(v["root1"]), {v["size"], to_hash(v["root2"])},
                                   proof);
}

TEST(Merkle, AllPublicVectorsAreJudgedAsTheySay) {
  const auto folder = lodestar::testing::public_data("ledger/merkle-testdata/testdata");
  std::size_t judged = 0;
  for (const std::string kind :
       {"inclusion", "consistency", "subtreeinclusion", "subtreeconsistency"}) {
    for (const auto& file : lodestar::testing::files_below(folder / kind, ".json")) {
      const json vector = json::parse(lodestar::testing::read_whole(file));
      EXPECT_NE(holds(kind, vector), vector["wantErr"].get<bool>()) << file << vector["desc"];
      ++judged;
    }
  }
  if (judged == 0) GTEST_SKIP() << "no ../shared/data/ledger";
  EXPECT_EQ(judged, 518U);
}

TEST(Merkle, the_empty_tree_and_one_leaf_hash_as_the_rfc_says) {
  EXPECT_EQ(crypto::to_hex(empty_root()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(crypto::to_hex(hash_leaf("")),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

TEST(Merkle, proofs_made_as_the_rfc_defines_them_hold_and_lead_to_no_other_root) {
  const std::vector<Hash> leaves = test_leaves(70);
  const auto tree = [&](std::size_t size) {
    return TreeHead{size, oracle::root_of(std::span(leaves).first(size))};
  };
  for (std::size_t size = 1; size <= leaves.size(); ++size) {
    const auto all = std::span(leaves).first(size);
    for (std::size_t i = 0; i < size; ++i) {
      const Proof proof = oracle::prove_inclusion(i, all);
      EXPECT_TRUE(holds_inclusion({i, size}, leaves[i], proof, tree(size).root));
      for (std::size_t other = 0; other < size; ++other)
        EXPECT_EQ(holds_inclusion({other, size}, leaves[i], proof, tree(size).root), other == i);
    }
    for (std::size_t older = 1; older < size; ++older) {
      const Proof proof = oracle::prove_subtree(0, older, all);
      EXPECT_TRUE(holds_consistency(tree(older), tree(size), proof));
      EXPECT_FALSE(holds_consistency(tree(older), {size, tree(older).root}, proof));
      EXPECT_FALSE(holds_consistency({older - 1, tree(older).root}, tree(size), proof));
    }
  }
}

TEST(Merkle, every_subtree_of_every_small_tree_is_proven) {
  const std::vector<Hash> leaves = test_leaves(33);
  for (std::size_t size = 1; size <= leaves.size(); ++size) {
    const auto all = std::span(leaves).first(size);
    const TreeHead tree{size, oracle::root_of(all)};
    for (std::size_t start = 0; start < size; ++start) {
      for (std::size_t end = start + 1; end <= size; ++end) {
        if (!is_subtree({start, end})) continue;
        const Hash root = oracle::root_of(all.subspan(start, end - start));
        EXPECT_TRUE(holds_subtree_consistency({start, end}, root, tree,
                                              oracle::prove_subtree(start, end, all)));
      }
    }
  }
}

TEST(Merkle, a_proof_with_anything_changed_holds_no_more) {
  const std::vector<Hash> leaves = test_leaves(100);
  lodestar::testing::Dice dice(1);
  for (int round = 0; round < 2000; ++round) {
    const std::size_t size = 2 + dice.below(98),
                      index = dice.below(static_cast<std::uint32_t>(size));
    const auto all = std::span(leaves).first(size);
    Proof proof = oracle::prove_inclusion(index, all);
    if (dice.below(2) == 0) {
      proof[dice.below(static_cast<std::uint32_t>(proof.size()))][dice.below(32)] ^= 1;
    } else if (dice.below(2) == 0) {
      proof.pop_back();
    } else {
      proof.push_back(leaves[0]);
    }
    EXPECT_FALSE(holds_inclusion({index, size}, leaves[index], proof, oracle::root_of(all)));
  }
}

TEST(Merkle, sizes_at_the_end_of_the_numbers_are_no_trap) {
  constexpr std::uint64_t kMost = ~std::uint64_t{0};
  EXPECT_FALSE(holds_inclusion({kMost, kMost}, Hash{}, {}, Hash{}));
  EXPECT_FALSE(holds_inclusion({kMost - 1, kMost}, Hash{}, {}, Hash{}));
  EXPECT_FALSE(holds_consistency({kMost - 1, Hash{}}, {kMost, Hash{}}, {}));
  EXPECT_TRUE(is_subtree({0, kMost}));
  EXPECT_FALSE(is_subtree({1, kMost}));
  EXPECT_FALSE(is_subtree({kMost, kMost}));
}

}  // namespace
}  // namespace lodestar::ledger
