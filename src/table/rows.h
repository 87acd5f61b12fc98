// SPDX-License-Identifier: Apache-2.0
// What every reader of tables hands on: the names of the columns, rows, and rows that are wrong.
//
// Shapes   a Row's fields are in the order of the columns; a row may be shorter than the list of
//          columns, never longer.
// Units    line and column count from 1; column is bytes within the line (XLSX: the sheet's row and
//          column).
// Errors   a bad row is told and skipped; what makes the whole file unreadable is the reader's
//          Status.
// Cost     one virtual call a row.
// Threads  a sink is called by one thread at a time.
// Source   none.
// Example  struct Count final : RowSink { ... };
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lodestar::table {

struct Row {
  std::span<const std::string_view> fields;
  std::uint64_t line = 0;
  std::uint64_t bytes_read = 0;           // of the input, this row included: for progress
  std::span<const std::size_t> nested{};  // JSON Lines: places of fields that are lists or objects
};

// Why a row is wrong, in words and for programs: who translates goes by the code.
struct Fault {
  std::string_view code;             // of the closed list in docs/spec/outputs.md
  std::string_view words;            // never the row's content
  std::uint64_t found = 0, due = 0;  // the figures in the words; 0 where there are none
};

struct BadRow {
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  Fault fault;
};

// CSV: what an opening quote made doubtful.
enum class QuoteDoubt : std::uint8_t {
  taken_as_text,  // it closes nowhere that it could, and rows follow
  holds_rows,     // the quoted field runs over lines that could each be a row
};

class RowSink {
 public:
  virtual ~RowSink() = default;
  // The row that names the columns, told before take_columns; the first rows beneath it were seen.
  struct Header {
    std::uint64_t line = 0;
    std::uint64_t rows_above = 0;           // passed over: a title, a remark
    std::size_t cells = 0, most_cells = 0;  // with something inside: its own, and the most of a row
  };
  virtual void take_header(const Header& header) { static_cast<void>(header); }
  // Before the first row, and again with a longer list when a later row brings new names (JSON
  // Lines).
  virtual Status take_columns(std::span<const std::string_view> names) = 0;
  // The views live as long as the input's bytes and the arena given to the reader. Error: reading
  // stops with it.
  virtual Status take_row(const Row& row) = 0;
  virtual void take_bad_row(const BadRow& bad) = 0;
  // Of the row taken next, which begins in that line.
  virtual void take_quote_doubt(QuoteDoubt /*doubt*/, std::uint64_t /*line*/) {}
  // XLSX: there are other sheets, not hidden and not read, where none was asked for by name.
  virtual void take_other_sheets(std::string_view /*names, as a message shows them*/) {}
  // Of the row taken next: so many characters are none (half of a pair) and given as U+FFFD.
  virtual void take_replaced(std::uint64_t /*characters*/) {}
};

}  // namespace lodestar::table
