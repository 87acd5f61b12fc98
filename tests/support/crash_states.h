// SPDX-License-Identifier: Apache-2.0
// States in which a disk may leave a program: a fault at one call (kill, a torn write, an error
// such as EIO or ENOSPC, a short write), with or without a loss of power, and often a second fault
// while it recovers. LODESTAR_CRASH_STATES=100000 makes more of them, LODESTAR_CRASH_SEED=1000
// others. Under a sanitizer, where each
// takes ten times as long, there are fewer: they look for another kind of mistake.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "support/simulated_files.h"

namespace lodestar::testing {

struct CrashState {
  std::uint32_t seed = 0;
  std::size_t call = 0;
  Fault fault = Fault::none;
  bool loses_power = false, fails_twice = false;
};

inline std::string to_string(const CrashState& state) {
  return "seed " + std::to_string(state.seed) + " call " + std::to_string(state.call) + " fault " +
         std::to_string(static_cast<int>(state.fault)) + (state.loses_power ? " power" : "");
}

#ifdef __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr std::size_t kStatesInOne = 10;
#else
inline constexpr std::size_t kStatesInOne = 1;
#endif
#else
inline constexpr std::size_t kStatesInOne = 1;  // GCC, whose sanitizers nobody runs here
#endif

struct CrashPlan {
  std::size_t states = 0;    // unless the environment wants another number
  std::uint32_t stride = 1;  // in the calls of a seed, so that a short run sees many disks
  int steps = 0;             // of use, in the first life
};

// A World is made from a seed; it has `files`, use(steps), end_process(loses_power) and
// expect_all_is_well(when).
template <typename World>
void live_through(const CrashState& state, int steps) {
  const std::string when = to_string(state);
  Dice dice(state.seed * 7919 + static_cast<std::uint32_t>(state.call));
  World world(state.seed);
  world.files.fail_at(state.call, state.fault);
  world.use(steps);
  world.end_process(state.loses_power);
  if (state.fails_twice) {
    world.files.fail_at(dice.below(100), state.fault);
    world.use(5);
    world.end_process(dice.below(2) == 0);
  }
  ASSERT_NO_FATAL_FAILURE(world.expect_all_is_well(when));
  world.use(5);
  world.end_process(true);
  ASSERT_NO_FATAL_FAILURE(world.expect_all_is_well(when + " later"));
}

template <typename World>
void expect_survival(const CrashPlan& plan) {
  const char* const wanted = std::getenv("LODESTAR_CRASH_STATES");
  const std::size_t states =
      wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : plan.states / kStatesInOne;
  const char* const first = std::getenv("LODESTAR_CRASH_SEED");
  std::size_t done = 0;
  for (auto seed = static_cast<std::uint32_t>(first ? std::strtoul(first, nullptr, 10) : 1);
       done < states; ++seed) {
    World untroubled(seed);
    untroubled.files.fail_at(SIZE_MAX, Fault::error);
    untroubled.use(plan.steps);
    const std::size_t calls = untroubled.files.calls();
    for (std::size_t call = seed % plan.stride; call < calls && done < states;
         call += plan.stride) {
      for (const Fault fault : {Fault::kill, Fault::tear, Fault::error, Fault::shorten}) {
        for (const bool loses_power : {false, true}) {
          const bool fails_twice = (seed + call + (loses_power ? 1 : 0)) % 2 == 0;
          const CrashState state{seed, call, fault, loses_power, fails_twice};
          ASSERT_NO_FATAL_FAILURE(live_through<World>(state, plan.steps));
          ++done;
        }
      }
    }
  }
  ::testing::Test::RecordProperty("states", static_cast<int>(done));
}

}  // namespace lodestar::testing
