// SPDX-License-Identifier: Apache-2.0
#include "table/internal/first_rows.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/counted.h"
#include "table/columns.h"

namespace lodestar::table::internal {
namespace {

std::size_t count_cells(std::span<const std::string_view> fields) {
  const auto is_filled = [](std::string_view field) { return !field.empty(); };
  return static_cast<std::size_t>(std::ranges::count_if(fields, is_filled));
}

std::size_t count_usual(std::span<const std::string_view> fields) {
  const auto is_usual = [](std::string_view name) { return usual_column(name).has_value(); };
  return static_cast<std::size_t>(std::ranges::count_if(fields, is_usual));
}

// "Text,see notes": somebody's words, not the names that stand below.
bool is_remark(std::span<const std::string_view> fields) {
  return std::ranges::any_of(fields, [](std::string_view field) {
    return !usual_column(field) && field.find(' ') != std::string_view::npos;
  });
}

// "id,text": every cell names another column.
bool names_each_column(std::span<const std::string_view> fields) {
  std::array<bool, kColumnCount> seen{};
  for (const std::string_view field : fields) {
    const auto column = usual_column(field);
    if (!column || std::exchange(seen[static_cast<std::size_t>(*column)], true)) return false;
  }
  return fields.size() >= 2;
}

}  // namespace

bool names_columns(std::span<const std::string_view> fields) { return count_usual(fields) >= 2; }

std::size_t find_header(std::span<const FirstRow> rows) {
  if (rows.size() > 2 && is_remark(rows[0].fields) && names_each_column(rows[1].fields) &&
      rows[1].fields.size() == rows[0].fields.size())
    return 1;
  std::size_t widest = 0, best = 0, usual = 1;
  for (std::size_t place = 0; place < rows.size(); ++place) {
    const std::size_t cells = count_cells(rows[place].fields);
    const std::size_t names = count_usual(rows[place].fields);
    if (names > usual) {
      if (cells <= widest) break;
      best = place;
      usual = names;
    } else if (usual > 1 && cells == widest) {
      break;  // a posting below its names
    }
    widest = std::max(widest, cells);
  }
  return best;
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
