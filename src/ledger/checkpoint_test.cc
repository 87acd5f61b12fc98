// SPDX-License-Identifier: Apache-2.0
#include "ledger/checkpoint.h"

#include <gtest/gtest.h>

namespace lodestar::ledger {
namespace {

constexpr std::string_view kRoot = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

std::string checkpoint_of(std::string_view origin, std::string_view size,
                          std::string_view rest = kRoot) {
  return std::string(origin).append("\n").append(size).append("\n").append(rest);
}

TEST(Checkpoint, what_is_read_is_written_back) {
  for (const std::string& text :
       {checkpoint_of("example.com/behind-the-sofa", "20852163"), checkpoint_of("a b+c", "0"),
        checkpoint_of("o", "18446744073709551615", std::string(kRoot) + "one\ntwo words\n")}) {
    const auto checkpoint = parse_checkpoint(text);
    ASSERT_TRUE(checkpoint) << text;
    EXPECT_EQ(to_string(*checkpoint), text);
  }
}

TEST(Checkpoint, its_three_lines_and_the_lines_behind_them_are_told_apart) {
  const auto read = parse_checkpoint(checkpoint_of("o", "7", std::string(kRoot) + "more\n"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->origin, "o");
  EXPECT_EQ(read->head.size, 7U);
  EXPECT_EQ(read->head.root[0], 0x0A);
  EXPECT_EQ(read->extensions, std::vector<std::string>{"more"});
}

TEST(Checkpoint, a_size_has_no_sign_no_leading_zero_and_64_bits) {
  for (const std::string_view size :
       {"", "00", "01", "+1", "-1", "1 ", " 1", "0x1", "1e3", "18446744073709551616", "\xD9\xA1"})
    EXPECT_FALSE(parse_checkpoint(checkpoint_of("o", size))) << size;
}

TEST(Checkpoint, the_error_names_the_line) {
  const auto read = parse_checkpoint(checkpoint_of("o", "x"));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().message, "reading a checkpoint: line 2 is no tree size: x");
}

TEST(Checkpoint, every_part_must_be_there) {
  const std::string whole = checkpoint_of("o", "1");
  for (std::size_t length = 0; length < whole.size(); ++length)
    EXPECT_FALSE(parse_checkpoint(whole.substr(0, length))) << length;
  EXPECT_FALSE(parse_checkpoint(checkpoint_of("", "1")));
  EXPECT_FALSE(parse_checkpoint(checkpoint_of("o", "1", "YWJj\n")));
  EXPECT_FALSE(parse_checkpoint(whole + "\n"));
  EXPECT_FALSE(parse_checkpoint(whole + "a\n\nb\n"));
}

}  // namespace
}  // namespace lodestar::ledger
