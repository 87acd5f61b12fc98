// SPDX-License-Identifier: Apache-2.0
// Signals end processes: each test is a process of its own.
#include "io/interrupt.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <semaphore>
#include <stop_token>
#include <thread>

#include "base/result.h"

namespace lodestar::io {
namespace {

constexpr int kCleanEnd = 0;

void wait_for_stop(const std::stop_token& stop) {
  std::binary_semaphore asked(0);
  const std::stop_callback tell(stop, [&] { asked.release(); });
  asked.acquire();
}

constexpr auto kBehindAnEcho = std::chrono::milliseconds(300);

struct InterruptDeathTest : testing::TestWithParam<int> {
  InterruptDeathTest() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

INSTANTIATE_TEST_SUITE_P(Signals, InterruptDeathTest, testing::Values(SIGINT, SIGTERM, SIGHUP));

TEST_P(InterruptDeathTest, TheFirstSignalIsARequestToStop) {
  EXPECT_EXIT(
      {
        {
          const Interrupt interrupt;
          if (interrupt.token().stop_requested()) _exit(9);
          kill(getpid(), GetParam());
          wait_for_stop(interrupt.token());
        }
        _exit(kCleanEnd);
      },
      testing::ExitedWithCode(kCleanEnd), "");
}

TEST_P(InterruptDeathTest, AfterTheSecondAProcessThatDoesNotEndIsEnded) {
  EXPECT_EXIT(
      {
        const Interrupt interrupt;
        kill(getpid(), GetParam());
        wait_for_stop(interrupt.token());
        for (;;) {
          std::this_thread::sleep_for(kBehindAnEcho);
          kill(getpid(), GetParam());
        }
      },
      testing::ExitedWithCode(exit_code(Code::cancelled)), "");
}

TEST_P(InterruptDeathTest, AnEchoOfTheFirstEndsNothing) {
  constexpr auto kLongerThanTheGrace = std::chrono::milliseconds(1'500);
  EXPECT_EXIT(
      {
        const Interrupt interrupt;
        kill(getpid(), GetParam());
        kill(getpid(), GetParam() == SIGTERM ? SIGINT : SIGTERM);
        wait_for_stop(interrupt.token());
        std::this_thread::sleep_for(kLongerThanTheGrace);
        _exit(kCleanEnd);
      },
      testing::ExitedWithCode(kCleanEnd), "");
}

TEST_P(InterruptDeathTest, AfterTheSecondWhatIsEndingMayEnd) {
  EXPECT_EXIT(
      {
        {
          const Interrupt interrupt;
          kill(getpid(), GetParam());
          wait_for_stop(interrupt.token());
          std::this_thread::sleep_for(kBehindAnEcho);
          kill(getpid(), GetParam());
        }
        _exit(kCleanEnd);
      },
      testing::ExitedWithCode(kCleanEnd), "");
}

TEST(Interrupt, WithoutASignalNothingIsAskedAndItGoesAtOnce) {
  EXPECT_EXIT(
      {
        {
          const Interrupt interrupt;
          if (interrupt.token().stop_requested()) _exit(9);
        }
        _exit(kCleanEnd);
      },
      testing::ExitedWithCode(kCleanEnd), "");
}

}  // namespace
}  // namespace lodestar::io
