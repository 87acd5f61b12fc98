// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/variation.h"

#include <gtest/gtest.h>

#include "support/dice.h"

namespace lodestar::detect {
namespace {

// Texts of `columns` words; says() is what differs, everything else is as most have it.
class Texts {
 public:
  Texts(std::size_t columns, std::uint32_t texts) {
    variation.columns = columns;
    variation.weight = texts;
    variation.contacts.assign(columns, 0);
    variation.is_number.assign(columns, false);
    variation.rewritten.assign(columns, 0);
  }
  void says(std::size_t column, std::uint32_t filler) {
    variation.differences.push_back({.place = static_cast<std::uint32_t>(2 * column + 1),
                                     .filler = filler,
                                     .bits = filler == kNoFiller ? 0U : 80U});
  }
  void inserts(std::size_t gap, std::uint32_t filler) {
    variation.differences.push_back(
        {.place = static_cast<std::uint32_t>(2 * gap), .filler = filler, .bits = 80});
  }
  // Each word is left out or exchanged with this chance, in a hundred.
  void edit(std::uint32_t percent) {
    testing::Dice dice{7};
    for (std::uint32_t text = 0; text < variation.weight; ++text) {
      for (std::size_t column = 0; column < variation.columns; ++column) {
        if (dice.below(100) < percent)
          says(column, dice.below(2) == 0 ? kNoFiller : 1000 + dice.below(60));
      }
    }
  }
  std::vector<std::size_t> slots() const {
    std::vector<std::size_t> found;
    const Varying varying = find_varying(variation);
    for (std::size_t i = 0; i < varying.columns.size(); ++i) {
      if (varying.columns[i]) found.push_back(i);
    }
    return found;
  }
  Variation variation;
};

using Slots = std::vector<std::size_t>;

TEST(Variation, a_word_that_differs_in_every_text_is_a_slot) {
  Texts texts(30, 5);
  for (std::uint32_t filler = 1; filler <= 4; ++filler) texts.says(9, filler);
  EXPECT_EQ(texts.slots(), Slots{9});
}

TEST(Variation, a_word_changed_in_one_text_of_five_is_an_edit) {
  Texts texts(30, 5);
  texts.says(9, 1);
  EXPECT_EQ(texts.slots(), Slots{});
}

TEST(Variation, two_fillers_that_share_the_texts_are_a_slot_though_one_has_the_majority) {
  Texts texts(30, 5);
  texts.says(9, 1), texts.says(9, 1);
  EXPECT_EQ(texts.slots(), Slots{9});
}

TEST(Variation, what_half_of_many_texts_leave_out_is_a_slot) {
  Texts texts(30, 100);
  for (int i = 0; i < 48; ++i) texts.says(9, kNoFiller);
  EXPECT_EQ(texts.slots(), Slots{9});
}

TEST(Variation, edits_everywhere_make_no_slot_anywhere) {
  for (const std::uint32_t count : {40U, 400U}) {
    Texts texts(60, count);
    texts.edit(10);
    EXPECT_EQ(texts.slots(), Slots{}) << count;
  }
}

TEST(Variation, slots_are_found_among_edits) {
  Texts texts(60, 30);
  texts.edit(8);
  std::erase_if(texts.variation.differences,
                [](const Difference& one) { return one.place == 2 * 20 + 1; });
  for (std::uint32_t filler = 1; filler < 26; ++filler) texts.says(20, filler);
  EXPECT_EQ(texts.slots(), Slots{20});
}

TEST(Variation, a_word_that_most_fillers_of_a_slot_share_belongs_to_it) {
  //   carers at night / drivers at hand / nannies     "at" stands in two of three
  Texts texts(30, 30);
  for (std::uint32_t text = 0; text < 30; ++text) {
    texts.says(9, 1 + text), texts.says(11, 100 + text);
    if (text % 3 == 0) texts.says(10, 200 + text);
  }
  EXPECT_EQ(texts.slots(), (Slots{9, 10, 11}));
}

TEST(Variation, a_contact_written_in_two_ways_is_a_slot_and_one_odd_one_of_many_is_not) {
  Texts some(30, 5);
  some.variation.contacts[9] = 5, some.variation.rewritten[9] = 1;
  EXPECT_EQ(some.slots(), Slots{9});
  Texts many(30, 150);
  many.variation.contacts[9] = 150, many.variation.rewritten[9] = 1;
  EXPECT_EQ(many.slots(), Slots{});
}

TEST(Variation, words_that_most_texts_put_between_two_fixed_ones_are_a_slot) {
  Texts texts(30, 6);
  for (std::uint32_t filler = 1; filler <= 5; ++filler) texts.inserts(4, filler);
  texts.inserts(12, 9);
  const Varying varying = find_varying(texts.variation);
  EXPECT_TRUE(varying.gaps[4]);
  EXPECT_FALSE(varying.gaps[12]);
}

TEST(Variation, no_columns_no_slots) { EXPECT_EQ(Texts(0, 3).slots(), Slots{}); }

}  // namespace
}  // namespace lodestar::detect
