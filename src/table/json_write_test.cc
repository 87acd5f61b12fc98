// SPDX-License-Identifier: Apache-2.0
#include "table/json_write.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/any_text.h"
#include "support/row_log.h"
#include "table/json_lines.h"

namespace lodestar::table {
namespace {

std::string written(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(JsonWrite, KeepsTextOfEveryScript) {
  EXPECT_EQ(written("Работа в 中国 ok \U0001f600"), "\"Работа в 中国 ok \U0001f600\"");
}

TEST(JsonWrite, EscapesWhatJsonHtmlAndScriptWouldMisread) {
  EXPECT_EQ(written("a\"b\\c\n\t\r\x01\x7f"), R"("a\"b\\c\n\t\r\u0001\u007f")");
  EXPECT_EQ(written("</script>&"), R"("\u003c/script\u003e\u0026")");
  EXPECT_EQ(written("\u2028\u2029"), R"("\u2028\u2029")");
}

TEST(JsonWrite, EscapesWhatMisleadsTheEyeAndKeepsItsValue) {
  EXPECT_EQ(written("\u202e1\u200b\ufeff"), R"("\u202e1\u200b\ufeff")");
  EXPECT_EQ(written("\U000e0041"), R"("\udb40\udc41")");
  EXPECT_EQ(written("\u00a0\u2030"), "\"\u00a0\u2030\"");
}

TEST(JsonWrite, ReplacesEveryByteThatIsNoUtf8) {
  EXPECT_EQ(written("a\xff\xc3"), "\"a\ufffd\ufffd\"");
  EXPECT_EQ(written("\xc0\xaf"), "\"\ufffd\ufffd\"");
  EXPECT_EQ(written("\xed\xa0\x80"), "\"\ufffd\ufffd\ufffd\"");
  EXPECT_EQ(written("\xf4\x90\x80\x80z"), "\"\ufffd\ufffd\ufffd\ufffdz\"");
}

RC_GTEST_PROP(JsonWrite, TextOfAnyKindComesBackAsItWas, ()) {
  const std::string text = *test::any_text();
  std::string line;
  Json(line).begin_object().key("id").string("1").key("text").string(text).end_object();
  RC_ASSERT(line.find_first_of("<>&\n\r") == std::string::npos);
  Arena arena;
  test::RowLog log;
  RC_ASSERT(read_json_lines(line, arena, log).has_value());
  RC_ASSERT(log.bad.empty());
  RC_ASSERT(log.rows.at(0).at(1) == text);
}

TEST(JsonWrite, PutsCommasWhereTheyAreDue) {
  std::string out;
  Json json(out);
  json.begin_object().key("a").number(-1).key("b").begin_array().string("x").string("").null();
  json.begin_object().end_object().end_array().key("c").boolean(true).key("d").real(1.25, 1);
  json.end_object();
  EXPECT_EQ(out, R"({"a":-1,"b":["x","",null,{}],"c":true,"d":1.2})");
}

}  // namespace
}  // namespace lodestar::table
