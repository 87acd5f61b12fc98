// SPDX-License-Identifier: Apache-2.0
// One language of `simulate`: its grammar, and the rules the program itself asks for.
//
// Shapes   a Tongue never moves: everything else refers to it.
// Units    none.
// Errors   invalid: a rule or outline the program needs is missing.
// Cost     none.
// Threads  immutable once read.
// Source   packs/simulate.
// Example  auto tongues = LODESTAR_TRY(read_tongues());
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "detect/internal/grammar.h"
#include "detect/simulate.h"

namespace lodestar::detect::internal {

enum class ContactForm : std::uint8_t { phone, email, handle, none };

// The bodies a posting can have.
enum class Form : std::uint8_t {
  job,
  adult,
  flat,
  sale,
  spam,
  notice,
  short_job,
  short_adult,
  short_flat,
  short_sale
};
inline constexpr std::size_t kForms = 10;

struct Tongue {
  struct Body {
    std::vector<RuleId> first, some, last;
    std::array<RuleId, 4> contact{};  // by ContactForm
    RuleId title = kNoRule;           // none where short
  };
  Grammar grammar;
  std::uint32_t share = 0;  // of all postings, in a hundred
  bool has_blanks = true;   // between words, where a copied sentence takes a word of one's own
  std::array<Body, kForms> bodies;
  RuleId rare = 0, name = 0, place = 0, adj = 0, age = 0, decoy = 0, fair = 0, lure = 0;
  RuleId open_many = 0;
  RuleId firm = kNoRule;  // where a posting's firm has one name throughout
  std::array<RuleId, 3> syllables{};
  std::array<std::string_view, 10> digit_words;
  std::array<std::string_view, 2> sign_words;  // "at" and "dot"
  RuleId wage = 0;                             // what stands right behind a number
  // Each rule is one indicator.
  std::vector<RuleId> job_hints, adult_hints, job_signs, adult_signs;
  std::uint32_t nightlife = 0;  // sector

  std::string_view words_of(RuleId rule, std::uint32_t alternative) const;
  std::uint32_t alternatives(RuleId rule) const { return grammar.rules[rule].size(); }
};

// English first.
Result<std::vector<Tongue>> read_tongues();

}  // namespace lodestar::detect::internal
