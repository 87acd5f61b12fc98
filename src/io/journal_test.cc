// SPDX-License-Identifier: Apache-2.0
#include "io/journal.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <string>
#include <vector>

#include "support/simulated_files.h"
#include "support/temporary_folder.h"

namespace lodestar::io {
namespace {

using lodestar::testing::Fault;
using lodestar::testing::SimulatedFiles;
using Records = std::vector<std::string>;

constexpr JournalOptions kSmall{.segment_bytes = 40000};

std::string record_of(std::size_t number) {
  return std::to_string(number) + std::string(number * 977 % 9000, 'r');
}

struct Opened {
  Result<Journal> journal;
  Records records;
  std::vector<std::uint64_t> segments;
};
Opened open(Files& files, const std::string& folder = "journal") {
  Records records;
  std::vector<std::uint64_t> segments;
  auto journal =
      Journal::open(files, folder, kSmall, [&](std::string_view record, Journal::Place place) {
        records.emplace_back(record);
        segments.push_back(place.segment);
        return Status();
      });
  return {std::move(journal), std::move(records), std::move(segments)};
}

Records first_records(std::size_t count) {
  Records records;
  for (std::size_t i = 0; i < count; ++i) records.push_back(record_of(i));
  return records;
}

// Some records over some segments, and the journal closed.
void write_some(Files& files, std::size_t count, const std::string& folder = "journal") {
  Opened opened = open(files, folder);
  for (std::size_t i = 0; i < count; ++i) ASSERT_TRUE(opened.journal->append(record_of(i)));
}

TEST(Journal, gives_its_records_back_over_segments) {
  SimulatedFiles files(1);
  write_some(files, 30);
  const Opened again = open(files);
  ASSERT_TRUE(again.journal) << again.journal.error().message;
  EXPECT_EQ(again.records, first_records(30));
  EXPECT_GT(again.segments.back(), 3U);
}

TEST(Journal, on_a_real_disk_gives_its_records_back) {
  const test::TemporaryFolder folder;
  const std::string path = (folder.path() / "journal").string();
  write_some(system_files(), 30, path);
  const Opened again = open(system_files(), path);
  ASSERT_TRUE(again.journal) << again.journal.error().message;
  EXPECT_EQ(again.records, first_records(30));
}

TEST(Journal, folder_and_files_are_its_owners_alone) {
  const test::TemporaryFolder folder;
  const std::string path = (folder.path() / "journal").string();
  write_some(system_files(), 1, path);
  struct stat about{};
  ASSERT_EQ(stat(path.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0700U);
  ASSERT_EQ(stat((path + "/segment-00000000000000000001").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600U);
}

TEST(Journal, has_one_writer) {
  const test::TemporaryFolder folder;
  const std::string path = (folder.path() / "journal").string();
  {
    const Opened first = open(system_files(), path);
    ASSERT_TRUE(first.journal);
    EXPECT_EQ(open(system_files(), path).journal.error().code, Code::conflict);
  }
  EXPECT_TRUE(open(system_files(), path).journal);
}

TEST(Journal, takes_records_larger_than_a_segment) {
  SimulatedFiles files(1);
  const std::string large(5'000'000, 'L');
  {
    Opened opened = open(files);
    ASSERT_TRUE(opened.journal->append("small"));
    ASSERT_TRUE(opened.journal->append(large));
    ASSERT_TRUE(opened.journal->append("small"));
  }
  EXPECT_EQ(open(files).records, (Records{"small", large, "small"}));
}

TEST(Journal, goes_on_behind_what_it_found) {
  SimulatedFiles files(1);
  for (std::size_t i = 0; i < 12; ++i) {
    Opened opened = open(files);
    ASSERT_TRUE(opened.journal);
    EXPECT_EQ(opened.records, first_records(i));
    ASSERT_TRUE(opened.journal->append(record_of(i)));
  }
}

TEST(Journal, cut_keeps_what_it_was_told_to_keep) {
  SimulatedFiles files(1);
  write_some(files, 30);
  bool was_settled = false;
  {
    Opened opened = open(files);
    ASSERT_TRUE(opened.journal->cut(opened.segments[20], [&] {
      was_settled = true;
      return Status();
    }));
  }
  const Opened again = open(files);
  ASSERT_TRUE(again.journal);
  EXPECT_TRUE(was_settled);
  EXPECT_EQ(again.records.back(), record_of(29));
  EXPECT_EQ(again.segments.front(), again.segments[again.records.size() - 10]);
}

TEST(Journal, cut_removes_nothing_where_not_all_is_settled) {
  SimulatedFiles files(1);
  write_some(files, 30);
  Opened opened = open(files);
  EXPECT_FALSE(opened.journal->cut(3, [] { return Status(Error{Code::unavailable, "no"}); }));
  EXPECT_TRUE(std::ranges::count(files.paths(), "journal/segment-00000000000000000001"));
}

TEST(Journal, refuses_everything_after_an_error) {
  SimulatedFiles files(1);
  Opened opened = open(files);
  ASSERT_TRUE(opened.journal->append("a"));
  files.fail_at(1, Fault::error);  // the sync
  EXPECT_FALSE(opened.journal->append("b"));
  EXPECT_FALSE(opened.journal->append("c"));
}

TEST(Journal, without_a_segment_in_its_middle_is_corrupt) {
  SimulatedFiles files(1);
  write_some(files, 30);
  ASSERT_TRUE(files.remove("journal/segment-00000000000000000002"));
  const Opened again = open(files);
  ASSERT_FALSE(again.journal);
  EXPECT_EQ(again.journal.error().code, Code::corrupt);
  EXPECT_NE(again.journal.error().message.find("segment-00000000000000000002"), std::string::npos);
}

// A flipped bit is told, or lies in zeros that nobody reads, or in the last record, which then
// looks as if it had been cut off.
TEST(Journal, tells_of_any_flipped_bit_before_its_last_record) {
  SimulatedFiles files(1);
  write_some(files, 30);
  lodestar::testing::Dice dice(1);
  for (int round = 0; round < 300; ++round) {
    const auto paths = files.paths();
    const std::string& path = paths[dice.below(static_cast<std::uint32_t>(paths.size()))];
    if (!path.contains("segment")) continue;
    std::string& bytes = files.bytes_of(path);
    const std::string before = bytes;
    const auto at = dice.below(static_cast<std::uint32_t>(bytes.size()));
    bytes[at] = static_cast<char>(bytes[at] ^ 1 << dice.below(8));
    Records records;
    const Status read =
        Journal::read(files, "journal", [&](std::string_view record, Journal::Place) {
          records.emplace_back(record);
          return Status();
        });
    EXPECT_TRUE(!read || records == first_records(30) || records == first_records(29)) << path;
    bytes = before;
  }
}

// What may be found again: all that was acknowledged, and at most the one record that was not.
void expect_nothing_lost(SimulatedFiles& files, std::size_t acknowledged, const std::string& when) {
  const Opened again = open(files);
  ASSERT_TRUE(again.journal) << when << ": " << again.journal.error().message;
  EXPECT_TRUE(again.records == first_records(acknowledged) ||
              again.records == first_records(acknowledged + 1))
      << when << ": " << again.records.size() << " of " << acknowledged;
}

TEST(Journal, loses_nothing_acknowledged_at_any_fault_and_any_loss_of_power) {
  constexpr std::size_t kCalls = 130;
  for (std::size_t call = 0; call < kCalls; ++call) {
    for (const Fault fault : {Fault::kill, Fault::tear, Fault::error, Fault::shorten}) {
      for (const bool loses_power : {false, true}) {
        SimulatedFiles files(static_cast<std::uint32_t>(call));
        files.fail_at(call, fault);
        std::size_t acknowledged = 0;
        {
          Opened opened = open(files);
          while (opened.journal && acknowledged < 25 &&
                 opened.journal->append(record_of(acknowledged)))
            ++acknowledged;
        }
        const std::string when = "call " + std::to_string(call) + " fault " +
                                 std::to_string(static_cast<int>(fault)) +
                                 (loses_power ? " and power" : "");
        if (loses_power) files.lose_power();
        files.restart();
        expect_nothing_lost(files, acknowledged, when);
        files.lose_power();  // what was found once must stay
        expect_nothing_lost(files, acknowledged, when + " again");
      }
    }
  }
}

}  // namespace
}  // namespace lodestar::io
