// SPDX-License-Identifier: Apache-2.0
// The postings of a run: columns of views, one row a posting, in input order. Everything else
// refers to a posting by its row number here.
//
// Shapes   Postings owns no bytes: whoever read them keeps them alive. A column nobody has is
//          empty.
// Units    time in seconds since 1970-01-01 UTC; kNoTime where unknown.
// Errors   none; rows were checked when read.
// Cost     16 bytes a present field a row.
// Threads  immutable once filled.
// Source   none.
// Example  postings.get(Field::text, 0)
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/huge_vector.h"
#include "detect/when.h"

namespace lodestar::detect {

enum class Field : std::uint8_t { id, title, text, time, place, source, author, phone, image_hash };
inline constexpr std::size_t kFieldCount = 9;
std::string_view to_string(Field field);

inline constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();

class Postings {
 public:
  std::size_t size() const { return file_of_.size(); }
  bool has(Field field) const { return !columns_[index(field)].empty(); }
  // Empty where the row or the whole column has none.
  std::string_view get(Field field, std::size_t row) const {
    const auto& column = columns_[index(field)];
    return column.empty() ? std::string_view{} : column[row];
  }
  std::int64_t time(std::size_t row) const { return times_.empty() ? kNoTime : times_[row]; }
  const std::string& file(std::size_t row) const { return files_[file_of_[row]]; }

  // Whether the id is the row's number, because the input has none.
  bool is_numbered(std::size_t row) const { return row < is_numbered_.size() && is_numbered_[row]; }

  // How the times of the row's file were read, where its own dates or its name's others tell.
  std::optional<TimeReading> time_reading(std::size_t row) const {
    return readings_[file_of_[row]];
  }

  // The contract's posting key: source file's name and id. Hash of both, stable between runs.
  std::uint64_t key_hash(std::size_t row) const;

  struct Row {
    std::array<std::string_view, kFieldCount> fields{};
    std::int64_t time = kNoTime;
    bool is_numbered = false;
  };
  std::uint16_t add_file(std::string name);
  void add(std::uint16_t file, const Row& row);
  void set_time(std::size_t row, std::int64_t time);
  void set_time_reading(std::uint16_t file, std::optional<TimeReading> reading);
  // Another column for a field's, and back: one view a posting, or none at all.
  void exchange(Field field, HugeVector<std::string_view>& column);
  // Room for so many rows in the columns that are present so far.
  void reserve(std::size_t rows);

 private:
  static std::size_t index(Field field) { return static_cast<std::size_t>(field); }
  std::vector<std::string> files_;
  std::vector<std::optional<TimeReading>> readings_;  // a file each
  std::vector<std::uint16_t> file_of_;
  std::vector<bool> is_numbered_;  // as long as the last row that is
  HugeVector<std::int64_t> times_;
  std::array<HugeVector<std::string_view>, kFieldCount> columns_;
};

}  // namespace lodestar::detect
