// SPDX-License-Identifier: Apache-2.0
#include "witness/witness.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "support/temporary_folder.h"
#include "support/two_pasts.h"

namespace lodestar::witness {
namespace {

using lodestar::testing::Fault;
using lodestar::testing::list_of_logs;
using lodestar::testing::lying_logs;
using lodestar::testing::options_on;
using lodestar::testing::SimulatedFiles;
using lodestar::testing::test_witness;
using lodestar::testing::TwoPasts;

std::unique_ptr<Witness> open_on(io::Files& files, const std::string& folder = "w") {
  auto witness = lodestar::testing::open_witness(files, folder);
  EXPECT_TRUE(witness) << witness.error().message;
  return *std::move(witness);
}
const TwoPasts& some_log() { return lying_logs()[0]; }
ledger::Hash origin_of(const TwoPasts& log) { return crypto::sha256({log.origin()}); }

TEST(Witness, what_it_has_signed_it_knows_in_its_next_life) {
  SimulatedFiles files(1);
  EXPECT_EQ(open_on(files)->add_checkpoint(some_log().request(0, 0, 7)).status, 200);
  const auto again = open_on(files);
  const auto answer = again->add_checkpoint(some_log().request(0, 0, 9));
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(answer.content_type, "text/x.tlog.size");
  EXPECT_EQ(answer.body, "7\n");
  EXPECT_EQ(again->add_checkpoint(some_log().request(1, 7, 9)).status, 422);
  EXPECT_EQ(again->add_checkpoint(some_log().request(0, 7, 9)).status, 200);
  EXPECT_EQ(again->origins(), 1U);
}

TEST(Witness, monitors_get_what_the_log_got) {
  SimulatedFiles files(1);
  const auto witness = open_on(files);
  EXPECT_EQ(witness->checkpoint(origin_of(some_log())).error().code, Code::not_found);
  const auto answer = witness->add_checkpoint(some_log().request(0, 0, 7));
  const auto checkpoint = witness->checkpoint(origin_of(some_log()));
  ASSERT_TRUE(checkpoint) << checkpoint.error().message;
  EXPECT_EQ(*checkpoint, to_string(some_log().checkpoint(0, 7)) + answer.body);
}

TEST(Witness, a_log_taken_from_the_list_is_unknown_and_not_forgotten) {
  SimulatedFiles files(1);
  const auto witness = open_on(files);
  EXPECT_EQ(witness->add_checkpoint(some_log().request(0, 0, 7)).status, 200);
  witness->set_logs({});
  EXPECT_EQ(witness->add_checkpoint(some_log().request(0, 7, 8)).status, 404);
  EXPECT_TRUE(witness->checkpoint(origin_of(some_log())));
  witness->set_logs(LogList::parse(list_of_logs()).value());
  EXPECT_EQ(witness->add_checkpoint(some_log().request(0, 0, 8)).body, "7\n");
}

TEST(Witness, nothing_is_signed_after_the_disk_has_refused) {
  SimulatedFiles files(1);
  const auto witness = open_on(files);
  EXPECT_EQ(witness->add_checkpoint(some_log().request(0, 0, 5)).status, 200);
  files.fail_at(0, Fault::error);
  EXPECT_EQ(witness->add_checkpoint(some_log().request(0, 5, 7)).status, 500);
  EXPECT_EQ(witness->add_checkpoint(lying_logs()[1].request(0, 0, 3)).status, 500);
  EXPECT_TRUE(witness->failure());
}

TEST(Witness, what_is_no_request_is_refused) {
  SimulatedFiles files(1);
  const auto witness = open_on(files);
  for (const std::string body : {"", "old 1\n", "old x\n\n", "hello"}) {
    EXPECT_EQ(witness->add_checkpoint(body).status, 400) << body;
  }
}

TEST(Witness, a_log_that_knows_more_is_told_to_the_operator) {
  SimulatedFiles files(1);
  const auto witness = open_on(files);
  EXPECT_EQ(witness->add_checkpoint(some_log().request(0, 0, 5)).status, 200);
  EXPECT_FALSE(witness->doubt());
  EXPECT_EQ(witness->add_checkpoint(some_log().request(0, 6, 7)).status, 409);
  EXPECT_EQ(witness->doubt(), some_log().origin());
}

TEST(Witness, its_own_cosignature_on_what_it_knows_stops_nothing) {
  SimulatedFiles files(1);
  const auto witness = open_on(files);
  for (const std::size_t size : {3, 7}) {
    const auto answer = witness->add_checkpoint(some_log().request(0, size == 3 ? 0 : 3, size));
    ASSERT_EQ(answer.status, 200);
    const std::string again = some_log().request(0, size, size) + answer.body;
    EXPECT_EQ(witness->add_checkpoint(again).status, 200);
  }
}

TEST(Witness, a_forged_cosignature_of_its_own_stops_nothing) {
  SimulatedFiles files(1);
  const auto witness = open_on(files);
  auto line = test_witness(0).cosign(some_log().checkpoint(0, 9).text, 5);
  line.signature[20] ^= 1;
  EXPECT_EQ(witness->add_checkpoint(some_log().request(0, 0, 9) + to_string(line)).status, 200);
}

// The newest record may hold what it signed last: without it, it could be led to sign another past.
TEST(Witness, does_not_start_with_a_damaged_newest_record) {
  for (const bool is_killed : {false, true}) {
    SimulatedFiles files(1);
    {
      const auto witness = open_on(files);
      EXPECT_EQ(witness->add_checkpoint(some_log().request(0, 0, 7)).status, 200);
      if (is_killed) files.fail_at(0, Fault::kill);
    }
    files.restart();
    std::string& bytes = files.bytes_of("w/journal/segment-00000000000000000001");
    bytes[bytes.find_last_not_of('\0') - 10] ^= 1;
    for (const bool was_moved : {false, true}) {
      const auto again = Witness::open("w", options_on(files, was_moved));
      ASSERT_FALSE(again) << is_killed;
      EXPECT_EQ(again.error().code, Code::corrupt);
      EXPECT_TRUE(again.error().message.contains("make a new witness")) << again.error().message;
    }
  }
}

TEST(Witness, the_journal_stays_small_and_loses_nothing) {
  SimulatedFiles files(1);
  std::size_t most = 0;
  {
    const auto witness = open_on(files);
    for (std::size_t i = 0; i < lying_logs().size(); ++i) {
      ASSERT_EQ(witness->add_checkpoint(lying_logs()[i].request(0, 0, 5 + i)).status, 200);
    }
    for (int i = 0; i < 300; ++i) {
      ASSERT_EQ(witness->add_checkpoint(some_log().request(0, 5, 5)).status, 200);
      most = std::max(most, files.paths().size());
      ASSERT_TRUE(witness->checkpoint(origin_of(lying_logs()[3])));
    }
  }
  EXPECT_LE(most, 10U);
  const auto witness = open_on(files);
  for (std::size_t i = 0; i < lying_logs().size(); ++i) {
    EXPECT_EQ(witness->add_checkpoint(lying_logs()[i].request(0, 0, 20)).body,
              fmt::format("{}\n", 5 + i));
  }
}

// Of all requests from the same size one is signed, whatever the threads do.
TEST(Witness, of_requests_at_once_for_two_pasts_one_is_signed) {
  SimulatedFiles files(1);
  const auto witness = open_on(files);
  constexpr std::size_t kThreads = 8;
  for (std::size_t size = TwoPasts::kCommon, past = 0; size + 2 <= TwoPasts::kMost; size += 2) {
    if (size == TwoPasts::kCommon) {
      ASSERT_EQ(witness->add_checkpoint(some_log().request(0, 0, size)).status, 200);
    }
    std::array<std::atomic<int>, 2> is_signed{};
    {
      std::vector<std::jthread> threads;
      threads.reserve(kThreads);
      for (std::size_t i = 0; i < kThreads; ++i) {
        threads.emplace_back([&, i] {
          const std::string request = some_log().request(i % 2, size, size + 1 + i / 4);
          if (witness->add_checkpoint(request).status == 200) ++is_signed[i % 2];
        });
      }
    }
    EXPECT_EQ(is_signed[0] + is_signed[1], 1);
    // What follows must go on from the one that was signed.
    if (size == TwoPasts::kCommon) past = is_signed[0] == 1 ? 0 : 1;
    EXPECT_EQ(is_signed[1 - past], 0);
    const auto told = witness->add_checkpoint(some_log().request(past, 0, size));
    const std::size_t now = std::stoul(told.body);
    if (now < size + 2) {
      EXPECT_EQ(witness->add_checkpoint(some_log().request(past, now, size + 2)).status, 200);
    }
  }
}

// On a real disk, whose syncs take long enough for many to wait together.
TEST(Witness, many_requests_for_one_tree_are_signed_together) {
  const lodestar::test::TemporaryFolder temporary;
  const auto witness = open_on(io::system_files(), temporary.path() / "w");
  ASSERT_EQ(witness->add_checkpoint(some_log().request(0, 0, 7)).status, 200);
  const std::string request = some_log().request(0, 7, 7);
  constexpr int kRequests = 200;
  std::atomic<int> is_signed = 0, answered = 0;
  for (int i = 0; i < kRequests; ++i) {
    witness->add_checkpoint(request, [&](const ledger::WitnessAnswer& answer) {
      if (answer.status == 200) ++is_signed;
      ++answered;
      answered.notify_all();
    });
  }
  for (int seen = answered; seen < kRequests; seen = answered) answered.wait(seen);
  EXPECT_EQ(is_signed, kRequests);
  EXPECT_EQ(witness->origins(), 1U);
}

TEST(Witness, works_on_the_disk_of_this_machine) {
  const lodestar::test::TemporaryFolder temporary;
  const std::string folder = temporary.path() / "w";
  EXPECT_EQ(open_on(io::system_files(), folder)->add_checkpoint(some_log().request(0, 0, 7)).status,
            200);
  {
    const auto again = open_on(io::system_files(), folder);
    EXPECT_EQ(again->add_checkpoint(some_log().request(0, 0, 9)).body, "7\n");
    EXPECT_TRUE(again->checkpoint(origin_of(some_log())));
  }
  std::filesystem::copy(folder, folder + "2", std::filesystem::copy_options::recursive);
  const auto copy = Witness::open(folder + "2", options_on(io::system_files()));
  ASSERT_FALSE(copy);
  EXPECT_EQ(copy.error().code, Code::conflict);
  std::filesystem::remove_all(folder);
  std::filesystem::copy(folder + "2", folder, std::filesystem::copy_options::recursive);
  EXPECT_FALSE(Witness::open(folder, options_on(io::system_files())));
}

}  // namespace
}  // namespace lodestar::witness
