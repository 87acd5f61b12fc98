// SPDX-License-Identifier: Apache-2.0
#include "io/file_watch.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "support/temporary_folder.h"

namespace lodestar::io {
namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): literals
using Woken = FileWatch::Woken;

constexpr std::chrono::milliseconds kLong = 60s, kShort = 1ms;

void write(const std::filesystem::path& path) { std::ofstream(path) << "something\n"; }

TEST(FileWatch, wakes_when_the_file_has_been_written) {
  const lodestar::test::TemporaryFolder place;
  const auto path = place.path() / "logs.txt";
  const FileWatch watch(path);
  EXPECT_EQ(watch.wait({}, kShort), Woken::by_time);
  write(path);
  EXPECT_EQ(watch.wait({}, kLong), Woken::by_file);
  EXPECT_EQ(watch.wait({}, kShort), Woken::by_time);
  const std::jthread other([&] { write(path); });
  EXPECT_EQ(watch.wait({}, kLong), Woken::by_file);
}
TEST(FileWatch, sleeps_while_it_is_being_written) {
  const lodestar::test::TemporaryFolder place;
  const auto path = place.path() / "logs.txt";
  const FileWatch watch(path);
  std::ofstream file(path);
  file << "half a li" << std::flush;
  EXPECT_EQ(watch.wait({}, kShort), Woken::by_time);
  file << "ne\n";
  file.close();
  EXPECT_EQ(watch.wait({}, kLong), Woken::by_file);
}
TEST(FileWatch, wakes_when_another_file_takes_its_place_and_when_it_goes) {
  const lodestar::test::TemporaryFolder place;
  const auto path = place.path() / "logs.txt", fresh = place.path() / "fresh";
  write(path);
  const FileWatch watch(path);
  write(fresh);
  EXPECT_EQ(watch.wait({}, kShort), Woken::by_time);  // of another name
  std::filesystem::rename(fresh, path);
  EXPECT_EQ(watch.wait({}, kLong), Woken::by_file);
  std::filesystem::remove(path);
  EXPECT_EQ(watch.wait({}, kLong), Woken::by_file);
}
TEST(FileWatch, wakes_when_a_stop_is_asked_for) {
  const lodestar::test::TemporaryFolder place;
  const FileWatch watch(place.path() / "logs.txt");
  std::stop_source stop;
  const std::jthread other([&] { stop.request_stop(); });
  EXPECT_EQ(watch.wait(stop.get_token(), kLong), Woken::by_stop);
  EXPECT_EQ(watch.wait(stop.get_token(), kLong), Woken::by_stop);
}
TEST(FileWatch, without_a_folder_to_watch_it_sleeps) {
  const FileWatch watch("/nowhere/logs.txt");
  EXPECT_EQ(watch.wait({}, kShort), Woken::by_time);
}

}  // namespace
}  // namespace lodestar::io
