// SPDX-License-Identifier: Apache-2.0
#include "io/measure.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "crypto/sha256.h"
#include "support/temporary_folder.h"

namespace lodestar::io {
namespace {

TEST(Measure, is_of_the_bytes_as_they_stand) {
  const test::TemporaryFolder folder;
  const std::string path = (folder.path() / "film").string();
  // Over the length of a block, and such that a program that unpacks would try to.
  const std::string bytes = "\x1f\x8b" + std::string((2U << 20U) + 17, 'x');
  std::ofstream(path, std::ios::binary) << bytes;
  const auto measured = measure_file(path).value();
  EXPECT_EQ(measured.sha256, crypto::sha256({bytes}));
  EXPECT_EQ(measured.length_bytes, bytes.size());
}

TEST(Measure, of_what_is_no_file_is_refused_in_words) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(measure_file(folder.path() / "none").error().code, Code::not_found);
  const auto refused = measure_file(folder.path().string());
  EXPECT_EQ(refused.error().code, Code::invalid);
  EXPECT_NE(refused.error().message.find("tar"), std::string::npos);
}

TEST(Measure, ends_when_it_is_asked_to) {
  const test::TemporaryFolder folder;
  const std::string path = (folder.path() / "film").string();
  std::ofstream(path) << "x";
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(measure_file(path, stop.get_token()).error().code, Code::cancelled);
}

}  // namespace
}  // namespace lodestar::io
