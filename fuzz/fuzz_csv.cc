// SPDX-License-Identifier: Apache-2.0
// Any bytes as a CSV file of postings: views stay inside what they may, rows keep their width.
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "detect/read_postings.h"
#include "table/csv.h"

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
    LODESTAR_ASSERT(row.fields.size() <= width && row.line >= last_line_seen);
    LODESTAR_ASSERT(row.bytes_read <= size);
    for (const auto field : row.fields) bytes += field.size();
    last_line_seen = row.line;
    return {};
  }
  void take_bad_row(const table::BadRow& bad) override {
    LODESTAR_ASSERT(bad.line >= 1 && bad.column >= 1 && !bad.fault.words.empty() &&
                    !bad.fault.code.empty());
  }
  std::size_t width = 0, size = 0, bytes = 0;
  std::uint64_t last_line_seen = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Arena arena;
  Widths widths;
  widths.size = size;
  table::CsvOptions options{.delimiter = table::find_delimiter(bytes)};
  options.escape = table::find_escape(bytes, options);
  LODESTAR_ASSERT(table::read_csv(bytes, options, arena, widths).has_value());
  const lodestar::detect::Source source{.name = "fuzz.csv", .bytes = bytes};
  const auto read = lodestar::detect::read_postings(std::span(&source, 1),
                                                    {.format = lodestar::detect::Format::csv});
  if (!read) return 0;
  for (std::size_t row = 0; row < read->postings.size(); ++row) {
    LODESTAR_ASSERT(text::is_valid_utf8(read->postings.get(lodestar::detect::Field::text, row)));
  }
  return 0;
}
