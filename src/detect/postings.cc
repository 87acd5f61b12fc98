// SPDX-License-Identifier: Apache-2.0
#include "detect/postings.h"

#include <utility>

#include "base/assert.h"
#include "base/hash.h"

namespace lodestar::detect {

std::string_view to_string(Field field) {
  static constexpr std::array<std::string_view, kFieldCount> kNames = {
      "id", "title", "text", "time", "place", "source", "author", "phone", "image_hash"};
  return kNames[static_cast<std::size_t>(field)];
}

std::uint64_t Postings::key_hash(std::size_t row) const {
  return hash_bytes(get(Field::id, row), hash_bytes(file(row)));
}

std::uint16_t Postings::add_file(std::string name) {
  LODESTAR_ASSERT(files_.size() < 65535);
  files_.push_back(std::move(name));
  readings_.emplace_back();
  return static_cast<std::uint16_t>(files_.size() - 1);
}

void Postings::add(std::uint16_t file, const Row& row) {
  const std::size_t rows = size();
  file_of_.push_back(file);
  if (row.is_numbered) {
    is_numbered_.resize(rows);
    is_numbered_.push_back(true);
  }
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    auto& column = columns_[i];
    if (column.empty() && row.fields[i].empty()) continue;
    if (column.size() != rows) column.resize(rows);  // rows before the first value had none
    column.push_back(row.fields[i]);
  }
  if (times_.empty() && row.time == kNoTime) return;
  if (times_.size() != rows) times_.resize(rows, kNoTime);
  times_.push_back(row.time);
}

void Postings::set_time(std::size_t row, std::int64_t time) {
  if (times_.size() != size()) times_.resize(size(), kNoTime);
  times_[row] = time;
}

void Postings::set_time_reading(std::uint16_t file, std::optional<TimeReading> reading) {
  readings_[file] = reading;
}

void Postings::exchange(Field field, HugeVector<std::string_view>& column) {
  LODESTAR_ASSERT(column.empty() || column.size() == size());
  columns_[index(field)].swap(column);
}

void Postings::reserve(std::size_t rows) {
  file_of_.reserve(rows);
  for (auto& column : columns_) {
    if (!column.empty()) column.reserve(rows);
  }
  if (!times_.empty()) times_.reserve(rows);
}

}  // namespace lodestar::detect
