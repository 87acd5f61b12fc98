// SPDX-License-Identifier: Apache-2.0
#include "crypto/wipe.h"

#include <gtest/gtest.h>

namespace lodestar::crypto {
namespace {

TEST(Wipe, every_byte_becomes_zero_and_the_length_stays) {
  std::string text = "secret";
  wipe(text);
  EXPECT_EQ(text, std::string(6, '\0'));
}

}  // namespace
}  // namespace lodestar::crypto
