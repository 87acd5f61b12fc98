// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/short_frames.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>

namespace lodestar::detect {
namespace {

constexpr std::uint32_t kChance = 20 * kBit;

class Board {
 public:
  void add(std::string text) {
    Postings::Row row;
    row.fields[static_cast<std::size_t>(Field::text)] = strings_.emplace_back(std::move(text));
    postings_.add(file_, row);
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> frames(unsigned threads = 1) const {
    const Parallel parallel{.threads = threads};
    return find_short_frames(Texts(postings_, nullptr, parallel), kChance, parallel);
  }

 private:
  std::deque<std::string> strings_;
  Postings postings_;
  std::uint16_t file_ = postings_.add_file("invented.csv");
};

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

TEST(ShortFrames, link_texts_that_are_one_but_for_one_word) {
  Board board;
  for (const char* const town : {"Omsk", "Perm", "Chita"})
    board.add(std::string("Cooks, Nivehim, ") + town + ", mornings");
  board.add("Drivers, Lorfelan, Omsk, evenings");
  EXPECT_EQ(board.frames(), (Pairs{{0, 1}, {1, 2}}));
  EXPECT_EQ(board.frames(3), board.frames());
}
TEST(ShortFrames, need_three_texts) {
  Board board;
  board.add("Cooks, Nivehim, Omsk, mornings");
  board.add("Cooks, Nivehim, Perm, mornings");
  EXPECT_TRUE(board.frames().empty());
}
TEST(ShortFrames, are_nobodys_where_every_word_is_written_elsewhere_too) {
  Board board;
  for (const char* const town : {"Leeds", "Hull", "Derby"})
    board.add(std::string("Room in ") + town + " to let");
  EXPECT_FALSE(board.frames().empty());
  for (int i = 0; i < 40; ++i)
    board.add("Large sunny room with a bath in the old mill to let, number " + std::to_string(i));
  EXPECT_TRUE(board.frames().empty());
}
TEST(ShortFrames, have_four_to_eight_words) {
  Board board;
  for (const char* const word : {"one", "two", "three"}) {
    board.add(std::string("cooks Nivehim ") + word);
    board.add(std::string("a b c d e f Nivehim h ") + word);
  }
  EXPECT_TRUE(board.frames().empty());
}

}  // namespace
}  // namespace lodestar::detect
