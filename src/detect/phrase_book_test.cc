// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/phrase_book.h"

#include <fmt/core.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "support/oracle/phrase_oracle.h"

namespace lodestar::detect::internal {
namespace {

const std::vector<std::string> kWords = {"fee",  "feed",   "fees", "pay",
                                         "paid", "before", "be",   "wage"};
const std::vector<std::string> kChoices = {"fee", "fee*", "pa*",  "before",
                                           "be*", "wage", "paid", "feed"};

bool finds_any(const PhraseBook& book, std::string_view text) {
  std::vector<PhraseMatch> found;
  PhraseReader(book).read(text, found);
  return !found.empty();
}

TEST(PhraseBook, FindsWhatTheOracleFinds) {
  std::mt19937_64 dice(5);
  const auto roll = [&](std::size_t sides) { return static_cast<std::size_t>(dice() % sides); };
  std::size_t hits = 0, misses = 0;
  for (int round = 0; round < 3000; ++round) {
    PhraseBook book;
    std::vector<std::vector<oracle::PhrasePlace>> phrases(1 + roll(4));
    const auto rules = static_cast<std::uint16_t>(phrases.size());
    for (std::uint16_t rule = 0; rule < rules; ++rule) {
      std::string written;
      for (auto left = 1 + roll(4); left > 0; --left) {
        oracle::PhrasePlace place;
        for (auto choices = 1 + roll(3); choices > 0; --choices) {
          place.choices.push_back(kChoices[roll(kChoices.size())]);
        }
        if (!phrases[rule].empty() && roll(2) == 0) place.gap = 1 + roll(3);
        written += (written.empty() ? "" : " ") +
                   (place.gap > 0 ? fmt::format("..{} ", place.gap) : "") +
                   fmt::format("({})", fmt::join(place.choices, "|"));
        phrases[rule].push_back(std::move(place));
      }
      ASSERT_TRUE(book.add(rule, "en", written).has_value()) << written;
    }
    book.close();
    PhraseReader reader(book);
    for (int text = 0; text < 10; ++text) {
      std::vector<std::string> words;
      for (auto left = roll(12); left > 0; --left) words.push_back(kWords[roll(kWords.size())]);
      std::vector<PhraseMatch> found;
      reader.read(fmt::format("{}", fmt::join(words, " ")), found);
      for (std::uint16_t rule = 0; rule < rules; ++rule) {
        const bool seen = std::ranges::find(found, rule, &PhraseMatch::rule) != found.end();
        ASSERT_EQ(seen, oracle::matches(phrases[rule], words))
            << fmt::format("{}", fmt::join(words, " "));
        ++(seen ? hits : misses);
      }
    }
  }
  EXPECT_GT(hits, 1000U);
  EXPECT_GT(misses, 1000U);
}

TEST(PhraseBook, AReaderForgetsNothingOverManyWords) {
  PhraseBook book;
  ASSERT_TRUE(book.add(0, "en", "passport kept").has_value());
  book.close();
  PhraseReader reader(book);
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "w" + std::to_string(i) + " ";
  for (int round = 0; round < 2; ++round) {
    std::vector<PhraseMatch> found;
    const std::string raw = text + "passport kept";
    reader.read(raw, found);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(text::cut(raw, found[0].span), "passport kept");
  }
}

TEST(PhraseBook, WordsBehindProtectedOnesAreNoneOfAPhrase) {
  PhraseBook book;
  ASSERT_TRUE(book.add_unless(0, "en", "school"));
  ASSERT_TRUE(book.add_protected("thai"));
  ASSERT_TRUE(book.add_behind_protected("speaking"));
  ASSERT_TRUE(book.add(0, "en", "new girls"));
  book.close();
  const auto finds = [&](std::string_view text) { return finds_any(book, text); };
  EXPECT_TRUE(finds("new girls"));
  EXPECT_TRUE(finds("new thai speaking girls"));
  EXPECT_TRUE(finds("new girls speaking"));
  EXPECT_FALSE(finds("new speaking girls"));
  EXPECT_FALSE(finds("thai school new girls"));
}

TEST(PhraseBook, APhraseExplainsAwayWhatItTouchesOrStandsBesideInOneClause) {
  PhraseBook book;
  ASSERT_TRUE(book.add_turn(Turn::guard, "en", "not"));
  ASSERT_TRUE(book.add_unless(0, "en", "(we|company) ..2 (pay|pays) the"));
  ASSERT_TRUE(book.add_unless(0, "en", "paid by us"));
  ASSERT_TRUE(book.add(0, "en", "fee ..2 (paid|due)"));
  book.close();
  const auto finds = [&](std::string_view text) { return finds_any(book, text); };
  EXPECT_TRUE(finds("the fee is due"));
  EXPECT_FALSE(finds("a fee paid by us"));
  EXPECT_FALSE(finds("the fee due is paid by us"));
  EXPECT_FALSE(finds("we pay the small fee due"));
  EXPECT_TRUE(finds("we do not pay the very small fee due"));
  EXPECT_TRUE(finds("we pay the bus, fee due"));
  EXPECT_TRUE(finds("we pay the bus. Fee due"));
  EXPECT_TRUE(finds("we pay the bus and you walk with a fee due"));
  EXPECT_TRUE(finds("fee due, bus paid by us"));
}

TEST(PhraseBook, NoProtectedWordExplainsAnythingAway) {
  PhraseBook book;
  ASSERT_TRUE(book.add_protected("thai"));
  EXPECT_FALSE(book.add_unless(0, "en", "for thai cooks"));
}

TEST(PhraseBook, OnlyAWordWithOneCapitalIsAName) {
  PhraseBook book;
  ASSERT_TRUE(book.add_no_name("now").has_value());
  book.close();
  for (const auto* name : {"Anna", "Élodie", "Ольга", "Jo"})
    EXPECT_TRUE(book.is_unknown_name(name)) << name;
  for (const auto* other : {"anna", "ANNA", "Now", "A", "24", "", "安娜", "Anna Berta"}) {
    EXPECT_FALSE(book.is_unknown_name(other)) << other;
  }
}

}  // namespace
}  // namespace lodestar::detect::internal
