// SPDX-License-Identifier: Apache-2.0
// How much of one text another one repeats, in order: a sparse weighted chain over equal words.
//
//   f(i, j) = weight + max( f(i-1, j-1),  max over i' < i, j' < j of f(i', j') - gap )
//
// Only cells with equal words exist, and light words only where they continue a run: alone they
// cannot pay for a gap. With s the best f, r the heaviest unbroken run on its path and l the mean
// bits of the two texts alone, the similarity is (s - m) / (l - m) with m = min(r, l / 2): the
// longest run does not count, for a shared signature, quotation or stock sentence is one run, while
// a true template agrees in many places.
//
// Source: chaining of matches with gap costs (Abouelhoda and Ohlebusch, 2005), the best of the rows
// up to each kept as a staircase. Cost: O(columns + equal cells), and for each cell the steps of
// the staircase between its row and the last: few, for a chain runs along a diagonal.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace lodestar::detect {

// A text to align: hashes of its words and the bits of each.
struct Weighted {
  std::span<const std::uint32_t> words;
  std::span<const std::uint8_t> bits;
  std::uint32_t lone_bits = 0;
};

struct Chain {
  std::uint32_t score = 0;         // s, eighths of a bit
  std::uint32_t heaviest_run = 0;  // r
};

inline constexpr std::uint32_t kGap = 36;  // 4.5 bits
// 2.5 bits: a lighter word is worth a cell only where it continues a run.
inline constexpr std::uint32_t kLight = 20;

// Similarity in thousandths.
std::uint32_t similarity(const Chain& chain, std::uint32_t lone_a, std::uint32_t lone_b);

// Holds one text (the rows) ready to be aligned with many others. Not shared between threads.
class Aligner {
 public:
  Aligner() { heads_.fill(kNone); }
  void set_rows(const Weighted& rows);
  // Bits of the columns whose word some row has: no chain with them can score more.
  std::uint32_t common_bits(const Weighted& columns);
  // Columns whose word some row has: no path is longer.
  std::size_t common_words(const Weighted& columns);
  // The chain with `columns`; a zero chain where the words in common hold fewer than `least` bits.
  Chain align(const Weighted& columns, std::uint32_t least);
  // The pairs (row, column) of the best chain, ascending; gap cost is given, as templates want a
  // milder one.
  void trace(const Weighted& columns, std::uint32_t gap,
             std::vector<std::pair<std::uint16_t, std::uint16_t>>& path);

 private:
  static constexpr std::uint16_t kNone = 0xFFFF;
  static constexpr std::size_t kBuckets = 4096;
  struct Match {
    std::uint16_t column, row;  // the last row with the column's word
  };
  struct Cell {
    std::uint32_t score = 0, run = 0, heaviest = 0;
    std::uint32_t stamp =
        0;  // column plus the alignment's own base: cells of earlier alignments never look new
  };
  // The best score of the rows up to a step's is that of the step; steps ascend in both.
  struct Step {
    std::uint32_t row, score;
    std::uint32_t payload;  // the heaviest run of the chain, or its last link
  };
  class Staircase;
  struct Link {
    std::uint32_t score;
    std::int32_t before;
    std::uint16_t row, column;
  };

  // The last row with a word, from a row of its bucket on; kNone where there is none.
  std::uint16_t row_with(std::uint32_t word, std::uint16_t row) const;
  // Fills matches_ and returns their bits; may stop at 0 where these are fewer than `least`.
  std::uint32_t match(const Weighted& columns, std::uint32_t least);

  Weighted rows_;
  std::array<std::uint16_t, kBuckets> heads_;  // the last row of a bucket of words
  std::vector<std::uint16_t> earlier_;         // row -> the row before it of the same bucket
  std::vector<std::uint16_t> used_;            // buckets
  std::vector<Match> matches_;
  std::size_t match_count_ = 0;
  std::vector<Cell> last_;  // row -> its newest cell
  std::uint32_t stamp_ = 1;
  std::vector<Step> steps_;
  std::vector<Link> links_;
  std::vector<std::int32_t> newest_;  // row -> its newest link
};

}  // namespace lodestar::detect
