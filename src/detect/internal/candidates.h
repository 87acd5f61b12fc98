// SPDX-License-Identifier: Apache-2.0
// For each text, the few earlier texts most likely to come from the same hand: those that share its
// rarest word pairs.
//
//   1. features   pairs of neighbouring words, and of words with one between them, but for those so
//   common that they meet by chance in many texts; of a text with hardly another pair also four
//   words in a row, of one in a script without spaces nothing else; counted in a saturating table
//   2. rarest     the 32 rarest of a text that at least two texts share
//   3. lists      (feature, text) sorted: who holds a feature, in order of text
//   4. votes      each feature votes for the 4 texts before this one in its list, rarer features
//   with more weight
//
// Linear in words however common a feature is; no text is compared with all others. Features that
// one text alone holds are never used: an edited word makes four of them, and a text's places would
// be filled with what cannot match.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/huge_vector.h"
#include "base/parallel.h"
#include "detect/internal/texts.h"

namespace lodestar::detect {

class Candidates {
 public:
  static constexpr std::size_t kRarest = 32;
  static constexpr std::size_t kMost = 3;
  struct List {
    std::array<std::uint32_t, kMost> texts{};
    std::array<std::uint8_t, kMost> shared{};  // features
    std::size_t count = 0;
    std::span<const std::uint32_t> all() const { return {texts.data(), count}; }
  };

  Candidates(const Texts& texts, const Parallel& parallel);

  // Votes for the texts before `text`; heaviest first. Safe to call from many threads, each with
  // its own scratch.
  struct Scratch {
    std::vector<std::uint32_t> slots;    // open addressing: what was voted for
    std::vector<std::uint64_t> votes;    // by slot: features above, their weight below
    std::vector<std::uint32_t> touched;  // slots in use
    void vote(std::uint32_t for_whom, std::uint8_t weight);
  };
  List find(std::uint32_t text, Scratch& scratch) const;
  // Lists hold each text's group (kNoGroup: none) in the text's stead from here on: find() is over.
  static constexpr std::uint32_t kNoGroup = ~0U;
  void put_groups(const std::vector<std::uint32_t>& group_of, const Parallel& parallel);
  // The group that texts before and after `text` vote for most; kNoGroup where fewer than three
  // features do.
  std::uint32_t find_group(std::uint32_t text, Scratch& scratch) const;
  // Asks for the memory that find(text) will read.
  void prefetch(std::uint32_t text) const;

 private:
  void count_features(const Texts& texts, const Parallel& parallel);
  using Blocks = std::vector<std::vector<std::uint64_t>>;  // entries, by block of texts
  Blocks keep_rarest(const Texts& texts, const Parallel& parallel);
  void sort_lists(Blocks blocks, const Parallel& parallel);

  // A kept feature's number is text * kRarest + k; an entry holds the feature's hash above and its
  // number below, later the hash's low half above and the text below.
  HugeVector<std::uint8_t> counts_;    // saturating, by feature hash
  std::vector<std::uint8_t> kept_;     // text -> features kept
  HugeVector<std::uint64_t> entries_;  // ordered by feature, then text
  HugeVector<std::uint8_t> weights_;   // by number: weight of its vote
  HugeVector<std::uint32_t> place_;    // by number: position in entries_
  unsigned number_bits_ = 0;
  std::uint32_t least_bits_ = 0;  // of a feature's words together
};

}  // namespace lodestar::detect
