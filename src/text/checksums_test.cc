// SPDX-License-Identifier: Apache-2.0
#include "text/internal/checksums.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace lodestar::text::internal {
namespace {

std::string hex(const Digest& digest) {
  std::string text;
  for (const auto byte : digest) text += fmt::format("{:02x}", byte);
  return text;
}

// Vectors of the Keccak team (short and long messages) and of Ethereum.
TEST(Checksums, Keccak256) {
  EXPECT_EQ(hex(keccak_256("")),
            "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  EXPECT_EQ(hex(keccak_256("abc")),
            "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
  EXPECT_EQ(hex(keccak_256("The quick brown fox jumps over the lazy dog")),
            "4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15");
}

// The examples of EIP-55.
TEST(Checksums, EthereumCase) {
  for (const std::string_view address :
       {"5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "fB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "dbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "D1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
        "52908400098527886E0F7030069857D2E4169EE7", "de709f2102306220921060314715629080e2fb77"})
    EXPECT_EQ(with_ethereum_case(address), address);
}

// The examples of BIP 173 and BIP 350.
TEST(Checksums, Bech32IsForVersion0AndBech32mForTheOthers) {
  EXPECT_TRUE(is_bech32_bitcoin("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"));
  EXPECT_TRUE(is_bech32_bitcoin("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"));
  EXPECT_TRUE(is_bech32_bitcoin("BC1SW50QGDZ25J"));
  EXPECT_FALSE(is_bech32_bitcoin("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd"));
  EXPECT_FALSE(is_bech32_bitcoin("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh"));
  EXPECT_FALSE(is_bech32_bitcoin("tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx"));
  EXPECT_FALSE(is_bech32_bitcoin("bc1Qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"));
}

TEST(Checksums, Base58) {
  EXPECT_TRUE(is_base58_bitcoin("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"));
  EXPECT_TRUE(is_base58_bitcoin("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"));
  EXPECT_FALSE(is_base58_bitcoin("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLz"));
  EXPECT_FALSE(is_base58_bitcoin("11BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"));
  EXPECT_FALSE(is_base58_bitcoin("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN0"));
}

TEST(Checksums, Iban) {
  EXPECT_TRUE(has_iban_checksum("NO9386011117947"));
  EXPECT_TRUE(has_iban_checksum("MT84MALT011000012345MTLCAST001S"));
  EXPECT_FALSE(has_iban_checksum("NO9386011117948"));
  EXPECT_FALSE(has_iban_checksum("no9386011117947"));
  EXPECT_EQ(iban_length("NO"), 15U);
  EXPECT_FALSE(iban_length("US"));
}

}  // namespace
}  // namespace lodestar::text::internal
