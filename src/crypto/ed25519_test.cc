// SPDX-License-Identifier: Apache-2.0
#include "crypto/ed25519.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/public_data.h"

namespace lodestar::crypto {
namespace {

template <std::size_t N>
std::array<unsigned char, N> from_hex(const std::string& hex) {
  std::array<unsigned char, N> bytes{};
  EXPECT_EQ(hex.size(), 2 * N);
  for (std::size_t i = 0; i < N; ++i)
    bytes[i] = static_cast<unsigned char>(std::stoi(hex.substr(2 * i, 2), nullptr, 16));
  return bytes;
}

TEST(Ed25519, signs_as_the_first_two_tests_of_the_rfc) {
  const SigningKey first(
      Sensitive(from_hex<32>("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")));
  EXPECT_EQ(first.public_key(),
            from_hex<32>("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
  EXPECT_EQ(first.sign(""),
            from_hex<64>("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                         "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"));
  const SigningKey second(
      Sensitive(from_hex<32>("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")));
  EXPECT_TRUE(holds_ed25519(second.public_key(), "\x72", second.sign("\x72")));
  EXPECT_FALSE(holds_ed25519(second.public_key(), "\x73", second.sign("\x72")));
  EXPECT_FALSE(holds_ed25519(first.public_key(), "\x72", second.sign("\x72")));
}

// The rule of the header, in the words of the vectors: what is of small order or not canonical is
// refused, and so is what only holds with the cofactor or with another way to compute k.
bool should_hold(const nlohmann::json& flags) {
  for (const char* bad : {"low_order_A", "low_order_R", "non_canonical_A", "non_canonical_R",
                          "low_order_residue", "reencoded_k"})
    if (std::ranges::find(flags, bad) != flags.end()) return false;
  return true;
}

TEST(Ed25519, JudgesThePublicEdgeCasesByItsOneRule) {
  const auto path = lodestar::testing::public_data("ledger/cctv/ed25519/ed25519vectors.json");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no ../shared/data/ledger";
  const auto vectors = nlohmann::json::parse(lodestar::testing::read_whole(path));
  EXPECT_EQ(vectors.size(), 914U);
  std::size_t held = 0;
  for (const auto& vector : vectors) {
    const bool holds = holds_ed25519(from_hex<32>(vector["key"]), vector["msg"].get<std::string>(),
                                     from_hex<64>(vector["sig"]));
    const auto flags = vector["flags"].is_null() ? nlohmann::json::array() : vector["flags"];
    EXPECT_EQ(holds, should_hold(flags)) << vector["number"] << flags;
    held += holds ? 1U : 0U;
  }
  EXPECT_GT(held, 0U);
}

}  // namespace
}  // namespace lodestar::crypto
