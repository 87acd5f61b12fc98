// SPDX-License-Identifier: Apache-2.0
// A witness on a simulated disk (tests/support/simulated_files.h) among logs that try to have two
// pasts signed: a state is a fault at one call (kill, a torn write, an error, a short write), with
// or without a loss of power, and often a second one while it is opened again.
// LODESTAR_CRASH_STATES=100000 runs more of them.
#include <gtest/gtest.h>

#include "support/crash_states.h"
#include "support/two_pasts.h"

namespace lodestar::witness {
namespace {

using lodestar::testing::ask_for_one;
using lodestar::testing::Dice;
using lodestar::testing::expect_survival;
using lodestar::testing::lying_logs;
using lodestar::testing::open_witness;
using lodestar::testing::SimulatedFiles;
using lodestar::testing::TwoPasts;

// One disk, and what the witness's signatures are known to be.
class World {
 public:
  explicit World(std::uint32_t seed) : files(seed), dice_(seed) {}

  void use(int steps) {
    const auto witness = open_witness(files, "witness");
    if (!witness) return;
    for (int i = 0; i < steps && ask_for_one(**witness, dice_, signatures_); ++i) continue;
  }
  void end_process(bool loses_power) {
    files.restart();
    if (loses_power) files.lose_power();
  }

  void expect_all_is_well(const std::string& when) {
    const auto witness = open_witness(files, "witness");
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

TEST(WitnessCrash, forgets_no_signature_and_signs_no_second_past) {
  expect_survival<World>({.states = 400, .stride = 7, .steps = 50});
}

}  // namespace
}  // namespace lodestar::witness
