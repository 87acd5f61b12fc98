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

void Aligner::set_rows(const Weighted& rows) {
  rows_ = rows;
  const std::size_t size = rows.words.size();
  const std::size_t slots = std::bit_ceil(2 * size + 2);
  mask_ = static_cast<std::uint32_t>(slots - 1);
  if (slot_word_.size() < slots) slot_word_.resize(slots);
  slot_head_.assign(slots, kNone);
  earlier_.resize(std::max(size, earlier_.size()));
  last_.resize(std::max(size, last_.size()));
  best_.resize(std::max(size, best_.size()));
  best_run_.resize(std::max(size, best_run_.size()));
  for (std::size_t row = 0; row < size; ++row) {
    const std::uint32_t word = rows.words[row];
    std::uint32_t slot = word & mask_;
    while (slot_head_[slot] != kNone && slot_word_[slot] != word) slot = (slot + 1) & mask_;
    slot_word_[slot] = word;
    earlier_[row] = slot_head_[slot];
    slot_head_[slot] = static_cast<std::uint16_t>(row);
  }
}

std::uint16_t Aligner::head(std::uint32_t word) const {
  std::uint32_t slot = word & mask_;
  while (slot_head_[slot] != kNone && slot_word_[slot] != word) slot = (slot + 1) & mask_;
  return slot_head_[slot];
}

std::uint32_t Aligner::common_bits(const Weighted& columns) {
  heads_.resize(std::max(heads_.size(), columns.words.size()));
  std::uint32_t common = 0;
  for (std::size_t column = 0; column < columns.words.size(); ++column) {
    heads_[column] = head(columns.words[column]);
    if (heads_[column] != kNone) common += columns.bits[column];
  }
  return common;
}

Chain Aligner::align(const Weighted& columns, std::uint32_t least) {
  if (common_bits(columns) < least) return {};
  if (stamp_ > (1U << 31)) {
    std::fill(last_.begin(), last_.end(), Cell{});
    stamp_ = 1;
  }
  const std::uint32_t base = stamp_;
  stamp_ += static_cast<std::uint32_t>(columns.words.size()) + 1;
  std::uint32_t reach =
      0;  // prefix maxima are explicit for rows < reach, and constant from there on
  Chain best;
  for (std::uint32_t column = 0; column < columns.words.size(); ++column) {
    unsigned tried = 0;
    // Rows downward: a cell's update touches only rows at and above its own, which later cells of
    // this column do not read.
    for (std::uint32_t row = heads_[column]; row != kNone && tried < kMostEqualRows;
         row = earlier_[row], ++tried) {
      const std::uint32_t weight = std::min(rows_.bits[row], columns.bits[column]);
      const bool runs_on = row > 0 && column > 0 && last_[row - 1].stamp == base + column - 1;
      if (weight < kLight && !runs_on) continue;
      Cell cell{.score = weight, .run = weight, .heaviest = weight, .stamp = base + column};
      if (row > 0 && reach > 0) {
        const std::uint32_t before = std::min(row, reach) - 1;
        if (best_[before] > kGap) {
          cell.score = weight + best_[before] - kGap;
          cell.heaviest = std::max(best_run_[before], weight);
        }
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
      for (; reach <= row; ++reach) {
        best_[reach] = reach > 0 ? best_[reach - 1] : 0;
        best_run_[reach] = reach > 0 ? best_run_[reach - 1] : 0;
      }
      for (std::uint32_t i = row; i < reach && best_[i] < cell.score; ++i) {
        best_[i] = cell.score;
        best_run_[i] = cell.heaviest;
      }
    }
  }
  return best;
}

void Aligner::trace(const Weighted& columns, std::uint32_t gap,
                    std::vector<std::pair<std::uint16_t, std::uint16_t>>& path) {
  path.clear();
  common_bits(columns);
  struct Step {
    std::uint32_t score;
    std::uint16_t row, column;
    std::int32_t before;
  };
  thread_local std::vector<Step> steps;
  thread_local std::vector<std::int32_t> best, newest;  // row -> step
  steps.clear();
  best.assign(rows_.words.size(), -1);
  newest.assign(rows_.words.size(), -1);
  std::uint32_t reach = 0;
  std::int32_t top = -1;
  for (std::uint32_t column = 0; column < columns.words.size(); ++column) {
    unsigned tried = 0;
    for (std::uint32_t row = heads_[column]; row != kNone && tried < kMostEqualRows;
         row = earlier_[row], ++tried) {
      const std::uint32_t weight = 1U + std::min(rows_.bits[row], columns.bits[column]);
      Step step{weight, static_cast<std::uint16_t>(row), static_cast<std::uint16_t>(column), -1};
      if (row > 0 && reach > 0) {
        const std::int32_t before = best[std::min(row, reach) - 1];
        if (before >= 0 && steps[before].score > gap) {
          step.score = weight + steps[before].score - gap;
          step.before = before;
        }
      }
      if (row > 0 && newest[row - 1] >= 0 && steps[newest[row - 1]].column + 1U == column &&
          weight + steps[newest[row - 1]].score >= step.score) {
        step.score = weight + steps[newest[row - 1]].score;
        step.before = newest[row - 1];
      }
      const auto index = static_cast<std::int32_t>(steps.size());
      steps.push_back(step);
      newest[row] = index;
      if (top < 0 || step.score > steps[top].score) top = index;
      for (; reach <= row; ++reach) best[reach] = reach > 0 ? best[reach - 1] : -1;
      for (std::uint32_t i = row; i < reach && (best[i] < 0 || steps[best[i]].score < step.score);
           ++i)
        best[i] = index;
    }
  }
  for (std::int32_t i = top; i >= 0; i = steps[i].before)
    path.emplace_back(steps[i].row, steps[i].column);
  std::reverse(path.begin(), path.end());
}

}  // namespace lodestar::detect
