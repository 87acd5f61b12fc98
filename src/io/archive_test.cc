// SPDX-License-Identifier: Apache-2.0
#include "io/archive.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "support/temporary_folder.h"

namespace lodestar::io {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
void write(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

struct Archive : testing::Test {
  test::TemporaryFolder folder;
  fs::path at(const std::string& name) const { return folder.path() / name; }
  std::string path() const { return at("made.tar").string(); }
  const std::string long_name = "ledger/" + std::string(60, 'a') + "/" + std::string(60, 'b');
  const std::string bytes = std::string(5000, 'x') + std::string("\0\n", 2);

  void make() const {
    auto archive = ArchiveWriter::create(path());
    ASSERT_TRUE(archive) << archive.error().message;
    ASSERT_TRUE(archive->add("first", ""));
    ASSERT_TRUE(archive->add(long_name, bytes));
    ASSERT_TRUE(archive->finish());
  }
  Result<std::vector<std::string>> extract() const {
    fs::remove_all(at("out"));
    fs::create_directory(at("out"));
    return extract_archive(path(), at("out").string());
  }
};

TEST_F(Archive, GivesBackWhatWasPutIn) {
  make();
  const auto names = extract();
  ASSERT_TRUE(names) << names.error().message;
  EXPECT_EQ(*names, (std::vector<std::string>{"first", long_name}));
  EXPECT_EQ(bytes_of(at("out") / long_name), bytes);
  EXPECT_EQ(bytes_of(at("out/first")), "");
}

TEST_F(Archive, IsATarFileWithSumsThatOthersCheck) {
  make();
  fs::create_directory(at("others"));
  const std::string command = "cd '" + at("others").string() +
                              "' && tar xf ../made.tar && sha256sum --quiet --strict -c SHA256SUMS";
  EXPECT_EQ(std::system(command.c_str()), 0);
  EXPECT_EQ(bytes_of(at("others") / long_name), bytes);
}

TEST_F(Archive, AppearsWholeOrNotAtAll) {
  {
    auto archive = ArchiveWriter::create(path());
    ASSERT_TRUE(archive->add("first", bytes));
    EXPECT_FALSE(fs::exists(path()));
  }
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST_F(Archive, ReplacesNothing) {
  make();
  const auto again = ArchiveWriter::create(path());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, Code::conflict);
}

TEST_F(Archive, OfWhichABitChangedOrAnEndIsMissingIsRefused) {
  make();
  const std::string whole = bytes_of(path());
  for (std::size_t at_byte = 0; at_byte < whole.size() - 1024; at_byte += 97) {
    std::string changed = whole;
    changed[at_byte] ^= 1;
    if (changed[at_byte] == whole[at_byte]) continue;
    write(path(), changed);
    const auto names = extract();
    if (!names) {
      EXPECT_EQ(names.error().code, Code::corrupt) << at_byte;
      continue;
    }
    // Zeros behind a file's bytes are no part of anything.
    EXPECT_EQ(bytes_of(at("out") / long_name), bytes) << at_byte;
    EXPECT_EQ(whole[at_byte], '\0') << at_byte;
  }
  for (std::size_t length = 0; length + 1536 < whole.size(); length += 511) {
    write(path(), whole.substr(0, length));
    const auto names = extract();
    ASSERT_FALSE(names) << length;
    EXPECT_EQ(names.error().code, Code::corrupt);
  }
}

TEST_F(Archive, LeadsToNoPlaceOutsideOfItsFolder) {
  for (const char* name : {"../out", "/etc/x", "a/../../b", ""}) {
    auto archive = ArchiveWriter::create(path());
    EXPECT_FALSE(archive->add(name, "x")) << name;
  }
  // As GNU tar writes it.
  write(at("victim"), "x");
  fs::create_directory(at("inner"));
  const std::string command =
      "cd '" + at("inner").string() + "' && tar -P --format=ustar -cf ../made.tar ../victim";
  ASSERT_EQ(std::system(command.c_str()), 0);
  const auto names = extract();
  ASSERT_FALSE(names);
  EXPECT_EQ(names.error().code, Code::corrupt);
}

}  // namespace
}  // namespace lodestar::io
