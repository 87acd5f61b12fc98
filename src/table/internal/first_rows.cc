// SPDX-License-Identifier: Apache-2.0
#include "table/internal/first_rows.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/counted.h"
#include "table/columns.h"

namespace lodestar::table::internal {
namespace {

std::size_t count_cells(std::span<const std::string_view> fields) {
  const auto is_filled = [](std::string_view field) { return !field.empty(); };
  return static_cast<std::size_t>(std::ranges::count_if(fields, is_filled));
}

}  // namespace

bool names_columns(std::span<const std::string_view> fields) {
  const auto is_usual = [](std::string_view name) { return usual_column(name).has_value(); };
  return std::ranges::count_if(fields, is_usual) >= 2;
}

std::size_t find_header(std::span<const FirstRow> rows) {
  std::size_t widest = 0;
  for (std::size_t place = 0; place < rows.size(); ++place) {
    const std::size_t cells = count_cells(rows[place].fields);
    if (names_columns(rows[place].fields)) return cells > widest ? place : 0;
    widest = std::max(widest, cells);
  }
  return 0;
}

RowSink::Header describe_header(std::span<const FirstRow> rows, std::size_t place) {
  RowSink::Header header{.line = rows[place].line, .rows_above = place};
  header.cells = count_cells(rows[place].fields);
  for (const FirstRow& row : rows.subspan(place))
    header.most_cells = std::max(header.most_cells, count_cells(row.fields));
  return header;
}

std::string field_count_words(std::size_t found, std::size_t due) {
  return fmt::format("{} where there {} {}", counted(found, "field", "fields"),
                     due == 1 ? "is" : "are", counted(due, "column", "columns"));
}

}  // namespace lodestar::table::internal
