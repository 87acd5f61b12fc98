// SPDX-License-Identifier: Apache-2.0
#include "base/printable.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace lodestar
