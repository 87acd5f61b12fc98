// SPDX-License-Identifier: Apache-2.0
// For each text, the few earlier texts most likely to come from the same hand: those that share its
// rarest word pairs.
//
//   1. features   pairs of neighbouring words, and of words with one between them; counted in a
//   saturating table
//   2. rarest     the 32 rarest of a text that at least two texts share
//   3. lists      (feature, text) sorted: who holds a feature, in order of text
//   4. votes      each feature votes for the 8 texts before this one in its list, rarer features
//   with more weight
//
// Linear in words however common a feature is; no text is compared with all others. Features that
// one text alone holds are never used: an edited word makes four of them, and a text's places would
// be filled with what cannot match.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/parallel.h"
#include "detect/internal/texts.h"

namespace lodestar::detect {

class Candidates {
 public:
  static constexpr std::size_t kRarest = 32;
  static constexpr std::size_t kMost = 5;
  struct List {
    std::array<std::uint32_t, kMost> texts{};
    std::size_t count = 0;
  };

  Candidates(const Texts& texts, const Parallel& parallel);

  // Votes for the texts before `text`; heaviest first. Safe to call from many threads, each with
  // its own scratch.
  struct Scratch {
    std::vector<std::uint32_t> slots;
    std::vector<std::uint32_t> touched;
    std::vector<std::uint64_t> votes;
  };
  List find(std::uint32_t text, Scratch& scratch) const;

 private:
  void count_features(const Texts& texts, const Parallel& parallel);
  void keep_rarest(const Texts& texts, const Parallel& parallel);
  void sort_lists(const Parallel& parallel);

  std::vector<std::uint8_t> counts_;    // saturating, by feature hash
  std::vector<std::uint64_t> first_;    // text -> its first kept feature
  std::vector<std::uint64_t> entries_;  // feature hash above, kept-feature number below
  std::vector<std::uint8_t> weights_;   // kept feature -> weight of its vote
  std::vector<std::uint32_t> place_;    // kept feature -> position in entries_
  std::vector<std::uint32_t> owner_;    // position in entries_ -> text
  unsigned number_bits_ = 0;
};

}  // namespace lodestar::detect
