// SPDX-License-Identifier: Apache-2.0
#include "io/input.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <zlib.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <stop_token>
#include <string>
#include <thread>

#include "support/temporary_folder.h"

namespace lodestar::io {
namespace {

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string zstd(const std::string& text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3));
  return packed;
}

struct Inputs : testing::Test {
  std::string put(const std::string& name, const std::string& bytes) {
    const auto path = folder.path() / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  Result<Input> open(const std::string& bytes) { return open_input(put("in", bytes)); }
  test::TemporaryFolder folder;
  const std::string text = std::string(300000, 'a') + "end";
};

TEST_F(Inputs, APlainFileIsGivenAsItIs) {
  EXPECT_EQ(open(text)->bytes(), text);
  EXPECT_EQ(open("")->bytes(), "");
}

TEST_F(Inputs, a_small_file_is_given_as_it_is_stored_up_to_its_limit) {
  const std::string path = put("in", gzip(text)), stored = gzip(text);
  EXPECT_EQ(read_small(path, {"a proof", stored.size()}).value(), stored);
  const auto longer = read_small(path, {"a proof", stored.size() - 1});
  ASSERT_FALSE(longer);
  EXPECT_EQ(longer.error().code, Code::limited);
  EXPECT_NE(longer.error().message.find("it is longer than a proof may be"), std::string::npos);
  EXPECT_EQ(read_small(put("none", ""), {"a proof", 10}).value(), "");
  EXPECT_EQ(read_small(put("long", text), {"a proof", text.size()}).value(), text);
  EXPECT_EQ(read_small(folder.path() / "missing", {"a proof", 10}).error().code, Code::not_found);
  EXPECT_EQ(read_small(folder.path(), {"a proof", 10}).error().code, Code::invalid);
}

// Of a file without an end no more is read than there may be.
TEST_F(Inputs, a_device_without_an_end_is_refused) {
  EXPECT_EQ(read_small("/dev/zero", {"an entry", 65535}).error().code, Code::limited);
}

TEST_F(Inputs, PackedFilesAreUnpackedWhateverTheirName) {
  EXPECT_EQ(open(gzip(text))->bytes(), text);
  EXPECT_EQ(open(zstd(text))->bytes(), text);
  EXPECT_EQ(open(gzip(""))->bytes(), "");
}

TEST_F(Inputs, SeveralMembersMakeOneStream) {
  EXPECT_EQ(open(gzip("one,") + gzip("two"))->bytes(), "one,two");
  EXPECT_EQ(open(zstd("one,") + zstd("two"))->bytes(), "one,two");
}

TEST_F(Inputs, ZerosAfterAGzipMemberArePadding) {
  EXPECT_EQ(open(gzip("x") + std::string(512, '\0'))->bytes(), "x");
}

TEST_F(Inputs, CutPackedDataIsAnErrorWhereverItIsCut) {
  for (const auto& whole : {gzip("some text, not much"), zstd("some text, not much")}) {
    for (std::size_t size = 4; size < whole.size(); ++size) {
      const auto input = open(whole.substr(0, size));
      ASSERT_FALSE(input) << size << " of " << whole.size();
      EXPECT_EQ(input.error().code, Code::corrupt);
    }
  }
}

TEST_F(Inputs, DamagedPackedDataIsAnErrorThatNamesTheFile) {
  std::string damaged = gzip(text);
  damaged[damaged.size() / 2] ^= 0x55;
  const auto input = open(damaged);
  ASSERT_FALSE(input);
  EXPECT_EQ(input.error().code, Code::corrupt);
  EXPECT_NE(input.error().message.find("/in: "), std::string::npos);
}

TEST_F(Inputs, WhatCannotBeOpenedIsSaid) {
  EXPECT_EQ(open_input((folder.path() / "none").string()).error().code, Code::not_found);
  EXPECT_EQ(open_input(folder.path().string()).error().code, Code::invalid);
}

TEST_F(Inputs, AFileThatIsCutShortWhileItIsReadGivesZerosAndSaysSo) {
  const std::string path = put("in", text);
  const auto input = open_input(path), other = open_input(put("other", text));
  ASSERT_TRUE(input && other);
  EXPECT_FALSE(input->file.was_cut());
  std::filesystem::resize_file(path, 10);
  EXPECT_EQ(input->bytes().substr(0, 10), text.substr(0, 10));
  EXPECT_EQ(input->bytes().back(), '\0');
  EXPECT_TRUE(input->file.was_cut());
  EXPECT_FALSE(other->file.was_cut());
  EXPECT_EQ(other->bytes(), text);
}

TEST_F(Inputs, APipeThatSaysNothingIsWaitedForOnlyAsLongAsNobodyAsksToStop) {
  const std::string pipe = (folder.path() / "pipe").string();
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  std::stop_source stop;
  std::jthread asks([&] { stop.request_stop(); });
  EXPECT_EQ(open_input(pipe, stop.get_token()).error().code, Code::cancelled);
}

TEST_F(Inputs, APipeIsReadToItsEnd) {
  const std::string pipe = (folder.path() / "pipe").string();
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  std::jthread writes([&] { std::ofstream(pipe, std::ios::binary) << text << gzip(text); });
  EXPECT_EQ(open_input(pipe)->bytes(), text + gzip(text));
}

TEST_F(Inputs, UnpackingEndsWhereAStopIsAskedFor) {
  std::stop_source stop;
  stop.request_stop();
  for (const auto& packed : {gzip(text), zstd(text)}) {
    EXPECT_EQ(open_input(put("in", packed), stop.get_token()).error().code, Code::cancelled);
  }
}

TEST(InputNames, AreTheFilesOwnWithoutPackingAndApartWhereNeeded) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(*name_inputs(Names{"/d/a.csv.gz", "b.csv", "-"}), (Names{"a.csv", "b.csv", "stdin"}));
  EXPECT_EQ(*name_inputs(Names{"/d/a.tar.gz"}), (Names{"a.tar.gz"}));
  EXPECT_EQ(*name_inputs(Names{"x/a.csv", "y/a.csv.zst"}), (Names{"x/a.csv", "y/a.csv"}));
  EXPECT_EQ(name_inputs(Names{"a", "a"}).error().code, Code::invalid);
}

TEST(Input, NamesThatNoFolderTellsApartAreNumbered) {
  EXPECT_EQ(*name_inputs(std::vector<std::string>{"d/a.csv", "d/a.csv.gz", "d/a.csv.zst"}),
            (std::vector<std::string>{"a.csv", "a.csv#2", "a.csv#3"}));
}

TEST(Input, TheSameFileUnderTwoNamesIsRefused) {
  const std::string folder = testing::TempDir(), file = folder + "twice.csv";
  const std::string link = folder + "twice_link.csv";
  std::ofstream(file) << "id,text\n";
  std::filesystem::remove(link);
  std::filesystem::create_symlink(file, link);
  for (const std::string& other : {link, folder + "./twice.csv"}) {
    const auto names = name_inputs(std::vector<std::string>{file, other});
    ASSERT_FALSE(names);
    EXPECT_EQ(names.error().code, Code::invalid);
    EXPECT_NE(names.error().message.find("the same file as " + file), std::string::npos);
  }
}

}  // namespace
}  // namespace lodestar::io
