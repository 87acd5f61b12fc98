// SPDX-License-Identifier: Apache-2.0
#include "text/numbering_plan.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>

#include "text/internal/digit_pattern.h"

namespace lodestar::text {
namespace {

const NumberingPlan& plan() { return built_in_numbering_plan(); }

std::string e164(std::string_view digits, bool has_plus, std::string_view region) {
  const auto number = plan().parse(digits, has_plus, region);
  return number ? number->e164 : "none";
}

TEST(DigitPattern, TakesTheFirstAlternativeThatLetsTheRestMatch) {
  const auto pattern = internal::parse_digit_pattern("0(?:1|12)?3");
  ASSERT_TRUE(pattern);
  EXPECT_EQ(pattern->match("01239")->end, 4U);
  EXPECT_EQ(pattern->match("03")->end, 2U);
  EXPECT_FALSE(pattern->match("0129"));
}

TEST(DigitPattern, TellsWhatTheLastGroupCaughtAndWhetherItTookPart) {
  const auto pattern = internal::parse_digit_pattern("([2-9]\\d{6})$|1");
  ASSERT_TRUE(pattern);
  EXPECT_EQ(*pattern->match("4971234")->last_group, "4971234");
  EXPECT_FALSE(pattern->match("12684971234")->last_group);
  EXPECT_FALSE(pattern->match("49712345"));
}

TEST(DigitPattern, RefusesWhatItCannotRead) {
  for (const char* bad :
       {"(", ")", "a", "[1", "[9-1]", "1{", "1{3,2}", "1{99}{99}{99}", "*", "[a]"})
    EXPECT_FALSE(internal::parse_digit_pattern(bad)) << bad;
  std::string deep(10'000, '(');
  EXPECT_FALSE(internal::parse_digit_pattern(deep));
}

TEST(NumberingPlan, ReadsNationalNumbersFromTheirRegion) {
  EXPECT_EQ(e164("0171234567", false, "FR"), "+33171234567");
  EXPECT_EQ(e164("912345678", false, "PT"), "+351912345678");
  EXPECT_EQ(e164("0236618300", false, "IT"), "+390236618300");      // Italy keeps the zero
  EXPECT_EQ(e164("0111512345678", false, "AR"), "+5491112345678");  // 0 11 15: a mobile
}

TEST(NumberingPlan, AMexicanMobileIsOneNumberHoweverItWasDialled) {
  for (const std::string_view digits : {"525512348765", "5215512348765"})
    EXPECT_EQ(e164(digits, true, {}), "+525512348765") << digits;
  for (const std::string_view digits : {"5512348765", "015512348765", "0445512348765"})
    EXPECT_EQ(e164(digits, false, "MX"), "+525512348765") << digits;
  EXPECT_EQ(e164("5211012348765", true, {}), "+5211012348765");  // no such area
}

TEST(NumberingPlan, AnInternationalPrefixOfTheRegionCountsAsPlus) {
  EXPECT_EQ(e164("01133171234567", false, "US"), "+33171234567");
  EXPECT_EQ(e164("0033171234567", false, "DE"), "+33171234567");
}

TEST(NumberingPlan, PossibleIsAboutLengthAndValidAboutRanges) {
  const auto invented = plan().parse("2005550142", false, "US");
  ASSERT_TRUE(invented);
  EXPECT_TRUE(invented->possible);
  EXPECT_FALSE(invented->valid);
  const auto assigned = plan().parse("6502530000", false, "US");
  EXPECT_TRUE(assigned->valid);
  EXPECT_EQ(assigned->region, "US");
  EXPECT_FALSE(plan().parse("23456", false, "US")->possible);
}

TEST(NumberingPlan, SharedCountryCodesAreToldApart) {
  EXPECT_EQ(plan().parse("12684601234", true, "")->region, "AG");
  EXPECT_EQ(plan().parse("77012345678", true, "")->region, "KZ");
  EXPECT_EQ(plan().parse("74951234567", true, "")->region, "RU");
}

TEST(NumberingPlan, NothingWithoutPlusOrRegion) {
  EXPECT_FALSE(plan().parse("6502530000", false, ""));
  EXPECT_FALSE(plan().parse("6502530000", false, "ZZ"));
  EXPECT_FALSE(plan().parse("0", true, "US"));
  EXPECT_FALSE(plan().parse("12a4567890", true, "US"));
  EXPECT_FALSE(plan().parse(std::string(41, '1'), true, "US"));
}

TEST(NumberingPlan, PacksThatAreWrongAreRefusedWithTheirLine) {
  const std::pair<const char*, const char*> wrong[] = {
      {"plan PT 351\n", "line 1"},
      {"node 1>0\nnode 1>2\n", "line 2"},  // edges lead to earlier nodes only
      {"node 1-a>0\n", "line 1"},
      {"what\n", "line 1"},
      {"plan PT 351 00 - - - 9 - 7 7\n", "plan PT"},
      {"plan PT 1351 00 - - - 9 - 0 0\n", "line 1"},
      {"plan PT 351 ( - - - 9 - 0 0\n", "line 1"},
      {"plan PT 351 00 - - - 99 - 0 0\n", "line 1"},
      {"plan PT 351 00 - - - 9 - 0 0\nplan US 1 011 1 - - 10 7 0 0\n", "line 2"}};
  for (const auto& [pack, says] : wrong) {
    const auto parsed = parse_numbering_plan(pack);
    ASSERT_FALSE(parsed) << pack;
    EXPECT_NE(parsed.error().message.find(says), std::string::npos) << parsed.error().message;
  }
}

TEST(NumberingPlan, DamagedPacksNeverCrash) {
  std::ifstream file(LODESTAR_SOURCE_DIR "/packs/numbering/plans.txt");
  const std::string pack((std::istreambuf_iterator<char>(file)), {});
  std::mt19937 random(1);
  for (int round = 0; round < 100; ++round) {
    std::string damaged = pack.substr(0, 4000 + random() % 4000);
    for (int i = 0; i < 3; ++i) damaged[random() % damaged.size()] = "0(>-* \n|"[random() % 8];
    const auto parsed = parse_numbering_plan(damaged);
    if (parsed) parsed->parse("12684601234", true, "US");
  }
}

// tools/check_numbering.py makes the vectors: digits, plus, region, then the oracle's answer.
TEST(NumberingPlan, AgreesWithTheOraclesVectors) {
  const char* path = std::getenv("LODESTAR_NUMBERING_VECTORS");
  if (path == nullptr) GTEST_SKIP() << "run tools/check_numbering.py";
  std::ifstream vectors(path);
  std::size_t count = 0, wrong = 0;
  for (std::string line; std::getline(vectors, line); ++count) {
    std::istringstream fields(line);
    std::string digits, has_plus, region, expected;
    fields >> digits >> has_plus >> region >> std::ws;
    std::getline(fields, expected);
    const auto number = plan().parse(digits, has_plus == "1", region == "-" ? "" : region);
    std::string got = "-";
    if (number) {
      got = number->e164 + " " + (number->region.empty() ? "-" : number->region) +
            (number->possible ? " 1" : " 0") + (number->valid ? " 1" : " 0");
    }
    if (got != expected && ++wrong <= 20)
      ADD_FAILURE() << digits << " plus " << has_plus << " from " << region << ": got " << got
                    << ", expected " << expected;
  }
  EXPECT_GT(count, 0U);
  EXPECT_EQ(wrong, 0U) << "of " << count;
}

}  // namespace
}  // namespace lodestar::text
