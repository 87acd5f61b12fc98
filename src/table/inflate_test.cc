// SPDX-License-Identifier: Apache-2.0
#include "table/inflate.h"

#include <gtest/gtest.h>

namespace lodestar::table {
namespace {

TEST(Gzip, what_was_packed_is_unpacked) {
  for (const std::size_t size : {0, 1, 70'000, 3'000'000}) {
    const std::string bytes(size, 'x');
    EXPECT_EQ(unpack_gzip(pack_gzip(bytes), size + 1).value(), bytes);
  }
}

TEST(Gzip, members_behind_each_other_are_one) {
  EXPECT_EQ(unpack_gzip(pack_gzip("one") + pack_gzip("") + pack_gzip("two"), 100).value(),
            "onetwo");
  EXPECT_EQ(unpack_gzip(pack_gzip("one") + "no member", 100).error().code, Code::corrupt);
}

TEST(Gzip, no_more_is_unpacked_than_asked_for) {
  const std::string packed = pack_gzip(std::string(1'000'000, 'x'));
  EXPECT_EQ(unpack_gzip(packed, 1000).value(), std::string(1000, 'x'));
  EXPECT_EQ(unpack_gzip(packed, 0).value(), "");
}

TEST(Gzip, of_a_stream_that_is_cut_off_there_is_the_beginning) {
  std::string bytes;
  for (int i = 0; i < 100'000; ++i) bytes += std::to_string(i * 7919);
  const std::string packed = pack_gzip(bytes);
  const auto some = unpack_gzip(std::string_view(packed).substr(0, packed.size() / 2), 1 << 20);
  ASSERT_TRUE(some);
  EXPECT_GT(some->size(), 1000U);
  EXPECT_TRUE(bytes.starts_with(*some));
}

TEST(Gzip, what_is_none_is_corrupt) {
  EXPECT_EQ(unpack_gzip("neither gzip nor anything", 100).error().code, Code::corrupt);
  std::string packed = pack_gzip(std::string(1000, 'x'));
  packed[packed.size() - 6] ^= 1;  // of the checksum
  EXPECT_EQ(unpack_gzip(packed, 1001).error().code, Code::corrupt);
}

}  // namespace
}  // namespace lodestar::table
