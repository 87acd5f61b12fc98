// SPDX-License-Identifier: Apache-2.0
#include "base/hash.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <unordered_set>

namespace lodestar {
namespace {

// Ids in output files and in --state come from these numbers: a change breaks what people keep.
TEST(Hash, bytes_give_the_numbers_they_always_gave) {
  EXPECT_EQ(hash_bytes(""), 0x2d06800538d394c2ULL);  // the published vector of XXH3_64bits
  EXPECT_EQ(hash_bytes("posting"), 0x4e935fedd26f97f2ULL);
  EXPECT_EQ(hash_bytes("posting", 1), 0x28f71e20d4e03978ULL);
  EXPECT_EQ(hash_bytes(std::string(1000, 'a')), 0xb3e7af627147db7cULL);
}
TEST(Hash, mix_gives_the_numbers_it_always_gave) {
  EXPECT_EQ(mix(0), 0U);  // the finaliser's fixed point
  EXPECT_EQ(mix(1), 0xb456bcfc34c2cb2cULL);
  EXPECT_EQ(mix(1, 2), 0xf8f76353b6d877c5ULL);
}
TEST(Hash, a_nul_and_the_length_count) {
  EXPECT_NE(hash_bytes(std::string_view("a\0", 2)), hash_bytes("a"));
  EXPECT_NE(hash_bytes(std::string_view("\0", 1)), hash_bytes(""));
}
TEST(Hash, joining_keeps_order_apart) { EXPECT_NE(mix(1, 2), mix(2, 1)); }
TEST(Hash, mix_loses_nothing) {
  std::unordered_set<std::uint64_t> seen;
  for (std::uint64_t i = 0; i < 100'000; ++i) seen.insert(mix(i));
  EXPECT_EQ(seen.size(), 100'000U);
}
TEST(Hash, low_and_high_halves_of_neighbours_spread_evenly) {
  constexpr int kBuckets = 64, kKeys = 64'000;
  for (const int shift : {0, 32, 58}) {
    std::array<int, kBuckets> held{};
    for (std::uint64_t i = 0; i < kKeys; ++i) ++held[mix(7, i) >> shift & (kBuckets - 1)];
    double chi_squared = 0;
    for (const int n : held) chi_squared += (n - 1000.0) * (n - 1000.0) / 1000.0;
    EXPECT_LT(chi_squared, 120) << shift;  // 63 degrees of freedom: beyond 120 once in 20,000
  }
}

}  // namespace
}  // namespace lodestar
