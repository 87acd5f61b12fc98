// SPDX-License-Identifier: Apache-2.0
#include "mirror/push.h"

#include <gtest/gtest.h>

#include "ledger/growing_tiles.h"
#include "support/mirror_play.h"
#include "support/simulated_files.h"

namespace lodestar::mirror {
namespace {

using lodestar::testing::copy_of;
using lodestar::testing::mirrored_logs;
using lodestar::testing::MirrorScene;
using lodestar::testing::SimulatedFiles;
using lodestar::testing::test_witness;

const MirrorScene& some_log() { return mirrored_logs()[0]; }

// A published log, in memory, and a mirror on a simulated disk.
class Push : public ::testing::Test {
 protected:
  Push() { restart(); }
  void restart() {
    mirror_.reset();
    mirror_ = lodestar::testing::open_mirror(files_).value();
  }

  void publish(std::size_t size, std::size_t past = 0) {
    published_.clear();
    ledger::GrowingTiles tiles;
    const auto give = [&](const ledger::TileId& tile, std::string_view bytes) -> Status {
      published_[to_path(tile)] = bytes;
      return {};
    };
    for (std::size_t i = 0; i < size; ++i) ASSERT_TRUE(tiles.add(some_log().entry(past, i), give));
    ASSERT_TRUE(tiles.give_partial(0, size, give));
    published_["checkpoint"] = to_string(some_log().checkpoint(past, size));
  }

  PushOptions options() {
    return {.fetch = [this](const std::string& path) -> Result<std::string> {
              const auto found = published_.find(path);
              if (found == published_.end()) return Error{Code::not_found, path};
              return found->second;
            },
            .post = [this](std::string_view path,
                           const std::string& body) -> Result<ledger::WitnessAnswer> {
              ++requests_;
              if (before_) before_(path);
              return path == "/add-entries" ? mirror_->add_entries(body)
                                            : mirror_->add_checkpoint(body);
            },
            .keys = {test_witness(0).verifier()}};
  }
  void expect_mirrored(std::size_t size) {
    const auto bytes = files_.read(copy_of(some_log()) + "/checkpoint");
    ASSERT_TRUE(bytes);
    ASSERT_TRUE(bytes->starts_with(some_log().checkpoint(0, size).text));
  }

  SimulatedFiles files_{1};
  std::unique_ptr<Mirror> mirror_;
  std::map<std::string, std::string> published_;
  std::function<void(std::string_view path)> before_;
  int requests_ = 0;
};

TEST_F(Push, a_log_and_what_it_adds_later_reach_the_mirror) {
  for (const auto& [size, sent] : {std::pair{0, 0}, {1, 1}, {300, 299}, {300, 0}, {800, 500}}) {
    publish(static_cast<std::size_t>(size));
    const auto pushed = push(options());
    ASSERT_TRUE(pushed) << pushed.error().message;
    EXPECT_EQ(pushed->checkpoint.head.size, static_cast<std::uint64_t>(size));
    EXPECT_EQ(pushed->sent, static_cast<std::uint64_t>(sent));
    EXPECT_EQ(pushed->cosignatures.size(), 1U);
    expect_mirrored(static_cast<std::size_t>(size));
    restart();
  }
}

TEST_F(Push, small_requests_bring_the_same_as_a_large_one) {
  publish(800);
  PushOptions small = options();
  small.most_bytes = 1;
  const auto pushed = push(small);
  ASSERT_TRUE(pushed) << pushed.error().message;
  EXPECT_EQ(pushed->sent, 800U);
  EXPECT_EQ(requests_, 1 + 1 + 4);
  expect_mirrored(800);
}

TEST_F(Push, a_partial_tile_that_was_outgrown_is_found_in_the_full_one) {
  publish(800);
  const auto tiles = published_;
  publish(300);
  for (const auto& [path, bytes] : tiles)
    if (path != "checkpoint") published_[path] = bytes;
  published_.erase("tile/entries/001.p/44");
  published_.erase("tile/0/001.p/44");
  const auto pushed = push(options());
  ASSERT_TRUE(pushed) << pushed.error().message;
  expect_mirrored(300);
}

TEST_F(Push, goes_on_after_the_mirror_was_started_anew) {
  publish(800);
  PushOptions small = options();
  small.most_bytes = 1;
  before_ = [this](std::string_view path) {
    if (path == "/add-entries" && requests_ > 2) restart();
  };
  const auto pushed = push(small);
  ASSERT_TRUE(pushed) << pushed.error().message;
  expect_mirrored(800);
}

TEST_F(Push, a_newer_checkpoint_that_another_brings_meanwhile_harms_nothing) {
  publish(500);
  PushOptions small = options();
  small.most_bytes = 1;
  before_ = [this](std::string_view) {
    if (requests_ != 4) return;
    EXPECT_EQ(mirror_->add_checkpoint(some_log().add_checkpoint(0, 500, 800)).status, 200);
  };
  const auto pushed = push(small);
  ASSERT_TRUE(pushed) << pushed.error().message;
  expect_mirrored(500);
}

TEST_F(Push, a_mirror_that_knows_more_or_another_past_is_no_success) {
  publish(500);
  ASSERT_TRUE(push(options()));
  publish(300);
  EXPECT_EQ(push(options()).error().code, Code::conflict);
  publish(500, 1);
  EXPECT_EQ(push(options()).error().code, Code::invalid);
  publish(800, 1);
  EXPECT_EQ(push(options()).error().code, Code::invalid);
  expect_mirrored(500);
}

TEST_F(Push, a_key_that_has_not_signed_is_told) {
  publish(300);
  PushOptions other = options();
  other.keys = {test_witness(1).verifier()};
  EXPECT_EQ(push(other).error().code, Code::forbidden);
  other.keys.push_back(test_witness(0).verifier());
  EXPECT_EQ(push(other).error().code, Code::forbidden);
}

TEST_F(Push, an_unknown_log_and_an_absent_mirror_are_told) {
  publish(300);
  mirror_->set_logs({});
  EXPECT_EQ(push(options()).error().code, Code::not_found);
  PushOptions absent = options();
  absent.post = [](std::string_view, const std::string&) {
    return Error{Code::unavailable, "cannot connect"};
  };
  EXPECT_EQ(push(absent).error().code, Code::unavailable);
}

TEST_F(Push, damaged_files_of_the_log_are_not_mirrored) {
  publish(800);
  published_["tile/entries/001"][700] ^= 1;
  EXPECT_EQ(push(options()).error().code, Code::invalid);
  EXPECT_FALSE(files_.read(copy_of(some_log()) + "/checkpoint"));
  publish(800);
  published_.erase("tile/entries/002");
  EXPECT_EQ(push(options()).error().code, Code::not_found);
}

TEST_F(Push, a_mirror_that_says_the_same_for_ever_is_left) {
  publish(800);
  PushOptions stuck = options();
  stuck.post = [](std::string_view path, const std::string&) -> Result<ledger::WitnessAnswer> {
    if (path == "/add-checkpoint") return ledger::WitnessAnswer{200, "", ""};
    return ledger::WitnessAnswer{409, std::string(ledger::kMirrorInfoType), "800\n0\n\n"};
  };
  EXPECT_EQ(push(stuck).error().code, Code::unavailable);
  stuck.post = [](std::string_view path, const std::string&) -> Result<ledger::WitnessAnswer> {
    if (path == "/add-checkpoint") return ledger::WitnessAnswer{200, "", ""};
    return ledger::WitnessAnswer{409, std::string(ledger::kMirrorInfoType), "900\n0\n\n"};
  };
  EXPECT_EQ(push(stuck).error().code, Code::unavailable);
}

TEST_F(Push, is_stopped_between_requests) {
  publish(800);
  PushOptions small = options();
  small.most_bytes = 1;
  std::stop_source stop;
  small.stop = stop.get_token();
  before_ = [&](std::string_view) {
    if (requests_ == 3) stop.request_stop();
  };
  EXPECT_EQ(push(small).error().code, Code::cancelled);
  EXPECT_EQ(requests_, 3);
}

}  // namespace
}  // namespace lodestar::mirror
