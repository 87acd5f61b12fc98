// SPDX-License-Identifier: Apache-2.0
// Any bytes as an Excel workbook; and any XML as a sheet within a good one.
#include <cstddef>
#include <cstdint>

#include "../tests/support/workbook.h"
#include "base/assert.h"
#include "table/xlsx.h"
#include "text/encoding.h"

namespace {

using lodestar::Arena;
using lodestar::Status;
namespace table = lodestar::table;
namespace text = lodestar::text;

struct Widths final : table::RowSink {
  Status take_columns(std::span<const std::string_view> names) override {
    width = names.size();
    return {};
  }
  Status take_row(const table::Row& row) override {
    LODESTAR_ASSERT(row.fields.size() == width);
    for (const auto field : row.fields) LODESTAR_ASSERT(text::is_valid_utf8(field));
    return {};
  }
  void take_bad_row(const table::BadRow& bad) override {
    LODESTAR_ASSERT(bad.column >= 1 && !bad.fault.words.empty() && !bad.fault.code.empty());
  }
  std::size_t width = 0;
};

void read(const std::string& bytes) {
  Arena arena;
  Widths widths;
  const auto status = table::read_xlsx(bytes, {}, arena, widths);
  LODESTAR_ASSERT(status || !status.error().message.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.starts_with("PK")) {
    read(bytes);
  } else {
    read(lodestar::test::workbook(
        {.rows = bytes,
         .strings = "<si><t>shared</t></si>",
         .formats = "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>"}));
  }
  return 0;
}
