// SPDX-License-Identifier: Apache-2.0
// Which column is which: by the names people usually give, in several languages and spellings, or
// as told.
//
// Shapes   Column is the closed list of what a table of postings may hold; map_columns gives a
//          place in the header for each.
// Units    places count from 0; a told name may be "#3", the third column.
// Errors   invalid: a told name that is no column of the table (the message lists those that are).
// Cost     a hash look-up a name.
// Threads  pure.
// Source   none; names compare without case, accents, spaces and punctuation ("Posted At" is
//          "posted_at").
// Example  ColumnMap map = LODESTAR_TRY(map_columns(names, {})); // map[Column::text] is 1
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lodestar::table {

enum class Column : std::uint8_t {
  id,
  title,
  text,
  time,
  place,
  source,
  author,
  phone,
  image_hash,
};
inline constexpr std::size_t kColumnCount = 9;
std::string_view to_string(Column column);
Result<Column> parse_column(std::string_view name);

struct ToldColumn {
  Column column;
  std::string name;
};

struct ColumnMap {
  std::array<std::optional<std::size_t>, kColumnCount> places;
  const std::optional<std::size_t>& operator[](Column column) const {
    return places[static_cast<std::size_t>(column)];
  }
};

// Told columns first; then each column takes the name that is most usual for it ("text" before
// "description").
Result<ColumnMap> map_columns(std::span<const std::string_view> names,
                              std::span<const ToldColumn> told);

// The names as they may be shown. One that looks like what a posting says (more than 40 characters,
// 7 digits or an address) is shown by its number, as "#2"; and so are all names of such a row where
// none of them is usual, for then the row is a posting. Where just one is, as chance has it, names
// of several words are shown by their numbers too.
std::vector<std::string> shown_names(std::span<const std::string_view> names);
bool looks_like_posting(std::span<const std::string_view> names);

// The names as a message shows them, the first few of many.
std::string list_columns(std::span<const std::string_view> names, std::size_t most = 20);

// The column a name usually means.
std::optional<Column> usual_column(std::string_view name);

}  // namespace lodestar::table
