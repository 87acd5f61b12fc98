// SPDX-License-Identifier: Apache-2.0
// The template of a group: fixed words and slots, and where each member fills them.
//
//   medoid     We look for packers for Beja , write to Marta 351...
//   votes      5  5    5   1       5   1      5     5  1     0        of five members
//   template   We look for [1]     for [2]    write to [3]
//
//   1. consensus   start from the medoid; align a sample of members; a column the majority writes
//                  otherwise takes the majority's words, a word only the medoid has goes, what the
//                  majority inserts comes in; repeat until nothing changes
//   2. strangers   texts that another consensus explains better are a template of their own
//                  (strangers.h)
//   3. columns     a slot where its fillers cost fewer bits than edits would (variation.h)
//   4. fillers     from its first word to its last, inside one field, without the edits beside it
//                  (fillers.h)
//
// Cost: two to five alignments a member of the sample, one of the others. Deterministic; one thread
// a group.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "detect/clusters.h"
#include "detect/internal/texts.h"
#include "detect/postings.h"

namespace lodestar::detect {

struct Template {
  std::uint32_t medoid = 0;  // text
  std::vector<TemplatePiece> pieces;
  std::vector<Member> members;  // as given, first_slot into slots
  std::vector<SlotSpan> slots;
  std::uint64_t bits_alone = 0, bits_saved = 0;
};

// A group as its texts and the rows that hold them.
struct GroupView {
  std::span<const std::uint32_t> rows;  // ascending
  std::uint32_t medoid = 0;             // a text of the group
};

// One; or several, each with a part of the rows, where strangers were found (strangers.h).
std::vector<Template> make_templates(const Postings& postings, const Texts& texts,
                                     const GroupView& group);

// Matching (column, word) pairs, ascending.
using Path = std::vector<std::pair<std::uint16_t, std::uint16_t>>;

// Gap cost of a template: one bit, as a single fixed word between two slots is worth finding.
inline constexpr std::uint32_t kMildGap = 8;
// Of a template in a script without spaces, where one character or two between slots meet by
// chance: they are not worth finding.
inline constexpr std::uint32_t kCharacterGap = 48;
std::uint32_t gap_of(std::span<const std::uint32_t> words);

// Bits of a text that lie on the path, less what its gaps cost.
std::uint32_t explained_bits(const Texts& texts, std::uint32_t text, const Path& path);

// The majority's words of a group, for comparing other texts with it.
struct Consensus {
  std::vector<std::uint32_t> words;
  std::vector<std::uint8_t> bits;
  std::uint32_t lone_bits = 0;
  // By text: its alignment, where it took part in the last vote and nothing changed after.
  std::vector<std::pair<std::uint32_t, Path>> paths;
};
// Texts, ascending, and how much the vote of each counts; no weights: one each.
struct Voters {
  std::span<const std::uint32_t> texts, weights{};
};
Consensus find_consensus(const Texts& texts, const Voters& voters, std::uint32_t medoid);
// The words that more than half of those write who took part in the last vote: what stays where
// slots and edits differ, of which `gap` takes the place. All words where there was no vote.
Consensus fixed_words(const Consensus& consensus, std::uint32_t gap);

}  // namespace lodestar::detect
