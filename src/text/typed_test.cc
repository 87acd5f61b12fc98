// SPDX-License-Identifier: Apache-2.0
#include "text/typed.h"

#include <gtest/gtest.h>

namespace lodestar::text {
namespace {

TEST(Typed, TwoKeyboardsWriteTheSame) {
  EXPECT_EQ(to_nfc("Ine\u0302s"), "In\u00eas");
  EXPECT_EQ(to_nfc("In\u00eas"), "In\u00eas");
  EXPECT_EQ(to_nfc(""), "");
}

TEST(Typed, CaseAndWidthAreFolded) {
  EXPECT_EQ(to_casefold("Ana.LIMA"), "ana.lima");
  EXPECT_EQ(to_casefold("\uff21na"), "ana");
  EXPECT_EQ(to_casefold("INE\u0302S"), "in\u00eas");
}

TEST(Typed, WhatIsNoTextIsNothing) {
  EXPECT_EQ(to_nfc("\xff"), std::nullopt);
  EXPECT_EQ(to_casefold("a\xc3"), std::nullopt);
}

}  // namespace
}  // namespace lodestar::text
