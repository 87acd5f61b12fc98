// SPDX-License-Identifier: Apache-2.0
#include "table/json_lines.h"

#include <gtest/gtest.h>

#include <string>

#include "support/row_log.h"

namespace lodestar::table {
namespace {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

struct Read : test::RowLog {
  explicit Read(std::string_view text) : status(read_json_lines(text, arena, *this)) {}
  Arena arena;
  Status status;
};

TEST(JsonLines, KeysAreColumns) {
  const Read read("{\"id\":\"7\",\"text\":\"hello, world\"}\n{\"id\":\"8\",\"text\":\"bye\"}\n");
  EXPECT_EQ(read.names, (Row{"id", "text"}));
  EXPECT_EQ(read.rows, (Rows{{"7", "hello, world"}, {"8", "bye"}}));
  EXPECT_EQ(read.lines, (std::vector<std::uint64_t>{1, 2}));
}

TEST(JsonLines, EveryKindOfValueIsText) {
  const Read read(R"({"a": 12345678901234567890123, "b": -1.5e3 , "c":true,"d":null,)"
                  R"("e":["x", "y"] ,"f":{"g":[1]},"h":""})");
  EXPECT_EQ(read.rows, (Rows{{"12345678901234567890123", "-1.5e3", "true", "", R"(["x", "y"])",
                              R"({"g":[1]})", ""}}));
}

TEST(JsonLines, ATextInPartsIsJoined) {
  Arena arena;
  const auto join = [&](std::string_view json) {
    return std::string(join_parts(json, arena).value_or("none"));
  };
  EXPECT_EQ(join(R"(["Call ", {"type":"phone","text":"+380 67"}, " or\u00e9\n"])"),
            "Call +380 67 or\u00e9\n");
  EXPECT_EQ(join(R"([{"text":"b","type":"bold"},{"type":"x","text":"\ud83d\ude42"}])"), "b🙂");
  EXPECT_EQ(join(R"(["a ",{"type":"text_link","text":"click","href":"https://t.me/lola_x"},"!"])"),
            "a click https://t.me/lola_x !");
  EXPECT_EQ(join(R"([{"text":"t.me/x1","href":"t.me/x1"}])"), "t.me/x1");
  EXPECT_EQ(join(R"(["one","two"])"), "one\ntwo");
  EXPECT_EQ(join("[]"), "");
  for (const auto* json : {R"({"text":"x"})", R"(["a",["b"]])", R"(["a",1])", R"(["a",null])",
                           R"([{"type":"x"}])", R"([{"text":1}])", R"([{"text":["x"]}])", "[\"a\""})
    EXPECT_EQ(join(json), "none") << json;
}

TEST(JsonLines, ARowSaysWhichFieldsAreNested) {
  struct Nested : test::RowLog {
    Status take_row(const table::Row& row) override {
      places.assign(row.nested.begin(), row.nested.end());
      return {};
    }
    std::vector<std::size_t> places;
  } sink;
  Arena arena;
  ASSERT_TRUE(read_json_lines(R"({"a":"[1]","b":[1],"c":{},"d":[2],"d":3})", arena, sink));
  EXPECT_EQ(sink.places, (std::vector<std::size_t>{1, 2}));
}

TEST(JsonLines, EscapesAreUndone) {
  const Read read(R"({"t":"a\"b\\\n\u00e9\ud83d\ude42/","\u0069d":"1"})");
  EXPECT_EQ(read.names, (Row{"t", "id"}));
  EXPECT_EQ(read.rows, (Rows{{"a\"b\\\né🙂/", "1"}}));
}

TEST(JsonLines, HalfOfAPairCostsItsCharacterAndNotTheRow) {
  const Read read(
      "{\"t\":\"a\\ud83d b\"}\n{\"t\":\"\\udc00\\ufffd\uFFFD\\ud83dx\"}\n"
      "{\"t\":\"\\ud83d\\ude42\\uFFFD\"}\n");
  EXPECT_EQ(read.rows, (Rows{{"a\uFFFD b"}, {"\uFFFD\uFFFD\uFFFD\uFFFDx"}, {"🙂\uFFFD"}}));
  EXPECT_EQ(read.replaced, 3U);
  EXPECT_TRUE(read.bad.empty());
}

TEST(JsonLines, ALaterRowMayBringNewColumnsInAnyOrder) {
  const Read read("{\"a\":1}\n{\"c\":3,\"a\":2}\n{\"a\":4}\n");
  EXPECT_EQ(read.names, (Row{"a", "c"}));
  EXPECT_EQ(read.rows, (Rows{{"1"}, {"2", "3"}, {"4", ""}}));
}

TEST(JsonLines, OfAKeyThatComesTwiceTheLastCounts) {
  EXPECT_EQ(Read("{\"a\":1,\"a\":2}").rows, (Rows{{"2"}}));
}

TEST(JsonLines, BlankLinesCrlfAndAMissingLastNewlineAreFine) {
  const Read read("\n{\"a\":1}\r\n \r\n{\"a\":2}");
  EXPECT_EQ(read.rows, (Rows{{"1"}, {"2"}}));
  EXPECT_EQ(read.lines, (std::vector<std::uint64_t>{2, 4}));
}

TEST(JsonLines, ABadLineIsToldAndNamesNoColumns) {
  const Read read(
      "{\"a\":1}\n{\"b\":\n[1]\n{\"a\":1} {\"a\":2}\n{\"c\":tru}\n{\"a\":1,}\n{\"a\":\"\t\"}\n"
      "{\"a\":\"x\n{\"a\":\"\\q\"}\nnull\n{\"a\":nul}\n{\"a\" 1}\n{\"a\":1 \"b\":2}\n{\"a\":5}\n");
  EXPECT_EQ(read.rows, (Rows{{"1"}, {"5"}}));
  EXPECT_EQ(read.names, (Row{"a"}));
  ASSERT_EQ(read.bad.size(), 12U) << testing::PrintToString(read.bad);
  EXPECT_EQ(read.bad[1], "3:1: the line is no JSON object");
  EXPECT_EQ(read.bad[2], "4:9: there is more after the JSON object");
  EXPECT_EQ(read.bad[5], "7:1: a control character in a string is not escaped");
}

TEST(JsonLines, AJsonListIsAClearError) {
  EXPECT_EQ(Read("[{\"a\":1},\n{\"a\":2}]").status.error().code, Code::invalid);
}

TEST(JsonLines, DeepNestingIsNoDanger) {
  const std::string deep = "{\"a\":" + std::string(200000, '[') + std::string(200000, ']') + "}";
  const Read read(deep + "\n{\"a\":1}\n");
  EXPECT_EQ(read.rows.back(), Row{"1"});
}

TEST(JsonLines, WhereTheObjectsOfOneObjectStandIsTold) {
  const auto hint = [](const std::string& text) { return Read(text).status.error().message; };
  EXPECT_TRUE(hint("{\"name\":\"x\",\n\"messages\":[\n{\"id\":1}]}").contains("'.messages[]'"));
  EXPECT_TRUE(
      hint("{\"contacts\":{\"list\":[\n{\"id\":1}]},\n\"chats\":{\"list\":[{\"messages\":[\n"
           "{\"id\":1}]}]}}")
          .contains("'.chats.list[].messages[]'"));
  // Not below what no export has, where each path would be longer than the one before.
  std::string deep = "{\n";
  for (int i = 0; i < 100; ++i) deep += "\"a\":[{";
  deep += "\"messages\":[{\n";
  EXPECT_TRUE(hint(deep).contains("'.a[]'")) << hint(deep);
}

TEST(JsonLines, ManyDifferentKeysStayLinear) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "{\"k" + std::to_string(i) + "\":1}\n";
  const Read read(text);
  EXPECT_EQ(read.names.size(), 1000U);
  EXPECT_EQ(read.rows.size(), 3000U);
}

// The last lines are copied to be padded, the others read in place: both give the same.
TEST(JsonLines, WhereTheInputEndsMakesNoDifference) {
  const std::string line = R"({"id":17,"text":"no escapes here ","x":[1,2] })";
  for (std::size_t after = 0; after < 100; ++after) {
    const std::string text = line + "\n" + std::string(after, ' ');
    EXPECT_EQ(Read(text).rows, (Rows{{"17", "no escapes here ", "[1,2]"}}));
  }
}

}  // namespace
}  // namespace lodestar::table
