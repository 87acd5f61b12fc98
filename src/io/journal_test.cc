// SPDX-License-Identifier: Apache-2.0
#include "io/journal.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "base/hash.h"
#include "support/crash_states.h"
#include "support/simulated_files.h"
#include "support/temporary_folder.h"

namespace lodestar::io {
namespace {

using lodestar::testing::Dice;
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
Opened open(Files& files, const std::string& folder = "journal",
            const JournalOptions& options = kSmall) {
  Records records;
  std::vector<std::uint64_t> segments;
  auto journal =
      Journal::open(files, folder, options, [&](std::string_view record, Journal::Place place) {
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

const std::string kSpare = "journal/spare", kReady = "journal/ready", kMark = "journal/durable";

std::string segment_path(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  return "journal/segment-" + std::string(20 - digits.size(), '0') + digits;
}
bool is_there(const SimulatedFiles& files, const std::string& path) {
  return std::ranges::count(files.paths(), path) > 0;
}
// All but the mark, which is always there.
Records segments_and_spares(const SimulatedFiles& files) {
  Records paths = files.paths();
  EXPECT_EQ(std::erase(paths, kMark), 1U);
  return paths;
}
Status cut_to(Journal& journal, std::uint64_t segment) {
  return journal.cut(segment, [] { return Status(); });
}
bool always() { return true; }

// Records of one block each, until the journal is in segment `last`.
void fill_to(Journal& journal, std::uint64_t last, char with) {
  for (int i = 0; journal.last() < last; ++i)
    ASSERT_TRUE(journal.append(std::string(3000, with) + std::to_string(i)));
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
  ASSERT_EQ(stat((path + "/durable").c_str(), &about), 0);
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

// A flipped bit is told, or lies in zeros that nobody reads. Without the mark, one in the last
// record looks as if that had been cut off.
void flip_bits(SimulatedFiles& files, std::size_t least_records) {
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
    EXPECT_TRUE(!read ||
                (records.size() >= least_records && records == first_records(records.size())))
        << path << " byte " << at;
    bytes = before;
  }
}

TEST(Journal, tells_of_any_flipped_bit) {
  SimulatedFiles files(1);
  write_some(files, 30);
  flip_bits(files, 30);
}

TEST(Journal, without_its_mark_tells_of_any_flipped_bit_before_its_last_record) {
  SimulatedFiles files(1);
  write_some(files, 30);
  ASSERT_TRUE(files.remove(kMark));
  flip_bits(files, 29);
}

// The first byte of the last record's bytes.
void damage_last_record(SimulatedFiles& files) {
  const std::string path = segment_path(1);
  files.bytes_of(path)[8192 + 16] ^= 1;
}

// Two records of a block each, the second damaged.
struct DamagedJournal : ::testing::Test {
  DamagedJournal() {
    {
      Opened opened = open(files);
      EXPECT_TRUE(opened.journal->append("a"));
      before_last = files.bytes_of(kMark);
      EXPECT_TRUE(opened.journal->append("b"));
    }
    damage_last_record(files);
  }
  SimulatedFiles files{1};
  std::string before_last;  // the mark
};

TEST_F(DamagedJournal, does_not_open_where_its_last_record_was_on_the_disk) {
  const Opened again = open(files);
  ASSERT_FALSE(again.journal);
  EXPECT_EQ(again.journal.error().code, Code::corrupt);
  EXPECT_TRUE(again.journal.error().message.contains(segment_path(1) + ": at byte 8192"))
      << again.journal.error().message;
  EXPECT_TRUE(again.journal.error().message.contains(kMark)) << again.journal.error().message;
  EXPECT_FALSE(open(files).journal) << "a refusal changes nothing";
}

TEST_F(DamagedJournal, lets_a_record_go_where_a_loss_of_power_took_the_newest_mark) {
  const std::string newest = files.bytes_of(kMark);
  const std::string damaged = files.bytes_of(segment_path(1));
  const std::string torn = newest.substr(0, 4) + before_last.substr(4);
  ASSERT_NE(torn, newest);
  for (const std::string& mark : {before_last, torn, newest.substr(0, 40), std::string()}) {
    files.bytes_of(kMark) = mark;
    files.bytes_of(segment_path(1)) = damaged;
    Opened again = open(files);
    ASSERT_TRUE(again.journal) << again.journal.error().message;
    EXPECT_EQ(again.records, Records{"a"});
    ASSERT_TRUE(again.journal->append("c"));
    EXPECT_EQ(files.bytes_of(kMark), newest);  // the end is the same
  }
  EXPECT_EQ(open(files).records, (Records{"a", "c"}));
}

TEST_F(DamagedJournal, knows_whether_its_mark_says_something) {
  EXPECT_TRUE(Journal::is_marked(files, "journal"));
  files.bytes_of(kMark)[30] ^= 1;
  EXPECT_FALSE(Journal::is_marked(files, "journal"));
  ASSERT_TRUE(files.remove(kMark));
  EXPECT_FALSE(Journal::is_marked(files, "journal"));
  EXPECT_TRUE(Journal::is_marked(files, "elsewhere"))
      << "where nothing is, nothing is to be marked";
}

TEST_F(DamagedJournal, is_told_by_who_only_looks) {
  const auto ignore = [](std::string_view, Journal::Place) { return Status(); };
  EXPECT_EQ(Journal::read(files, "journal", ignore).error().code, Code::corrupt);
}

TEST(Journal, does_not_open_beside_the_mark_of_another) {
  SimulatedFiles files(1);
  write_some(files, 2, "journal");
  write_some(files, 2, "other");
  files.bytes_of(kMark) = files.bytes_of("other/durable");
  EXPECT_EQ(open(files).journal.error().code, Code::corrupt);
}

TEST(Journal, does_not_open_where_its_newest_records_are_gone) {
  SimulatedFiles files(1);
  write_some(files, 5);
  const std::string older = files.bytes_of(segment_path(1));
  write_some(files, 1);
  EXPECT_TRUE(open(files).journal);
  const std::string newest = files.bytes_of(segment_path(1));
  files.bytes_of(segment_path(1)) = older;  // an older copy put in, without its mark
  EXPECT_EQ(open(files).journal.error().code, Code::corrupt);
  files.bytes_of(segment_path(1)) = newest;
  {
    Opened opened = open(files);
    fill_to(*opened.journal, 3, 'a');
  }
  ASSERT_TRUE(files.remove(segment_path(3)));
  EXPECT_EQ(open(files).journal.error().code, Code::corrupt);
  for (const std::uint64_t number : {1U, 2U}) ASSERT_TRUE(files.remove(segment_path(number)));
  const Opened emptied = open(files);
  ASSERT_FALSE(emptied.journal);
  EXPECT_EQ(emptied.journal.error().code, Code::corrupt);
}

TEST(Journal, written_before_there_were_marks_opens_and_has_one_from_then_on) {
  SimulatedFiles files(1);
  write_some(files, 3);
  ASSERT_TRUE(files.remove(kMark));
  EXPECT_EQ(open(files).records, first_records(3));
  EXPECT_TRUE(is_there(files, kMark));
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

TEST(Journal, uses_one_dropped_segment_again_and_removes_the_others) {
  SimulatedFiles files(1);
  Opened opened = open(files);
  fill_to(*opened.journal, 4, 'a');
  const std::string first = files.identity(segment_path(1)).value();
  ASSERT_TRUE(cut_to(*opened.journal, 4));
  EXPECT_EQ(segments_and_spares(files), (Records{segment_path(4), kSpare}));
  EXPECT_EQ(files.identity(kSpare).value(), first);
  fill_to(*opened.journal, 5, 'b');
  EXPECT_EQ(segments_and_spares(files), (Records{segment_path(4), segment_path(5)}));
  EXPECT_EQ(files.identity(segment_path(5)).value(), first);
}

// Every record has its twin at the very same place of the file's last use.
TEST(Journal, takes_no_old_record_for_a_new_one) {
  SimulatedFiles files(1);
  const auto letter_of = [](std::uint64_t segment) { return static_cast<char>('a' + segment); };
  for (std::uint64_t last = 2; last < 12; ++last) {
    {
      Opened opened = open(files);
      fill_to(*opened.journal, last, letter_of(last));
      ASSERT_TRUE(cut_to(*opened.journal, last));
    }
    const std::string in_it = files.bytes_of(segment_path(last));
    const Opened again = open(files);
    ASSERT_TRUE(again.journal) << again.journal.error().message;
    ASSERT_EQ(again.records.size(), 1U) << last;
    EXPECT_EQ(again.records[0][0], letter_of(last));
    if (last == 2) continue;  // there was no spare
    EXPECT_EQ(in_it.substr(8192 + 16, 3000), std::string(3000, letter_of(last - 1)));
  }
}

TEST(Journal, finds_its_end_where_its_last_segment_was_cut_short) {
  SimulatedFiles files(1);
  {
    Opened opened = open(files);
    fill_to(*opened.journal, 2, 'a');
    ASSERT_TRUE(cut_to(*opened.journal, 2));
    fill_to(*opened.journal, 3, 'b');
    ASSERT_TRUE(cut_to(*opened.journal, 3));
    ASSERT_TRUE(opened.journal->append("the last"));
  }
  files.bytes_of(segment_path(3)).resize(8192 + 16 + 8);
  EXPECT_EQ(open(files).records.back(), "the last");
  files.bytes_of(segment_path(3)).resize(8192 + 16 + 7);
  EXPECT_EQ(open(files).records.size(), 1U);
}

std::uint64_t nonce_of(const std::string& segment) {
  std::uint64_t nonce = 0;
  for (int i = 7; i >= 0; --i) {
    nonce = nonce << 8 |
            static_cast<unsigned char>(segment[16 + 19 + 16 + static_cast<std::size_t>(i)]);
  }
  return nonce;
}

// A record whose bytes are, from the next block on, records of the segment that the file becomes:
// all is foreseen but the number that is drawn then.
std::string forged_record(std::uint64_t nonce, std::uint64_t segment) {
  std::string bytes(4096 - 16, 'f');
  for (const std::uint64_t offset : {8192U, 12288U}) {
    const std::string inner = "forged";
    const std::uint64_t checksum =
        hash_bytes(inner, mix(mix(mix(nonce, segment), offset), inner.size()));
    for (const std::uint64_t number : {checksum, std::uint64_t{inner.size()}}) {
      for (int shift = 0; shift < 64; shift += 8) {
        bytes += static_cast<char>(number >> shift & 0xff);
      }
    }
    bytes += inner + std::string(4096 - 16 - inner.size(), 'f');
  }
  return bytes;
}

TEST(Journal, believes_no_record_that_foretells_the_next_use_of_its_file) {
  SimulatedFiles files(1);
  {
    Opened opened = open(files);
    const std::uint64_t nonce = nonce_of(files.bytes_of(segment_path(1)));
    ASSERT_TRUE(opened.journal->append(forged_record(nonce, 3)));
    fill_to(*opened.journal, 2, 'a');
    ASSERT_TRUE(cut_to(*opened.journal, 2));
    fill_to(*opened.journal, 3, 'b');  // ends with its first record, at 4096
    ASSERT_TRUE(cut_to(*opened.journal, 3));
    EXPECT_NE(nonce_of(files.bytes_of(segment_path(3))), nonce);
    EXPECT_EQ(files.bytes_of(segment_path(3)).substr(8192 + 16, 6), "forged");
  }
  const Opened again = open(files);
  ASSERT_TRUE(again.journal) << again.journal.error().message;
  ASSERT_EQ(again.records.size(), 1U);
  EXPECT_NE(again.records[0], "forged");
}

// That the forger above is right in all but the nonce.
TEST(Journal, would_believe_who_knows_the_nonce) {
  SimulatedFiles files(1);
  {
    Opened opened = open(files);
    ASSERT_TRUE(opened.journal->append("a"));
    const std::string forged = forged_record(nonce_of(files.bytes_of(segment_path(1))), 1);
    files.bytes_of(segment_path(1)).replace(8192, 4096, forged, 4096 - 16, 4096);
  }
  EXPECT_EQ(open(files).records, (Records{"a", "forged"}));
}

TEST(Journal, keeps_a_spare_that_fits_and_removes_what_does_not) {
  SimulatedFiles files(1);
  {
    Opened opened = open(files);
    fill_to(*opened.journal, 2, 'a');
    ASSERT_TRUE(cut_to(*opened.journal, 2));
    files.close(files.create(kReady, 0600).value());
  }
  {
    const std::string spare = files.identity(kSpare).value();
    Opened opened = open(files);
    EXPECT_FALSE(is_there(files, kReady));
    fill_to(*opened.journal, 3, 'b');
    EXPECT_EQ(files.identity(segment_path(3)).value(), spare);
    ASSERT_TRUE(cut_to(*opened.journal, 3));
  }
  EXPECT_TRUE(is_there(files, kSpare));
  for (const std::uint64_t bytes : {kSmall.segment_bytes / 2, kSmall.segment_bytes * 2}) {
    const Opened opened = open(files, "journal", {.segment_bytes = bytes});
    ASSERT_TRUE(opened.journal);
    EXPECT_FALSE(is_there(files, kSpare));
  }
}

TEST(Journal, goes_on_where_somebody_took_the_spare_away) {
  SimulatedFiles files(1);
  Opened opened = open(files);
  fill_to(*opened.journal, 2, 'a');
  ASSERT_TRUE(cut_to(*opened.journal, 2));
  ASSERT_TRUE(files.remove(kSpare));
  fill_to(*opened.journal, 4, 'a');
}

constexpr JournalOptions kGrowing{.segment_bytes = 65536, .first_segment_bytes = 8192};

TEST(Journal, begins_small_and_uses_only_full_segments_again) {
  SimulatedFiles files(1);
  Opened opened = open(files, "journal", kGrowing);
  for (const std::size_t size : {8192U, 16384U, 32768U, 65536U, 65536U}) {
    const std::uint64_t last = opened.journal->last();
    EXPECT_EQ(files.bytes_of(segment_path(last)).size(), size);
    fill_to(*opened.journal, last + 1, 'a');
    ASSERT_TRUE(cut_to(*opened.journal, last + 1));
    EXPECT_EQ(is_there(files, kSpare), size == kGrowing.segment_bytes);
  }
}

TEST(Journal, a_small_one_keeps_its_size_when_it_is_opened_again) {
  SimulatedFiles files(1);
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(open(files, "journal", kGrowing).journal);
    EXPECT_EQ(files.bytes_of(segment_path(1)).size(), kGrowing.first_segment_bytes);
  }
}

TEST(Journal, has_its_next_file_made_ready) {
  SimulatedFiles files(1);
  Opened opened = open(files, "journal", kGrowing);
  ASSERT_TRUE(opened.journal->make_ready(always));
  EXPECT_EQ(files.bytes_of(kSpare), std::string(2 * kGrowing.first_segment_bytes, '\0'));
  const std::string ready = files.identity(kSpare).value();
  ASSERT_TRUE(opened.journal->make_ready(always));  // there is one
  EXPECT_EQ(files.identity(kSpare).value(), ready);
  fill_to(*opened.journal, 2, 'a');
  EXPECT_EQ(files.identity(segment_path(2)).value(), ready);
  EXPECT_EQ(segments_and_spares(files), (Records{segment_path(1), segment_path(2)}));
}

TEST(Journal, writes_no_file_beforehand_once_it_has_full_ones_to_drop) {
  SimulatedFiles files(1);
  Opened opened = open(files);
  fill_to(*opened.journal, 2, 'a');
  ASSERT_TRUE(cut_to(*opened.journal, 2));
  fill_to(*opened.journal, 3, 'a');  // takes the spare
  ASSERT_TRUE(opened.journal->make_ready(always));
  EXPECT_FALSE(is_there(files, kSpare));
}

TEST(Journal, makes_a_larger_file_ready_where_the_spare_has_become_too_small) {
  SimulatedFiles files(1);
  Opened opened = open(files, "journal", kGrowing);
  ASSERT_TRUE(opened.journal->make_ready(always));
  ASSERT_TRUE(opened.journal->append(std::string(30000, 'l')));  // makes its own segment
  ASSERT_TRUE(opened.journal->make_ready(always));
  EXPECT_EQ(files.bytes_of(kSpare).size(), kGrowing.segment_bytes);
  fill_to(*opened.journal, 3, 'a');
  EXPECT_FALSE(is_there(files, kSpare));
}

TEST(Journal, leaves_nothing_of_a_file_that_could_not_be_made_ready) {
  SimulatedFiles files(1);
  Opened opened = open(files);
  ASSERT_TRUE(opened.journal->make_ready([] { return false; }));
  EXPECT_EQ(segments_and_spares(files), Records{segment_path(1)});
  for (std::size_t call = 0; call < 4; ++call) {  // to make it, to make room, to write, to sync
    files.fail_at(call, Fault::error);
    ASSERT_TRUE(opened.journal->make_ready(always)) << call;
    EXPECT_EQ(segments_and_spares(files), Records{segment_path(1)}) << call;
  }
  fill_to(*opened.journal, 3, 'a');
}

TEST(Journal, gives_no_bytes_of_a_file_that_has_become_another_segment) {
  SimulatedFiles files(1);
  Opened opened = open(files);
  const Journal::Place place = opened.journal->append(std::string(3000, 'a')).value();
  files.between_opening_and_reading = [&] {
    fill_to(*opened.journal, 2, 'b');
    ASSERT_TRUE(cut_to(*opened.journal, 2));
    fill_to(*opened.journal, 3, 'c');
  };
  const auto bytes = opened.journal->bytes_at(place, 3000);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, Code::not_found);
}

TEST(Journal, on_a_real_disk_uses_files_again_that_stay_its_owners_alone) {
  const test::TemporaryFolder folder;
  const std::string path = (folder.path() / "journal").string();
  std::string first;
  {
    Opened opened = open(system_files(), path);
    first = system_files().identity(path + "/segment-00000000000000000001").value();
    for (std::uint64_t last = 2; last < 6; ++last) {
      fill_to(*opened.journal, last, 'a');
      ASSERT_TRUE(cut_to(*opened.journal, last));
      ASSERT_TRUE(opened.journal->make_ready(always));
    }
  }
  const Opened again = open(system_files(), path);
  ASSERT_TRUE(again.journal) << again.journal.error().message;
  EXPECT_EQ(again.records.size(), 1U);
  struct stat about{};
  ASSERT_EQ(stat((path + "/spare").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600U);
  EXPECT_EQ(system_files().list(path).value(),
            (Records{"durable", "lock", "segment-00000000000000000005", "spare"}));
}

TEST(Journal, is_cut_and_made_ready_beside_its_writer) {
  constexpr std::size_t kRecords = 200;
  const test::TemporaryFolder folder;
  const std::string path = (folder.path() / "journal").string();
  {
    Opened opened = open(system_files(), path, kGrowing);
    std::atomic<std::uint64_t> last = 1;
    const std::jthread cutter([&](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        EXPECT_TRUE(cut_to(*opened.journal, last));
        EXPECT_TRUE(opened.journal->make_ready([&] { return !stop.stop_requested(); }));
      }
    });
    for (std::size_t i = 0; i < kRecords; ++i) {
      const auto place = opened.journal->append(record_of(i));
      ASSERT_TRUE(place);
      last = place->segment;
    }
  }
  const Opened again = open(system_files(), path, kGrowing);
  ASSERT_TRUE(again.journal) << again.journal.error().message;
  const std::size_t found = again.records.size();
  ASSERT_GT(found, 0U);
  for (std::size_t i = 0; i < found; ++i)
    EXPECT_TRUE(again.records[i] == record_of(kRecords - found + i));
}

// A journal that goes round and round: a state is a fault at one call, and what the disk makes of
// it.
class World {
 public:
  explicit World(std::uint32_t seed) : files(seed), dice_(seed) {}

  void use(int steps) {
    Opened opened = look("at its opening");
    if (!opened.journal) return;
    Journal& journal = *opened.journal;
    for (int i = 0; i < steps; ++i) {
      const auto place = journal.append(record_at(begun_));
      if (!place) return;
      acknowledged_ = ++begun_;
      segments_.push_back(place->segment);
      const std::uint32_t next = dice_.below(12);
      if (next == 0 && !journal.make_ready(always)) return;
      if (next == 1 && !cut(journal, journal.last() - dice_.below(2))) return;
    }
  }
  void end_process(bool loses_power) {
    files.restart();
    if (loses_power) files.lose_power();
  }
  void expect_all_is_well(const std::string& when) {
    const Opened opened = look(when);
    ASSERT_TRUE(opened.journal) << when << ": " << opened.journal.error().message;
  }

  SimulatedFiles files;

 private:
  static constexpr JournalOptions kOptions{.segment_bytes = 24000, .first_segment_bytes = 8192};
  // Most of one length, so that old ones lie at the places of new ones.
  static std::string record_at(std::size_t number) {
    return std::to_string(number) + "," + std::string(number % 7 == 3 ? 9000 : 1000, 'r');
  }

  Status cut(Journal& journal, std::uint64_t first_kept) {
    return journal.cut(first_kept, [&] {
      while (segments_[kept_] < first_kept) ++kept_;
      return Status();
    });
  }

  // All that was acknowledged and is not forgotten, and at most one more, which stays then.
  Opened look(const std::string& when) {
    Opened opened = open(files, "journal", kOptions);
    if (!opened.journal) return opened;
    const std::size_t end = opened.records.empty() ? 0 : number_of(opened.records.back()) + 1;
    EXPECT_TRUE(end == acknowledged_ || end == acknowledged_ + 1)
        << when << ": " << end << " of " << acknowledged_;
    EXPECT_LE(end - opened.records.size(), kept_) << when;
    for (std::size_t i = 0; i < opened.records.size(); ++i)
      EXPECT_TRUE(opened.records[i] == record_at(end - opened.records.size() + i)) << when;
    if (end > acknowledged_) segments_.push_back(opened.segments.back());
    acknowledged_ = begun_ = end;
    return opened;
  }
  static std::size_t number_of(const std::string& record) { return std::stoul(record); }

  Dice dice_;
  std::size_t acknowledged_ = 0, begun_ = 0, kept_ = 0;  // records
  std::vector<std::uint64_t> segments_;                  // of each
};

TEST(Journal, survives_any_fault_while_segments_change_and_are_used_again) {
  lodestar::testing::expect_survival<World>({.states = 6000, .stride = 3, .steps = 60});
}

}  // namespace
}  // namespace lodestar::io
