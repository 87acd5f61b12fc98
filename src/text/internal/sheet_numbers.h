// SPDX-License-Identifier: Apache-2.0
// Telephone numbers that a spreadsheet took for amounts: "655201337.0", "6.55201337E+08".
//
// Shapes   one field is one number or none.
// Units    the span is bytes of the raw field, blanks around it left out.
// Errors   none.
// Cost     one look at the field.
// Threads  pure.
// Source   what Excel, LibreOffice and pandas write.
// Example  read_sheet_number("6.55201337E+08")->digits == "655201337"
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/span.h"

namespace lodestar::text::internal {

struct SheetNumber {
  Span span;
  std::string digits;  // empty where some were lost: "6.55E+08"
};

std::optional<SheetNumber> read_sheet_number(std::string_view raw);

}  // namespace lodestar::text::internal
