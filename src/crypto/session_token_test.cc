// SPDX-License-Identifier: Apache-2.0
#include "crypto/session_token.h"

#include <gtest/gtest.h>

#include "crypto/sha256.h"

namespace lodestar::crypto {
namespace {

TokenBytes counting() {
  TokenBytes bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<unsigned char>(i);
  }
  return bytes;
}

TEST(SessionToken, is_base64url_and_its_bytes_are_hashed) {
  const auto token = to_token(Sensitive(counting()));
  EXPECT_EQ(token.reveal(), "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
  const TokenBytes bytes = counting();
  EXPECT_EQ(session_hash(token.reveal()),
            sha256({{reinterpret_cast<const char*>(bytes.data()), bytes.size()}}));
}

TEST(SessionToken, has_one_text) {
  const std::string token = to_token(Sensitive(counting())).reveal();
  ASSERT_TRUE(session_hash(token));
  for (const std::string& other :
       {std::string(), token.substr(1), token + "A", token + "=", token.substr(0, 42) + "9",
        " " + token.substr(1), token.substr(0, 42) + "\n", "+" + token.substr(1)}) {
    EXPECT_FALSE(session_hash(other)) << other;
  }
}

TEST(SessionToken, has_a_csrf_token_of_its_own) {
  const Digest session = session_hash(to_token(Sensitive(counting())).reveal()).value_or(Digest{});
  const std::string csrf = csrf_token(session).reveal();
  EXPECT_EQ(csrf.size(), 43U);
  EXPECT_TRUE(is_csrf_token(session, csrf));
  EXPECT_FALSE(is_csrf_token(session, csrf.substr(1)));
  EXPECT_FALSE(is_csrf_token(session, ""));
  EXPECT_FALSE(is_csrf_token(session, to_token(Sensitive(counting())).reveal()));
  Digest other = session;
  other[31] ^= 1;
  EXPECT_FALSE(is_csrf_token(other, csrf));
}

}  // namespace
}  // namespace lodestar::crypto
