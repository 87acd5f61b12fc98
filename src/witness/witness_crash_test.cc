// SPDX-License-Identifier: Apache-2.0
// A witness on a simulated disk (tests/support/simulated_files.h) among logs that try to have two
// pasts signed: a state is a fault at one call (kill, a torn write, an error, a short write), with
// or without a loss of power, and often a second one while it is opened again.
// LODESTAR_CRASH_STATES=100000 runs more of them.
#include <gtest/gtest.h>

#include <cstdlib>

#include "support/two_pasts.h"

namespace lodestar::witness {
namespace {

using lodestar::testing::ask_for_one;
using lodestar::testing::Dice;
using lodestar::testing::Fault;
using lodestar::testing::lying_logs;
using lodestar::testing::options_on;
using lodestar::testing::SimulatedFiles;
using lodestar::testing::TwoPasts;

// One disk, and what the witness's signatures are known to be.
class World {
 public:
  explicit World(std::uint32_t seed) : files(seed), dice_(seed) {}

  void use(std::size_t steps) {
    const auto witness = Witness::open("witness", options_on(files));
    if (!witness) return;
    for (std::size_t i = 0; i < steps && ask_for_one(**witness, dice_, signatures_); ++i) continue;
  }
  void end_process(bool loses_power) {
    files.restart();
    if (loses_power) files.lose_power();
  }

  void expect_all_is_well(const std::string& when) {
    const auto witness = Witness::open("witness", options_on(files));
    ASSERT_TRUE(witness) << when << ": " << witness.error().message;
    for (std::size_t i = 0; i < lying_logs().size(); ++i) {
      const TwoPasts& log = lying_logs()[i];
      const auto bytes = (*witness)->checkpoint(crypto::sha256({log.origin()}));
      if (!bytes) {
        ASSERT_EQ(bytes.error().code, Code::not_found) << when << bytes.error().message;
        ASSERT_EQ(signatures_.latest(i), 0U) << when << ": it has forgotten a log";
        continue;
      }
      const auto note = ledger::parse_note(*bytes);
      ASSERT_TRUE(note) << when;
      const std::vector keys = {log.key(), lodestar::testing::test_witness(0).verifier()};
      const auto verified = ledger::verify_note(*note, keys);
      ASSERT_TRUE(verified) << when;
      ASSERT_EQ(verified->size(), 2U) << when;
      ASSERT_GE(ledger::parse_checkpoint(note->text)->head.size, signatures_.latest(i)) << when;
    }
    for (int i = 0; i < 8; ++i) ASSERT_TRUE(ask_for_one(**witness, dice_, signatures_)) << when;
    ASSERT_FALSE(signatures_.has_fork()) << when;
  }

  SimulatedFiles files;

 private:
  Dice dice_;
  lodestar::testing::Signatures signatures_;
};

struct State {
  std::uint32_t seed = 0;
  std::size_t call = 0;
  Fault fault = Fault::none;
  bool loses_power = false, fails_twice = false;
};

constexpr std::size_t kSteps = 50;

void run(const State& state) {
  const std::string when =
      fmt::format("seed {} call {} fault {}{}", state.seed, state.call,
                  static_cast<int>(state.fault), state.loses_power ? " power" : "");
  Dice dice(state.seed * 7919 + static_cast<std::uint32_t>(state.call));
  World world(state.seed);
  world.files.fail_at(state.call, state.fault);
  world.use(kSteps);
  world.end_process(state.loses_power);
  if (state.fails_twice) {
    world.files.fail_at(dice.below(60), state.fault);
    world.use(5);
    world.end_process(dice.below(2) == 0);
  }
  ASSERT_NO_FATAL_FAILURE(world.expect_all_is_well(when));
  world.use(5);
  world.end_process(true);
  ASSERT_NO_FATAL_FAILURE(world.expect_all_is_well(when + " later"));
}

std::size_t count_calls(std::uint32_t seed) {
  World world(seed);
  world.files.fail_at(SIZE_MAX, Fault::error);
  world.use(kSteps);
  return world.files.calls();
}

TEST(WitnessCrash, forgets_no_signature_and_signs_no_second_past) {
  const char* const wanted = std::getenv("LODESTAR_CRASH_STATES");
  const std::size_t states = wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 400;
  std::size_t done = 0;
  for (std::uint32_t seed = 1; done < states; ++seed) {
    const std::size_t calls = count_calls(seed);
    // Of each seed some calls only, so that a short run sees many disks.
    for (std::size_t call = seed % 7; call < calls && done < states; call += 7) {
      for (const Fault fault : {Fault::kill, Fault::tear, Fault::error, Fault::shorten}) {
        for (const bool loses_power : {false, true}) {
          const bool fails_twice = (seed + call + (loses_power ? 1 : 0)) % 2 == 0;
          ASSERT_NO_FATAL_FAILURE(run({seed, call, fault, loses_power, fails_twice}));
          ++done;
        }
      }
    }
  }
  RecordProperty("states", static_cast<int>(done));
}

}  // namespace
}  // namespace lodestar::witness
