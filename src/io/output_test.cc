// SPDX-License-Identifier: Apache-2.0
#include "io/output.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "support/public_data.h"
#include "support/temporary_folder.h"

namespace lodestar::io {
namespace {

namespace fs = std::filesystem;
using lodestar::testing::read_whole;

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

Status write_run(const fs::path& place, std::string_view text) {
  auto folder = LODESTAR_TRY(OutputFolder::create(place.string(), "a.csv"));
  LODESTAR_TRY(folder.write("a.csv", text));
  return folder.commit();
}

class OutputFolderTest : public ::testing::Test {
 protected:
  test::TemporaryFolder temporary_;
  fs::path place_ = temporary_.path() / "found";
};

TEST_F(OutputFolderTest, NothingIsThereBeforeCommitAndAllOfItAfter) {
  auto folder = OutputFolder::create(place_.string(), "a.csv");
  ASSERT_TRUE(folder);
  ASSERT_TRUE(folder->write("a.csv", "id\n"));
  EXPECT_FALSE(fs::exists(place_));
  ASSERT_TRUE(folder->commit());
  EXPECT_EQ(read_whole(place_ / "a.csv"), "id\n");
  EXPECT_EQ(entries(temporary_.path()), 1U);
}

TEST_F(OutputFolderTest, WithoutCommitNothingIsLeft) {
  {
    auto folder = OutputFolder::create(place_.string(), "a.csv");
    ASSERT_TRUE(folder && folder->write("a.csv", "id\n"));
  }
  EXPECT_EQ(entries(temporary_.path()), 0U);
}

TEST_F(OutputFolderTest, AnotherKindOfOutputIsNotReplaced) {
  ASSERT_TRUE(write_run(place_, "id\n"));
  EXPECT_EQ(OutputFolder::create(place_.string(), "b.csv").error().code, Code::conflict);
  EXPECT_EQ(read_whole(place_ / "a.csv"), "id\n");
}

TEST_F(OutputFolderTest, OnlyTheOwnerMayReadIt) {
  ASSERT_TRUE(write_run(place_, "x"));
  struct stat about{};
  ASSERT_EQ(stat(place_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0700U);
  ASSERT_EQ(stat((place_ / "a.csv").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600U);
}

TEST_F(OutputFolderTest, AnEarlierOutputIsReplacedWhole) {
  ASSERT_TRUE(write_run(place_, "old"));
  ASSERT_TRUE(write_run(fs::path(place_.string() + "/"), "new"));
  EXPECT_EQ(read_whole(place_ / "a.csv"), "new");
  EXPECT_EQ(entries(temporary_.path()), 1U);
}

TEST_F(OutputFolderTest, AnEmptyFolderIsReplaced) {
  fs::create_directory(place_);
  EXPECT_TRUE(write_run(place_, "new"));
}

TEST_F(OutputFolderTest, WhatLodestarDidNotWriteIsNeverReplaced) {
  ASSERT_TRUE(write_run(place_, "old"));
  std::ofstream(place_ / "my notes.txt") << "mine";
  const Status status = write_run(place_, "new");
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, Code::conflict);
  EXPECT_NE(status.error().message.find("my notes.txt"), std::string::npos);
  EXPECT_EQ(read_whole(place_ / "a.csv"), "old");
  EXPECT_EQ(read_whole(place_ / "my notes.txt"), "mine");
}

TEST_F(OutputFolderTest, AFileAppearingDuringTheRunStopsTheCommit) {
  auto folder = OutputFolder::create(place_.string(), "a.csv");
  ASSERT_TRUE(folder);
  std::ofstream(place_) << "somebody's";
  EXPECT_EQ(folder->commit().error().code, Code::conflict);
  EXPECT_EQ(read_whole(place_), "somebody's");
}

TEST_F(OutputFolderTest, WhatAKilledRunLeftIsRemovedByTheNext) {
  const fs::path stale = temporary_.path() / ".found.partial-999999999";
  fs::create_directory(stale);
  const fs::path running = temporary_.path() / (".found.partial-" + std::to_string(getppid()));
  fs::create_directory(running);
  ASSERT_TRUE(write_run(place_, "x"));
  EXPECT_FALSE(fs::exists(stale));
  EXPECT_TRUE(fs::exists(running));
}

TEST_F(OutputFolderTest, AMissingParentAndAnUnusableNameAreSaid) {
  EXPECT_EQ(write_run(temporary_.path() / "no" / "found", "x").error().code, Code::not_found);
  EXPECT_EQ(write_run("", "x").error().code, Code::invalid);
  EXPECT_EQ(write_run("/", "x").error().code, Code::invalid);
}

TEST_F(OutputFolderTest, NoOutputLiesInsideAnother) {
  ASSERT_TRUE(write_run(place_, "outer"));
  fs::create_directory_symlink(place_, temporary_.path() / "link");
  for (const fs::path& inside : {place_ / "sub", temporary_.path() / "link" / "sub"}) {
    const Status status = write_run(inside, "inner");
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, Code::conflict);
    EXPECT_NE(status.error().message.find("it would lie inside"), std::string::npos);
  }
  EXPECT_EQ(entries(place_), 2U);
  EXPECT_TRUE(write_run(place_, "anew"));
}

TEST_F(OutputFolderTest, ALinkStandsForTheFolderThatItLeadsTo) {
  fs::create_directory(temporary_.path() / "elsewhere");
  fs::create_directory_symlink(temporary_.path() / "elsewhere", place_);
  for (const char* text : {"first", "second"}) {
    ASSERT_TRUE(write_run(place_, text));
    EXPECT_TRUE(fs::is_symlink(place_));
    EXPECT_EQ(read_whole(temporary_.path() / "elsewhere" / "a.csv"), text);
  }
  fs::remove_all(temporary_.path() / "elsewhere");
  const Status status = write_run(place_, "third");
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().message.find("a link that leads nowhere"), std::string::npos);
}

TEST(OutputFileTest, AFullDiskIsAnError) {
  OutputFile file(open("/dev/full", O_WRONLY), "/dev/full");
  ASSERT_TRUE(file.append("x"));
  const Status status = file.close();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, Code::unavailable);
  EXPECT_NE(status.error().message.find("No space left"), std::string::npos);
}

}  // namespace
}  // namespace lodestar::io
