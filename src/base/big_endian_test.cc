// SPDX-License-Identifier: Apache-2.0
#include "base/big_endian.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace lodestar {
namespace {

TEST(BigEndian, has_the_highest_byte_first) {
  EXPECT_EQ(to_big_endian(std::uint32_t{0x01020304}), "\x01\x02\x03\x04");
  EXPECT_EQ(from_big_endian<std::uint32_t>("\x01\x02\x03\x04 and more"), 0x01020304U);
  for (const std::uint64_t number : {std::uint64_t{0}, std::uint64_t{0xFF}, UINT64_MAX}) {
    EXPECT_EQ(from_big_endian<std::uint64_t>(to_big_endian(number)), number);
  }
}

}  // namespace
}  // namespace lodestar
