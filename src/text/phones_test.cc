// SPDX-License-Identifier: Apache-2.0
// Where a telephone number begins and ends, beside counts, units, names and other numbers.
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "text/identifiers.h"
#include "text/numbering_plan.h"

namespace lodestar::text {
namespace {

std::vector<Identifier> find(std::string_view raw, const FindOptions& options = {}) {
  std::vector<Identifier> found;
  IdentifierFinder(built_in_numbering_plan()).find(raw, options, found);
  return found;
}

// "phone 2005550142 <200-555-0142>", joined by "; ".
std::string described(std::string_view raw, std::string_view region = {}) {
  std::string text;
  for (const Identifier& one : find(raw, {.region = region})) {
    text += text.empty() ? "" : "; ";
    text += std::string(to_string(one.kind)) + " " + one.value + " <" +
            std::string(cut(raw, one.span)) + ">";
  }
  return text;
}

struct Case {
  std::string_view raw, expected;
};
void expect_all(std::initializer_list<Case> cases) {
  for (const auto& [raw, expected] : cases) EXPECT_EQ(described(raw), expected) << raw;
}

TEST(Phones, AUnitBehindANumberIsThatNumbersAndNotTheNexts) {
  expect_all({
      {"Lola 25 ans 06 83 47 19 52", "phone 0683471952 <06 83 47 19 52>"},
      {"25 años 612 58 31 74", "phone 612583174 <612 58 31 74>"},
      {"25 anos 917 420 683", "phone 917420683 <917 420 683>"},
      {"25 Jahre 0151 64820917", "phone 015164820917 <0151 64820917>"},
      {"23 года 89125831742", "phone 89125831742 <89125831742>"},
      {"25 years 07481 227 940", "phone 07481227940 <07481 227 940>"},
      {"twenty years 07481 227 940", "phone 07481227940 <07481 227 940>"},
      {"30 EUR 06 83 47 19 52", "phone 0683471952 <06 83 47 19 52>"},
      {"Salary 2500 EUR 07481 227 940", "phone 07481227940 <07481 227 940>"},
      {"24 hours 07481 227 940", "phone 07481227940 <07481 227 940>"},
      {"10km 06 83 47 19 52", "phone 0683471952 <06 83 47 19 52>"},
      {"1.60 m 55 kg 25 ans 06 83 47 19 52", "phone 0683471952 <06 83 47 19 52>"},
  });
  for (const auto* raw : {"EUR 25001250", "Salary EUR 25001250", "EUR 2500 EUR 25001250",
                          "10 km 25001250 km", "hours 25001250"})
    EXPECT_EQ(described(raw), "") << raw;
}

TEST(Phones, ASingleDigitAtAnEndIsNotLost) {
  expect_all({
      {"call 07481 227 nine four 0", "phone 07481227940 <07481 227 nine four 0>"},
      {"call 07481 227 nine four 5", "phone 07481227945 <07481 227 nine four 5>"},
      {"call 07481 227 nine four 7", "phone 07481227947 <07481 227 nine four 7>"},
      {"call zero seven four eight 1 227 nine four 0.",
       "phone 07481227940 <zero seven four eight 1 227 nine four 0>"},
      {"call 07481 227 nine four zero 5", "phone 07481227940 <07481 227 nine four zero>"},
      {"call 200 555 zero one four two 5", "phone 2005550142 <200 555 zero one four two>"},
      {"07481 227 nine four 0 24 hours", "phone 07481227940 <07481 227 nine four 0>"},
      {"07481 227 94(0)", "phone 07481227940 <07481 227 94(0)>"},
      {"0151 648 209 1 7", "phone 015164820917 <0151 648 209 1 7>"},
      {"call 0 7481227940", "phone 07481227940 <0 7481227940>"},
      {"call 0 7481 227 940", "phone 07481227940 <0 7481 227 940>"},
      {"06 83 47 19 52 1 2", "phone 0683471952 <06 83 47 19 52>"},
  });
  for (const auto* raw : {"call 0748122794 5", "call 0748122794-5"})
    EXPECT_TRUE(described(raw, "GB").starts_with("phone +447481227945 <")) << raw;
}

TEST(Phones, WhetherADigitApartIsTheNumbersLastIsLeftOpen) {
  for (const auto* raw : {"call 0748122794 5", "call 0748122794-0"}) {
    const auto found = find(raw);
    ASSERT_EQ(found.size(), 1U) << raw;
    EXPECT_LT(found[0].confidence, 50) << raw;
  }
  EXPECT_GT(find("call 0748122794 5 girls")[0].confidence, 50);
  EXPECT_GT(find("call 0748122794. 5")[0].confidence, 50);
  EXPECT_GT(find("call 2005550142 1")[0].confidence, 50);
}

TEST(Phones, ANicknameIsNoNumberInDisguise) {
  for (const auto* raw : {"Lola1998", "Isla2019", "Lola2024 is my nick", "lola917420683", "BEA1998",
                          "@lola917420683", "call Lola1998"})
    EXPECT_EQ(described(raw), "") << raw;
  EXPECT_EQ(described("poster612583174", "ES"), "");
  const auto in_column = find("Maria917420683", {.expect_phone = true});
  ASSERT_EQ(in_column.size(), 1U);
  EXPECT_EQ(in_column[0].value, "917420683");
  EXPECT_EQ(described("call BSS5550142"), "phone 8555550142 <BSS5550142>");
}

TEST(Phones, ANumberGluedToAWordOrToAnotherNumberIsFound) {
  const std::string_view two = "phone 07481227940 <07481227940>; phone 07481227941 <07481227941>";
  expect_all({
      {"WhatsApp07481227940", "phone 07481227940 <07481227940>"},
      {"tel07481227940", "phone 07481227940 <07481227940>"},
      {"ligue917420683 já", "phone 917420683 <917420683>"},
      {"Звоните89125831742", "phone 89125831742 <89125831742>"},
      {"07481227940whatsapp", "phone 07481227940 <07481227940>"},
      {"call 07481227940or07481227941", two},
      {"07481227940|07481227941", two},
      {"tel07481227940@example.org",
       "email tel07481227940@example.org <tel07481227940@example.org>"},
      {"tel07481227940.example.org", "url tel07481227940.example.org <tel07481227940.example.org>"},
      {"order07481227940", ""},
      {"sha07481227940b07481227941", ""},
      {"or07481227940", ""},
  });
}

TEST(Phones, AZeroInBracketsBehindACountryIsNotDialled) {
  expect_all({
      {"+351 (0)917 420 683", "phone +351917420683 <+351 (0)917 420 683>"},
      {"+34 (0)612 583 174", "phone +34612583174 <+34 (0)612 583 174>"},
      {"(+34) (0) 612 583 174", "phone +34612583174 <(+34) (0) 612 583 174>"},
      {"+48 (0)512 583 174", "phone +48512583174 <+48 (0)512 583 174>"},
      {"+420 (0)602 583 174", "phone +420602583174 <+420 (0)602 583 174>"},
      {"+44 (0)7481 227 940", "phone +447481227940 <+44 (0)7481 227 940>"},
      {"+39 (0)6 1234 5678", "phone +390612345678 <+39 (0)6 1234 5678>"},
      {"+225 (0)7 07 12 34 56", "phone +2250707123456 <+225 (0)7 07 12 34 56>"},
  });
}

TEST(Phones, ACountBeforeOrAnotherEndingBehindIsNoPartOfANumber) {
  expect_all({
      {"07481 227 940 / 941", "phone 07481227940 <07481 227 940>"},
      {"0151 64820917 / 18", "phone 015164820917 <0151 64820917>"},
      {"912 345 678 / 679", "phone 912345678 <912 345 678>"},
      {"flat 5 07481 227 940", "phone 07481227940 <07481 227 940>"},
      {"no 12 07481 227 940", "phone 07481227940 <07481 227 940>"},
      {"size 38 07481 227 940", "phone 07481227940 <07481 227 940>"},
      {"Lola 25 06 83 47 19 52", "phone 0683471952 <06 83 47 19 52>"},
      {"44 07481 227 940", "phone +447481227940 <44 07481 227 940>"},
  });
}

TEST(Phones, AWageBesideANumberIsNoPartOfIt) {
  struct {
    std::string_view raw, region, expected;
  } static constexpr kCases[] = {
      {"07481 227 940 2500 EUR", "GB", "phone +447481227940 <07481 227 940>"},
      {"07481 227 940 2500 EUR", "", "phone 07481227940 <07481 227 940>"},
      {"07481 227 940 1800-2500 EUR", "GB", "phone +447481227940 <07481 227 940>"},
      {"612 583 174 1500 euros", "ES", "phone +34612583174 <612 583 174>"},
      {"612 583 174 1500 euros", "", "phone 612583174 <612 583 174>"},
      {"612 583 174 900 euros", "ES", "phone +34612583174 <612 583 174>"},
      {"0151 23456789 2000 Euro", "DE", "phone +4915123456789 <0151 23456789>"},
      {"0151 64820917 2000 Euro", "", "phone 015164820917 <0151 64820917>"},
      {"06 83 47 19 52 1800 EUR", "", "phone 0683471952 <06 83 47 19 52>"},
      {"+49 151 6482 0917 2000 Euro", "", "phone +4915164820917 <+49 151 6482 0917>"},
      {"salario 900 612 583 174", "ES", "phone +34612583174 <612 583 174>"},
      {"salario 900 612 583 174", "", "phone 612583174 <612 583 174>"},
      {"salario 900 912 345 678", "ES", "phone +34912345678 <912 345 678>"},
      {"salary 1500 07481 227 940", "GB", "phone +447481227940 <07481 227 940>"},
      {"call 351 912 345 678", "ES", "phone +351912345678 <351 912 345 678>"},
      {"07481 227 940 2,500 EUR", "", "phone 07481227940 <07481 227 940>"},
      {"07481 227 940 2.500 EUR", "", "phone 07481227940 <07481 227 940>"},
      {"912 345 678 EUR", "ES", ""},
  };
  for (const auto& [raw, region, expected] : kCases)
    EXPECT_EQ(described(raw, region), expected) << raw << " in " << region;
}

TEST(Phones, AYearBehindANumberIsNoPartOfIt) {
  for (const std::string_view year : {"2019", "1998", "2026"}) {
    const std::string raw = "07481 227 940 " + std::string(year);
    EXPECT_EQ(described(raw), "phone 07481227940 <07481 227 940>");
    EXPECT_EQ(described(raw, "GB"), "phone +447481227940 <07481 227 940>");
    EXPECT_EQ(described("612 583 174 " + std::string(year), "ES"),
              "phone +34612583174 <612 583 174>");
    EXPECT_EQ(described("+7 912 583 " + std::string(year)),
              "phone +7912583" + std::string(year) + " <+7 912 583 " + std::string(year) + ">");
  }
  EXPECT_EQ(described("call 200 555 2019"), "phone 2005552019 <200 555 2019>");
}

TEST(Phones, PricesBesideEachOtherAreNone) {
  for (const std::string region : {"", "ES", "DE"}) {
    for (const auto* raw :
         {"100/150/200", "call 100/150/200", "80/120/150/200", "50/90/160 eur", "150 / 200 / 300"})
      EXPECT_EQ(described(raw, region), "") << raw << " in " << region;
    EXPECT_EQ(described("100/150/200 tel 612 583 174"), "phone 612583174 <612 583 174>");
  }
  EXPECT_EQ(described("call 0171/123/4560"), "phone 01711234560 <0171/123/4560>");
}

TEST(Phones, ANumberGluedToAnyWordIsFoundWhereItBeginsAsAtHome) {
  struct {
    std::string_view raw, region, expected;
  } static constexpr kCases[] = {
      {"call07481227940now", "GB", "phone +447481227940 <07481227940>"},
      {"call07481227940now", "", "phone 07481227940 <07481227940>"},
      {"lola0683471952", "FR", "phone +33683471952 <0683471952>"},
      {"lola0683471952", "", "phone 0683471952 <0683471952>"},
      {"lola0683471952paris", "FR", "phone +33683471952 <0683471952>"},
      {"0683471952paris", "FR", "phone +33683471952 <0683471952>"},
      {"25ans0683471952", "FR", "phone +33683471952 <0683471952>"},
      {"25ans0683471952", "", "phone 0683471952 <0683471952>"},
      {"25 ans0683471952", "FR", "phone +33683471952 <0683471952>"},
      {"25años612583174", "ES", "phone +34612583174 <612583174>"},
      {"25años612583174", "", "phone 612583174 <612583174>"},
      {"lola612583174", "ES", ""},
      {"img0683471952.jpg", "FR", ""},
      {"@lola0683471952", "FR", ""},
      {"order0683471952", "FR", ""},
      {"sha0683471952b", "FR", ""},
      {"lola0012345678", "FR", ""},
      {"lola0683471952", "ES", ""},
  };
  for (const auto& [raw, region, expected] : kCases)
    EXPECT_EQ(described(raw, region), expected) << raw << " in " << region;
}

TEST(Phones, ANumberGluedToAnAddressIsFoundAndSoIsTheAddress) {
  for (const std::string number : {"06 83 47 19 52", "0683471952", "06.83.47.19.52"}) {
    EXPECT_EQ(described("lola@mail.com" + number, "FR"),
              "email lola@mail.com <lola@mail.com>; phone +33683471952 <" + number + ">");
  }
  EXPECT_EQ(described("lola@mail.com+33683471952"),
            "email lola@mail.com <lola@mail.com>; phone +33683471952 <+33683471952>");
  EXPECT_EQ(described("lola@mail.com1"), "");
  EXPECT_EQ(described("lola@mail.com2019"), "");
}

TEST(Phones, ASecondNumberOfTheSameFormHasTheAreaOfTheFirst) {
  expect_all({
      {"(11) 98765-0020 / 98765-0021",
       "phone 11987650020 <(11) 98765-0020>; phone 11987650021 <98765-0021>"},
      {"(212) 555-0147, 555-0148",
       "phone 2125550147 <(212) 555-0147>; phone 2125550148 <555-0148>"},
      {"(0151) 64820917/64820918/64820919",
       "phone 015164820917 <(0151) 64820917>; phone 015164820918 <64820918>; phone 015164820919 "
       "<64820919>"},
      {"(212) 555-0147, 5550148", "phone 2125550147 <(212) 555-0147>"},
      {"(212) 555-0147, 150-2000", "phone 2125550147 <(212) 555-0147>"},
  });
  EXPECT_EQ(described("+55 (11) 98765-0020 / 98765-0021"),
            "phone +5511987650020 <+55 (11) 98765-0020>; phone +5511987650021 <98765-0021>");
  EXPECT_EQ(described("(25) 655201337 / 655201338", "ES"),
            "phone +34655201337 <655201337>; phone +34655201338 <655201338>");
  EXPECT_EQ(described("(495) 765-43-21, 765-43-22", "RU"),
            "phone +74957654321 <(495) 765-43-21>; phone +74957654322 <765-43-22>");
}

TEST(Phones, AWordGluedToANumberThatIsNotAssignedIsNoPartOfIt) {
  for (const auto* raw : {"Text 07700900145please", "Text 07700 900145please", "07700900145now",
                          "WhatsApp 07700900145please"})
    EXPECT_TRUE(described(raw, "GB").starts_with("phone +447700900145 <")) << raw;
  EXPECT_EQ(described("Text 2005550142please", "US"), "phone +12005550142 <2005550142>");
}

TEST(Phones, APointOfAListIsNoneOfTheNumbersBehindIt) {
  for (const auto* raw :
       {"1- 06 12 34 56 78  3- 06 39 98 12 34", "2- 06 12 34 56 78, 06 39 98 12 34"})
    EXPECT_TRUE(described(raw, "FR").find("+33612345678") != std::string::npos &&
                described(raw, "FR").find("+33639981234") != std::string::npos)
        << described(raw, "FR");
}

}  // namespace
}  // namespace lodestar::text
