// SPDX-License-Identifier: Apache-2.0
#include "base/utc.h"

#include <gtest/gtest.h>

#include <limits>

#include "support/dice.h"

namespace lodestar {
namespace {

TEST(Utc, times_are_read_as_they_are_written) {
  lodestar::testing::Dice dice(3);
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t time_s = (std::uint64_t{dice.below(58)} << 32U) + dice.below(1U << 31U);
    EXPECT_EQ(parse_time(to_time(time_s)), time_s);
  }
}

TEST(Utc, known_times) {
  EXPECT_EQ(to_time(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(say_time(951782399), "2000-02-28 23:59:59 UTC");
  EXPECT_EQ(parse_time("2000-02-29T00:00:00Z"), 951782400);
  EXPECT_EQ(to_time(kLastTime), "9999-12-31T23:59:59Z");
}

TEST(Utc, what_has_no_year_of_four_digits_is_the_last_second) {
  EXPECT_EQ(to_time(kLastTime + 1), "9999-12-31T23:59:59Z");
  EXPECT_EQ(say_time(std::numeric_limits<std::uint64_t>::max()), "9999-12-31 23:59:59 UTC");
}

TEST(Utc, no_other_form_is_read) {
  for (const std::string_view text :
       {"2001-02-29T00:00:00Z", "1969-12-31T23:59:59Z", "2026-11-28T24:00:00Z",
        "2026-11-28T23:60:00Z", "2026-11-28T23:59:60Z", "2026-11-28 23:59:59Z",
        "2026-11-28T23:59:59+", "2026-1-28T23:59:59Z0", "2026-11-28T23:59:59", ""}) {
    EXPECT_EQ(parse_time(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace lodestar
