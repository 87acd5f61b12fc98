// SPDX-License-Identifier: Apache-2.0
#include "io/progress.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

namespace lodestar::io {
namespace {

TEST(Pace, SaysShareRateAndTimeLeft) {
  EXPECT_EQ(describe({.done = 50, .total = 100, .seconds = 10}), " 50% 50, 5/s, 10 s left");
  EXPECT_EQ(describe({.done = 48'200'000, .total = 96'400'000, .seconds = 1, .unit = Unit::bytes}),
            " 50% 48.2 MB, 48.2 MB/s, 1 s left");
  EXPECT_EQ(describe({.done = 2'500'000, .total = 2'500'000, .seconds = 2}),
            "100% 2.50 million, 1.25 million/s");
}

TEST(Pace, SaysNoRateBeforeThereIsOne) {
  EXPECT_EQ(describe({.done = 0, .total = 100, .seconds = 10}), "  0% 0");
  EXPECT_EQ(describe({.done = 10, .total = 100, .seconds = 0.1}), " 10% 10");
}

TEST(Pace, WithoutATotalThereIsNoShare) {
  EXPECT_EQ(describe({.done = 30, .total = 0, .seconds = 10}), "30, 3/s");
}

TEST(Pace, MoreThanAllIsAll) {
  EXPECT_EQ(describe({.done = 150, .total = 100, .seconds = 10}), "100% 150, 15/s");
}

TEST(Pace, LongWaitsAreToldInMinutesAndHours) {
  EXPECT_EQ(describe({.done = 10, .total = 1010, .seconds = 1}), "  1% 10, 10/s, 1 min 40 s left");
  EXPECT_EQ(describe({.done = 1, .total = 7321, .seconds = 1}), "  0% 1, 1/s, 2 h 02 min left");
  EXPECT_EQ(describe({.done = 1, .total = ~0ULL, .seconds = 1}), "  0% 1, 1/s, 2777 h 46 min left");
}

std::string said(Progress::Shown shown) {
  testing::internal::CaptureStderr();
  {
    Progress bar(shown);
    bar.begin("reading", 1000, Unit::bytes);
    bar.add(400);
    bar.begin("clusters", 10);
    std::vector<std::jthread> workers;
    workers.reserve(5);
    for (int i = 0; i < 5; ++i) workers.emplace_back([&] { bar.add(2); });
    workers.clear();
    bar.end();
    bar.end();  // nothing is left to close
  }
  return testing::internal::GetCapturedStderr();
}

TEST(Progress, QuietSaysNothing) { EXPECT_EQ(said(Progress::Shown::quiet), ""); }

TEST(Progress, LinesAreOneAStepAndHoldNoControlCharacters) {
  EXPECT_EQ(said(Progress::Shown::lines), "reading:  40% 0.0 MB\nclusters: 100% 10\n");
}

TEST(Progress, ABarEndsEachStepOnALineOfItsOwn) {
  const std::string bar = said(Progress::Shown::bar);
  EXPECT_EQ(std::ranges::count(bar, '\n'), 2);
  EXPECT_NE(bar.find("clusters     [████████████████████████] 100% 10\n"), std::string::npos)
      << bar;
}

TEST(Progress, WhatWasBegunIsClosedWithTheObject) {
  testing::internal::CaptureStderr();
  {
    Progress(Progress::Shown::lines).begin("networks", 0);
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "networks: 0\n");
}

}  // namespace
}  // namespace lodestar::io
