// SPDX-License-Identifier: Apache-2.0
#include "base/percent.h"

#include <gtest/gtest.h>

namespace lodestar {
namespace {

TEST(Percent, leaves_what_is_unreserved_and_nothing_else) {
  EXPECT_EQ(to_percent("Az09-._~"), "Az09-._~");
  EXPECT_EQ(to_percent("a b&c=d+e/f%:"), "a%20b%26c%3Dd%2Be%2Ff%25%3A");
  EXPECT_EQ(to_percent(std::string_view("\0\n\xc3\xa9", 4)), "%00%0A%C3%A9");
}

}  // namespace
}  // namespace lodestar
