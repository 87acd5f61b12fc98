// SPDX-License-Identifier: Apache-2.0
// The sparse weighted chain, as its recurrence says it: every cell against every earlier cell.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "detect/internal/alignment.h"

namespace lodestar::testing {

// The best chain's score. A light cell that continues no run is no cell, as in the kernel.
inline std::uint32_t best_chain(const detect::Weighted& rows, const detect::Weighted& columns) {
  std::map<std::pair<std::size_t, std::size_t>, std::uint32_t> cells;
  std::uint32_t best = 0;
  for (std::size_t j = 0; j < columns.words.size(); ++j) {
    for (std::size_t i = 0; i < rows.words.size(); ++i) {
      if (rows.words[i] != columns.words[j]) continue;
      const std::uint32_t weight = std::min(rows.bits[i], columns.bits[j]);
      const auto diagonal = i > 0 && j > 0 ? cells.find({i - 1, j - 1}) : cells.end();
      if (weight < detect::kLight && diagonal == cells.end()) continue;
      std::uint32_t before = diagonal == cells.end() ? 0 : diagonal->second;
      for (const auto& [at, score] : cells) {
        const bool earlier = at.first < i && at.second < j;
        if (earlier && score > detect::kGap) before = std::max(before, score - detect::kGap);
      }
      cells[{i, j}] = weight + before;
      best = std::max(best, weight + before);
    }
  }
  return best;
}

}  // namespace lodestar::testing
