// SPDX-License-Identifier: Apache-2.0
// A mirror on a simulated disk (tests/support/simulated_files.h) among logs that try to have two
// pasts signed: a state is a fault at one call, with or without a loss of power, and often a second
// one while it is opened again. LODESTAR_CRASH_STATES=100000 runs more of them.
#include <gtest/gtest.h>

#include "log/tile_files.h"
#include "support/crash_states.h"
#include "support/mirror_play.h"

namespace lodestar::mirror {
namespace {

using lodestar::testing::copy_of;
using lodestar::testing::expect_survival;
using lodestar::testing::mirrored_logs;
using lodestar::testing::MirrorScene;
using lodestar::testing::open_mirror;
using lodestar::testing::SimulatedFiles;

class World {
 public:
  explicit World(std::uint32_t seed) : files(seed), player_(seed) {}

  void use(int steps) {
    const auto mirror = open_mirror(files);
    if (!mirror) return;
    for (int i = 0; i < steps && player_.play(**mirror); ++i) continue;
  }
  void end_process(bool loses_power) {
    files.restart();
    if (loses_power) files.lose_power();
  }

  void expect_all_is_well(const std::string& when) {
    // First as a web server finds the folder, then as the mirror goes on with it.
    for (std::size_t i = 0; i < mirrored_logs().size(); ++i)
      ASSERT_NO_FATAL_FAILURE(expect_copy(i, when));
    const auto mirror = open_mirror(files);
    ASSERT_TRUE(mirror) << when << ": " << mirror.error().message;
    for (std::size_t i = 0; i < mirrored_logs().size(); ++i)
      ASSERT_NO_FATAL_FAILURE(expect_copy(i, when));
    for (int i = 0; i < 4; ++i) ASSERT_TRUE(player_.play(**mirror)) << when;
    ASSERT_FALSE(player_.signatures().has_fork()) << when;
  }

  SimulatedFiles files;

 private:
  // What has a cosignature is there whole, and is no less than what was ever answered.
  void expect_copy(std::size_t number, const std::string& when) {
    const MirrorScene& log = mirrored_logs()[number];
    const auto bytes = files.read(copy_of(log) + "/checkpoint");
    const std::size_t due = player_.signatures().latest(number);
    if (!bytes) {
      ASSERT_EQ(due, 0U) << when << ": a checkpoint is lost";
      return;
    }
    const auto note = ledger::parse_note(*bytes);
    ASSERT_TRUE(note) << when;
    const std::vector keys = {log.key(), lodestar::testing::test_witness(0).verifier()};
    const auto verified = ledger::verify_note(*note, keys);
    ASSERT_TRUE(verified) << when;
    ASSERT_EQ(verified->size(), 2U) << when;
    const auto head = ledger::parse_checkpoint(note->text)->head;
    ASSERT_GE(head.size, due) << when << ": the mirror's checkpoint went back";
    ledger::TileReader tiles(log::read_tiles(copy_of(log), files));
    const auto root = ledger::root_of(head.size, tiles);
    ASSERT_TRUE(root) << when << ": " << root.error().message;
    ASSERT_EQ(*root, head.root) << when;
    ledger::Edge edge;
    for (std::uint64_t at = 0; at < head.size; at += ledger::kTileWidth) {
      const auto entries =
          log::read_bundle(copy_of(log), at / ledger::kTileWidth, head.size, files);
      ASSERT_TRUE(entries) << when << ": " << entries.error().message;
      for (std::size_t i = 0; i < std::min<std::uint64_t>(entries->size(), head.size - at); ++i)
        edge.add(ledger::hash_leaf((*entries)[i]));
    }
    ASSERT_EQ(edge.root(), head.root) << when << ": entries are lost";
  }

  lodestar::testing::MirrorPlayer player_;
};

TEST(MirrorCrash, has_whatever_it_has_signed_and_signs_no_second_past) {
  expect_survival<World>({.states = 400, .stride = 13, .steps = 12});
}

// Killed between naming a checkpoint and the disk's having the name; the next life answers with
// that checkpoint, and then the power fails.
TEST(MirrorCrash, a_checkpoint_that_it_found_is_on_the_disk_before_it_answers_with_it) {
  const auto kill = lodestar::testing::Fault::kill;
  lodestar::testing::live_through<World>({.seed = 118, .call = 209, .fault = kill}, 12);
}

}  // namespace
}  // namespace lodestar::mirror
