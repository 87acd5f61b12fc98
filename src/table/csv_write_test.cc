// SPDX-License-Identifier: Apache-2.0
#include "table/csv_write.h"

#include <gtest/gtest.h>

#include <limits>

namespace lodestar::table {
namespace {

std::string written(std::string_view field, Disguises disguises = Disguises::kept) {
  std::string out;
  append_text(out, field, disguises);
  return out;
}

TEST(CsvWrite, PlainTextOfAnyScriptStaysAsItIs) {
  for (const char* text : {"", "Porto", "Работа в 中国", "a'b", "5'10", "a=b", "1+1"}) {
    EXPECT_EQ(written(text), text);
  }
}

TEST(CsvWrite, WhatWouldEndAFieldIsQuoted) {
  EXPECT_EQ(written("a,b"), "\"a,b\"");
  EXPECT_EQ(written("a;b"), "\"a;b\"");
  EXPECT_EQ(written("a\tb"), "\"a\tb\"");
  EXPECT_EQ(written("a\nb\r\n"), "\"a\nb\r\n\"");
  EXPECT_EQ(written("say \"hi\""), "\"say \"\"hi\"\"\"");
}

TEST(CsvWrite, NoSpreadsheetRunsAFormula) {
  for (const char* text :
       {"=1+1", "+1", "-1", "@SUM(1)", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x"}) {
    EXPECT_EQ(written(text), std::string("'") + text);
  }
  EXPECT_EQ(written("=cmd|' /C calc'!A0,x"), "\"'=cmd|' /C calc'!A0,x\"");
  EXPECT_EQ(written("\t=1"), "\"'\t=1\"");
  EXPECT_EQ(written("\n=1"), "\"'\n=1\"");
}

TEST(CsvWrite, GuardingIsUndoneExactly) {
  for (const char* text :
       {"", "'", "''", "'a", "=1", "'=1", "''=1", "'\uff1d1", "-", "'-", "a=1"}) {
    EXPECT_EQ(as_it_was(written(text)), text);
  }
}

TEST(CsvWrite, DisguisesAreEscapedWhereThatIsAskedFor) {
  EXPECT_EQ(written("a\u202eb\u200b\x1b"), "a\u202eb\u200b\x1b");
  EXPECT_EQ(written("a\u202eb\u200b\x1b", Disguises::escaped), "a\\u202eb\\u200b\\u001b");
  EXPECT_EQ(written("x\U000e0041", Disguises::escaped), "x\\udb40\\udc41");
  EXPECT_EQ(written("é\u00a0x\ty", Disguises::escaped), "\"é\u00a0x\ty\"");
  EXPECT_EQ(written("\u200b=1", Disguises::escaped), "\\u200b=1");
  EXPECT_EQ(written("C:\\jobs\\user", Disguises::escaped), "C:\\jobs\\u005cuser");
}

TEST(CsvWrite, EscapingIsUndoneExactly) {
  for (const char* text : {"a\u202eb\u200b\x1b", "x\U000e0041", "\\", "\\u", "\\u202e", "\\\\u202e",
                           "C:\\jobs\\user", "\u200b=1", "=\u200b1", "'\\u0041", "\\u005cu"}) {
    EXPECT_EQ(as_it_was(written(text, Disguises::escaped)), text);
  }
}

TEST(CsvWrite, NumbersAreOurOwnAndUnguarded) {
  std::string out;
  append_number(out, -1);
  out += ',';
  append_number(out, std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(out, "-1,18446744073709551615");
}

}  // namespace
}  // namespace lodestar::table
