// SPDX-License-Identifier: Apache-2.0
// Words and prices that a number is whole without, and digits that it is not whole without.
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "text/identifiers.h"
#include "text/numbering_plan.h"

namespace lodestar::text {
namespace {

// "655201338 <655 201 338>", joined by "; ".
std::string phones(std::string_view raw, std::string_view region = {}) {
  std::vector<Identifier> found;
  IdentifierFinder(built_in_numbering_plan()).find(raw, {.region = region}, found);
  std::string text;
  for (const Identifier& one : found) {
    if (one.kind != IdentifierKind::phone) continue;
    text += (text.empty() ? "" : "; ") + one.value + " <" + std::string(cut(raw, one.span)) + ">";
  }
  return text;
}

struct Case {
  std::string_view raw, expected;
};
void expect_all(std::initializer_list<Case> cases, std::string_view region = {}) {
  for (const auto& [raw, expected] : cases) EXPECT_EQ(phones(raw, region), expected) << raw;
}

TEST(WordsBesidePhones, AWordGluedToAWholeNumberIsNoPartOfIt) {
  expect_all({{"Tel:655201338Lola", "655201338 <655201338>"},
              {"Call 212-902-4431Lola", "2129024431 <212-902-4431>"},
              {"Tel 06 42 18 73 59Lola", "0642187359 <06 42 18 73 59>"},
              {"Tel.655201338SOLO WHATSAPP", "655201338 <655201338>"},
              {"+33642187359Solo SMS", "+33642187359 <+33642187359>"},
              {"Tel 06.42.18.73.59SOS", "0642187359 <06.42.18.73.59>"},
              {"Tel 0642187359Isa", "0642187359 <0642187359>"},
              {"+34655201338Lola", "+34655201338 <+34655201338>"},
              {"Call 07911 804 263Bella", "07911804263 <07911 804 263>"},
              {"Tel: 655201338Olga", "655201338 <655201338>"},
              {"Tel: 655201338Gigi", "655201338 <655201338>"},
              {"Tel: 655201338Gisele", "655201338 <655201338>"},
              {"Tel 655201338Lola 655201339Gigi", "655201338 <655201338>; 655201339 <655201339>"},
              {"Lola 21 97840 5828Gigi", "21978405828 <21 97840 5828>"},
              {"Tel 06.63.47.37.94Sasha", "0663473794 <06.63.47.37.94>"},
              {"tel 07590-917-016Sophie", "07590917016 <07590-917-016>"},
              {"SOS0642187359", "0642187359 <0642187359>"}});
  expect_all({{"Tel: 655201338SI", "+34655201338 <655201338>"},
              {"Tel: 655201338Lola", "+34655201338 <655201338>"}},
             "ES");
}

TEST(WordsBesidePhones, AnyWordMayBeGluedToANumberThatIsOneWithoutIt) {
  for (const std::string_view word :
       {"now", "Landline", "landline", "Zona", "Ana", "Gran via", "Besos", "Noche", "Room 5",
        "please", "only", "Tag und Nacht", "and ask", "Viky", "day or night", "Whatsapp",
        "\u0417\u0432\u043e\u043d\u0438"}) {
    for (const auto& [raw, expected] : std::initializer_list<Case>{
             {"Call +447700900118", "+447700900118 <+447700900118>"},
             {"Call+447700900118", "+447700900118 <+447700900118>"},
             {"Mobile:+447481227940", "+447481227940 <+447481227940>"},
             {"+447481227940", "+447481227940 <+447481227940>"},
             {"Tel:+34655201337", "+34655201337 <+34655201337>"},
             {"Tel: 655201337", "655201337 <655201337>"},
             {"Mobile:+44(0)7700-900118", "+447700900118 <+44(0)7700-900118>"},
             {"Mobile +44 7700 900118", "+447700900118 <+44 7700 900118>"},
             {"ring 07700 900118", "07700900118 <07700 900118>"}}) {
      const std::string glued = std::string(raw) + std::string(word);
      EXPECT_EQ(phones(glued), expected) << glued;
    }
  }
  EXPECT_EQ(phones("Mobile:+447700900118Landline 0113 4960999"),
            "+447700900118 <+447700900118>; 01134960999 <0113 4960999>");
  EXPECT_EQ(phones("Mobile:+44(0)7700-900118Landline:0113-4960999"),
            "+447700900118 <+44(0)7700-900118>; 01134960999 <0113-4960999>");
  // No word calls these numbers, and nobody dials them so.
  for (const std::string_view raw :
       {"lola917420683", "655201337Zona", "see 123456789abc", "part 655201337km", "id_655201337now",
        "Call img655201337now.jpg", "call 655201337kg of rice"})
    EXPECT_EQ(phones(raw), "") << raw;
}

TEST(WordsBesidePhones, WhatIsMeasuredOrCodedIsNoNumberWithAName) {
  expect_all({{"655 201 338 80Roses", "655201338 <655 201 338>"},
              {"06 42 18 73 59 20Ans", "0642187359 <06 42 18 73 59>"},
              {"2 x 100 30Min 45Min 60Min", ""}});
}

TEST(WordsBesidePhones, LettersThatANumberIsNotWholeWithoutAreDigits) {
  expect_all({{"call 07481 2279OO", "07481227900 <07481 2279OO>"},
              {"call 07481 227 9lO", "07481227910 <07481 227 9lO>"},
              {"call 212-902-44lO", "2129024410 <212-902-44lO>"},
              {"call 2129O2443l", "2129024431 <2129O2443l>"},
              {"call 65520lSSB", "655201558 <65520lSSB>"},
              {"+44 7700 900OSB asking for Ruth", "+447700900058 <+44 7700 900OSB>"},
              {"+3364218SSgo", "+33642185590 <+3364218SSgo>"}});
  EXPECT_EQ(phones("ruf 0176 432198OO", "DE"), "+4917643219800 <0176 432198OO>");
}

TEST(WordsBesidePhones, ThePriceBehindTakesNoDigitAway) {
  expect_all({{"call 2 1 2 9 0 2 4 4 3 1 $80", "2129024431 <2 1 2 9 0 2 4 4 3 1>"},
              {"call 2 1 2 9 0 2 4 4 3 7 $80", "2129024437 <2 1 2 9 0 2 4 4 3 7>"},
              {"call 0 7 9 1 1 8 0 4 2 6 3 £80", "07911804263 <0 7 9 1 1 8 0 4 2 6 3>"},
              {"call 2 1 2 9 0 2 4 4 3 1\n$80 hh", "2129024431 <2 1 2 9 0 2 4 4 3 1>"},
              {"655 201 338 $80", "655201338 <655 201 338>"},
              {"655 201 338 80$ 100", "655201338 <655 201 338>"},
              {"655 201 338 80 $ 100", "655201338 <655 201 338>"}});
}

TEST(WordsBesidePhones, DigitsInBracketsOfTheirOwnAreNoAsides) {
  expect_all(
      {{"call (2)(1)(2)(9)(0)(2)(4)(4)(3)(1)", "2129024431 <(2)(1)(2)(9)(0)(2)(4)(4)(3)(1)>"},
       {"call [2][1][2][9][0][2][4][4][3][1]", "2129024431 <2][1][2][9][0][2][4][4][3][1>"},
       {"call (0) (7) (9) (1) (1) (8) (0) (4) (2) (6) (3)",
        "07911804263 <(0) (7) (9) (1) (1) (8) (0) (4) (2) (6) (3)>"},
       {"(655201338) (25)", "655201338 <655201338>"},
       {"07481 227 940 (2)", "07481227940 <07481 227 940>"}});
}

TEST(WordsBesidePhones, ALetterOrAnArticleBehindAWholeNumberIsAWord) {
  expect_all({{"llama al seis cinco cinco dos cero uno tres tres ocho o escribe por whatsapp",
               "655201338 <seis cinco cinco dos cero uno tres tres ocho>"},
              {"llama al 6 5 5 2 0 1 3 3 8 o escribe", "655201338 <6 5 5 2 0 1 3 3 8>"},
              {"liga nove um três dois quatro seis oito zero sete o mais cedo",
               "913246807 <nove um três dois quatro seis oito zero sete>"},
              {"call six five five two oh one three three eight I am Lola",
               "655201338 <six five five two oh one three three eight>"},
              {"Tel 655 201 338 ein Anruf", "655201338 <655 201 338>"},
              {"whatsapp 11996603194 ein Anruf", "11996603194 <11996603194>"},
              {"Tel 655 201 338 ein Anruf genügt", "655201338 <655 201 338>"},
              {"call two one two nine oh two four four three one one girl only",
               "2129024431 <two one two nine oh two four four three one>"},
              {"Call 212-902-4431 one girl only", "2129024431 <212-902-4431>"}});
}

TEST(WordsBesidePhones, ALetterOrAnArticleThatANumberIsNotWholeWithoutIsADigit) {
  expect_all({{"call 2 1 2 9 0 2 4 4 3 O", "2129024430 <2 1 2 9 0 2 4 4 3 O>"},
              {"call two one two nine oh two four four three one for two girls",
               "2129024431 <two one two nine oh two four four three one>"},
              {"call three three six three nine nine eight seven five two one asking for Vera",
               "33639987521 <three three six three nine nine eight seven five two one>"},
              {"call six one seven five five five zero two six six one for Lola",
               "61755502661 <six one seven five five five zero two six six one>"},
              {"zero one seven six five two one two zero two two one Lola 22",
               "017652120221 <zero one seven six five two one two zero two two one>"},
              {"call zero seven nine one one eight zero four two six one for fun",
               "07911804261 <zero seven nine one one eight zero four two six one>"},
              {"call 6 5 5 2 O 1 3 3 O is", "655201330 <6 5 5 2 O 1 3 3 O>"}});
  EXPECT_EQ(phones("call 2 1 2 9 0 2 4 4 3 O is mine", "US"), "+12129024430 <2 1 2 9 0 2 4 4 3 O>");
}

TEST(WordsBesidePhones, ALoneLastDigitIsNotDropped) {
  expect_all({{"Call 212 902 443 1", "2129024431 <212 902 443 1>"},
              {"Call 212 902 443 1.", "2129024431 <212 902 443 1>"},
              {"655 201 33 8", "655201338 <655 201 33 8>"},
              {"Call 655 201 33 8", "655201338 <655 201 33 8>"},
              {"Call 655 201 338 2 girls", "655201338 <655 201 338>"},
              {"100 200 50 5", ""}});
}

TEST(WordsBesidePhones, ACountryBeforeAZeroInBracketsIsTheNumbers) {
  expect_all({{"call 44 (0) seven nine 11 eight-zero-four 263",
               "+447911804263 <44 (0) seven nine 11 eight-zero-four 263>"},
              {"call 44 (0)7911 804263", "+447911804263 <44 (0)7911 804263>"},
              {"call 25 (0)7911 804263", "7911804263 <7911 804263>"}});
}

TEST(WordsBesidePhones, ThreeFullStopsAreNoEndOfANumber) {
  expect_all({{"Mi número: seis cinco cinco... dos cero uno... tres tres ocho",
               "655201338 <seis cinco cinco... dos cero uno... tres tres ocho>"},
              {"Llama 655... 201... 338", "655201338 <655... 201... 338>"},
              {"655...201...338", "655201338 <655...201...338>"},
              {"Llama 655 201 338... 25 años", "655201338 <655 201 338>"}});
}

}  // namespace
}  // namespace lodestar::text
