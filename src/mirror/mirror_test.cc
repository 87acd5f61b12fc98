// SPDX-License-Identifier: Apache-2.0
#include "mirror/mirror.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "log/tile_files.h"
#include "support/mirror_play.h"
#include "support/simulated_files.h"
#include "support/temporary_folder.h"

namespace lodestar::mirror {
namespace {

using ledger::Range;
using lodestar::testing::copy_of;
using lodestar::testing::Fault;
using lodestar::testing::mirror_on;
using lodestar::testing::mirrored_logs;
using lodestar::testing::MirrorScene;
using lodestar::testing::SimulatedFiles;
using lodestar::testing::test_witness;

std::unique_ptr<Mirror> open_on(io::Files& files, const std::string& folder = "m") {
  auto mirror = lodestar::testing::open_mirror(files, folder);
  EXPECT_TRUE(mirror) << mirror.error().message;
  return *std::move(mirror);
}
const MirrorScene& some_log() { return mirrored_logs()[0]; }

// How an answer reads.
std::string shown(const ledger::WitnessAnswer& answer) {
  const auto info = ledger::parse_mirror_info(answer.body);
  if (info) return fmt::format("{} {} {}", answer.status, info->size, info->next);
  return std::to_string(answer.status);
}
std::string ticket_in(const ledger::WitnessAnswer& answer) {
  return ledger::parse_mirror_info(answer.body)->ticket;
}
std::string add(Mirror& mirror, Range upload, std::string_view ticket = "",
                std::uint64_t most = 1000) {
  return shown(mirror.add_entries(some_log().add_entries(0, upload, ticket, most)));
}
int announce(Mirror& mirror, std::size_t old_size, std::size_t size) {
  return mirror.add_checkpoint(some_log().add_checkpoint(0, old_size, size)).status;
}

// The copy is whole: every entry, and the checkpoint by the log and the mirror.
void expect_copy(io::Files& files, std::size_t size, const std::string& folder = "m") {
  const auto bytes = files.read(copy_of(some_log(), folder) + "/checkpoint");
  ASSERT_TRUE(bytes) << bytes.error().message;
  const auto note = ledger::parse_note(*bytes);
  const std::vector keys = {some_log().key(), test_witness(0).verifier()};
  const auto verified = ledger::verify_note(*note, keys);
  ASSERT_TRUE(verified) << verified.error().message;
  ASSERT_EQ(verified->size(), 2U);
  ASSERT_EQ(ledger::parse_checkpoint(note->text)->head, some_log().head(0, size));
  for (std::size_t i = 0; i < size; ++i) {
    const auto entry = log::read_entry(copy_of(some_log(), folder), {i, size}, files);
    ASSERT_TRUE(entry) << entry.error().message;
    ASSERT_EQ(*entry, some_log().entry(0, i));
  }
  ledger::TileReader tiles(log::read_tiles(copy_of(some_log(), folder), files));
  ASSERT_EQ(ledger::root_of(size, tiles).value(), some_log().head(0, size).root);
}

TEST(MirrorOnDisk, a_log_comes_over_in_one_request_or_in_many) {
  SimulatedFiles files(1);
  const auto mirror = open_on(files);
  EXPECT_EQ(add(*mirror, {0, 700}), "422");
  const auto added = mirror->add_checkpoint(some_log().add_checkpoint(0, 0, 300));
  EXPECT_EQ(added.status, 200);
  EXPECT_EQ(added.body, "");
  EXPECT_FALSE(files.read(copy_of(some_log()) + "/checkpoint"));
  EXPECT_EQ(add(*mirror, {300, 300}), "409 300 0");
  EXPECT_EQ(add(*mirror, {0, 300}), "200");
  expect_copy(files, 300);
  EXPECT_EQ(announce(*mirror, 300, 700), 200);
  expect_copy(files, 300);
  EXPECT_EQ(add(*mirror, {300, 700}, "", 1), "202 700 512");
  EXPECT_EQ(add(*mirror, {512, 700}, "", 0), "400");
  EXPECT_EQ(add(*mirror, {513, 700}), "409 700 512");
  expect_copy(files, 300);
  EXPECT_EQ(add(*mirror, {512, 700}), "200");
  expect_copy(files, 700);
}

TEST(MirrorOnDisk, what_is_mirrored_is_told_again_and_not_signed_anew) {
  SimulatedFiles files(1);
  const auto mirror = open_on(files);
  EXPECT_EQ(announce(*mirror, 0, 300), 200);
  const auto first = mirror->add_entries(some_log().add_entries(0, {0, 300}));
  const auto again = mirror->add_entries(some_log().add_entries(0, {300, 300}));
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(announce(*mirror, 300, 700), 200);
  EXPECT_EQ(mirror->add_entries(some_log().add_entries(0, {100, 300})).body, first.body);
}

TEST(MirrorOnDisk, the_empty_log_is_mirrored_too) {
  SimulatedFiles files(1);
  const auto mirror = open_on(files);
  EXPECT_EQ(announce(*mirror, 0, 0), 200);
  EXPECT_EQ(add(*mirror, {0, 0}), "200");
  expect_copy(files, 0);
}

TEST(MirrorOnDisk, a_ticket_keeps_a_checkpoint_good_while_others_come) {
  SimulatedFiles files(1);
  const auto mirror = open_on(files);
  EXPECT_EQ(announce(*mirror, 0, 700), 200);
  const auto part = mirror->add_entries(some_log().add_entries(0, {0, 700}, "", 1));
  EXPECT_EQ(shown(part), "202 700 256");
  const std::string ticket = ticket_in(part);
  EXPECT_EQ(announce(*mirror, 700, 800), 200);
  EXPECT_EQ(add(*mirror, {256, 700}), "409 800 256");
  for (std::size_t at = 0; at < ticket.size(); at += 17) {
    std::string changed = ticket;
    changed[at] ^= 1;
    EXPECT_EQ(add(*mirror, {256, 700}, changed), "409 800 256");
  }
  EXPECT_EQ(add(*mirror, {256, 700}, ticket, 1), "202 700 512");
  EXPECT_EQ(add(*mirror, {512, 700}, ticket), "200");
  expect_copy(files, 700);
  EXPECT_EQ(add(*mirror, {700, 800}), "200");
  EXPECT_EQ(add(*mirror, {512, 700}, ticket), "409 800 800");  // never back
  expect_copy(files, 800);
}

TEST(MirrorOnDisk, an_upload_may_end_before_entries_that_others_have_brought) {
  SimulatedFiles files(1);
  const auto mirror = open_on(files);
  EXPECT_EQ(announce(*mirror, 0, 500), 200);
  const std::string ticket = ticket_in(mirror->add_entries(some_log().add_entries(0, {500, 500})));
  EXPECT_EQ(announce(*mirror, 500, 800), 200);
  EXPECT_EQ(add(*mirror, {0, 800}, "", 3), "202 800 768");
  EXPECT_EQ(add(*mirror, {0, 500}, ticket), "200");
  expect_copy(files, 500);
  EXPECT_EQ(add(*mirror, {700, 800}), "200");
  expect_copy(files, 800);
}

TEST(MirrorOnDisk, a_ticket_of_an_earlier_run_or_another_log_is_none) {
  SimulatedFiles files(1);
  std::string ticket;
  {
    const auto mirror = open_on(files);
    EXPECT_EQ(announce(*mirror, 0, 300), 200);
    const auto& other = mirrored_logs()[1];
    EXPECT_EQ(mirror->add_checkpoint(other.add_checkpoint(0, 0, 700)).status, 200);
    ticket = ticket_in(mirror->add_entries(some_log().add_entries(0, {300, 300})));
    EXPECT_EQ(shown(mirror->add_entries(other.add_entries(0, {0, 300}, ticket))), "409 700 0");
    EXPECT_EQ(announce(*mirror, 300, 700), 200);
  }
  EXPECT_EQ(add(*open_on(files), {0, 300}, ticket), "409 700 0");
}

TEST(MirrorOnDisk, a_restart_goes_on_at_the_first_entry_that_is_missing) {
  SimulatedFiles files(1);
  EXPECT_EQ(announce(*open_on(files), 0, 700), 200);
  EXPECT_EQ(add(*open_on(files), {0, 700}, "", 1), "202 700 256");
  EXPECT_EQ(add(*open_on(files), {700, 700}), "409 700 256");
  EXPECT_EQ(add(*open_on(files), {256, 700}, "", 1), "202 700 512");
  EXPECT_EQ(add(*open_on(files), {512, 700}), "200");
  EXPECT_EQ(announce(*open_on(files), 700, 750), 200);
  EXPECT_EQ(add(*open_on(files), {700, 750}), "200");
  expect_copy(files, 750);
}

TEST(MirrorOnDisk, an_entry_that_is_not_proven_is_not_kept) {
  SimulatedFiles files(1);
  const auto mirror = open_on(files);
  EXPECT_EQ(announce(*mirror, 0, 700), 200);
  EXPECT_EQ(shown(mirror->add_entries(some_log().add_entries(1, {0, 700}))), "422");
  EXPECT_EQ(add(*mirror, {700, 700}), "409 700 0");
  std::string damaged = some_log().add_entries(0, {0, 700});
  damaged.back() ^= 1;
  EXPECT_EQ(shown(mirror->add_entries(damaged)), "422");
  EXPECT_EQ(add(*mirror, {700, 700}), "409 700 512");  // what stood before it
  EXPECT_EQ(add(*mirror, {256, 700}), "200");
  expect_copy(files, 700);
}

TEST(MirrorOnDisk, a_second_past_is_not_taken_as_pending) {
  SimulatedFiles files(1);
  const auto mirror = open_on(files);
  EXPECT_EQ(announce(*mirror, 0, 300), 200);
  EXPECT_EQ(mirror->add_checkpoint(some_log().add_checkpoint(1, 300, 700)).status, 422);
  EXPECT_EQ(mirror->add_checkpoint(some_log().add_checkpoint(1, 300, 300)).status, 422);
  EXPECT_EQ(add(*mirror, {0, 300}), "200");
}

TEST(MirrorOnDisk, partial_tiles_go_when_full_ones_have_replaced_them) {
  SimulatedFiles files(1);
  const auto mirror = open_on(files);
  for (std::size_t size = 250; size <= 270; size += 2) {
    EXPECT_EQ(announce(*mirror, size == 250 ? 0 : size - 2, size), 200);
    EXPECT_EQ(add(*mirror, {size == 250 ? 0 : size - 2, size}), "200");
    expect_copy(files, size);
  }
  EXPECT_TRUE(files.read(copy_of(some_log()) + "/tile/entries/000"));
  EXPECT_FALSE(files.list(copy_of(some_log()) + "/tile/entries/000.p"));
  EXPECT_FALSE(files.list(copy_of(some_log()) + "/tile/0/000.p"));
}

TEST(MirrorOnDisk, a_cosignature_on_a_subtree_is_given_for_its_own_on_the_whole) {
  SimulatedFiles files(1);
  MirrorOptions options = mirror_on(files);
  options.signers.push_back(
      lodestar::testing::test_signer("witness.example/w0", ledger::KeyKind::ml_dsa_44, 50));
  ASSERT_TRUE(Mirror::make("m", files));
  const auto mirror = Mirror::open("m", std::move(options)).value();
  EXPECT_EQ(announce(*mirror, 0, 300), 200);
  const auto whole = mirror->add_entries(some_log().add_entries(0, {0, 300}));
  const ledger::Note log_only = some_log().checkpoint(0, 300);
  ledger::SignSubtree request{.range = {256, 300},
                              .root = ledger::oracle::root_of(some_log().leaves(0, {256, 300})),
                              .proof = some_log().prove(0, {256, 300}, 300),
                              .note = log_only};
  EXPECT_EQ(mirror->sign_subtree(to_string(request)).status, 403);
  request.note = ledger::parse_note(log_only.text + "\n" + whole.body).value();
  EXPECT_EQ(mirror->sign_subtree(to_string(request)).status, 200);
}

TEST(MirrorOnDisk, nothing_is_taken_after_the_disk_has_refused) {
  for (std::size_t call = 0; call < 12; ++call) {
    SimulatedFiles files(1);
    const auto mirror = open_on(files);
    EXPECT_EQ(announce(*mirror, 0, 300), 200);
    files.fail_at(call, Fault::error);
    const int status = mirror->add_entries(some_log().add_entries(0, {0, 300})).status;
    if (status == 200) continue;  // a look for what need not be there
    EXPECT_EQ(status, 500);
    EXPECT_TRUE(mirror->failure());
    EXPECT_EQ(add(*mirror, {0, 300}), "500");
    EXPECT_EQ(announce(*mirror, 300, 700), 500);
  }
}

TEST(MirrorOnDisk, damage_to_what_is_not_signed_yet_is_not_signed) {
  SimulatedFiles files(1);
  EXPECT_EQ(announce(*open_on(files), 0, 700), 200);
  EXPECT_EQ(add(*open_on(files), {0, 700}, "", 2), "202 700 512");
  files.bytes_of(copy_of(some_log()) + "/tile/entries/001")[5] ^= 1;
  const auto mirror = open_on(files);
  EXPECT_EQ(add(*mirror, {512, 700}), "500");
  EXPECT_FALSE(files.read(copy_of(some_log()) + "/checkpoint"));
  EXPECT_EQ(mirror->failure().value_or(Error{}).code, Code::corrupt);
}

TEST(MirrorOnDisk, a_copied_folder_and_one_that_remembers_less_than_it_has_do_not_open) {
  const lodestar::test::TemporaryFolder temporary;
  io::Files& files = io::system_files();
  const std::string folder = temporary.path() / "m", old = temporary.path() / "old";
  EXPECT_EQ(announce(*open_on(files, folder), 0, 300), 200);
  std::filesystem::copy(folder, old, std::filesystem::copy_options::recursive);
  EXPECT_EQ(add(*open_on(files, folder), {0, 300}), "200");
  EXPECT_EQ(announce(*open_on(files, folder), 300, 700), 200);
  EXPECT_EQ(add(*open_on(files, folder), {300, 700}), "200");
  expect_copy(files, 700, folder);
  EXPECT_EQ(Mirror::open(old, mirror_on(files)).error().code, Code::conflict);
  // Its memory is put back to an older one, whatever the operator says.
  std::filesystem::remove_all(folder + "/pending");
  std::filesystem::rename(old + "/pending", folder + "/pending");
  const auto back = Mirror::open(folder, mirror_on(files, true));
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, Code::conflict);
  EXPECT_TRUE(back.error().message.contains("older one")) << back.error().message;
}

TEST(MirrorOnDisk, a_cosignature_that_it_does_not_remember_stops_it) {
  SimulatedFiles files(1);
  const auto mirror = open_on(files);
  const std::string line = to_string(test_witness(0).cosign(some_log().checkpoint(0, 700).text, 5));
  EXPECT_EQ(mirror->add_checkpoint(some_log().add_checkpoint(0, 0, 700) + line).status, 500);
  EXPECT_EQ(add(*mirror, {0, 700}), "500");
}

TEST(MirrorOnDisk, damage_to_the_newest_record_of_its_memory_is_told) {
  SimulatedFiles files(1);
  EXPECT_EQ(announce(*open_on(files), 0, 700), 200);
  std::string& bytes = files.bytes_of("m/pending/journal/segment-00000000000000000001");
  bytes[bytes.find_last_not_of('\0') - 10] ^= 1;
  EXPECT_EQ(Mirror::open("m", mirror_on(files)).error().code, Code::corrupt);
}

TEST(MirrorOnDisk, a_second_process_does_not_open_it) {
  SimulatedFiles files(1);
  const auto mirror = open_on(files);
  EXPECT_EQ(Mirror::open("m", mirror_on(files)).error().code, Code::conflict);
}

TEST(MirrorOnDisk, a_log_taken_from_the_list_is_unknown) {
  SimulatedFiles files(1);
  const auto mirror = open_on(files);
  EXPECT_EQ(announce(*mirror, 0, 300), 200);
  mirror->set_logs({});
  EXPECT_EQ(add(*mirror, {0, 300}), "404");
  EXPECT_EQ(announce(*mirror, 300, 300), 404);
}

// Each brings what it believes to be missing, with its own tickets, while checkpoints come.
TEST(MirrorOnDisk, of_several_uploaders_at_once_none_loses_or_rewinds_anything) {
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    const lodestar::test::TemporaryFolder temporary;  // simulated ones are one thread's
    io::Files& files = io::system_files();
    const std::string folder = temporary.path() / "m";
    const auto mirror = open_on(files, folder);
    std::vector<std::unique_ptr<lodestar::testing::MirrorPlayer>> players;
    players.reserve(5);
    for (std::uint32_t i = 0; i < 5; ++i) {
      players.push_back(std::make_unique<lodestar::testing::MirrorPlayer>(seed * 100 + i));
    }
    {
      std::vector<std::jthread> threads;
      threads.reserve(players.size());
      for (const auto& player : players) {
        threads.emplace_back([&mirror, one = player.get()] {
          for (int i = 0; i < 12; ++i) EXPECT_TRUE(one->play(*mirror));
        });
      }
    }
    lodestar::testing::Signatures all;
    for (const auto& player : players) all.add(player->signatures());
    EXPECT_FALSE(all.has_fork());
    for (std::size_t log = 0; log < 2; ++log) {
      const std::size_t latest = all.latest(log);
      if (latest == 0) continue;
      const auto note = ledger::parse_note(
          files.read(copy_of(mirrored_logs()[log], folder) + "/checkpoint").value());
      EXPECT_GE(ledger::parse_checkpoint(note->text)->head.size, latest);
    }
  }
}

}  // namespace
}  // namespace lodestar::mirror
