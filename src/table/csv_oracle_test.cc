// SPDX-License-Identifier: Apache-2.0
// The reader against its slow twin, and against what was written.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "support/any_text.h"
#include "support/oracle/csv_oracle.h"
#include "support/row_log.h"
#include "table/csv.h"
#include "table/csv_write.h"

namespace lodestar::table {
namespace {

using Rows = std::vector<std::vector<std::string>>;

void expect_as_the_oracle(const std::string& text, char delimiter) {
  Arena arena;
  test::RowLog log;
  RC_ASSERT(read_csv(text, {.delimiter = delimiter}, arena, log).has_value());
  const testing::CsvTable wanted = testing::CsvOracle(text, delimiter).read();
  RC_ASSERT(log.names == wanted.names);
  RC_ASSERT(log.rows == wanted.rows);
  RC_ASSERT(log.lines == wanted.lines);
  RC_ASSERT(log.bad == wanted.bad);
}

RC_GTEST_PROP(CsvOracle, ShortTextsOfQuotesAndNewlinesAreReadAsTheSlowReaderReadsThem, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("a\",\n\r;")));
  expect_as_the_oracle(text, ',');
  expect_as_the_oracle(text, ';');
}

// Long enough for the sixteen bytes that are looked at together.
RC_GTEST_PROP(CsvOracle, LongFieldsAreReadAsTheSlowReaderReadsThem, ()) {
  const auto piece = rc::gen::element<std::string>(",", "\n", "\r\n", "\"", "\"\"", ",\"", "\",",
                                                   std::string(15, 'x'), std::string(16, 'y'),
                                                   std::string(33, 'z'), std::string(1, '\0'), "é");
  std::string text = "a,b,c\n";
  for (const auto& one : *rc::gen::container<std::vector<std::string>>(piece)) text += one;
  expect_as_the_oracle(text, ',');
}

RC_GTEST_PROP(CsvRoundTrip, CellsWrittenWithBackslashesComeBackAsTheyWere, ()) {
  const auto cell = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab\\\",\n ;")));
  const Rows rows =
      *rc::gen::container<Rows>(rc::gen::container<std::vector<std::string>>(2, cell));
  std::string text = "name,text";
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += i == 0 ? "\n\"" : ",\"";
      for (const char c : row[i]) text += (c == '"' || c == '\\' ? "\\" : "") + std::string(1, c);
      text += '"';
    }
  }
  Arena arena;
  test::RowLog log;
  RC_ASSERT(read_csv(text, {.escape = QuoteEscape::backslash}, arena, log).has_value());
  RC_ASSERT(log.rows == rows);
  RC_ASSERT(log.bad.empty());
}

RC_GTEST_PROP(CsvRoundTrip, CellsOfAnyTextComeBackAsTheyWere, ()) {
  const auto width = *rc::gen::inRange<std::size_t>(2, 5);
  const auto cells = rc::gen::container<std::vector<std::string>>(width, test::any_text());
  const Rows rows = *rc::gen::container<Rows>(cells);
  std::string text;
  for (std::size_t i = 0; i < width; ++i) text += i == 0 ? "name" : ",name";
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < width; ++i) {
      text += i == 0 ? '\n' : ',';
      append_text(text, row[i]);
    }
  }
  Arena arena;
  test::RowLog log;
  RC_ASSERT(read_csv(text, {}, arena, log).has_value());
  RC_ASSERT(log.bad.empty());
  for (auto& row : log.rows) {
    for (auto& cell : row) cell = std::string(unguard(cell));
  }
  RC_ASSERT(log.rows == rows);
}

}  // namespace
}  // namespace lodestar::table
