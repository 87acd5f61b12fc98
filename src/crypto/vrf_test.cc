// SPDX-License-Identifier: Apache-2.0
#include "crypto/vrf.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <string>

#include "support/dice.h"

namespace lodestar::crypto {
namespace {

std::string from_hex(std::string_view hex) {
  std::string bytes(hex.size() / 2, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    unsigned char byte = 0;
    std::from_chars(hex.data() + 2 * i, hex.data() + 2 * i + 2, byte, 16);
    bytes[i] = static_cast<char>(byte);
  }
  return bytes;
}

template <typename Array>
Array array_of(std::string_view hex) {
  const std::string bytes = from_hex(hex);
  Array array{};
  EXPECT_EQ(bytes.size(), array.size());
  std::ranges::copy(bytes, array.begin());
  return array;
}

VrfKey key_of(std::string_view hex) { return VrfKey(Sensitive(array_of<Ed25519Seed>(hex))); }

struct Example {
  const char *secret, *key, *text, *proof, *hash;
};
// RFC 9381, appendix B.3, examples 16, 17 and 18.
constexpr Example kExamples[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "8657106690b5526245a92b003bb079ccd1a92130477671f6fc01ad16f26f723f26f8a57ccaed74ee1b190bed1f4"
     "79d9727d2d0f9b005a6e456a35d4fb0daab1268a1b0db10836d9826a528ca76567805",
     "90cf1df3b703cce59e2a35b925d411164068269d7b2d29f3301c03dd757876ff66b71dda49d2de59d03450451af"
     "026798e8f81cd2e333de5cdf4f3e140fdd8ae"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "f3141cd382dc42909d19ec5110469e4feae18300e94f304590abdced48aed5933bf0864a62558b3ed7f2fea45c9"
     "2a465301b3bbf5e3e54ddf2d935be3b67926da3ef39226bbc355bdc9850112c8f4b02",
     "eb4440665d3891d668e7e0fcaf587f1b4bd7fbfe99d0eb2211ccec90496310eb5e33821bc613efb94db5e5b54c7"
     "0a848a0bef4553a41befc57663b56373a5031"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "9bc0f79119cc5604bf02d23b4caede71393cedfbb191434dd016d30177ccbf8096bb474e53895c362d8628ee9f9"
     "ea3c0e52c7a5c691b6c18c9979866568add7a2d41b00b05081ed0f58ee5e31b3a970e",
     "645427e5d00c62a23fb703732fa5d892940935942101e456ecca7bb217c61c452118fec1219202a0edcf038bb63"
     "73241578be7217ba85a2687f7a0310b2df19f"}};

TEST(Vrf, proves_what_the_rfc_proves) {
  for (const Example& example : kExamples) {
    const VrfKey key = key_of(example.secret);
    const std::string text = from_hex(example.text);
    EXPECT_EQ(key.public_key(), array_of<Ed25519Public>(example.key));
    EXPECT_EQ(key.prove(text), array_of<VrfProof>(example.proof));
    EXPECT_EQ(key.hash(text), array_of<VrfHash>(example.hash));
    EXPECT_EQ(holds_vrf(key.public_key(), text, key.prove(text)), key.hash(text));
  }
}

TEST(Vrf, holds_for_no_other_text_key_or_proof) {
  const VrfKey key = key_of(kExamples[0].secret);
  const VrfProof proof = key.prove("case 17");
  EXPECT_TRUE(holds_vrf(key.public_key(), "case 17", proof));
  EXPECT_FALSE(holds_vrf(key.public_key(), "case 18", proof));
  EXPECT_FALSE(holds_vrf(key_of(kExamples[1].secret).public_key(), "case 17", proof));
  for (std::size_t bit = 0; bit < proof.size() * 8; ++bit) {
    VrfProof other = proof;
    other[bit / 8] ^= static_cast<unsigned char>(1U << (bit % 8));
    EXPECT_FALSE(holds_vrf(key.public_key(), "case 17", other)) << bit;
  }
}

// s + q is the same scalar: only one of the two ways to write it may hold.
TEST(Vrf, has_one_proof_in_one_writing) {
  constexpr unsigned char kOrder[32] = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,
                                        0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
                                        0,    0,    0,    0,    0,    0,    0,    0,
                                        0,    0,    0,    0,    0,    0,    0,    0x10};
  const VrfKey key = key_of(kExamples[0].secret);
  VrfProof proof = key.prove("text");
  unsigned carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    carry += proof[48 + i] + kOrder[i];
    proof[48 + i] = static_cast<unsigned char>(carry & 0xFFU);
    carry >>= 8U;
  }
  ASSERT_EQ(carry, 0U);
  EXPECT_FALSE(holds_vrf(key.public_key(), "text", proof));
}

// Under a key of small order anybody could prove any hash.
TEST(Vrf, refuses_keys_and_points_of_small_order_or_not_on_the_curve) {
  const VrfKey key = key_of(kExamples[0].secret);
  const VrfProof proof = key.prove("text");
  const char* const bad[] = {
      "0100000000000000000000000000000000000000000000000000000000000000",   // the neutral one
      "0000000000000000000000000000000000000000000000000000000000000000",   // order 4
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",   // order 2
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",   // order 8
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",   // 1 + p
      "0200000000000000000000000000000000000000000000000000000000000000"};  // no point
  for (const char* const point : bad) {
    const auto bytes = array_of<Ed25519Public>(point);
    EXPECT_FALSE(holds_vrf(bytes, "text", proof)) << point;
    VrfProof other = proof;
    std::ranges::copy(bytes, other.begin());
    EXPECT_FALSE(holds_vrf(key.public_key(), "text", other)) << point;
  }
  VrfProof zero{};
  std::copy_n(proof.begin(), 32, zero.begin());
  EXPECT_FALSE(holds_vrf(key.public_key(), "text", zero));
}

TEST(Vrf, gives_each_text_one_hash) {
  lodestar::testing::Dice dice(1);
  const VrfKey key = key_of(kExamples[2].secret);
  std::set<VrfHash> seen;
  for (int i = 0; i < 60; ++i) {
    const std::string text = std::to_string(i) + std::string(dice.below(300), 'x');
    const auto hash = holds_vrf(key.public_key(), text, key.prove(text));
    EXPECT_EQ(hash, key.hash(text));
    EXPECT_TRUE(seen.insert(hash.value_or(VrfHash{})).second);
  }
}

}  // namespace
}  // namespace lodestar::crypto
