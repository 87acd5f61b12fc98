// SPDX-License-Identifier: Apache-2.0
// Names in texts whose case tells nothing, at the place where a text opens, between symbols; and
// what is no name. One text in sixteen postings, eight invented names, one number.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "support/repeated_text.h"

namespace lodestar::detect {
namespace {

using Names = std::array<std::string_view, 8>;
constexpr Names kLarge = {"MARK", "ELENA", "RITA", "PAVEL", "ANNA", "LUIS", "MARIA", "VIKTOR"};
constexpr Names kSmall = {"mark", "elena", "rita", "pavel", "anna", "luis", "maria", "viktor"};
constexpr Names kGirls = {"Lola", "Sara", "Kim", "Nadia", "Yuli", "Vera", "Moni", "Carla"};
constexpr Names kLargeGirls = {"LOLA", "SARA", "KIM", "NADIA", "YULI", "VERA", "MONI", "CARLA"};
constexpr Names kRussian = {"МАРИЯ", "АННА", "ЛИДИЯ", "ЕЛЕНА", "МАРТА", "ИРИНА", "КЛАРА", "СОФИЯ"};

std::int64_t names_in(std::string_view text, std::span<const std::string_view> names) {
  const auto leads = leads_of_repeated(text, names);
  if (leads.size() != 1) return 0;
  const Evidence* found = find_evidence(leads[0], "names_to_one_contact");
  return found == nullptr ? 0 : found->figures.n;
}

TEST(NameCase, CapitalsOrSmallLettersThroughoutHideNoNames) {
  EXPECT_EQ(names_in("FARM WORK. PASSPORT IS KEPT BY THE BOSS. ASK FOR {n} 07481 227 940", kLarge),
            8);
  EXPECT_EQ(names_in("farm work. passport is kept by the boss. ask for {n} 07481 227 940", kSmall),
            8);
  EXPECT_EQ(names_in("trabajo en el campo, el pasaporte se queda en la oficina. pregunta por {n} "
                     "655 201 447",
                     kSmall),
            8);
  EXPECT_EQ(names_in("ТРЕБУЮТСЯ РАБОЧИЕ. ПАСПОРТ ХРАНИТСЯ У БРИГАДИРА. СПРОСИТЬ {n} 8 912 555 01 "
                     "47",
                     kRussian),
            8);
}

TEST(NameCase, NorDoesOneNameInThemAmongOthersWritten) {
  EXPECT_EQ(names_in("Farm work. Passport is kept by the boss. Ask for {n} 07481 227 940", kLarge),
            8);
  EXPECT_EQ(names_in("Farm work. Passport is kept by the boss. Ask for {n} 07481 227 940", kSmall),
            8);
}

TEST(NameCase, AWordBehindACueIsNoNameWhereItDoesNotVary) {
  EXPECT_EQ(
      names_in("farm work. passport is kept by the boss. ask for mark 07481 227 940 {n}", kSmall),
      0);
}

TEST(NameCase, ASlotWithoutACueHoldsNoNames) {
  EXPECT_EQ(
      names_in("FARM WORK NEAR {n}. PASSPORT IS KEPT BY THE BOSS. CALL 07481 227 940", kLarge), 0);
}

TEST(NameCase, ATextThatSellsOpensWithANameOrAnAdjectiveBeforeIt) {
  EXPECT_EQ(names_in("{n} escort new in Madrid, bareback, 07481 227 940", kGirls), 8);
  EXPECT_EQ(names_in("{n} ESCORT NEW IN MADRID, BAREBACK, 07481 227 940", kLargeGirls), 8);
  EXPECT_EQ(names_in("{n}, Thai girl, 22, bareback, new in Madrid, 07481 227 940", kGirls), 8);
  EXPECT_EQ(
      names_in("Sexy {n} in Madrid, escort, bareback, no limits, 24 hours, 07481 227 940", kGirls),
      8);
}

// Three names that change their places from posting to posting, as no slot keeps them.
std::size_t names_listed_in(std::string_view told, std::span<const std::string_view> names) {
  Postings postings;
  const auto file = postings.add_file("f");
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 24; ++i) {
    std::string text(told);
    replace_all(text, "{a}", names[i % names.size()]);
    replace_all(text, "{b}", names[(i * 3 + 1) % names.size()]);
    replace_all(text, "{c}", names[(i * 5 + 2) % names.size()]);
    texts.push_back(text);
  }
  for (const std::string& text : texts) postings.add(file, {.fields = {"", "", text}});
  const auto found = analyse(postings, built_in_indicators(), {.parallel = {.threads = 1}});
  if (!found || found->leads.size() != 1) return 0;
  const Evidence* names_found = find_evidence(found->leads[0], "names_to_one_contact");
  return names_found == nullptr ? 0 : static_cast<std::size_t>(names_found->figures.n);
}

TEST(NameCase, ListsOfNamesBehindAWordForPeopleAreNamesHoweverTheyAreWritten) {
  for (const auto* text :
       {"new girls {a}, {b} and {c}, escort, bareback, manager answers 07481 227 940",
        "sisters {a} & {b}, escort, bareback, driver waits 07481 227 940",
        "escort {a}, bareback, manager answers 07481 227 940",
        "chicas nuevas {a}, {b} y {c}. escort sin condon, contesta el jefe 655 201 447",
        "nouvelles filles {a}, {b} et {c}, escorte sans capote, le patron répond 06 39 98 12 34",
        "meninas novas {a}, {b} e {c}, acompanhantes sem camisinha, o gerente atende 912 345 671",
        "neue mädchen {a}, {b} und {c}, escort ohne gummi, der chef antwortet 0176 040 690 88"}) {
    EXPECT_GE(names_listed_in(text, kSmall), 7U) << text;
    EXPECT_GE(names_listed_in(text, kLarge), 7U) << text;
  }
  EXPECT_GE(names_listed_in("НОВЫЕ ДЕВОЧКИ {a}, {b} И {c}, ЭСКОРТ БЕЗ РЕЗИНКИ, ОТВЕЧАЕТ ОПЕРАТОР 8 "
                            "912 555 01 47",
                            kRussian),
            7U);
}

TEST(NameCase, TownsBehindAWordForPeopleAreNone) {
  constexpr Names kTowns = {"porto", "vigo", "leiria", "huelva", "braga", "faro", "beja", "bilbao"};
  EXPECT_EQ(names_listed_in("escort {a}, bareback, manager answers 07481 227 940", kTowns), 0U);
}

TEST(NameCase, WhatOpensAnOfferOfWorkIsNoName) {
  constexpr Names kTrades = {"Roofers", "Plumbers", "Tilers", "Joiners",
                             "Glazers", "Fitters",  "Masons", "Bakers"};
  EXPECT_EQ(names_in("{n} wanted, passport is kept by the boss, fee before start. 07481 227 940",
                     kTrades),
            0);
}

TEST(NameCase, SymbolsAroundANameHideItNot) {
  EXPECT_EQ(names_in("Escort new in Madrid, bareback. Ask for ❤{n}❤ 07481 227 940", kGirls), 8);
}

TEST(NameCase, HoursAreNoAgeAndWhatStandsBeforeThemNoName) {
  const auto leads = leads_of_repeated(
      "{n}, 22 años, escort, sin preservativo, nueva en Madrid. Disponible 24 horas. 655 201 447",
      kGirls);
  ASSERT_EQ(leads.size(), 1U);
  const Evidence* names = find_evidence(leads[0], "names_to_one_contact");
  ASSERT_NE(names, nullptr);
  EXPECT_EQ(names->figures.n, 8);
  EXPECT_EQ(find_evidence(leads[0], "ages_to_one_contact"), nullptr);
}

// Services without protection are services: no other word has to say so.
TEST(Services, WithoutProtectionAreSold) {
  for (const auto* text :
       {"Me llamo {n}, 22 años. Sin preservativo, sin límites, contesta mi encargada. 655 201 447",
        "My name is {n}. Bareback, no limits, my manager answers 07481 227 940",
        "Je m'appelle {n}, sans capote, sans tabou. 06 39 98 12 34",
        "Ich heiße {n}, ohne Gummi, tabulos. 0176 040 690 88",
        "Меня зовут {n}, без резинки, без ограничений. 8 912 555 01 47",
        "Chamo-me {n}, sem camisinha, sem limites, 24 horas. 912 345 671"}) {
    const auto leads = leads_of_repeated(text, kGirls);
    EXPECT_EQ(leads.size(), 1U) << text << ": " << evidence_of(leads);
  }
}

TEST(Structure, NamesCountForLittleMoreThanWhatIsSaidBesideThem) {
  const auto leads = leads_of_repeated(
      "Kitchen work. If you quit you pay a fine of 500. Ask for {n} 07481 227 940");
  ASSERT_EQ(leads.size(), 1U);
  const Evidence* names = find_evidence(leads[0], "names_to_one_contact");
  const Evidence* fine = find_evidence(leads[0], "penalty_for_leaving");
  ASSERT_TRUE(names != nullptr && fine != nullptr);
  EXPECT_EQ(names->points, fine->points + 5);
  EXPECT_EQ(leads[0].score, names->points + fine->points);
}

}  // namespace
}  // namespace lodestar::detect
