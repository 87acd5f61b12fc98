// SPDX-License-Identifier: Apache-2.0
#include "crypto/blake2b.h"

#include <gtest/gtest.h>

namespace lodestar::crypto {
namespace {

TEST(Blake2b, NamesBytesAsB2sumDoes) {  // printf abc | b2sum -l 256
  EXPECT_EQ(to_hex(blake2b_256("abc")),
            "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(Blake2b, BytesInPartsHaveTheNameOfTheWhole) {
  Blake2b256 hash;
  for (const char* part : {"a", "", "bc"}) hash.add(part);
  EXPECT_EQ(hash.finish(), blake2b_256("abc"));
}

TEST(Blake2b, HashesAsABrowserDoes) {  // the CSP specification's own example
  EXPECT_EQ(sha256_base64("alert('Hello, world.');"),
            "qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
}

TEST(Blake2b, AKeyedNameDependsOnKeyDomainAndText) {
  const Digest key = blake2b_256("one"), other = blake2b_256("two");
  const std::string name = keyed_name(key, "phone", "+351210000118");
  EXPECT_EQ(name.size(), 32U);
  EXPECT_EQ(name, keyed_name(key, "phone", "+351210000118"));
  EXPECT_NE(name, keyed_name(other, "phone", "+351210000118"));
  EXPECT_NE(name, keyed_name(key, "whatsapp", "+351210000118"));
  EXPECT_NE(keyed_name(key, "ab", "c"), keyed_name(key, "a", "bc"));
}

}  // namespace
}  // namespace lodestar::crypto
