// SPDX-License-Identifier: Apache-2.0
// Moments that programs write are no telephone numbers, and hide none that stands beside them.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/identifiers.h"
#include "text/numbering_plan.h"

namespace lodestar::text {
namespace {

std::string values(std::string_view raw) {
  std::vector<Identifier> found;
  IdentifierFinder(built_in_numbering_plan()).find(raw, {}, found);
  std::string text;
  for (const Identifier& one : found) text += (text.empty() ? "" : "; ") + one.value;
  return text;
}

TEST(Timestamps, AMomentIsNoNumber) {
  for (const auto* raw : {"2026-03-04T10:02:00+01:00",
                          "posted 2026-03-04T10:02:00+01:00 from the app",
                          "2026-03-04T14:05:11Z",
                          "04T14:05:11Z",
                          "[22:01.123456]",
                          "[22:01:07.123456] joined",
                          "2026-03-04 10:02:00.123",
                          "2026-03-04 10:02:00,123",
                          "20260304T100200Z",
                          "20260304T1002",
                          "2026-03-04T10:02",
                          "2026-03-04T10:02:00.123456Z",
                          "2026-03-04T10:02:00.123456789+05:30",
                          "2026-03-04T10:02:00-0500",
                          "2026-03-04 10:02:00 +0100",
                          "2026-03-04 10:02:00.5 UTC",
                          "04/03/2026 10:02:00.123",
                          "04.03.2026_10:02:00.123",
                          "10:02:00.123Z",
                          "10:02:00+01:00",
                          "2026-03-04t10:02:00z",
                          "2026/03/04 10:02:00.123",
                          "[2026-03-04T10:02:00+01:00] ok",
                          "2026-03-04T10:02:00Z/2026-03-05T11:02:00Z"})
    EXPECT_EQ(values(raw), "") << raw;
}

TEST(Timestamps, ANumberBesideOneIsFound) {
  EXPECT_EQ(values("2026-03-04T10:02:00Z 07481 227 940"), "07481227940");
  EXPECT_EQ(values("2026-03-04T10:02:00+01:00 +34 612 345 678"), "+34612345678");
  EXPECT_EQ(values("2026-03-04 10:02:00 +34 612 345 678"), "+34612345678");
  EXPECT_EQ(values("2026-03-04 10:02:00 +3461 2345678"), "+34612345678");
  EXPECT_EQ(values("07481 227 940 2026-03-04T10:02:00Z"), "07481227940");
  EXPECT_EQ(values("open till 12:30.612 583 174"), "612583174");
}

}  // namespace
}  // namespace lodestar::text
