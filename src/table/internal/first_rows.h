// SPDX-License-Identifier: Apache-2.0
// Which of a table's first rows names its columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "table/rows.h"

namespace lodestar::table::internal {

constexpr std::size_t kMostFirstRows = 10;

struct FirstRow {
  std::vector<std::string_view> fields;
  std::uint64_t line = 0;
};

// Whether two of the names or more are usual ones (table/columns.h).
bool names_columns(std::span<const std::string_view> fields);

// The first row; or a later one that names columns, where every row above it has fewer cells and
// names fewer of them: a title, a date, a remark; or the second, where each of its cells names
// another column and the first is a remark ("Text,see notes"). Rows must not be empty.
std::size_t find_header(std::span<const FirstRow> rows);

// What is to be told of the row at this place.
RowSink::Header describe_header(std::span<const FirstRow> rows, std::size_t place);

// "4 fields where there are 2 columns"
std::string field_count_words(std::size_t found, std::size_t due);

}  // namespace lodestar::table::internal
