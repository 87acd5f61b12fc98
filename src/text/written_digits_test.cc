// SPDX-License-Identifier: Apache-2.0
#include "text/written_digits.h"

#include <gtest/gtest.h>

#include <string>

namespace lodestar::text {
namespace {

TEST(WrittenDigits, AreReadInEveryWriting) {
  EXPECT_EQ(written_digits("ref. six 55-two"), " 6552");
  EXPECT_EQ(written_digits("ref seis cinco cinco dos cero uno tres tres siete"), " 655201337");
  EXPECT_EQ(written_digits("６５５ 2O1 3️⃣3️⃣7️⃣"), "655201337");
  EXPECT_EQ(written_digits("lola917420683"), " 917420683");
  EXPECT_EQ(written_digits("917420683-lola"), "917420683 ");
  EXPECT_EQ(written_digits("no number"), "  ");
  EXPECT_EQ(written_digits(""), "");
}

TEST(WrittenDigits, LoseNoneOfALongId) {
  const std::string id = std::string(60, '1') + "917420683" + std::string(60, 'x');
  EXPECT_NE(written_digits(id).find("917420683"), std::string::npos);
}

TEST(WrittenLetters, AreReadAsTheyAreSeenAndDividedByOneBlank) {
  EXPECT_EQ(written_letters("@Lola_88!"), " lola 88 ");
  EXPECT_EQ(written_letters("WeChat: l\u00f3la (kk)"), " wechat lola kk ");
  EXPECT_EQ(written_letters("\uff4c\uff4fl\u0430\u200b88"), " lola88 ") << "as read_bare_handle";
  EXPECT_EQ(written_letters("\u4f60lola"), " \x7Flola ");
  EXPECT_EQ(written_letters(""), " ");
}

}  // namespace
}  // namespace lodestar::text
