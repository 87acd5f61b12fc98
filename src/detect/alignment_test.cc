// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/alignment.h"

#include <gtest/gtest.h>

#include "support/dice.h"
#include "support/oracle/chain_oracle.h"

namespace lodestar::detect {
namespace {

// A text of random words out of a few, weighted by the word.
struct RandomText {
  RandomText(testing::Dice& dice, std::size_t size, std::uint32_t vocabulary) {
    for (std::size_t i = 0; i < size; ++i) {
      words.push_back(dice.below(vocabulary));
      bits.push_back(static_cast<std::uint8_t>(4 + 13 * (words.back() % 17)));
      lone += bits.back();
    }
  }
  Weighted view() const { return {words, bits, lone}; }
  std::vector<std::uint32_t> words;
  std::vector<std::uint8_t> bits;
  std::uint32_t lone = 0;
};

TEST(Aligner, finds_the_score_that_the_recurrence_defines) {
  testing::Dice dice(7);
  Aligner aligner;  // reused: nothing of an earlier alignment may show in a later one
  for (int round = 0; round < 600; ++round) {
    const RandomText a(dice, 1 + dice.below(30), 3 + dice.below(60));
    const RandomText b(dice, 1 + dice.below(30), 3 + dice.below(60));
    aligner.set_rows(a.view());
    EXPECT_EQ(aligner.align(b.view(), 0).score, testing::best_chain(a.view(), b.view())) << round;
  }
}

TEST(Aligner, a_path_ascends_and_joins_equal_words) {
  testing::Dice dice(8);
  Aligner aligner;
  std::vector<std::pair<std::uint16_t, std::uint16_t>> path;
  for (int round = 0; round < 300; ++round) {
    const RandomText a(dice, 1 + dice.below(40), 20);
    const RandomText b(dice, 1 + dice.below(40), 20);
    aligner.set_rows(a.view());
    aligner.trace(b.view(), 8, path);
    for (std::size_t i = 0; i < path.size(); ++i) {
      EXPECT_EQ(a.words[path[i].first], b.words[path[i].second]);
      if (i > 0) {
        EXPECT_LT(path[i - 1].first, path[i].first);
        EXPECT_LT(path[i - 1].second, path[i].second);
      }
    }
  }
}

TEST(Aligner, one_shared_sentence_is_no_similarity_but_many_shared_places_are) {
  std::vector<std::uint32_t> a(40), b(40), sentence(40);
  for (std::uint32_t i = 0; i < 40; ++i) {
    a[i] = i;
    b[i] = i % 4 == 3 ? 1000 + i : i;          // three of four words, spread
    sentence[i] = i < 30 ? 2000 + i : i - 30;  // ten words in one run
  }
  const std::vector<std::uint8_t> bits(40, 80);
  Aligner aligner;
  aligner.set_rows({a, bits, 3200});
  EXPECT_GT(similarity(aligner.align({b, bits, 3200}, 0), 3200, 3200), 400U);
  EXPECT_LT(similarity(aligner.align({sentence, bits, 3200}, 0), 3200, 3200), 10U);
}

TEST(Aligner, too_few_common_bits_are_not_aligned) {
  const std::vector<std::uint32_t> a = {1, 2, 3}, b = {1, 8, 9};
  const std::vector<std::uint8_t> bits(3, 80);
  Aligner aligner;
  aligner.set_rows({a, bits, 240});
  EXPECT_EQ(aligner.align({b, bits, 240}, 81).score, 0U);
  EXPECT_EQ(aligner.align({b, bits, 240}, 80).score, 80U);
}

}  // namespace
}  // namespace lodestar::detect
