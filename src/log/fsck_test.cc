// SPDX-License-Identifier: Apache-2.0
#include "log/fsck.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "io/journal.h"
#include "log/log.h"
#include "log/tile_files.h"
#include "support/dice.h"
#include "support/log_scene.h"
#include "support/public_data.h"
#include "support/simulated_files.h"
#include "support/temporary_folder.h"

namespace lodestar::log {
namespace {

using lodestar::testing::add_some;
using lodestar::testing::Dice;
using lodestar::testing::sign_plainly;
using lodestar::testing::SimulatedFiles;

constexpr std::uint64_t kEntries = 1000;

struct Fsck : ::testing::Test {
  Fsck() {
    const auto log = Log::open("log", {.sign = sign_plainly,
                                       .wait = {},
                                       .known = {},
                                       .segment_bytes = 50000,
                                       .files = &files})
                         .value();
    for (std::uint64_t i = 0; i < kEntries; i += 100) {
      add_some(*log, i, i + 100, 100);
      EXPECT_TRUE(log->publish());
    }
  }
  std::vector<Finding> check(unsigned threads = 1) {
    return fsck("log", {.parallel = {.threads = threads}, .verify = {}, .files = &files})->findings;
  }
  void flip(const std::string& path, std::size_t byte) {
    char& at = files.bytes_of("log/" + path)[byte];
    at = static_cast<char>(at ^ 1);
  }
  std::string last_segment() const {
    std::string last;
    for (const std::string& path : files.paths())
      if (path.contains("segment-")) last = path;
    return last;
  }
  SimulatedFiles files{1};
};

TEST_F(Fsck, finds_nothing_in_a_log_that_nobody_touched) {
  const auto findings = check();
  EXPECT_TRUE(findings.empty()) << findings[0].path << ": " << findings[0].what;
}

TEST_F(Fsck, names_the_entry_whose_bytes_were_changed) {
  flip("public/tile/entries/001", 2);  // the first byte of entry 256
  const auto findings = check();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].path, "public/tile/entries/001");
  EXPECT_EQ(findings[0].what, "entry 256 has not the hash that the tree has");
}

TEST_F(Fsck, names_the_hash_of_a_tile_that_was_changed) {
  flip("public/tile/0/002", 32 * 7 + 5);
  const auto findings = check();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].path, "public/tile/0/002");
  EXPECT_NE(findings[0].what.find("hash 7 "), std::string::npos);
}

TEST_F(Fsck, names_a_changed_tile_above) {
  flip("public/tile/1/000.p/3", 40);
  const auto findings = check();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].path, "public/tile/1/000.p/3");
}

TEST_F(Fsck, names_a_missing_file) {
  ASSERT_TRUE(files.remove("log/public/tile/entries/000"));
  const auto findings = check();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].path, "public/tile/entries/000");
}

TEST_F(Fsck, names_the_checkpoint_where_its_root_is_another) {
  files.bytes_of("log/public/checkpoint") = sign_plainly({kEntries, ledger::empty_root()});
  const auto findings = check();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].path, "public/checkpoint");
}

TEST_F(Fsck, takes_no_other_spelling_of_a_checkpoint) {
  std::string& bytes = files.bytes_of("log/public/checkpoint");
  bytes.insert(bytes.find("1000\n"), "0");
  const auto findings = check();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].what, "it is no checkpoint");
}

TEST_F(Fsck, asks_whether_the_checkpoint_is_signed) {
  const auto refuse = [](std::string_view) -> Result<ledger::TreeHead> {
    return Error{Code::forbidden, "the signature does not hold"};
  };
  const auto checked = fsck("log", {.parallel = {}, .verify = refuse, .files = &files});
  EXPECT_EQ(checked->findings,
            (std::vector<Finding>{{"public/checkpoint", "the signature does not hold"}}));
}

TEST_F(Fsck, tells_what_else_is_wrong_with_the_checkpoint_behind_all_the_rest) {
  flip("public/tile/0/001", 3 * 32);
  const auto checked =
      fsck("log", {.parallel = {},
                   .find_faults = [](auto) { return std::vector<std::string>{"no quorum"}; },
                   .files = &files});
  ASSERT_EQ(checked->findings.size(), 2U);
  EXPECT_EQ(checked->findings[0].path, "public/tile/0/001");
  EXPECT_EQ(checked->findings[1], (Finding{"public/checkpoint", "no quorum"}));
}

TEST_F(Fsck, finds_the_file_of_any_flipped_bit_of_the_public_part) {
  Dice dice(1);
  std::vector<std::string> paths;
  for (const std::string& path : files.paths())
    if (path.starts_with("log/public/tile")) paths.push_back(path.substr(4));
  for (int round = 0; round < 400; ++round) {
    const std::string& path = paths[dice.below(static_cast<std::uint32_t>(paths.size()))];
    const auto size = static_cast<std::uint32_t>(files.bytes_of("log/" + path).size());
    const std::size_t byte = dice.below(size);
    flip(path, byte);
    const auto findings = check();
    flip(path, byte);
    ASSERT_FALSE(findings.empty()) << path << " byte " << byte;
    for (const Finding& finding : findings)
      EXPECT_EQ(finding.path, path) << "byte " << byte << ": " << finding.what;
  }
}

TEST_F(Fsck, says_the_same_for_any_number_of_threads) {
  flip("public/tile/0/002", 5);
  flip("public/tile/entries/001", 5);
  flip("public/tile/entries/000", 0);
  EXPECT_EQ(check(1), check(3));
}

TEST_F(Fsck, tells_of_a_damaged_journal) {
  const auto paths = files.paths();
  const auto segment = std::ranges::find_if(
      paths, [](const std::string& path) { return path.contains("segment-"); });
  ASSERT_NE(segment, paths.end());
  flip(segment->substr(4), 20);
  const auto findings = check();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].path, "private/journal");
  EXPECT_NE(findings[0].what.find("segment-"), std::string::npos);
}

// A head that is noted last, and read by nobody else.
TEST_F(Fsck, tells_of_a_damaged_last_record_of_the_journal) {
  const std::string segment = last_segment();
  std::uint64_t last = 0;
  const auto note = [&](std::string_view, io::Journal::Place place) {
    last = place.offset;
    return Status();
  };
  ASSERT_TRUE(io::Journal::read(files, "log/private/journal", note));
  flip(segment.substr(4), last);
  const auto findings = check();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].path, "private/journal");
  EXPECT_TRUE(findings[0].what.contains(segment)) << findings[0].what;
}

TEST_F(Fsck, tells_of_a_journal_that_is_cut_short) {
  files.bytes_of(last_segment()).resize(4096);
  const auto findings = check();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].path, "private/journal");
}

TEST_F(Fsck, tells_of_a_journal_that_is_empty_or_gone) {
  ASSERT_TRUE(files.remove("log/private/journal/durable"));  // as one has it that is older
  const auto paths = files.paths();
  const auto segment = std::ranges::find_if(
      paths, [](const std::string& path) { return path.contains("segment-"); });
  ASSERT_NE(segment, paths.end());
  files.bytes_of(*segment).resize(4096);  // what it begins with, and no record
  for (const bool is_gone : {false, true}) {
    if (is_gone) {
      ASSERT_TRUE(files.remove(*segment));
    }
    const auto findings = check();
    ASSERT_EQ(findings.size(), 1U) << is_gone;
    EXPECT_EQ(findings[0].path, "private/journal");
    EXPECT_TRUE(findings[0].what.starts_with("it is empty, and ")) << findings[0].what;
  }
}

TEST(FsckOfTesseraLog, finds_no_hash_wrong) {
  const auto folder = lodestar::testing::public_data("ledger/tessera-testlog/testdata/log");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no ../shared/data/ledger";
  test::TemporaryFolder place;
  std::filesystem::copy(folder, place.path() / "public", std::filesystem::copy_options::recursive);
  std::filesystem::create_directories(place.path() / "private/journal");
  const FsckOptions options;
  const auto checked = fsck(place.path().string(), options);
  ASSERT_TRUE(checked);
  EXPECT_EQ(checked->head.size, 15U);
  ASSERT_EQ(checked->findings.size(), 1U);  // it comes without a journal of ours
  EXPECT_EQ(checked->findings[0].path, "private/journal");
}

TEST_F(Fsck, a_copy_of_the_public_files_is_checked_without_a_journal) {
  for (const std::string& path : files.paths()) {
    if (path.starts_with("log/private/journal/")) {
      ASSERT_TRUE(files.remove(path));
    }
  }
  const FsckOptions options{.parallel = {}, .verify = {}, .files = &files};
  const auto checked = fsck_copy("log/public", options);
  ASSERT_TRUE(checked) << checked.error().message;
  EXPECT_EQ(checked->head.size, kEntries);
  EXPECT_TRUE(checked->findings.empty());
  flip("public/tile/entries/001", 50);
  const auto damaged = fsck_copy("log/public", options);
  ASSERT_EQ(damaged->findings.size(), 1U);
  EXPECT_EQ(damaged->findings[0].path, "tile/entries/001");
}

// A tree that its witnesses hold back has outgrown partial tiles of the one that is published, and
// the log was opened since.
struct FsckOutgrown : ::testing::Test {
  FsckOutgrown() {
    bool stand_by = true;
    const auto sign = [&](const ledger::TreeHead& head,
                          const std::stop_token&) -> Result<std::string> {
      if (stand_by) return sign_plainly(head);
      return Error{Code::unavailable, "no quorum"};
    };
    const auto open = [&] {
      return Log::open("log", {.sign = sign, .wait = {}, .known = {}, .files = &files}).value();
    };
    add_some(*open(), 0, kPublished, kPublished);
    stand_by = false;
    add_some(*open(), kPublished, kEntries, kEntries);
    (void)open();
  }
  Checked check() { return fsck("log", {.parallel = {}, .verify = {}, .files = &files}).value(); }
  static constexpr std::uint64_t kPublished = 5;
  const std::string place = "log/public/";
  SimulatedFiles files{1};
};

TEST_F(FsckOutgrown, partial_tiles_are_read_in_the_full_ones) {
  for (const char* const gone : {"tile/0/000.p/5", "tile/entries/000.p/5"}) {
    ASSERT_FALSE(std::ranges::count(files.paths(), place + gone)) << gone;
  }
  const Checked checked = check();
  EXPECT_EQ(checked.head.size, kPublished);
  EXPECT_EQ(checked.findings, std::vector<Finding>());
  EXPECT_EQ(checked.foreign, std::vector<std::string>());
}

TEST_F(FsckOutgrown, files_are_told_by_any_flipped_bit_in_what_stands_for_them) {
  Dice dice(1);
  for (const std::string path : {"tile/0/000", "tile/entries/000"}) {
    std::string& bytes = files.bytes_of(place + path);
    for (int round = 0; round < 200; ++round) {
      char& byte = bytes[dice.below(static_cast<std::uint32_t>(bytes.size()))];
      byte = static_cast<char>(byte ^ 16);
      const auto findings = check().findings;
      byte = static_cast<char>(byte ^ 16);
      ASSERT_FALSE(findings.empty()) << path << ": " << round;
      for (const Finding& finding : findings)
        ASSERT_EQ(finding.path, "public/" + path) << finding.what;
    }
  }
}

// As where the journal is lost, and nobody knows of more entries than are published.
TEST_F(FsckOutgrown, full_tiles_that_are_read_are_not_foreign) {
  for (const std::string& path : files.paths()) {
    if (path.starts_with("log/private/journal/")) {
      ASSERT_TRUE(files.remove(path));
    }
  }
  const auto foreign = check().foreign;
  for (const char* const read : {"public/tile/0/000", "public/tile/entries/000"}) {
    EXPECT_FALSE(std::ranges::count(foreign, read)) << read;
  }
  EXPECT_TRUE(std::ranges::count(foreign, "public/tile/0/001"));
}

// With the tile above, or without it, which of the two is damaged is not known.
TEST_F(FsckOutgrown, what_is_damaged_behind_the_published_entries_is_no_entry) {
  const std::string above = place + "tile/1/000.p/3";
  for (const bool has_above : {true, false}) {
    if (!has_above) {
      ASSERT_TRUE(files.remove(above));
    }
    files.bytes_of(place + "tile/0/000")[250 * 32] ^= 1;
    EXPECT_EQ(check().findings,
              (std::vector<Finding>{{"public/tile/0/000",
                                     "hash 250 (bytes 8000 to 8031), of what is not published, is "
                                     "not that of the bundle"}}))
        << has_above;
    files.bytes_of(place + "tile/0/000")[250 * 32] ^= 1;
  }
}

TEST_F(FsckOutgrown, a_bundle_damaged_behind_the_published_entries_is_named_without_one) {
  files.bytes_of(place + "tile/entries/000").back() ^= 1;
  EXPECT_EQ(check().findings,
            (std::vector<Finding>{{"public/tile/entries/000",
                                   "it differs from its tile behind the published entries, and the "
                                   "tile above has that"}}));
}

// A stop while they are removed one by one.
TEST_F(FsckOutgrown, one_of_two_may_be_there_still) {
  const std::string& full = files.bytes_of(place + "tile/0/000");
  const std::string part = full.substr(0, kPublished * sizeof(ledger::Hash));
  const std::string path = place + "tile/0/000.p/5";
  ASSERT_TRUE(files.make_folder(io::parent_of(path), 0755));
  const auto file = files.create(path, 0644).value();
  ASSERT_TRUE(write_whole(files, file, 0, part));
  files.close(file);
  EXPECT_EQ(check().findings, std::vector<Finding>());
  files.bytes_of(path)[40] ^= 1;
  const auto findings = check().findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].path, "public/tile/0/000.p/5");
}

// No reader looks for it in a partial one.
TEST_F(FsckOutgrown, tiles_are_missing_where_there_is_no_full_one) {
  ASSERT_TRUE(files.remove(place + "tile/0/000"));
  const auto findings = check().findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].path, "public/tile/0/000.p/5");
}

struct FsckForeign : Fsck {
  void put(const std::string& path, std::string_view bytes) {
    for (std::size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1)) {
      ASSERT_TRUE(files.make_folder(path.substr(0, at), 0755));
    }
    const auto file = files.create(path, 0644).value();
    ASSERT_TRUE(write_whole(files, file, 0, bytes));
    files.close(file);
  }
  std::vector<std::string> foreign() {
    return fsck("log", {.parallel = {}, .verify = {}, .files = &files})->foreign;
  }
};

TEST_F(FsckForeign, is_what_lies_where_a_tile_of_a_larger_tree_would) {
  EXPECT_TRUE(foreign().empty());
  for (const char* path : {"0/777/q", "0/x001/x002/003", "0/003.p/233", "entries/004", "9/000"}) {
    put("log/public/tile/" + std::string(path), "notes");
  }
  EXPECT_EQ(foreign(), (std::vector<std::string>{"public/tile/0/003.p/233", "public/tile/0/777",
                                                 "public/tile/0/x001/x002/003", "public/tile/9/000",
                                                 "public/tile/entries/004"}));
}

// Tiles are there before the checkpoint is, and may have to wait for its witnesses.
TEST_F(FsckForeign, is_no_tile_of_entries_that_wait_to_be_published) {
  ledger::TileReader tiles(read_tiles("log/public", files));
  const ledger::TreeHead older{900, ledger::root_of(900, tiles).value()};
  put("log/public/checkpoint", sign_plainly(older, {}));
  const auto findings = check();
  EXPECT_TRUE(findings.empty()) << findings[0].path << ": " << findings[0].what;
  EXPECT_TRUE(foreign().empty());
}

TEST(FsckOfLinks, follows_none_out_of_the_log) {
  test::TemporaryFolder place;
  const std::string folder = (place.path() / "log").string();
  {
    const auto log = Log::open(folder, {.sign = sign_plainly, .wait = {}, .known = {}}).value();
    add_some(*log, 0, 300, 300);
    EXPECT_TRUE(log->publish());
  }
  std::filesystem::create_directories(place.path() / "home");
  std::ofstream(place.path() / "home/letter") << "private";
  std::filesystem::create_directory_symlink(place.path() / "home", folder + "/public/tile/0/x007");
  const FsckOptions options;
  EXPECT_EQ(fsck(folder, options)->foreign, std::vector<std::string>{"public/tile/0/x007"});
}

}  // namespace
}  // namespace lodestar::log
