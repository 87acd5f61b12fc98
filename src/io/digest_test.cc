// SPDX-License-Identifier: Apache-2.0
#include "io/digest.h"

#include <gtest/gtest.h>

namespace lodestar::io {
namespace {

TEST(Digest, OfManyBytesIsThatOfB2sum) {  // head -c 50000000 /dev/zero | b2sum -l 256
  std::string zeros;
  zeros.resize(50'000'000);
  EXPECT_EQ(digest_hex(zeros), "6fb9f686dc42f0eca7c9a715ec142154e4415f6e38f188eaf45eb56758417d9e");
}

TEST(Digest, EndsSoonWhereAStopIsAskedFor) {
  std::stop_source stop;
  stop.request_stop();
  const std::string some(1000, 'a');
  EXPECT_EQ(digest_hex(some, stop.get_token()), digest_hex(""));  // nothing was looked at
}

}  // namespace
}  // namespace lodestar::io
