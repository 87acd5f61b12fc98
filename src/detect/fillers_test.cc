// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/fillers.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace lodestar::detect {
namespace {

constexpr std::uint32_t kEdit = 24;  // three bits

std::vector<FieldWord> cut(std::string_view text) {
  std::vector<text::Word> words;
  text::cut_words(text, words);
  std::vector<FieldWord> cut;
  for (const text::Word& word : words) cut.push_back({word, Field::text});
  return cut;
}

// Slot 0 was seen with towns, slot 1 with a name and an age.
Fillers seen() {
  Fillers fillers(2, kEdit);
  for (const char* town : {"Riga", "Ghent", "Riga", "Oslo"}) fillers.learn(0, cut(town));
  for (const char* name : {"Anna 24", "Ruth 31", "Vera 27"}) fillers.learn(1, cut(name));
  return fillers;
}

constexpr Fillers::Element kTown{.slot = 0}, kName{.slot = 1};
Fillers::Element fixed(std::string_view word) {
  return {.word = text::hash_word(text::fold_word(word))};
}

// The fillers of the slots, each in brackets, with the words around them.
std::string explain(std::vector<Fillers::Element> elements, std::string_view text) {
  const std::vector<FieldWord> words = cut(text);
  const std::vector<std::uint8_t> bits(words.size(), 80);
  std::vector<Region> regions;
  seen().explain({.elements = elements, .words = words, .bits = bits}, regions);
  std::string out;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (elements[i].slot == Fillers::kFixed) continue;
    const auto [begin, end] = regions[i];
    out += '[';
    if (begin < end) {
      const std::uint32_t start = words[begin].word.span.start;
      out += text.substr(start, words[end - 1].word.span.end - start);
    }
    out += ']';
  }
  return out;
}

TEST(Fillers, a_word_inserted_beside_a_filler_is_not_part_of_it) {
  EXPECT_EQ(explain({kTown}, "ember Ghent"), "[Ghent]");
  EXPECT_EQ(explain({kTown}, "Ghent ember"), "[Ghent]");
}

TEST(Fillers, a_fixed_word_that_is_missing_takes_no_word_from_the_filler) {
  EXPECT_EQ(explain({fixed("in"), kTown}, "Ghent"), "[Ghent]");
  EXPECT_EQ(explain({kName, fixed("years")}, "Celia 21"), "[Celia 21]");
}

TEST(Fillers, a_fixed_word_that_was_exchanged_is_not_part_of_the_filler) {
  EXPECT_EQ(explain({fixed("in"), kTown}, "ember Cork"), "[Cork]");
  EXPECT_EQ(explain({kName, fixed("years")}, "Celia 21 ember"), "[Celia 21]");
}

TEST(Fillers, slots_with_a_missing_word_between_them_share_the_words) {
  EXPECT_EQ(explain({kTown, fixed("with"), kName}, "Ghent Anna 31"), "[Ghent][Anna 31]");
}

TEST(Fillers, nothing_is_an_empty_filler) { EXPECT_EQ(explain({kTown}, ""), "[]"); }

TEST(Fillers, a_filler_stays_in_its_field) {
  std::vector<FieldWord> words = cut("Ghent Riga");
  words[0].field = Field::title;
  const std::vector<std::uint8_t> bits(2, 80);
  const std::vector<Fillers::Element> elements = {
      {.slot = 0, .has_field = true, .field = Field::title},
      {.slot = 1, .has_field = true, .field = Field::text}};
  std::vector<Region> regions;
  seen().explain({.elements = elements, .words = words, .bits = bits}, regions);
  EXPECT_EQ(regions[0].end, 1U);
  EXPECT_EQ(regions[1].begin, 1U);
  EXPECT_EQ(regions[1].end, 2U);
}

}  // namespace
}  // namespace lodestar::detect
