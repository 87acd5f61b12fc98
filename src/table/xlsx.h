// SPDX-License-Identifier: Apache-2.0
// One sheet of an Excel workbook (XLSX).
//
// Shapes   the first row that is not blank names the columns (or has_header = false: they are
// called 1, 2, 3 ...); blank rows are no rows; cells beyond the last named column are left out.
// Text is given as it is, formulas by their last result, dates and times by their format as
// 2024-03-01, 2024-03-01T12:30:00 or 12:30:00, other numbers without an exponent where they are
// whole (so that phone numbers stay whole), errors such as #N/A as empty.
// Units    Row::line is the sheet's row, BadRow::column the sheet's column, both from 1.
// Errors   invalid: no such sheet (the message lists those that are), or not a workbook;
//          corrupt: damaged; limited: a password, or a part unpacks to more than 1 GB and 200
//          times the file. A cell that points nowhere makes a bad row.
// Cost     about 60 MB/s of unpacked XML; the shared strings stay in the arena.
// Threads  pure.
// Source   ECMA-376 part 1, sections 18.2-18.8; dates as Excel counts them.
// Example  read_xlsx(bytes, {.sheet = "Jobs"}, arena, sink)
#pragma once

#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/result.h"
#include "table/rows.h"

namespace lodestar::table {

struct XlsxOptions {
  std::string sheet{};  // its name, or "#2"; else the first that is not hidden
  bool has_header = true;
};

Status read_xlsx(std::string_view bytes, const XlsxOptions& options, Arena& arena, RowSink& sink);

}  // namespace lodestar::table
