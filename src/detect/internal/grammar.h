// SPDX-License-Identifier: Apache-2.0
// A sentence grammar: rules with alternatives, read from packs/simulate/*.txt.
//
// Shapes   an alternative is a run of pieces; a rule that starts with "." belongs to a sector.
//          outlines say which sentences make a posting of a kind.
// Units    none.
// Errors   invalid: file and line, what is wrong.
// Cost     a millisecond to read; a piece is a view into the pack's bytes.
// Threads  immutable once read.
// Source   packs/simulate/pack.json.
// Example  Grammar grammar = LODESTAR_TRY(read_grammar("en.txt", bytes));
//
//   line     = "#" comment | "sector" name | outline | rule
//   outline  = "outline" kind ":" {sentence} "/" {sentence} "/" {sentence}     first / some / last
//   rule     = name ":" alternative {" | " alternative}
//   alternative = "~" (nothing) | {piece}
//   piece    = "<" rule ">" | "{" rule "}" | "%" (d D w N) | "%(" low "-" high [":" step] ")"
//            | "[" {piece} {"|" {piece}} "]" | words          [a|b|]: one of these, or none
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lodestar::detect::internal {

using RuleId = std::uint16_t;
inline constexpr RuleId kNoRule = 0xffff;

enum class PieceKind : std::uint8_t {
  words,
  rule,         // one alternative of a rule, settled with the template
  slot,         // one alternative of a rule, drawn for each posting
  sector_rule,  // the same, of the posting's sector
  sector_slot,
  contact,
  digit,          // 0-9
  leading_digit,  // 1-9
  number,         // low, low + step .. high
  rare_word,
  proper_name,
};

struct GrammarPiece {
  PieceKind kind = PieceKind::words;
  RuleId rule = kNoRule;  // for sectors: index of the local name
  std::string_view words;
  std::uint32_t low = 0, steps = 0, step = 1;  // number: low + 0..steps of step
};

struct Range {
  std::uint32_t first = 0, last = 0;
  std::uint32_t size() const { return last - first; }
};

struct Outline {
  std::string_view kind;
  // With kLocal set: of the sector. kNoRule: a sentence with the contact, whose rules are named
  // by `contact` and "_phone", "_email", "_handle" or "_none".
  std::vector<RuleId> first, some, last;
  std::string_view contact;
};

class Grammar {
 public:
  static constexpr RuleId kLocal = 0x8000;

  std::string_view language;
  std::vector<GrammarPiece> pieces;
  std::vector<Range> alternatives;  // into pieces
  std::vector<Range> rules;         // into alternatives
  std::vector<std::string_view> names;
  std::vector<std::string_view> sectors;
  std::vector<std::string_view> local_names;
  std::vector<RuleId> of_sector;  // [sector * local_names.size() + local name]
  std::vector<Outline> outlines;

  // kNoRule where there is none.
  RuleId find(std::string_view name) const;
  const Outline* find_outline(std::string_view kind) const;
  // All rules whose names start so: "hint." and the like.
  std::vector<RuleId> starting_with(std::string_view prefix) const;
  RuleId resolve(RuleId rule, std::uint32_t sector) const {
    return (rule & kLocal) == 0 ? rule : of_sector[sector * local_names.size() + (rule & ~kLocal)];
  }
};

Result<Grammar> read_grammar(std::string_view file, std::string_view bytes);

}  // namespace lodestar::detect::internal
