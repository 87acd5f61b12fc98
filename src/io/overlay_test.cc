// SPDX-License-Identifier: Apache-2.0
#include "io/overlay.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "support/temporary_folder.h"

namespace lodestar::io {
namespace {

using Names = std::vector<std::string>;

struct OverlayOfFolder : ::testing::Test {
  OverlayOfFolder() {
    EXPECT_TRUE(system_files().make_folder(place + "/old", 0700));
    write(system_files(), place + "/old/a", "below");
  }
  static void write(Files& files, const std::string& path, std::string_view bytes) {
    const auto file = files.create(path, 0600).value();
    EXPECT_TRUE(write_whole(files, file, 0, bytes));
    files.close(file);
  }
  std::map<std::string, std::string> below() const {
    std::map<std::string, std::string> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(place)) {
      const std::string path = entry.path().string();
      all[path] = entry.is_directory() ? "" : system_files().read(path).value();
    }
    return all;
  }
  test::TemporaryFolder folder;
  const std::string place = folder.path().string();
  Overlay files{system_files()};
};

TEST_F(OverlayOfFolder, keeps_what_is_written_and_leaves_what_is_below) {
  const auto before = below();
  write(files, place + "/old/b", "above");
  const auto file = files.write_over(place + "/old/a").value();
  EXPECT_EQ(files.write(file, 3, "OWN").value(), 3U);
  files.close(file);
  EXPECT_TRUE(files.make_folder(place + "/new", 0700));
  EXPECT_TRUE(files.rename(place + "/old/b", place + "/new/b"));
  EXPECT_EQ(files.read(place + "/old/a").value(), "belOWN");
  EXPECT_EQ(files.read_part(place + "/new/b", 1, 3).value(), "bov");
  EXPECT_EQ(files.size(place + "/new/b").value(), 5U);
  EXPECT_EQ(files.list(place).value(), (Names{"new", "old"}));
  EXPECT_EQ(files.list(place + "/old").value(), Names{"a"});
  EXPECT_EQ(files.remove(place + "/old").error().code, Code::conflict) << "it is not empty";
  EXPECT_TRUE(files.remove(place + "/old/a"));
  EXPECT_EQ(files.read(place + "/old/a").error().code, Code::not_found);
  EXPECT_EQ(files.remove(place + "/old/a").error().code, Code::not_found);
  EXPECT_TRUE(files.remove(place + "/old"));
  EXPECT_EQ(files.list(place).value(), Names{"new"});
  EXPECT_EQ(files.create(place + "/old/c", 0600).error().code, Code::not_found);
  EXPECT_EQ(below(), before);
}

TEST_F(OverlayOfFolder, writes_on_in_a_file_that_gets_another_name) {
  const auto file = files.create(place + "/fresh", 0600).value();
  EXPECT_TRUE(files.rename(place + "/fresh", place + "/old/a"));
  EXPECT_TRUE(files.allocate(file, 4));
  EXPECT_EQ(files.write(file, 1, "x").value(), 1U);
  EXPECT_EQ(files.read(place + "/old/a").value(), std::string("\0x\0\0", 4));
  EXPECT_EQ(files.read(place + "/fresh").error().code, Code::not_found);
}

TEST_F(OverlayOfFolder, holds_the_lock_that_is_below_and_makes_none) {
  EXPECT_TRUE(files.lock(place + "/lock"));
  EXPECT_FALSE(system_files().size(place + "/lock"));
  write(system_files(), place + "/lock", "");
  const auto held = files.lock(place + "/lock").value();
  EXPECT_EQ(system_files().lock(place + "/lock").error().code, Code::conflict);
  files.close(held);
  EXPECT_TRUE(system_files().lock(place + "/lock"));
}

}  // namespace
}  // namespace lodestar::io
