// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "detect/internal/templates.h"

namespace lodestar::detect {
namespace {

TEST(Consensus, what_half_do_not_write_is_a_gap) {
  const Consensus consensus{
      .words = {10, 11, 12, 13, 14},
      .bits = {80, 70, 60, 50, 40},
      .lone_bits = 300,
      .paths = {{0, {{0, 0}, {1, 1}, {4, 2}}},
                {1, {{0, 0}, {1, 1}, {2, 2}, {4, 4}}},
                {2, {{0, 0}}}},
  };
  const Consensus fixed = fixed_words(consensus, 1);
  EXPECT_EQ(fixed.words, (std::vector<std::uint32_t>{10, 11, 1, 14}));
  EXPECT_EQ(fixed.bits, (std::vector<std::uint8_t>{80, 70, 0, 40}));
  EXPECT_EQ(fixed.lone_bits, 190U);
}

TEST(Consensus, without_a_vote_all_words_are_fixed) {
  const Consensus consensus{.words = {10, 11}, .bits = {80, 70}, .lone_bits = 150, .paths = {}};
  EXPECT_EQ(fixed_words(consensus, 1).words, consensus.words);
}

}  // namespace
}  // namespace lodestar::detect
