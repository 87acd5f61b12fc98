// SPDX-License-Identifier: Apache-2.0
// One sheet of an Excel workbook (XLSX).
//
// Shapes   the first row that is not blank names the columns (or has_header = false: they are
//          called 1, 2, 3 ...), or a later one as in table/csv.h; blank rows are no rows. Text is
//          given as it is, formulas by their last result, dates and times by their format as
//          2024-03-01, 2024-03-01T12:30:00 or 12:30:00, other numbers without an exponent where
//          they are whole (so that phone numbers stay whole), errors such as #N/A as empty.
// Units    Row::line is the sheet's row, BadRow::column the sheet's column, both from 1.
// Errors   invalid: no such sheet (the message lists those that are), or not a workbook; corrupt:
//          damaged; limited: protected by a password, it unpacks to more than 1 GB and 200 times
//          its size, or its cells point at more than 2 GB of text; invalid: the row that header_row
//          tells is not there, or is blank. A cell that points nowhere, or beyond the last named
//          column, makes a bad row.
// Cost     about 60 MB/s of unpacked XML; the shared strings stay in the arena.
// Threads  pure.
// Source   ECMA-376 part 1, sections 18.2-18.8; dates as Excel counts them.
// Example  read_xlsx(bytes, {.sheet = "Jobs"}, arena, sink)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/result.h"
#include "table/rows.h"

namespace lodestar::table {

struct XlsxOptions {
  std::string sheet{};  // its name, or "#2"; else the first that is not hidden
  bool has_header = true;
  std::optional<std::uint64_t> header_row{};  // as the sheet counts; else found
};

Status read_xlsx(std::string_view bytes, const XlsxOptions& options, Arena& arena, RowSink& sink);

}  // namespace lodestar::table
