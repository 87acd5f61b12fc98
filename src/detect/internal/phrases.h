// SPDX-License-Identifier: Apache-2.0
// How surprising a word is where it stands: the phrase model that tells stock sentences from texts
// of one hand.
//
// Counted over one text of each provisional source, so that a large campaign does not make its own
// phrases cheap:
//   b(i) = min( u(i),  log2( count(context) / (count(context, word) - 4) ) )   over the pair, skip
//   pair and triple before i,
// where a context counts only if seen with the word in more than four sources.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/huge_vector.h"
#include "base/parallel.h"
#include "detect/internal/texts.h"

namespace lodestar::detect {

class Phrases {
 public:
  static constexpr std::size_t kMostSources = 65536;

  // sources: text numbers, one a source.
  Phrases(const Texts& texts, std::span<const std::uint32_t> sources, const Parallel& parallel);
  // Bits of each word of a text in its place; returns their sum.
  std::uint32_t weigh(std::span<const std::uint32_t> words, std::vector<std::uint8_t>& bits) const;

 private:
  std::uint32_t count(std::uint64_t hash) const { return counts_[hash & (counts_.size() - 1)]; }
  HugeVector<std::uint32_t> counts_;
  std::vector<std::uint16_t> logs_;  // log2 in eighths of small numbers
  std::uint32_t log_total_ = 0;
};

}  // namespace lodestar::detect
