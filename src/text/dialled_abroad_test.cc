// SPDX-License-Identifier: Apache-2.0
// The zeros that are dialled before a country's code, with every digit apart.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/identifiers.h"
#include "text/numbering_plan.h"

namespace lodestar::text {
namespace {

// The telephone numbers found, joined by "; ".
std::string phones(std::string_view raw, std::string_view region = {}) {
  std::vector<Identifier> found;
  IdentifierFinder(built_in_numbering_plan()).find(raw, {.region = region}, found);
  std::string text;
  for (const Identifier& one : found) {
    if (one.kind != IdentifierKind::phone) continue;
    text += (text.empty() ? "" : "; ") + one.value;
  }
  return text;
}

std::string apart(std::string_view digits, std::string_view sign) {
  std::string text;
  for (const char digit : digits) (text += text.empty() ? "" : sign) += digit;
  return text;
}
std::string in_words(std::string_view digits) {
  static constexpr std::string_view kWords[] = {"zero", "one", "two",   "three", "four",
                                                "five", "six", "seven", "eight", "nine"};
  std::string text;
  for (const char digit : digits)
    (text += text.empty() ? "" : " ") += kWords[static_cast<std::size_t>(digit - '0')];
  return text;
}

constexpr std::string_view kNumbers[] = {
    "447700900118",  "447481227940", "34655201337",   "33639981234",  "8613840692955",
    "2348038563331", "447668835601", "4915164820917", "380672318957", "351912847561"};

TEST(DialledAbroad, ANumberIsReadWholeWithEveryDigitApart) {
  for (const std::string_view number : kNumbers) {
    const std::string dialled = "00" + std::string(number), e164 = "+" + std::string(number);
    for (const std::string& raw :
         {apart(dialled, " "), apart(dialled, "."), apart(dialled, "-"), apart(dialled, "*"),
          in_words(dialled), "call " + apart(dialled, " "), "00 " + apart(number, " "),
          "00" + std::string(number.substr(0, 2)) + " " + apart(number.substr(2), " "),
          "Dog walker in Leeds, call " + apart(dialled, " ") + " in the evening"}) {
      for (const std::string_view region : {"", "GB", "ES", "DE"})
        EXPECT_EQ(phones(raw, region), e164) << raw << " in " << region;
    }
  }
}

TEST(DialledAbroad, ACountryIsWrittenTogetherAndTheDigitsBehindItApart) {
  for (const std::string_view number : kNumbers) {
    const std::string e164 = "+" + std::string(number);
    const bool is_long =
        number.starts_with("234") || number.starts_with("38") || number.starts_with("35");
    const std::size_t size = is_long ? 3 : 2;
    const std::string country(number.substr(0, size));
    for (const std::string_view gap : {" ", ".", "-", "*"}) {
      const std::string digits = apart(number.substr(size), gap);
      for (const std::string& raw :
           {"Ask Anna +" + country + " " + digits, "+" + country + digits + " now",
            "call (+" + country + ") " + digits, "WhatsApp 00 " + country + " " + digits}) {
        EXPECT_EQ(phones(raw), e164) << raw;
      }
    }
  }
  EXPECT_EQ(phones("+44 7481227940 2 3 4"), "+447481227940");
}

TEST(DialledAbroad, APlusOfAnotherFormIsOne) {
  for (const std::string raw :
       {"＋３４６５５２０１３３７", "call ＋34 655 201 337", "﹢34655201337", "⁺34 655 201 337",
        "➕34 655 201 337", "➕️3️⃣4️⃣ 655201337", "18＋ ＋34 655 201 337", "(＋34) 655 201 337"}) {
    EXPECT_EQ(phones(raw), "+34655201337") << raw;
  }
  EXPECT_EQ(phones("07481 227 940 ＋34 655 201 337"), "07481227940; +34655201337");
  EXPECT_EQ(phones("18➕ 07481 227 940", "GB"), "+447481227940");
}

TEST(DialledAbroad, ANumberFromAbroadIsNoneOfThePassportBeforeIt) {
  EXPECT_EQ(phones("Passport needed, 0044 7481227940"), "+447481227940");
  EXPECT_EQ(phones("Passport 0044 7481227940"), "");
}

TEST(DialledAbroad, TwoZerosInsideANumberBeginNone) {
  EXPECT_EQ(phones("+ 4 4 7 7 0 0 9 0 0 1 1 8"), "+447700900118");
  EXPECT_EQ(phones("0 7 7 0 0 9 0 0 1 1 8", "GB"), "+447700900118");
  EXPECT_EQ(phones("6 0 0 3 4 6 5 5 2", "ES"), "+34600346552");
}

}  // namespace
}  // namespace lodestar::text
