// SPDX-License-Identifier: Apache-2.0
#include "crypto/throttle.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <string>

#include "support/oracle/throttle.h"

namespace lodestar::crypto {
namespace {

const Sensitive<Digest> kSecret{Digest{1, 2, 3}};

TEST(Throttle, allows_a_bucket_full_and_then_one_a_refill) {
  Throttle throttle({.attempts = 3, .refill_ms = 1000}, kSecret);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(throttle.take("a", 5000), std::nullopt);
  }
  EXPECT_EQ(throttle.take("a", 5000), 1000U);
  EXPECT_EQ(throttle.take("a", 5999), 1U);
  EXPECT_EQ(throttle.take("a", 6000), std::nullopt);
  EXPECT_EQ(throttle.take("a", 6000), 1000U);
}

TEST(Throttle, counts_each_key_by_itself) {
  Throttle throttle({.attempts = 1, .refill_ms = 1000}, kSecret);
  EXPECT_EQ(throttle.take("203.0.113.7", 0), std::nullopt);
  EXPECT_TRUE(throttle.take("203.0.113.7", 0));
  EXPECT_EQ(throttle.take("device:ab01", 0), std::nullopt);
  EXPECT_EQ(throttle.take("", 0), std::nullopt);
}

TEST(Throttle, gives_one_attempt_back_and_not_the_others) {
  Throttle throttle({.attempts = 2, .refill_ms = 1000}, kSecret);
  EXPECT_FALSE(throttle.take("a", 0));
  EXPECT_FALSE(throttle.take("a", 0));
  throttle.give_back("a", 0);
  EXPECT_FALSE(throttle.take("a", 0));
  EXPECT_TRUE(throttle.take("a", 0));
  throttle.give_back("b", 0);
  EXPECT_EQ(throttle.buckets(), 1U);
}

TEST(Throttle, keeps_no_more_than_it_may_and_no_full_bucket) {
  Throttle throttle({.attempts = 2, .refill_ms = 1000, .most_buckets = 10}, kSecret);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_FALSE(throttle.take(std::to_string(i), 0));
    EXPECT_LE(throttle.buckets(), 10U);
  }
  EXPECT_FALSE(throttle.take("late", 1000));
  EXPECT_EQ(throttle.buckets(), 1U);
}

TEST(Throttle, forgets_who_tried_least_before_who_tried_most) {
  Throttle throttle({.attempts = 3, .refill_ms = 1000, .most_buckets = 2}, kSecret);
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(throttle.take("insistent", 0));
  }
  for (int i = 0; i < 100; ++i) {
    EXPECT_FALSE(throttle.take(std::to_string(i), 0));
  }
  EXPECT_TRUE(throttle.take("insistent", 0));
}

TEST(Throttle, bears_a_clock_that_goes_back_or_is_mad) {
  Throttle throttle({.attempts = 2, .refill_ms = 1000}, kSecret);
  EXPECT_FALSE(throttle.take("a", 10'000));
  EXPECT_TRUE(throttle.take("a", 0));
  EXPECT_FALSE(throttle.take("a", 10'000));
  const std::uint64_t last = std::numeric_limits<std::uint64_t>::max();
  EXPECT_FALSE(throttle.take("a", last));
  EXPECT_FALSE(throttle.take("a", last));
  EXPECT_EQ(throttle.take("a", last), 1000U);
  throttle.give_back("a", last);
  EXPECT_FALSE(throttle.take("a", last));
}

RC_GTEST_PROP(Throttle, is_its_slow_twin, ()) {
  const Throttle::Options options{
      .attempts = *rc::gen::inRange<std::uint32_t>(1, 5),
      .refill_ms = *rc::gen::inRange<std::uint32_t>(1, 20),
      .most_buckets = *rc::gen::inRange<std::size_t>(1, 6),
  };
  Throttle throttle(options, kSecret);
  testing::SlowThrottle slow(options);
  std::uint64_t now_ms = 0;
  for (int i = *rc::gen::inRange(0, 300); i > 0; --i) {
    now_ms += *rc::gen::elementOf(std::vector<std::uint64_t>{0, 0, 0, 1, 2, 7, 50});
    const std::string key(1, *rc::gen::inRange('a', 'i'));
    if (*rc::gen::inRange(0, 5) == 0) {
      throttle.give_back(key, now_ms);
      slow.give_back(key, now_ms);
    } else {
      RC_ASSERT(throttle.take(key, now_ms) == slow.take(key, now_ms));
    }
    RC_ASSERT(throttle.buckets() == slow.buckets());
  }
}

}  // namespace
}  // namespace lodestar::crypto
