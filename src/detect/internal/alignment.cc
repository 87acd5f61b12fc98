// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/alignment.h"

#include <algorithm>
#include <utility>

namespace lodestar::detect {
namespace {
constexpr unsigned kMostEqualRows =
    32;  // rows tried for one column: a word said a thousand times stays linear
}  // namespace

std::uint32_t similarity(const Chain& chain, std::uint32_t lone_a, std::uint32_t lone_b) {
  const std::uint32_t mean = (lone_a + lone_b) / 2;
  const std::uint32_t run = std::min(chain.heaviest_run, mean / 2);
  if (chain.score <= run || mean <= run) return 0;
  return static_cast<std::uint32_t>(1000ULL * (chain.score - run) / (mean - run));
}

// In a vector that is kept between alignments and has room for a step of each row.
class Aligner::Staircase {
 public:
  Staircase(std::vector<Step>& steps, std::size_t rows) : steps_(steps) {
    if (steps_.size() < rows + 1) steps_.resize(rows + 1);
    steps_[0] = {};  // a floor below all rows: rows are given from 1 on
  }
  // The best of the rows before `row`, which the call also makes the place to raise.
  const Step& before(std::uint32_t row) {
    place_ = size_;
    while (steps_[place_ - 1].row >= row) --place_;
    return steps_[place_ - 1];
  }
  // Raises the rows from that place on which are lower than `step`.
  void raise(const Step& step) {
    const bool is_step = place_ < size_ && steps_[place_].row == step.row;
    if (steps_[is_step ? place_ : place_ - 1].score >= step.score) return;
    std::size_t end = place_;
    while (end < size_ && steps_[end].score < step.score) ++end;
    if (end != place_ + 1 && place_ < size_) move_tail(end);
    steps_[place_] = step;
    size_ += place_ + 1 - end;
  }

 private:
  // What stands from `end` on goes behind the place.
  void move_tail(std::size_t end) {
    const auto at = [&](std::size_t i) { return steps_.begin() + static_cast<std::ptrdiff_t>(i); };
    if (end > place_) {
      std::move(at(end), at(size_), at(place_ + 1));
    } else {
      std::move_backward(at(end), at(size_), at(size_ + 1));
    }
  }

  std::vector<Step>& steps_;
  std::size_t size_ = 1, place_ = 0;
};

void Aligner::set_rows(const Weighted& rows) {
  rows_ = rows;
  const std::size_t size = rows.words.size();
  if (earlier_.size() < size) earlier_.resize(size), last_.resize(size), newest_.resize(size);
  for (const std::uint16_t bucket : used_) heads_[bucket] = kNone;
  used_.resize(size);
  for (std::size_t row = 0; row < size; ++row) {
    used_[row] = static_cast<std::uint16_t>(rows.words[row] % kBuckets);
    earlier_[row] = std::exchange(heads_[used_[row]], static_cast<std::uint16_t>(row));
  }
}

std::uint16_t Aligner::row_with(std::uint32_t word, std::uint16_t row) const {
  while (row != kNone && rows_.words[row] != word) row = earlier_[row];
  return row;
}

std::uint32_t Aligner::match(const Weighted& columns, std::uint32_t least) {
  const std::size_t size = columns.words.size();
  if (matches_.size() < size) matches_.resize(size);
  std::uint32_t most = 0;
  std::size_t found = 0;
  for (std::size_t column = 0; column < size; ++column) {
    const std::uint16_t row = heads_[columns.words[column] % kBuckets];
    const std::uint32_t is_none = (row + 1U) >> 16;  // no branch: it could not be foreseen
    matches_[found] = {static_cast<std::uint16_t>(column), row};
    most += columns.bits[column] & (is_none - 1U);
    found += 1 - is_none;
  }
  match_count_ = 0;
  if (most < least) return 0;
  std::uint32_t common = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < found; ++i) {
    const std::uint16_t column = matches_[i].column;
    const std::uint16_t row = row_with(columns.words[column], matches_[i].row);
    if (row == kNone) continue;
    common += columns.bits[column];
    matches_[count++] = {column, row};
  }
  match_count_ = count;
  return common;
}

std::uint32_t Aligner::common_bits(const Weighted& columns) { return match(columns, 0); }

std::size_t Aligner::common_words(const Weighted& columns) {
  match(columns, 0);
  return match_count_;
}

Chain Aligner::align(const Weighted& columns, std::uint32_t least) {
  if (match(columns, least) < least) return {};
  if (stamp_ > (1U << 31)) {
    std::fill(last_.begin(), last_.end(), Cell{});
    stamp_ = 1;
  }
  const std::uint32_t base = stamp_;
  stamp_ += static_cast<std::uint32_t>(columns.words.size()) + 1;
  Staircase stairs(steps_, rows_.words.size());
  Chain best;
  for (std::size_t i = 0; i < match_count_; ++i) {
    const std::uint32_t column = matches_[i].column;
    unsigned tried = 0;
    // Rows downward: a cell raises only rows at and above its own, which later cells of this column
    // do not read.
    for (std::uint16_t row = matches_[i].row; row != kNone && tried < kMostEqualRows;
         row = row_with(columns.words[column], earlier_[row]), ++tried) {
      const std::uint32_t weight = std::min(rows_.bits[row], columns.bits[column]);
      const bool runs_on = row > 0 && column > 0 && last_[row - 1].stamp == base + column - 1;
      if (weight < kLight && !runs_on) continue;
      Cell cell{.score = weight, .run = weight, .heaviest = weight, .stamp = base + column};
      const Step& before = stairs.before(row + 1U);
      if (before.score > kGap) {
        cell.score = weight + before.score - kGap;
        cell.heaviest = std::max(before.payload, weight);
      }
      if (runs_on) {
        const Cell& diagonal = last_[row - 1];
        if (weight + diagonal.score >= cell.score) {
          cell.score = weight + diagonal.score;
          cell.run = weight + diagonal.run;
          cell.heaviest = std::max(diagonal.heaviest, cell.run);
        }
      }
      last_[row] = cell;
      if (cell.score > best.score) best = {cell.score, cell.heaviest};
      stairs.raise({row + 1U, cell.score, cell.heaviest});
    }
  }
  return best;
}

void Aligner::trace(const Weighted& columns, std::uint32_t gap,
                    std::vector<std::pair<std::uint16_t, std::uint16_t>>& path) {
  match(columns, 0);
  links_.clear();
  std::fill(newest_.begin(), newest_.begin() + static_cast<std::ptrdiff_t>(rows_.words.size()), -1);
  Staircase stairs(steps_, rows_.words.size());
  std::uint32_t best = 0;
  std::int32_t top = -1;
  for (std::size_t i = 0; i < match_count_; ++i) {
    const std::uint16_t column = matches_[i].column;
    unsigned tried = 0;
    for (std::uint16_t row = matches_[i].row; row != kNone && tried < kMostEqualRows;
         row = row_with(columns.words[column], earlier_[row]), ++tried) {
      const std::uint32_t weight = 1U + std::min(rows_.bits[row], columns.bits[column]);
      Link link{.score = weight, .before = -1, .row = row, .column = column};
      const Step& before = stairs.before(row + 1U);
      if (before.score > gap) {
        link.score = weight + before.score - gap;
        link.before = static_cast<std::int32_t>(before.payload);
      }
      const std::int32_t diagonal = row > 0 ? newest_[row - 1] : -1;
      if (diagonal >= 0 && links_[diagonal].column + 1U == column &&
          weight + links_[diagonal].score >= link.score) {
        link.score = weight + links_[diagonal].score;
        link.before = diagonal;
      }
      newest_[row] = static_cast<std::int32_t>(links_.size());
      if (link.score > best) best = link.score, top = newest_[row];
      stairs.raise({row + 1U, link.score, static_cast<std::uint32_t>(newest_[row])});
      links_.push_back(link);
    }
  }
  path.clear();
  for (std::int32_t i = top; i >= 0; i = links_[i].before)
    path.emplace_back(links_[i].row, links_[i].column);
  std::reverse(path.begin(), path.end());
}

}  // namespace lodestar::detect
