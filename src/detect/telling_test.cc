// SPDX-License-Identifier: Apache-2.0
// Who warns of a contact, or says what was done to them, is no evidence: their names, places and
// contacts are their own. What the others offer stays a lead, and an offer that borrows the words
// of a warning stays one too. All of it is invented.
#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

struct Posted {
  std::string text, place;
};

std::vector<Lead> leads_of(const std::vector<Posted>& posted) {
  Postings postings;
  const auto file = postings.add_file("f");
  for (const Posted& one : posted) {
    Postings::Row row{.fields = {"", "", one.text}};
    row.fields[static_cast<std::size_t>(Field::place)] = one.place;
    postings.add(file, row);
  }
  auto found = analyse(postings, built_in_indicators(), {.parallel = {.threads = 1}});
  return found ? std::move(found->leads) : std::vector<Lead>();
}

std::vector<Posted> offers() {
  std::vector<Posted> posted;
  posted.reserve(12);
  for (std::size_t i = 0; i < 12; ++i) {
    posted.push_back(
        {"Cleaners wanted in Leeds. Passport kept at the office, flight deducted from "
         "wages. Ask for " +
             std::string(kRotatingNames[i % 4]) + " 07481 227 940",
         "Leeds"});
  }
  return posted;
}

std::vector<Posted> tales() {
  const std::vector<std::string> told = {
      "I am {n}. I was cheated by the people behind 07481227940, write me too: {n}@mail.example",
      "07481 227 940 is dangerous, my friend {n} was locked in. Police know",
      "Did anybody work for 07481 227 940? They have my sister's passport. Message me, {n} {p}"};
  const std::vector<std::string> names = {"Mia", "Grace", "Harry", "Liam", "Ella", "Oliver"};
  std::vector<Posted> posted;
  for (std::size_t i = 0; i < 10; ++i) {
    std::string text = told[i % told.size()];
    replace_all(text, "{n}", names[i % names.size()]);
    replace_all(text, "{p}", "07417 967 80" + std::to_string(i));
    posted.push_back({text, i % 2 == 0 ? "Bristol" : "Hull"});
  }
  return posted;
}

TEST(WhoTellsOfAContact, AddsNoNamePlaceOrContactToTheLead) {
  auto posted = offers();
  const auto alone = leads_of(posted);
  std::ranges::move(tales(), std::back_inserter(posted));
  const auto both = leads_of(posted);
  ASSERT_EQ(alone.size(), 1U);
  ASSERT_EQ(both.size(), 1U);
  EXPECT_EQ(both[0].postings, alone[0].postings + 10);  // they are in it, and counted for nothing
  EXPECT_EQ(both[0].contacts, 1U);
  EXPECT_EQ(both[0].title, alone[0].title);
  for (const Evidence& one : both[0].evidence) {
    if (one.indicator == "told_by_others") continue;
    for (const Quote& quote : one.quotes) EXPECT_LT(quote.posting, 12U) << one.indicator;
  }
  const Evidence* told = find_evidence(both[0], "told_by_others");
  ASSERT_NE(told, nullptr) << evidence_of(both);
  EXPECT_EQ(told->postings, 10U);
  EXPECT_EQ(told->title, "ten postings warn of it or tell about it");
  EXPECT_EQ(find_evidence(alone[0], "told_by_others"), nullptr);
}

TEST(WhoTellsOfAContact, IsNoLeadAlone) {
  EXPECT_TRUE(leads_of(tales()).empty()) << evidence_of(leads_of(tales()));
}

class Warning : public testing::TestWithParam<std::string_view> {};
TEST_P(Warning, ShowsThatItTellsAndNothingThatSpeaksForALead) {
  Postings one;
  one.add(one.add_file("x"), {.fields = {"", "", GetParam()}});
  std::vector<Sign> seen;
  IndicatorReader(built_in_indicators()).read(one, 0, seen);
  const Indicators& indicators = built_in_indicators();
  ASSERT_FALSE(seen.empty()) << GetParam();
  EXPECT_EQ(seen[0].rule, indicators.rule_of_telling()) << GetParam();
  for (const Sign& sign : std::span(seen).subspan(1)) {
    ASSERT_LT(sign.rule, indicators.words.size()) << GetParam();
    EXPECT_LT(indicators.words[sign.rule].strength, 0) << GetParam();
  }
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, Warning,
    testing::Values("Beware of 07481 227 940, ask for Anna and they keep your passport",
                    "I was cheated by these people, my name is Mia",
                    "They took my passport and my wages. I am Ella",
                    "Do not call this number, the man is violent. Call me, Nora",
                    "The job from Mark is a scam, I lost my money", "07481 227 940 is a scam",
                    "Scam alert! Mark asks a fee before departure",
                    "Cuidado con este número, preguntan por Ana y guardan tu pasaporte",
                    "Me engañaron, soy Lucía, me quitaron el pasaporte",
                    "No llamen a este número, son estafadores",
                    "Attention à ce numéro, ils gardent le passeport. Je suis Lina",
                    "On m'a pris mon passeport, je m'appelle Zoé",
                    "Осторожно, этот номер мошенники. Меня зовут Анна",
                    "Меня обманули, у меня забрали паспорт, зовут Ольга",
                    "Cuidado com este número, são burlões. Sou a Rita",
                    "Fui enganada, tiraram o meu passaporte, chamo-me Rita",
                    "Warnung vor 07481 227 940, ich bin die Lena",
                    "Die haben mich betrogen und mir den Pass abgenommen, ich heiße Mara"));

// The words of a warning buy no silence.
class OfferThatBorrowsAWarning : public testing::TestWithParam<std::string_view> {};
TEST_P(OfferThatBorrowsAWarning, StaysALead) {
  EXPECT_EQ(leads_of_repeated(std::string(GetParam()) + " Ask for {n} 07481 227 940").size(), 1U)
      << GetParam();
}
INSTANTIATE_TEST_SUITE_P(
    ByHand, OfferThatBorrowsAWarning,
    testing::Values("Beware of this: other agencies cheat. Pickers wanted in {t}, passports are "
                    "kept at the office.",
                    "Scam alert, others are fake! Cleaners wanted in {t}. We keep your passport.",
                    "Not like the man who took my money. Farm jobs in {t}, 400 a week, passport is "
                    "kept at the office.",
                    "Do not call that number, call us. Hotel jobs in {t}, the flight is deducted "
                    "from wages and your passport is kept.",
                    "Cuidado con ese número. Buscamos camareras, guardamos tu pasaporte, 900 al "
                    "mes.",
                    "Attention aux arnaques. Nous recrutons, nous gardons votre passeport, 1300 "
                    "par mois.",
                    "Осторожно, мошенники! Требуются рабочие, паспорт хранится у бригадира, 60000 "
                    "в месяц.",
                    "Cuidado com burlões. Procura-se pessoal, ficamos com o passaporte, 800 por "
                    "mês.",
                    "Warnung vor Betrug. Wir suchen Helfer, wir behalten den Pass, 1400 im "
                    "Monat."));

}  // namespace
}  // namespace lodestar::detect
