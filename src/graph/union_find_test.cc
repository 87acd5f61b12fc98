// SPDX-License-Identifier: Apache-2.0
#include "graph/union_find.h"

#include <gtest/gtest.h>

#include "support/dice.h"

namespace lodestar::graph {
namespace {

using testing::Dice;

TEST(UnionFind, the_smallest_element_is_the_root) {
  UnionFind sets(5);
  sets.join(4, 2);
  sets.join(2, 3);
  EXPECT_EQ(sets.find(4), 2U);
  EXPECT_EQ(sets.join(1, 4), 1U);
  EXPECT_EQ(sets.find(3), 1U);
  EXPECT_EQ(sets.find(0), 0U);
}
TEST(UnionFind, agrees_with_relabelling_everything) {
  Dice dice(1);
  for (int round = 0; round < 100; ++round) {
    const std::uint32_t size = 1 + dice.below(30);
    UnionFind sets(size);
    std::vector<std::uint32_t> label(size);
    std::iota(label.begin(), label.end(), 0U);
    for (unsigned step = dice.below(40); step > 0; --step) {
      const std::uint32_t a = dice.below(size);
      const std::uint32_t b = dice.below(size);
      sets.join(a, b);
      const auto [low, high] = std::minmax({label[a], label[b]});
      for (std::uint32_t& l : label)
        if (l == high) l = low;
    }
    for (std::uint32_t x = 0; x < size; ++x) EXPECT_EQ(sets.find(x), label[x]);
  }
}

}  // namespace
}  // namespace lodestar::graph
