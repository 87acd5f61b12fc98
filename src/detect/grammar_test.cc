// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/grammar.h"

#include <gtest/gtest.h>

#include <charconv>
#include <set>
#include <string>

#include "detect/internal/compose.h"
#include "detect/internal/tongue.h"

namespace lodestar::detect::internal {
namespace {

// Everything a rule can say.
std::set<std::string> said(std::string_view bytes, std::string_view rule) {
  auto grammar = read_grammar("test.txt", bytes);
  EXPECT_TRUE(grammar.has_value()) << grammar.error().message;
  const Tongue tongue{.grammar = *std::move(grammar), .bodies = {}, .digit_words = {}};
  const RuleId id = tongue.grammar.find(rule);
  std::set<std::string> all;
  Dice dice(1);
  for (int i = 0; i < 2000; ++i) {
    std::string out;
    append_expanded(tongue, 0, id, dice.below(tongue.alternatives(id)), dice, out);
    all.insert(out);
  }
  return all;
}

std::string complaint(std::string_view bytes) {
  const auto grammar = read_grammar("test.txt", bytes);
  return grammar ? "none" : grammar.error().message;
}

using Words = std::set<std::string>;

TEST(Grammar, AChoiceSaysOneOfItsWordsOrNone) {
  EXPECT_EQ(said("a: call [me|us|] now | stop\n", "a"),
            (Words{"call me now", "call us now", "call  now", "stop"}));
}

TEST(Grammar, ChoicesMayHoldChoicesAndRules) {
  EXPECT_EQ(said("a: [to <b>|by [car|bus]]\nb: Elvas | Beja\n", "a"),
            (Words{"to Elvas", "to Beja", "by car", "by bus"}));
}

TEST(Grammar, ANumberRunsFromLowToHighInSteps) {
  EXPECT_EQ(said("a: %(20-35:5) m\n", "a"), (Words{"20 m", "25 m", "30 m", "35 m"}));
  EXPECT_EQ(said("a: %(7-9)\n", "a"), (Words{"7", "8", "9"}));
}

TEST(Grammar, WhatIsWrongIsToldWithItsLine) {
  EXPECT_EQ(complaint("a: x\nb: [y|z\n"), "test.txt, line 2: a [ without its ]");
  EXPECT_EQ(complaint("a: %(9-7)\n"), "test.txt, line 1: a number is %(20-90) or %(20-90:5)");
  EXPECT_EQ(complaint("a: %(1-9:0)\n"), "test.txt, line 1: a number is %(20-90) or %(20-90:5)");
  EXPECT_EQ(complaint("a: [x|<b>]\n"), "test.txt, line 1: no rule is called b");
}

TEST(Tongues, SpeakOfAdultsOnly) {
  const auto tongues = read_tongues();
  ASSERT_TRUE(tongues.has_value()) << tongues.error().message;
  EXPECT_EQ(tongues->size(), 8U);
  for (const Tongue& tongue : *tongues) {
    for (std::uint32_t i = 0; i < tongue.alternatives(tongue.age); ++i) {
      const std::string_view words = tongue.words_of(tongue.age, i);
      int age = 0;
      std::from_chars(words.data(), words.data() + words.size(), age);
      EXPECT_GE(age, 21) << tongue.grammar.language;
    }
  }
}

// A benign posting may hold as many indicators as the published rates give it.
TEST(Tongues, HaveEnoughIndicatorsForThePublishedRates) {
  const auto tongues = read_tongues();
  ASSERT_TRUE(tongues.has_value());
  for (const Tongue& tongue : *tongues) {
    EXPECT_GE(tongue.job_hints.size(), 8U) << tongue.grammar.language;
    EXPECT_GE(tongue.adult_hints.size(), 3U) << tongue.grammar.language;
    EXPECT_GE(tongue.job_signs.size(), 5U) << tongue.grammar.language;
    EXPECT_GE(tongue.adult_signs.size(), 4U) << tongue.grammar.language;
  }
}

}  // namespace
}  // namespace lodestar::detect::internal
