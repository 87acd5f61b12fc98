// SPDX-License-Identifier: Apache-2.0
#include "base/base64.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lodestar {
namespace {

TEST(Base64, speaks_as_the_rfc_does) {
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foo"), "Zm9v");
  EXPECT_EQ(to_base64("foob"), "Zm9vYg==");
  EXPECT_EQ(to_base64("\xfb\xff"), "+/8=");
}
TEST(Base64, refuses_what_is_not_whole) {
  for (const auto* text :
       {"Zg", "Zg=", "Z===", "====", "Zg==Zg==", "Z g=", "Zm9v\n", "Zm-v", "=Zm9"})
    EXPECT_FALSE(from_base64(text)) << text;
}
TEST(Base64, does_not_look_at_unused_bits) { EXPECT_EQ(from_base64("Zh=="), "f"); }
RC_GTEST_PROP(Base64, comes_back_as_it_went, (const std::string& bytes)) {
  RC_ASSERT(from_base64(to_base64(bytes)) == bytes);
}
TEST(Base64url, speaks_as_the_rfc_does_without_padding) {
  EXPECT_EQ(to_base64url(""), "");
  EXPECT_EQ(to_base64url("f"), "Zg");
  EXPECT_EQ(to_base64url("fo"), "Zm8");
  EXPECT_EQ(to_base64url("foo"), "Zm9v");
  EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
}
TEST(Base64url, has_one_text_for_bytes) {
  for (const auto* text :
       {"Z", "Zg==", "Zm8=", "Zh", "Zm9", "Z g", "Zm9v\n", "+/8", "-/8", "Zm9vZ"})
    EXPECT_FALSE(from_base64url(text)) << text;
}
RC_GTEST_PROP(Base64url, comes_back_as_it_went, (const std::string& bytes)) {
  RC_ASSERT(from_base64url(to_base64url(bytes)) == bytes);
}

}  // namespace
}  // namespace lodestar
