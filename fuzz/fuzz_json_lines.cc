// SPDX-License-Identifier: Apache-2.0
// Any bytes as JSON Lines: every line that is not blank is a row or a bad row, never both.
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "table/json_lines.h"
#include "text/encoding.h"

namespace {

using lodestar::Arena;
using lodestar::Code;
using lodestar::Status;
namespace table = lodestar::table;
namespace text = lodestar::text;

struct Lines final : table::RowSink {
  Status take_columns(std::span<const std::string_view> names) override {
    LODESTAR_ASSERT(names.size() > width);
    width = names.size();
    return {};
  }
  Status take_row(const table::Row& row) override {
    LODESTAR_ASSERT(row.fields.size() == width);
    for (const auto field : row.fields) LODESTAR_ASSERT(text::is_valid_utf8(field));
    take_line(row.line);
    return {};
  }
  void take_bad_row(const table::BadRow& bad) override {
    LODESTAR_ASSERT(bad.column >= 1 && !bad.fault.words.empty() && !bad.fault.code.empty());
    take_line(bad.line);
  }
  void take_line(std::uint64_t line) {
    LODESTAR_ASSERT(line > last_line);
    last_line = line;
  }
  std::size_t width = 0;
  std::uint64_t last_line = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Arena arena;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto decoded = text::to_utf8(bytes, text::Encoding::utf8, arena);
  Lines lines;
  const auto status = table::read_json_lines(decoded.text, arena, lines);
  LODESTAR_ASSERT(status || status.error().code == Code::invalid);
  return 0;
}
