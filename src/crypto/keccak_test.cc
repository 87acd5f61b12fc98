// SPDX-License-Identifier: Apache-2.0
#include "crypto/keccak.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/hex.h"

namespace lodestar::crypto {
namespace {

using lodestar::testing::to_hex;

std::string hash_of(Shake::Kind kind, std::string_view text, std::size_t length) {
  Shake shake(kind);
  shake.absorb(text);
  std::vector<unsigned char> bytes(length);
  shake.squeeze(bytes);
  return to_hex(bytes);
}

std::string five_hundred_bytes() {
  std::string text(500, '\0');
  for (std::size_t i = 0; i < text.size(); ++i) text[i] = static_cast<char>(i % 251);
  return text;
}

// The standard's empty message, "abc", and one of several blocks; Python's hashlib agrees.
TEST(Shake, hashes_what_is_known) {
  using enum Shake::Kind;
  EXPECT_EQ(hash_of(k128, "", 32),
            "7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26");
  EXPECT_EQ(hash_of(k128, "abc", 32),
            "5881092dd818bf5cf8a3ddb793fbcba74097d5c526a6d35f97b83351940f2cc8");
  EXPECT_EQ(hash_of(k128, five_hundred_bytes(), 32),
            "ed9a5f1ed895f8f7cbad5bf512be2d884ffc10ee917ab8d4188b846b8063f533");
  EXPECT_EQ(hash_of(k256, "", 32),
            "46b9dd2b0ba88d13233b3feb743eeb243fcd52ea62b81b82b50c27646ed5762f");
  EXPECT_EQ(hash_of(k256, "abc", 32),
            "483366601360a8771c6863080cc4114d8db44530f8f1e1ee4f94ea37e78b5739");
  EXPECT_EQ(hash_of(k256, five_hundred_bytes(), 32),
            "20a1c001eb6aee7535706c02dbe70f2a39d87d3fda665f89706bea6211025657");
}

TEST(Shake, parts_of_every_length_hash_as_the_whole_and_come_out_as_the_whole) {
  const std::string text = five_hundred_bytes();
  for (const auto kind : {Shake::Kind::k128, Shake::Kind::k256}) {
    const std::string whole = hash_of(kind, text, 500);
    for (std::size_t length = 1; length <= 400; ++length) {
      Shake shake(kind);
      for (std::size_t at = 0; at < text.size(); at += length)
        shake.absorb(std::string_view(text).substr(at, length));
      std::vector<unsigned char> bytes(text.size());
      for (std::size_t at = 0; at < bytes.size(); at += length)
        shake.squeeze(std::span(bytes).subspan(at, std::min(length, bytes.size() - at)));
      ASSERT_EQ(to_hex(bytes), whole) << length;
    }
  }
}

TEST(Shake, a_message_of_exactly_a_block_gets_a_block_of_padding) {
  EXPECT_EQ(hash_of(Shake::Kind::k128, std::string(168, 'a'), 16),
            "c22e11586c22b713bde373fce93314d7");
  EXPECT_EQ(hash_of(Shake::Kind::k256, std::string(136, 'a'), 16),
            "8fcc5a08f0a1f6827c9cf64ee8d16e04");
}

TEST(Shake, a_copy_goes_on_from_the_same_state) {
  Shake shake(Shake::Kind::k256);
  shake.absorb("ab");
  Shake copy = shake;
  copy.absorb("c");
  shake.absorb("x");
  std::array<unsigned char, 32> bytes{};
  copy.squeeze(bytes);
  EXPECT_EQ(to_hex(bytes), hash_of(Shake::Kind::k256, "abc", 32));
}

}  // namespace
}  // namespace lodestar::crypto
