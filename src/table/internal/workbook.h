// SPDX-License-Identifier: Apache-2.0
// What one must know of a workbook before its sheet can be read.
//
// Errors   as table/xlsx.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/result.h"
#include "table/internal/xml.h"
#include "table/internal/zip.h"

namespace lodestar::table::internal {

struct Workbook {
  Zip zip;
  std::uint64_t max_part_bytes = 0;
  std::string sheet_part, sheet_name;
  std::string other_sheets;  // the names of those that are not hidden, as a message shows them
  std::vector<std::string_view> strings;
  std::vector<bool> is_date_style;  // by the number of a cell's style
  bool counts_from_1904 = false;
};

// sheet as in XlsxOptions.
Result<Workbook> open_workbook(std::string_view bytes, const std::string& sheet, Arena& arena);

// Tells a part's XML to the handler.
Status read_part(const Workbook& book, const std::string& part, XmlHandler& handler);

// Text with Excel's escapes (_x000D_) undone.
std::string undo_escapes(std::string_view text);

// Whether a number format shows a date or a time.
bool is_date_format(std::string_view code);

}  // namespace lodestar::table::internal
