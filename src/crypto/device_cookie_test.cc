// SPDX-License-Identifier: Apache-2.0
#include "crypto/device_cookie.h"

#include <gtest/gtest.h>

namespace lodestar::crypto {
namespace {

Sensitive<Digest> key_of(unsigned char byte) {
  Digest key{};
  key.fill(byte);
  return Sensitive(key);
}
constexpr DeviceNonce kNonce{0xAB, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0x0F};

TEST(DeviceCookie, is_known_to_its_server_for_its_login) {
  const std::string cookie = make_device_cookie(key_of(1), "ana", kNonce).reveal();
  EXPECT_EQ(cookie.size(), 64U);
  EXPECT_EQ(known_device(key_of(1), "ana", cookie), "device:qwECAwQFBgcICQoLDA0ODw");
  EXPECT_FALSE(known_device(key_of(2), "ana", cookie));
  EXPECT_FALSE(known_device(key_of(1), "bea", cookie));
  EXPECT_FALSE(known_device(key_of(1), "", cookie));
}

TEST(DeviceCookie, that_was_changed_anywhere_is_unknown) {
  const std::string cookie = make_device_cookie(key_of(1), "ana", kNonce).reveal();
  for (std::size_t i = 0; i < cookie.size(); ++i) {
    std::string changed = cookie;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(known_device(key_of(1), "ana", changed)) << i;
    EXPECT_FALSE(known_device(key_of(1), "ana", cookie.substr(0, i))) << i;
  }
  EXPECT_FALSE(known_device(key_of(1), "ana", cookie + "A"));
  EXPECT_FALSE(known_device(key_of(1), "ana", cookie + "AAAA"));
}

}  // namespace
}  // namespace lodestar::crypto
