// SPDX-License-Identifier: Apache-2.0
#include "base/arena.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace lodestar {
namespace {

TEST(Arena, KeepsWhatWasCopiedHoweverMuchComesAfter) {
  Arena arena;
  std::vector<std::string> wanted;
  std::vector<std::string_view> kept;
  for (std::size_t i = 0; i < 3000; ++i) {
    wanted.emplace_back(i % 1500, static_cast<char>('a' + i % 26));
    kept.push_back(arena.copy(wanted.back()));
  }
  for (std::size_t i = 0; i < kept.size(); ++i) ASSERT_EQ(kept[i], wanted[i]) << i;
}

TEST(Arena, APieceLargerThanAnyBlockIsKeptWhole) {
  Arena arena;
  const std::string large(5'000'000, 'x');
  const std::string_view before = arena.copy("before");
  EXPECT_EQ(arena.copy(large), large);
  EXPECT_EQ(arena.copy("after"), "after");
  EXPECT_EQ(before, "before");
}

TEST(Arena, ReservedRoomIsKeptOnlyAsFarAsSaid) {
  Arena arena;
  char* const room = arena.reserve(100);
  std::ranges::copy(std::string_view("abc"), room);
  const std::string_view kept = arena.keep(3);
  EXPECT_EQ(kept, "abc");
  EXPECT_EQ(arena.copy("d").data(), kept.data() + 3);
}

TEST(Arena, NothingNeedsNoRoom) {
  Arena arena;
  EXPECT_TRUE(arena.copy("").empty());
  arena.reserve(0);
  EXPECT_TRUE(arena.keep(0).empty());
}

TEST(Arena, ViewsStayGoodWhenItIsMovedOrJoined) {
  Arena first, second;
  const std::string_view one = first.copy("one"), two = second.copy("two");
  first.join(std::move(second));
  const Arena moved = std::move(first);
  EXPECT_EQ(one, "one");
  EXPECT_EQ(two, "two");
}

TEST(ArenaDeathTest, KeepingMoreThanWasReservedStopsTheProgram) {
  Arena arena;
  arena.reserve(10);
  EXPECT_DEATH(arena.keep(1 << 20), "");
}

}  // namespace
}  // namespace lodestar
