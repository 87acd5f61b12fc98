// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/alignment.h"

#include <algorithm>
#include <bit>

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

// In a vector that is kept between alignments.
class Aligner::Staircase {
 public:
  explicit Staircase(std::vector<Step>& steps) : steps_(steps) {
    steps_.clear();
    steps_.push_back({});  // a floor below all rows: rows are given from 1 on
  }
  // The best of the rows before `row`, which the call also makes the place to raise.
  const Step& before(std::uint32_t row) {
    place_ = steps_.size();
    while (steps_[place_ - 1].row >= row) --place_;
    return steps_[place_ - 1];
  }
  // Raises the rows from that place on which are lower than `step`.
  void raise(const Step& step) {
    const bool is_step = place_ < steps_.size() && steps_[place_].row == step.row;
    if (steps_[is_step ? place_ : place_ - 1].score >= step.score) return;
    std::size_t end = place_;
    while (end < steps_.size() && steps_[end].score < step.score) ++end;
    if (end == place_) {
      steps_.insert(steps_.begin() + static_cast<std::ptrdiff_t>(place_), step);
      return;
    }
    steps_[place_] = step;
    steps_.erase(steps_.begin() + static_cast<std::ptrdiff_t>(place_) + 1,
                 steps_.begin() + static_cast<std::ptrdiff_t>(end));
  }

 private:
  std::vector<Step>& steps_;
  std::size_t place_ = 0;
};

void Aligner::set_rows(const Weighted& rows) {
  rows_ = rows;
  const std::size_t size = rows.words.size();
  const std::size_t slots = std::bit_ceil(2 * size + 2);
  mask_ = static_cast<std::uint32_t>(slots - 1);
  if (slot_word_.size() < slots) slot_word_.resize(slots);
  slot_head_.assign(slots, kNone);
  if (earlier_.size() < size) earlier_.resize(size), last_.resize(size), newest_.resize(size);
  for (const std::uint16_t mark : marked_) marks_[mark] = 0;
  marked_.resize(size);
  for (std::size_t row = 0; row < size; ++row) {
    const std::uint32_t word = rows.words[row];
    std::uint32_t slot = word & mask_;
    while (slot_head_[slot] != kNone && slot_word_[slot] != word) slot = (slot + 1) & mask_;
    slot_word_[slot] = word;
    earlier_[row] = slot_head_[slot];
    slot_head_[slot] = static_cast<std::uint16_t>(row);
    marked_[row] = static_cast<std::uint16_t>(word % kMarks);
    marks_[marked_[row]] = 0xFF;
  }
}

std::uint16_t Aligner::head(std::uint32_t word) const {
  std::uint32_t slot = word & mask_;
  while (slot_head_[slot] != kNone && slot_word_[slot] != word) slot = (slot + 1) & mask_;
  return slot_head_[slot];
}

std::uint32_t Aligner::match(const Weighted& columns, std::uint32_t least) {
  const std::size_t size = columns.words.size();
  if (matches_.size() < size) matches_.resize(size);
  std::uint32_t most = 0;
  std::size_t marked = 0;
  for (std::size_t column = 0; column < size; ++column) {
    const std::uint8_t mark = marks_[columns.words[column] % kMarks];
    most += mark & columns.bits[column];
    matches_[marked].column = static_cast<std::uint16_t>(column);
    marked += mark & 1;
  }
  match_count_ = 0;
  if (most < least) return 0;
  std::uint32_t common = 0;
  for (std::size_t i = 0; i < marked; ++i) {
    const std::uint16_t column = matches_[i].column;
    const std::uint16_t row = head(columns.words[column]);
    if (row == kNone) continue;
    common += columns.bits[column];
    matches_[match_count_++] = {column, row};
  }
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
  Staircase stairs(steps_);
  Chain best;
  for (std::size_t i = 0; i < match_count_; ++i) {
    const std::uint32_t column = matches_[i].column;
    unsigned tried = 0;
    // Rows downward: a cell raises only rows at and above its own, which later cells of this column
    // do not read.
    for (std::uint32_t row = matches_[i].row; row != kNone && tried < kMostEqualRows;
         row = earlier_[row], ++tried) {
      const std::uint32_t weight = std::min(rows_.bits[row], columns.bits[column]);
      const bool runs_on = row > 0 && column > 0 && last_[row - 1].stamp == base + column - 1;
      if (weight < kLight && !runs_on) continue;
      Cell cell{.score = weight, .run = weight, .heaviest = weight, .stamp = base + column};
      const Step& before = stairs.before(row + 1);
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
      stairs.raise({row + 1, cell.score, cell.heaviest});
    }
  }
  return best;
}

void Aligner::trace(const Weighted& columns, std::uint32_t gap,
                    std::vector<std::pair<std::uint16_t, std::uint16_t>>& path) {
  match(columns, 0);
  links_.clear();
  std::fill(newest_.begin(), newest_.begin() + static_cast<std::ptrdiff_t>(rows_.words.size()), -1);
  Staircase stairs(steps_);
  std::uint32_t best = 0;
  std::int32_t top = -1;
  for (std::size_t i = 0; i < match_count_; ++i) {
    const std::uint16_t column = matches_[i].column;
    unsigned tried = 0;
    for (std::uint16_t row = matches_[i].row; row != kNone && tried < kMostEqualRows;
         row = earlier_[row], ++tried) {
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
