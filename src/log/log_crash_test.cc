// SPDX-License-Identifier: Apache-2.0
// A log on a simulated disk (tests/support/simulated_files.h): a state is a fault at one call
// (kill, a torn write, an error such as EIO or ENOSPC, a short write), with or without a loss of
// power, and often a second one while the log is opened again. LODESTAR_CRASH_STATES=100000 runs
// more of them.
#include <gtest/gtest.h>

#include "ledger/tiles.h"
#include "log/internal/records.h"
#include "log/log.h"
#include "support/crash_states.h"
#include "support/log_scene.h"
#include "support/simulated_files.h"

namespace lodestar::log {
namespace {

using lodestar::testing::Dice;
using lodestar::testing::entry_of;
using lodestar::testing::expect_survival;
using lodestar::testing::sign_plainly;
using lodestar::testing::SimulatedFiles;

constexpr std::uint64_t kMostEntries = 3000;

// What every tree and file must be, as the entry of each index is known.
struct Truth {
  std::vector<ledger::Hash> leaves, tiles;  // the hashes of the lowest level, and of that above
  std::vector<ledger::Hash> roots;          // of every size
  Truth() {
    ledger::Edge edge, tile;
    for (std::uint64_t i = 0; i < kMostEntries; ++i) {
      roots.push_back(edge.root());
      leaves.push_back(ledger::hash_leaf(entry_of(i)));
      edge.add(leaves.back());
      tile.add(leaves.back());
      if (tile.size() == ledger::kTileWidth) tiles.push_back(tile.root()), tile = ledger::Edge();
    }
    roots.push_back(edge.root());
  }
  std::string bytes_of(const ledger::TileId& tile) const {
    const std::uint64_t first = tile.index * ledger::kTileWidth;
    std::string bytes;
    for (std::uint64_t i = first; i < first + tile.width; ++i) {
      if (tile.level == ledger::TileId::kEntries) {
        ledger::append_entry(bytes, entry_of(i));
      } else {
        const ledger::Hash& hash = tile.level == 0 ? leaves[i] : tiles[i];
        bytes.append(reinterpret_cast<const char*>(hash.data()), hash.size());
      }
    }
    return bytes;
  }
};
const Truth& truth() {
  static const Truth kTruth;
  return kTruth;
}

// One disk, and what its users were told.
class World {
 public:
  explicit World(std::uint32_t seed) : files(seed), journal_(journal_of(seed)), dice_(seed) {}

  Result<std::unique_ptr<Log>> open() {
    return Log::open("log", {.sign = [this](const ledger::TreeHead& head,
                                            const std::stop_token&) { return sign(head); },
                             .wait = {},
                             .known = {},
                             .segment_bytes = journal_.segment_bytes,
                             .first_segment_bytes = journal_.first_segment_bytes,
                             .makes_ready = journal_.makes_ready,
                             .files = &files});
  }

  // A witness may have seen what was to be signed, even if it never comes to be published.
  Result<std::string> sign(const ledger::TreeHead& head) {
    largest_asked_ = std::max(largest_asked_, head.size);
    if (witnesses_fail_ && dice_.below(3) == 0) return Error{Code::unavailable, "no quorum"};
    return sign_plainly(head);
  }

  // Adds and publishes until the end or an error.
  void use(int steps) {
    const auto log = open();
    see_checkpoint();
    if (!log) return;
    const auto size = size_of(**log);
    if (!size) return;
    std::uint64_t next = *size;
    for (int i = 0; i < steps && next + 300 < kMostEntries; ++i) {
      std::vector<std::string> entries;
      for (std::uint64_t count = 1 + dice_.below(dice_.below(4) == 0 ? 300 : 20); count > 0;
           --count)
        entries.push_back(entry_of(next++));
      const std::vector<std::string_view> views(entries.begin(), entries.end());
      if (!(*log)->add(views)) break;
      acknowledged_ = next;
      if (dice_.below(3) != 0) continue;
      const auto published = (*log)->publish();
      see_checkpoint();
      if (!published && !is_refusal(published.error())) break;
    }
  }
  void end_process(bool loses_power) {
    see_checkpoint();
    files.restart();
    if (loses_power) files.lose_power();
  }

  void expect_all_is_well(const std::string& when) {
    witnesses_fail_ = false;
    const auto log = open();
    ASSERT_TRUE(log) << when << ": " << log.error().message;
    witnesses_fail_ = true;
    const ledger::TreeHead head = (*log)->published();
    ASSERT_GE(head.size, acknowledged_) << when << ": an acknowledged entry is lost";
    ASSERT_GE(head.size, largest_asked_) << when << ": smaller than a witness may have seen";
    for (const std::uint64_t size : seen_)
      ASSERT_GE(head.size, size) << when << ": a smaller checkpoint after a larger";
    ASSERT_EQ(head.root, truth().roots[head.size]) << when;
    see_checkpoint();
    ASSERT_TRUE(seen_.contains(head.size)) << when << ": the checkpoint is not there";
    for (const std::uint64_t size : seen_)
      for (const ledger::TileId& tile : ledger::new_tiles(0, size)) expect_tile(tile, when);
  }

  SimulatedFiles files;

 private:
  struct OfJournal {
    std::uint64_t segment_bytes = 0, first_segment_bytes = 0;
    bool makes_ready = false;
  };
  // One whose segments are of full size from the start; one that grows; and one that has each next
  // file made ready while it grows. All come to use files again.
  static OfJournal journal_of(std::uint32_t seed) {
    if (seed % 3 == 0) return {.segment_bytes = 24000, .first_segment_bytes = 24000};
    return {.segment_bytes = 16384, .first_segment_bytes = 8192, .makes_ready = seed % 3 == 1};
  }
  static bool is_refusal(const Error& error) { return error.message.starts_with("no quorum"); }
  // Asks until there is a quorum. None where the disk refuses.
  std::optional<std::uint64_t> size_of(Log& log) {
    auto head = log.publish();
    while (!head && is_refusal(head.error())) head = log.publish();
    see_checkpoint();
    return head ? std::optional(head->size) : std::nullopt;
  }
  // Whoever saw a checkpoint may ask for its tiles.
  void see_checkpoint() {
    const std::string path = "log/public/checkpoint";
    if (!std::ranges::count(files.paths(), path)) return;
    const auto head = internal::find_head(files.bytes_of(path));
    if (!head) FAIL() << "the checkpoint is torn";
    ASSERT_EQ(head->root, truth().roots[head->size]);
    seen_.insert(head->size);
  }
  void expect_tile(const ledger::TileId& tile, const std::string& when) {
    const auto paths = files.paths();
    const std::string path = "log/public/" + to_path(tile);
    const ledger::TileId full{tile.level, tile.index};
    if (std::ranges::binary_search(paths, path)) {
      ASSERT_TRUE(files.bytes_of(path) == truth().bytes_of(tile)) << when << ": " << path;
    } else {
      ASSERT_TRUE(std::ranges::binary_search(paths, "log/public/" + to_path(full)))
          << when << ": " << path;
    }
  }

  OfJournal journal_;
  Dice dice_;
  std::uint64_t acknowledged_ = 0, largest_asked_ = 0;
  bool witnesses_fail_ = true;
  std::set<std::uint64_t> seen_;  // sizes of checkpoints
};

constexpr int kSteps = 30;

// So that the faults below fall on what they are meant for.
TEST(LogCrash, journals_grow_have_files_made_ready_and_use_files_again) {
  const std::string journal = "log/private/journal/";
  for (std::uint32_t seed = 1; seed <= 3; ++seed) {
    World world(seed);
    world.use(kSteps);
    std::size_t made_ready = 0, dropped_to_spare = 0, spares_used = 0;
    for (const auto& [from, to] : world.files.renames()) {
      made_ready += from == journal + "ready" ? 1 : 0;
      dropped_to_spare += from.starts_with(journal + "segment-") ? 1 : 0;
      spares_used += from == journal + "spare" ? 1 : 0;
    }
    EXPECT_EQ(made_ready > 0, seed % 3 == 1) << seed;
    EXPECT_GT(dropped_to_spare, 1U) << seed;
    EXPECT_GT(spares_used, 1U) << seed;
  }
}

TEST(LogCrash, loses_no_acknowledged_entry_and_no_published_tree) {
  expect_survival<World>({.states = 2400, .stride = 5, .steps = kSteps});
}

}  // namespace
}  // namespace lodestar::log
