// SPDX-License-Identifier: Apache-2.0
#include "io/new_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "support/public_data.h"
#include "support/temporary_folder.h"

namespace lodestar::io {
namespace {

namespace fs = std::filesystem;
using lodestar::testing::read_whole;

class NewFile : public ::testing::Test {
 protected:
  test::TemporaryFolder temporary_;
  fs::path place_ = temporary_.path() / "proof";

  std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(temporary_.path()), fs::directory_iterator()));
  }
};

TEST_F(NewFile, appears_whole_with_its_mode_and_nothing_beside_it) {
  const mode_t mask = umask(077);
  ASSERT_TRUE(write_new_file(place_, "bytes", 0644));
  umask(mask);
  EXPECT_EQ(read_whole(place_), "bytes");
  EXPECT_EQ(static_cast<unsigned>(fs::status(place_).permissions()), 0644U);
  EXPECT_EQ(entries(), 1);
}

TEST_F(NewFile, replaces_no_file_writable_or_not) {
  for (const auto& mode : {fs::perms::owner_read | fs::perms::owner_write, fs::perms::owner_read}) {
    std::ofstream(place_) << "older";
    fs::permissions(place_, mode);
    EXPECT_EQ(check_new_file(place_).error().code, Code::conflict);
    EXPECT_EQ(write_new_file(place_, "bytes").error().code, Code::conflict);
    EXPECT_EQ(read_whole(place_), "older");
    EXPECT_EQ(entries(), 1);
    fs::remove(place_);
  }
}

TEST_F(NewFile, writes_into_a_pipe_which_stays_one) {
  ASSERT_EQ(mkfifo(place_.c_str(), 0600), 0);
  std::string read;
  std::jthread reader([&] { read = read_whole(place_); });
  EXPECT_TRUE(check_new_file(place_));
  EXPECT_TRUE(write_new_file(place_, "bytes"));
  reader.join();
  EXPECT_EQ(read, "bytes");
  EXPECT_TRUE(fs::is_fifo(place_));
  EXPECT_EQ(entries(), 1);
}

TEST_F(NewFile, a_link_counts_as_what_it_leads_to_and_stays) {
  const fs::path link = temporary_.path() / "link";
  fs::create_symlink("proof", link);
  EXPECT_EQ(write_new_file(link, "bytes").error().code, Code::conflict);  // it leads nowhere
  std::ofstream(place_) << "older";
  EXPECT_EQ(write_new_file(link, "bytes").error().code, Code::conflict);
  EXPECT_EQ(read_whole(place_), "older");
  fs::remove(link);
  fs::create_symlink("/dev/null", link);
  EXPECT_TRUE(write_new_file(link, "bytes"));
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(entries(), 2);
}

TEST_F(NewFile, what_cannot_be_one_is_said) {
  EXPECT_EQ(write_new_file("", "bytes").error().code, Code::invalid);
  EXPECT_EQ(write_new_file(temporary_.path(), "bytes").error().code, Code::invalid);
  const auto missing = write_new_file(temporary_.path() / "none" / "proof", "bytes");
  EXPECT_EQ(missing.error().code, Code::not_found);
  EXPECT_EQ(write_new_file("/dev/full", "bytes").error().code, Code::unavailable);
}

// As a shell redirects it: > adds behind what is there already.
TEST_F(NewFile, standard_output_in_a_file_is_written_where_it_stands) {
  const int kept = dup(STDOUT_FILENO);
  const int file = ::open(place_.c_str(), O_WRONLY | O_CREAT, 0600);
  ASSERT_EQ(::write(file, "said ", 5), 5);
  dup2(file, STDOUT_FILENO);
  const Status written = write_new_file("/dev/stdout", "bytes");
  dup2(kept, STDOUT_FILENO);
  ::close(kept);
  ::close(file);
  EXPECT_TRUE(written) << written.error().message;
  EXPECT_EQ(read_whole(place_), "said bytes");
}

}  // namespace
}  // namespace lodestar::io
