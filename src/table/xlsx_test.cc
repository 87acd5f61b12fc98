// SPDX-License-Identifier: Apache-2.0
#include "table/xlsx.h"

#include <gtest/gtest.h>

#include <string>

#include "support/row_log.h"
#include "support/workbook.h"
#include "table/internal/workbook.h"

namespace lodestar::table {
namespace {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;
using test::Book;

const std::string kHeader =
    "<row r='1'><c r='A1' t='inlineStr'><is><t>a</t></is></c>"
    "<c r='B1' t='inlineStr'><is><t>b</t></is></c></row>";

struct Read : test::RowLog {
  explicit Read(const std::string& bytes, const XlsxOptions& options = {})
      : status(read_xlsx(bytes, options, arena, *this)) {}
  explicit Read(const Book& book, const XlsxOptions& options = {})
      : Read(test::workbook(book), options) {}
  Arena arena;
  Status status;
};

Row first_row(const std::string& cells, const Book& like = {}) {
  Book book = like;
  book.rows = kHeader + "<row r='2'>" + cells + "</row>";
  const Read read(book);
  EXPECT_TRUE(read.status) << read.status.error().message;
  return read.rows.empty() ? Row{} : read.rows[0];
}

TEST(Xlsx, CellsGoWhereTheirReferenceSays) {
  const Read read(Book{.rows = kHeader + "<row r='3'><c r='B3'><v>5</v></c></row>"
                                         "<row r='4'/><row r='5'><c r='A5'><v>6</v></c></row>"});
  EXPECT_EQ(read.names, (Row{"a", "b"}));
  EXPECT_EQ(read.rows, (Rows{{"", "5"}, {"6", ""}}));
  EXPECT_EQ(read.lines, (std::vector<std::uint64_t>{3, 5}));
}

TEST(Xlsx, WithoutReferencesCellsFollowEachOther) {
  const Read read(Book{.rows = kHeader + "<row><c><v>1</v></c><c><v>2</v></c></row>"});
  EXPECT_EQ(read.rows, (Rows{{"1", "2"}}));
}

TEST(Xlsx, ARowWithCellsBeyondTheNamesIsBad) {
  const Read read(Book{
      .rows = kHeader + "<row r='2'><c r='A2'><v>1</v></c><c r='D2'><v>917</v></c></row>"
                        "<row r='3'><c r='A3'><v>2</v></c><c r='D3' t='e'><v>#N/A</v></c></row>"});
  EXPECT_EQ(read.bad, (Row{"2:3: 4 fields where there are 2 columns"}));
  EXPECT_EQ(read.rows, (Rows{{"2", ""}}));
}

std::string row_of(int number, const Row& cells) {
  std::string row = "<row r='" + std::to_string(number) + "'>";
  for (const auto& cell : cells) row += "<c t='inlineStr'><is><t>" + cell + "</t></is></c>";
  return row + "</row>";
}

TEST(Xlsx, ATitleAboveTheNamesIsPassedOver) {
  const Book book{.rows = row_of(1, {"Export 2026"}) + row_of(3, {"id", "Text", "City"}) +
                          row_of(4, {"7", "hello", "Leeds"})};
  const Read read(book);
  EXPECT_EQ(read.names, (Row{"id", "Text", "City"}));
  EXPECT_EQ(read.rows, (Rows{{"7", "hello", "Leeds"}}));
  EXPECT_EQ(read.header.line, 3U);
  EXPECT_EQ(read.header.rows_above, 1U);
  const Read first(book, {.header_row = 1});
  EXPECT_EQ(first.names, Row{"Export 2026"});
  EXPECT_EQ(first.header.most_cells, 3U);
  EXPECT_EQ(first.bad.size(), 2U);
  EXPECT_EQ(
      Read(book, {.header_row = 2}).status.error().message,
      "--header-row 2: that row of the sheet is empty; this is the sheet 'Jobs', --sheet NAME "
      "reads another: 'Other'");
  EXPECT_EQ(Read(book, {.header_row = 9}).status.error().code, Code::invalid);
}

TEST(Xlsx, WithoutAHeaderTheWidestOfTheFirstRowsTellsTheColumns) {
  const Read read(Book{.rows = row_of(1, {"a"}) + row_of(2, {"b", "c"})}, {.has_header = false});
  EXPECT_EQ(read.rows, (Rows{{"a", ""}, {"b", "c"}}));
}

TEST(Xlsx, SharedStringsAreJoinedFromTheirRunsWithoutReadingAids) {
  EXPECT_EQ(first_row("<c t='s'><v>1</v></c><c t='s'><v>0</v></c>",
                      {.strings = "<si><t>x</t></si><si><r><t>two </t></r><r><t>runs</t></r>"
                                  "<rPh><t>aid</t></rPh></si>"}),
            (Row{"two runs", "x"}));
}

TEST(Xlsx, TextIsUnescaped) {
  EXPECT_EQ(first_row("<c t='inlineStr'><is><t>a_x000D_&amp;&#10;_xZZ</t></is></c>"),
            (Row{"a\r&\n_xZZ", ""}));
}

TEST(Xlsx, PhoneNumbersStoredAsNumbersStayWhole) {
  EXPECT_EQ(first_row("<c><v>3.51912345678E+11</v></c><c><v>351912345678</v></c>"),
            (Row{"351912345678", "351912345678"}));
  EXPECT_EQ(first_row("<c><v>0.10000000000000001</v></c><c><v>-7</v></c>"), (Row{"0.1", "-7"}));
}

TEST(Xlsx, DatesAreShownAsIso8601ByTheirFormat) {
  const Book dates{.formats =
                       "<numFmts><numFmt numFmtId='164' formatCode='0.00 \"days\"'/>"
                       "<numFmt numFmtId='165' formatCode='[$-409]d/m/yy'/></numFmts>"
                       "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/>"
                       "<xf numFmtId='165'/></cellXfs>"};
  EXPECT_EQ(first_row("<c s='1'><v>45352</v></c><c s='2'><v>45352</v></c>", dates),
            (Row{"2024-03-01", "45352"}));
  EXPECT_EQ(first_row("<c s='3'><v>45352.520833333336</v></c><c s='1'><v>0.75</v></c>", dates),
            (Row{"2024-03-01T12:30:00", "18:00:00"}));
  EXPECT_EQ(first_row("<c s='1'><v>1</v></c><c s='1'><v>61</v></c>", dates),
            (Row{"1900-01-01", "1900-03-01"}));
}

TEST(Xlsx, AWorkbookMayCountFrom1904) {
  EXPECT_EQ(first_row("<c s='0'><v>1</v></c>",
                      {.formats = "<cellXfs><xf numFmtId='14'/></cellXfs>",
                       .workbook = "<workbook><workbookPr date1904='1'/><sheets>"
                                   "<sheet name='J' id='a'/></sheets></workbook>"}),
            (Row{"1904-01-02", ""}));
}

TEST(Xlsx, TruthValuesFormulaTextsAndErrors) {
  EXPECT_EQ(first_row("<c t='b'><v>1</v></c><c t='str'><f>A1</f><v>x</v></c>"), (Row{"true", "x"}));
  EXPECT_EQ(first_row("<c t='e'><v>#N/A</v></c><c><v>1</v></c>"), (Row{"", "1"}));
}

TEST(Xlsx, ACellThatPointsNowhereMakesABadRow) {
  const Read read(Book{.rows = kHeader + "<row r='2'><c r='B2' t='s'><v>9</v></c></row>"
                                         "<row r='3'><c r='AAAAA3'><v>9</v></c></row>"
                                         "<row r='4'><c r='A4'><v>1</v></c></row>"});
  EXPECT_EQ(read.bad, (Row{"2:2: a cell points outside the table of strings",
                           "3:16385: a cell is at no place of a sheet"}));
  EXPECT_EQ(read.rows, (Rows{{"1", ""}}));
}

TEST(Xlsx, ASheetIsChosenByNameOrPlaceElseTheFirstThatIsNotHidden) {
  const Book book{.rows = "<row><c><v>1</v></c></row>"};
  EXPECT_EQ(Read(book).names, Row{"1"});
  EXPECT_EQ(Read(book, {.sheet = "Other"}).names, Row{"2"});
  EXPECT_EQ(Read(book, {.sheet = "#2"}).names, Row{"2"});
  EXPECT_EQ(Read(book, {.sheet = "Jub"}).status.error().message,
            "no sheet is called 'Jub': there are 'Jobs', 'Other'");
  EXPECT_EQ(Read(Book{.workbook = "<workbook><sheets><sheet name='J' id='a' state='hidden'/>"
                                  "<sheet name='K' id='b'/></sheets></workbook>"})
                .names,
            Row{"2"});
}

TEST(Xlsx, OtherSheetsAreToldWhereNoneWasAskedFor) {
  const Book book{.rows = "<row><c><v>1</v></c></row>"};
  EXPECT_EQ(Read(book).other_sheets, "'Other'");
  EXPECT_EQ(Read(book, {.sheet = "Jobs"}).other_sheets, "");
  EXPECT_EQ(Read(Book{.workbook = "<workbook><sheets><sheet name='J' id='a' state='hidden'/>"
                                  "<sheet name='K' id='b'/></sheets></workbook>"})
                .other_sheets,
            "");
}

TEST(Xlsx, WithoutAHeaderColumnsAreNumbered) {
  const Read read(Book{.rows = "<row><c><v>7</v></c></row>"}, {.has_header = false});
  EXPECT_EQ(read.names, Row{"1"});
  EXPECT_EQ(read.rows, (Rows{{"7"}}));
}

TEST(Xlsx, WhatIsNoWorkbookIsAClearError) {
  EXPECT_EQ(Read(std::string("\xd0\xcf\x11\xe0 old")).status.error().code, Code::invalid);
  EXPECT_EQ(Read(test::zip({{"a.txt", "x"}})).status.error().code, Code::invalid);
  EXPECT_EQ(Read(std::string("PK\3\4")).status.error().code, Code::corrupt);
  EXPECT_EQ(Read(Book{.rows = "<row>"}).status.error().code, Code::corrupt);
}

TEST(Xlsx, NoEntityCanGrow) {
  EXPECT_EQ(Read(Book{.workbook = "<!DOCTYPE w [<!ENTITY a 'aa'>]><workbook>&a;</workbook>"})
                .status.error()
                .message,
            "its XML declares a document type");
}

// Without a copy of what it is given.
struct Counting : RowSink {
  Status take_columns(std::span<const std::string_view> /*names*/) override { return {}; }
  Status take_row(const table::Row& /*row*/) override {
    ++rows;
    return {};
  }
  void take_bad_row(const BadRow& /*bad*/) override {}
  int rows = 0;
};

TEST(Xlsx, AFewTextsInManyCellsHaveALimit) {
  constexpr std::size_t kText = std::size_t{1} << 20, kFits = 2048;
  const auto read = [&](std::size_t cells) {
    Book book{.rows = kHeader, .strings = "<si><t>" + std::string(kText, 'x') + "</t></si>"};
    for (std::size_t i = 2; i < cells + 2; ++i) {
      const std::string line = std::to_string(i);
      book.rows += "<row r='" + line + "'><c r='A" + line + "' t='s'><v>0</v></c></row>";
    }
    Arena arena;
    Counting sink;
    const Status status = read_xlsx(test::workbook(book), {}, arena, sink);
    EXPECT_EQ(sink.rows, kFits);
    return status;
  };
  EXPECT_TRUE(read(kFits));
  const Status refused = read(kFits + 1);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::limited);
  EXPECT_TRUE(refused.error().message.starts_with("row 2050: ")) << refused.error().message;
}

TEST(Xlsx, CutAnywhereItIsAnErrorAndNoCrash) {
  const std::string whole = test::workbook({.rows = kHeader});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(Read(whole.substr(0, size)).status) << size;
  }
}

TEST(Xlsx, DateFormatsAreToldFromOthers) {
  for (const auto* date : {"yyyy-mm-dd", "[h]:mm", "[$-409]mmm", "h\" o'clock\"", "DD/MM"}) {
    EXPECT_TRUE(internal::is_date_format(date)) << date;
  }
  for (const auto* other : {"General", "0.00", "\"days\" 0", "[Red]0", "\\d0", "#,##0_d", "@"}) {
    EXPECT_FALSE(internal::is_date_format(other)) << other;
  }
}

}  // namespace
}  // namespace lodestar::table
