// SPDX-License-Identifier: Apache-2.0
#include "table/csv.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/row_log.h"

namespace lodestar::table {
namespace {

using test::RowLog;
using Fields = std::vector<std::string>;

struct Read {
  explicit Read(std::string_view text, const CsvOptions& options = {}) {
    status = read_csv(text, options, arena, log);
  }
  Arena arena;
  RowLog log;
  Status status;
};

TEST(Csv, FirstRowNamesTheColumns) {
  const Read read("id,text\n1,hello\n");
  EXPECT_EQ(read.log.names, (Fields{"id", "text"}));
  EXPECT_EQ(read.log.rows, (std::vector<Fields>{{"1", "hello"}}));
}

TEST(Csv, WithoutAHeaderColumnsAreNumbered) {
  const Read read("1,hello\n", {.has_header = false});
  EXPECT_EQ(read.log.names, (Fields{"1", "2"}));
  EXPECT_EQ(read.log.rows, (std::vector<Fields>{{"1", "hello"}}));
}

TEST(Csv, OfOneColumnALineIsTheText) {
  const Read read(
      "text\nCleaners wanted, room, meals\n\"two\nlines, \"\"one\"\" text\"\r\nlast,,\n");
  EXPECT_EQ(read.log.rows,
            (std::vector<Fields>{
                {"Cleaners wanted, room, meals"}, {"two\nlines, \"one\" text"}, {"last"}}));
  EXPECT_EQ(read.log.lines, (std::vector<std::uint64_t>{2, 3, 5}));
  EXPECT_TRUE(read.log.bad.empty());
}

TEST(Csv, QuotesBehindBackslashesAreNamedWhereTheyLoseARow) {
  const Read read("id,text\n1,\"He said \\\"hi\\\", then left\"\n2,\"a\",b\n");
  ASSERT_EQ(read.log.bad.size(), 2U);
  EXPECT_NE(read.log.bad[0].find("as MySQL writes them"), std::string::npos) << read.log.bad[0];
  EXPECT_EQ(read.log.bad[1].find("MySQL"), std::string::npos);
}

TEST(Csv, BackslashesBeforeQuotesAreFoundWhereTheWholeFileIsWrittenSo) {
  const std::string_view text =
      "id,text\n1,\"He said \\\"hi, you\\\" and left\\\\\"\n2,\"C:\\temp, \"\"here\"\"\nand "
      "\\\"\"\n";
  const CsvOptions options{.escape = find_escape(text, {})};
  EXPECT_EQ(options.escape, QuoteEscape::backslash);
  const Read read(text, options);
  EXPECT_TRUE(read.log.bad.empty());
  EXPECT_EQ(read.log.rows, (std::vector<Fields>{{"1", "He said \"hi, you\" and left\\"},
                                                {"2", "C:\\temp, \"here\"\nand \""}}));
  EXPECT_EQ(find_escape("text\n\"He said \\\"x\\\"\"\n", {}), QuoteEscape::backslash);
}

TEST(Csv, WhatIsWholeWithoutBackslashesIsReadWithoutThem) {
  for (const std::string_view text :
       {"id,path\n1,\"C:\\\"\n2,\"D:\\\"\n", "id,text\n1,\"a \\\"\" b\"\n", "id,text\n1,5\\\"\n",
        "id,text\n1,\"said \\\"hi\\\"\"\n2,\"a\",b\n",
        "id,text\n1,\"said \\\"hi\\\"\"\n2,\"a\"b\n"}) {
    EXPECT_EQ(find_escape(text, {}), QuoteEscape::doubled) << text;
  }
}

TEST(Csv, AnyNewlineEndsARowAndTheLastNeedsNone) {
  for (const std::string_view text : {"a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4"}) {
    EXPECT_EQ(Read(text).log.rows, (std::vector<Fields>{{"1", "2"}, {"3", "4"}})) << text;
  }
}

TEST(Csv, QuotedFieldsHoldDelimitersNewlinesAndQuotes) {
  const Read read("a,b\n\"x,\n\r\ny\",\"say \"\"hi\"\"\"\n");
  EXPECT_EQ(read.log.rows, (std::vector<Fields>{{"x,\n\r\ny", "say \"hi\""}}));
}

TEST(Csv, QuotesInTheMiddleAreOrdinary) {
  const Read read("a,b\n5'10\" tall,\"ab\"c\"\n");
  EXPECT_EQ(read.log.rows, (std::vector<Fields>{{"5'10\" tall", "abc\""}}));
}

TEST(Csv, LinesAreCountedThroughQuotedNewlines) {
  const Read read("a,b\r\n\"1\r\n1\",2\r\n3,4\r\n");
  EXPECT_EQ(read.log.lines, (std::vector<std::uint64_t>{2, 4}));
}

TEST(Csv, LinesAreCountedWhateverNewlinesAreMixed) {
  const Read read("a,b\n\"1\n\r2\r\n3\",4\n5,6\n");
  EXPECT_EQ(read.log.lines, (std::vector<std::uint64_t>{2, 6}));
}

TEST(Csv, BlankLinesAreNoRows) {
  EXPECT_EQ(Read("a,b\n\n1,2\n\r\n3,4\n\n").log.rows,
            (std::vector<Fields>{{"1", "2"}, {"3", "4"}}));
}

TEST(Csv, SurplusEmptyFieldsAreForgiven) {
  EXPECT_EQ(Read("a,b\n1,2,,\n").log.rows, (std::vector<Fields>{{"1", "2"}}));
}

TEST(Csv, AWrongNumberOfFieldsIsABadRowWithItsPlace) {
  const Read read("a,b\n1\n1,2,3\n4,5\n");
  EXPECT_EQ(read.log.bad, (Fields{"2:1: 1 field where there are 2 columns",
                                  "3:5: 3 fields where there are 2 columns"}));
  EXPECT_EQ(read.log.rows, (std::vector<Fields>{{"4", "5"}}));
}

TEST(Csv, AQuoteThatNeverClosesIsTextWhereRowsFollow) {
  const Read read("a,b\n1,\"odd\n2,kept\n3,kept\n");
  EXPECT_EQ(read.log.rows, (std::vector<Fields>{{"1", "\"odd"}, {"2", "kept"}, {"3", "kept"}}));
  EXPECT_EQ(read.log.stray_quotes, (std::vector<std::uint64_t>{2}));
  EXPECT_EQ(Read("a,b\n1,\"odd").log.rows, (std::vector<Fields>{{"1", "\"odd"}}));
}

TEST(Csv, AQuoteThatNeverClosesCostsOneRowWhereItsTextRunsOn) {
  const Read read("a,b\n1,\"lost\nand lost\n2,kept\n3,kept\n");
  EXPECT_EQ(read.log.bad, (Fields{"2:3: a quote opens here and never closes",
                                  "3:1: 1 field where there are 2 columns"}));
  EXPECT_EQ(read.log.rows, (std::vector<Fields>{{"2", "kept"}, {"3", "kept"}}));
}

TEST(Csv, TwoStrayQuotesSwallowNoRowsBetweenThem) {
  for (const std::string gap : {",", "\t", ";"}) {
    const Read read("id" + gap + "text\n1" + gap + "\"Nice flat\n2" + gap + "b\n3" + gap + "c\n4" +
                        gap + "\"Lovely\" studio\n5" + gap + "d\n",
                    {.delimiter = gap[0]});
    EXPECT_EQ(
        read.log.rows,
        (std::vector<Fields>{
            {"1", "\"Nice flat"}, {"2", "b"}, {"3", "c"}, {"4", "Lovely studio"}, {"5", "d"}}));
    EXPECT_EQ(read.log.lines, (std::vector<std::uint64_t>{2, 3, 4, 5, 6}));
    EXPECT_EQ(read.log.stray_quotes, (std::vector<std::uint64_t>{2}));
    EXPECT_TRUE(read.log.bad.empty());
  }
  const Read first("text,city\n\"Nice,Leeds\nb,York\n\"Lovely\" studio,Hull\n");
  EXPECT_EQ(first.log.rows.size(), 3U);
}

TEST(Csv, AQuotedTextOfSeveralLinesStaysOneThoughQuotesInItAreNotDoubled) {
  const Read read("id,text,city\n1,\"Hello\nI am \"best\" here\",Leeds\n2,x,York\n");
  EXPECT_EQ(read.log.rows[0], (Fields{"1", "Hello\nI am best\" here\"", "Leeds"}));
  EXPECT_EQ(read.log.rows.size(), 2U);
  const Read all("\"id\",\"text\"\n\"1\",\"Hello\nI am Anna, \"best\" here\"\n");
  EXPECT_EQ(all.log.rows.size(), 1U);
}

TEST(Csv, LinesInAQuotedTextThatLookLikeRowsAreDoubtful) {
  const Read read("id,text\n1,\"Nice flat\n2,b\n3,c\n4,Lovely \"studio\"\n5,d\n");
  EXPECT_EQ(read.log.rows.size() + read.log.bad.size() + read.log.holding_rows.size(), 5U);
  const Read valid("id,text\n0,z\n1,\"Nice flat\n2,b\n4,Lovely studio\"\n5,d");
  EXPECT_EQ(valid.log.rows.size(), 3U);
  EXPECT_EQ(valid.log.holding_rows, (std::vector<std::uint64_t>{3}));
  EXPECT_EQ(Read("id,text\n1,\"a\n2,b\"").log.holding_rows, (std::vector<std::uint64_t>{2}));
}

TEST(Csv, BlankLinesHideNoSwallowedRows) {
  using Lines = std::vector<std::uint64_t>;
  EXPECT_EQ(Read("id,text\n1,\"a\n\n2,b\n3,\"c\" d\n").log.holding_rows, (Lines{2}));
  EXPECT_EQ(Read("id,text\n1,\"a\n\n2,b\n\n3,c\"\n").log.holding_rows, (Lines{2}));
  EXPECT_TRUE(Read("id,text\n1,\"I am\nthe \"best\"\nhere\"\n").log.holding_rows.empty());
}

TEST(Csv, ATextOfSeveralLinesIsNotDoubtful) {
  for (const std::string_view text :
       {"id,text\n1,\"Hello, I am Anna\nCall me, now\nor later, thanks\"\n",
        "id,text\n1,\"Hello\nmy name, Anna\"\n", "id,text\n1,\"Rooms:\n2, 3 or 4, beds\"\n",
        "text\n\"call 1\ncall 2\"\n", "a,b\n\"x\n\ny\",1\n"}) {
    const Read read(text);
    EXPECT_EQ(read.log.rows.size(), 1U) << text;
    EXPECT_TRUE(read.log.holding_rows.empty() && read.log.stray_quotes.empty()) << text;
  }
}

TEST(Csv, ALoneOpeningQuoteDoesNotSwallowTheRowsUpToTheNextOne) {
  const Read read("a,b,c\n1,\"odd,x\n2,kept,x\n3,kept,\"x\"\n");
  EXPECT_EQ(read.log.rows,
            (std::vector<Fields>{{"1", "\"odd", "x"}, {"2", "kept", "x"}, {"3", "kept", "x"}}));
  EXPECT_TRUE(read.log.bad.empty());
}

TEST(Csv, UnbalancedQuotesWithoutEndStayLinear) {
  std::string text = "a,b,c\n";
  for (int i = 0; i < 200000; ++i) text += "\"x\"\",\n";
  const Read read(text);
  EXPECT_TRUE(read.log.rows.empty());
  EXPECT_FALSE(read.log.bad.empty());
}

TEST(Csv, AFieldOfTenMegabytesIsAField) {
  const std::string big(10'000'000, 'x');
  EXPECT_EQ(Read("a,b\n1,\"" + big + "\"\n").log.rows, (std::vector<Fields>{{"1", big}}));
}

TEST(Csv, EmptyAndHeaderAloneGiveNoRows) {
  EXPECT_TRUE(Read("").log.names.empty());
  EXPECT_EQ(Read("a,b").log.names, (Fields{"a", "b"}));
  EXPECT_TRUE(Read("a,b").log.rows.empty());
}

TEST(Csv, PlainFieldsAreViewsOfTheInput) {
  const std::string text = "a,b\n1,\"plain\"\n";
  struct Sink final : RowSink {
    Status take_columns(std::span<const std::string_view>) override { return {}; }
    Status take_row(const Row& row) override {
      seen = row.fields[1].data();
      return {};
    }
    void take_bad_row(const BadRow&) override {}
    const char* seen = nullptr;
  } sink;
  Arena arena;
  ASSERT_TRUE(read_csv(text, {}, arena, sink));
  EXPECT_EQ(sink.seen, text.data() + 7);
}

TEST(Csv, ASinkCanStopTheReading) {
  struct Sink final : RowSink {
    Status take_columns(std::span<const std::string_view>) override { return {}; }
    Status take_row(const Row&) override {
      ++rows;
      return Error{Code::cancelled, "enough"};
    }
    void take_bad_row(const BadRow&) override {}
    int rows = 0;
  } sink;
  Arena arena;
  const Status status = read_csv("a\n1\n2\n3\n", {}, arena, sink);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, Code::cancelled);
  EXPECT_EQ(sink.rows, 1);
}

TEST(Delimiter, IsTheOneThatCutsEvenly) {
  EXPECT_EQ(find_delimiter("id,text\n1,a;b;c\n"), ',');
  EXPECT_EQ(find_delimiter("id;text\n1;hello, you\n2;a, b, c\n"), ';');
  EXPECT_EQ(find_delimiter("id\ttext\n1\thello, you\n"), '\t');
  EXPECT_EQ(find_delimiter("id|text|x\n1|a,b|c\n2|d,e|f\n"), '|');
  EXPECT_EQ(find_delimiter("p;q\n1,5;2\n3,7;4\n"), ';');
}

TEST(Delimiter, ExcelsHintDecidesAndIsNoRow) {
  const std::string_view text = "sep=;\r\na;b\r\n1;2\r\n";
  ASSERT_EQ(find_delimiter(text), ';');
  const Read read(text, {.delimiter = ';'});
  EXPECT_EQ(read.log.names, (Fields{"a", "b"}));
  EXPECT_EQ(read.log.lines, (std::vector<std::uint64_t>{3}));
}

TEST(Delimiter, IsACommaWhereThereIsOneColumn) {
  EXPECT_EQ(find_delimiter("text\nhello\n"), ',');
  EXPECT_EQ(find_delimiter(""), ',');
}

TEST(Csv, ATitleAboveTheNamesIsPassedOver) {
  for (const std::string_view above :
       {"Export 2026\n\n", "\"Export\n2026\"\n", ";;\nExport;;2026\n"}) {
    const std::string text = std::string(above) + "id;text;city\n1;hello;Leeds\n";
    EXPECT_EQ(find_delimiter(text), ';') << above;
    const Read read(text, {.delimiter = ';'});
    EXPECT_EQ(read.log.names, (Fields{"id", "text", "city"})) << above;
    EXPECT_EQ(read.log.rows, (std::vector<Fields>{{"1", "hello", "Leeds"}})) << above;
    EXPECT_TRUE(read.log.bad.empty()) << above;
    EXPECT_GT(read.log.header.rows_above, 0U) << above;
  }
}

TEST(Csv, ANoteAboveTheNamesIsPassedOverThoughItHoldsNamesByChance) {
  for (const std::string_view above : {"Text,see notes", "Text,see notes,", "Text,see notes,2026",
                                       "Text,description", "Date,Text", "Text,Notes"}) {
    const Read read(std::string(above) + "\nid,text,city\n1,hello,Leeds\n");
    EXPECT_EQ(read.log.names, (Fields{"id", "text", "city"})) << above;
    EXPECT_EQ(read.log.rows, (std::vector<Fields>{{"1", "hello", "Leeds"}})) << above;
  }
  EXPECT_EQ(Read("Text,see notes\nid,text\n1,hello\n").log.names, (Fields{"id", "text"}));
  // What stands below is a posting, though it holds names of columns.
  for (const std::string_view text :
       {"text,posted on\ntext,text\n1,2\n", "text,posted on\nid,hello\n1,2\n",
        "id,text\n1,hello\n2,id,text,city\n", "text,time\nhello,2026\nid,text\n"})
    EXPECT_EQ(Read(text).log.header.rows_above, 0U) << text;
}

TEST(Csv, AWideFirstRowNamesTheColumnsWhateverComesLater) {
  for (const std::string_view text : {"n,words,rest\nid,text,city\n",
                                      "n,words,rest\n1,x,\nid,text,city\n", "id,text\nid,text\n"}) {
    EXPECT_EQ(Read(text).log.header.rows_above, 0U) << text;
  }
  EXPECT_EQ(Read("id,text,city\n", {.has_header = false}).log.rows.size(), 1U);
}

TEST(Csv, TheRowOfTheNamesCanBeTold) {
  const Read read("a,b,c\nlorem\nn,words\n1,hello\n", {.header_row = 3});
  EXPECT_EQ(read.log.names, (Fields{"n", "words"}));
  EXPECT_EQ(read.log.rows, (std::vector<Fields>{{"1", "hello"}}));
  const Read none("a,b\n\n1,2\n", {.header_row = 2});
  ASSERT_FALSE(none.status);
  EXPECT_EQ(none.status.error().message, "--header-row 2: no row begins in that line");
}

}  // namespace
}  // namespace lodestar::table
