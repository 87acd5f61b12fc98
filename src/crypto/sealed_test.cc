// SPDX-License-Identifier: Apache-2.0
#include "crypto/sealed.h"

#include <gtest/gtest.h>

namespace lodestar::crypto {
namespace {

Sensitive<SealingKey> key_from(unsigned char first) {
  SealingKey key{};
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<unsigned char>(first + i);
  return Sensitive(key);
}

SealingNonce nonce_from(unsigned char first) {
  SealingNonce nonce{};
  for (std::size_t i = 0; i < nonce.size(); ++i) nonce[i] = static_cast<unsigned char>(first + i);
  return nonce;
}

std::string hex_of(std::string_view bytes) {
  std::string hex;
  for (const unsigned char byte : bytes) {
    hex += "0123456789abcdef"[byte >> 4U];
    hex += "0123456789abcdef"[byte & 15U];
  }
  return hex;
}

// draft-irtf-cfrg-xchacha-03, A.3.1, whose key and nonce count up from 0x80 and 0x40.
TEST(Sealed, is_the_published_cipher) {
  const Sensitive<std::string> text{
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
      "sunscreen would be it."};
  const std::string_view context{"\x50\x51\x52\x53\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7", 12};
  const std::string sealed = seal(key_from(0x80), nonce_from(0x40), text, context);
  EXPECT_EQ(hex_of(std::string_view(sealed).substr(24, 16)), "bd6d179d3e83d43b9576579493c0e939");
  EXPECT_EQ(hex_of(std::string_view(sealed).substr(sealed.size() - 16)),
            "c0875924c1c7987947deafd8780acf49");
}

TEST(Sealed, opens_only_whole_with_its_key_and_in_its_context) {
  const Sensitive<std::string> words{"words"};
  const std::string sealed = seal(key_from(1), nonce_from(2), words, "context");
  EXPECT_EQ(open_sealed(key_from(1), sealed, "context"), words);
  EXPECT_FALSE(open_sealed(key_from(2), sealed, "context"));
  EXPECT_FALSE(open_sealed(key_from(1), sealed, "contexts"));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(open_sealed(key_from(1), changed, "context")) << i;
    EXPECT_FALSE(open_sealed(key_from(1), sealed.substr(0, i), "context")) << i;
  }
  const std::string empty = seal(key_from(1), nonce_from(3), Sensitive<std::string>{}, "");
  EXPECT_TRUE(open_sealed(key_from(1), empty, ""));
}

}  // namespace
}  // namespace lodestar::crypto
