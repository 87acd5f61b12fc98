// SPDX-License-Identifier: Apache-2.0
#include "base/printable.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace lodestar {
namespace {

TEST(Printable, TextOfAnyScriptStays) {
  const std::string text = "Zürich, Київ, 東京 🙂 \"quoted\" 'tel'";
  EXPECT_EQ(to_printable(text), text);
}

TEST(Printable, ATerminalGetsNoCommands) {
  EXPECT_EQ(to_printable("a\x1b[2Jb\x07\x7f"), "a�[2Jb��");
  EXPECT_EQ(to_printable("\u009b2J"), "�2J");
}

TEST(Printable, OneLineStaysOneLine) {
  EXPECT_EQ(to_printable("a\r\nb\tc\u2028d"), "a��b�c�d");
  EXPECT_EQ(to_printable(std::string_view("a\0b", 3)), "a�b");
}

TEST(Printable, BidirectionalTricksAreShown) {
  EXPECT_EQ(to_printable("\u202egpj.exe"), "�gpj.exe");
  EXPECT_EQ(to_printable("\u2066x\u2069"), "�x�");
  EXPECT_EQ(to_printable("a\u200bb\u061cc\ufeffd\U000e0041"), "a�b�c�d�");
}

TEST(Printable, BytesThatAreNoTextAreShownOneByOne) {
  EXPECT_EQ(to_printable("a\xff\xc3"), "a��");
  EXPECT_EQ(to_printable("\xc0\x8a"), "��");
  EXPECT_EQ(to_printable("\xf3\xa0\x80"), "���");
}

TEST(Printable, TheDisguisesAreTheseAndNoOthers) {
  const auto is_one = [](char32_t c) {
    if (c < 0x20) return c != '\t' && c != '\n' && c != '\r';
    if (c < 0x2000) return (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || c == 0x180e;
    if (c < 0x2070) {
      return (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || c >= 0x2060;
    }
    return c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f);
  };
  for (char32_t c = 0; c <= 0x110000; ++c) ASSERT_EQ(is_disguise(c), is_one(c)) << std::uint32_t{c};
}

TEST(Printable, ADisguiseCutShortIsNoDisguiseButNoText) {
  EXPECT_EQ(disguise_length("\u200bx"), 3U);
  EXPECT_EQ(disguise_length("\xe2\x80"), 0U);
  EXPECT_EQ(disguise_length("\xf3\xa0\x80x"), 0U);
  EXPECT_EQ(disguise_length(""), 0U);
  EXPECT_EQ(decode("\xf3\xa0\x80x").length, 0U);
}

TEST(Printable, ControlCharactersAreNoText) {
  EXPECT_FALSE(looks_binary("id,text\r\n1,\t\xc3\xa9\n"));
  EXPECT_FALSE(looks_binary(std::string_view("\xff\xfei\0d\0", 6)));
  EXPECT_TRUE(looks_binary(std::string_view("a\0b", 3)));
  EXPECT_TRUE(looks_binary("\x8f\x02\x9c"));
}

}  // namespace
}  // namespace lodestar
