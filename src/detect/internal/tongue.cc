// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/tongue.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "embedded/simulate_de.h"
#include "embedded/simulate_en.h"
#include "embedded/simulate_es.h"
#include "embedded/simulate_fr.h"
#include "embedded/simulate_pt.h"
#include "embedded/simulate_ru.h"
#include "embedded/simulate_th.h"
#include "embedded/simulate_zh.h"

namespace lodestar::detect::internal {
namespace {

constexpr std::array<std::string_view, kForms> kFormNames = {
    "job",    "adult",     "flat",        "sale",       "spam",
    "notice", "short_job", "short_adult", "short_flat", "short_sale"};
constexpr std::array<std::string_view, 4> kContactForms = {"phone", "email", "handle", "none"};

Result<RuleId> get(const Grammar& grammar, std::string_view name) {
  const RuleId rule = grammar.find(name);
  if (rule != kNoRule) return rule;
  return Error{Code::invalid, fmt::format("{}: there is no rule {}", grammar.language, name)};
}

Result<Tongue::Body> read_body(const Grammar& grammar, std::string_view form) {
  const Outline* outline = grammar.find_outline(form);
  if (outline == nullptr) {
    return Error{Code::invalid, fmt::format("{}: there is no outline {}", grammar.language, form)};
  }
  Tongue::Body body{.first = outline->first, .some = outline->some, .last = outline->last};
  if (form.starts_with("short_")) return body;
  body.title = LODESTAR_TRY(get(grammar, fmt::format("title_{}", form)));
  for (std::size_t i = 0; i < kContactForms.size(); ++i) {
    body.contact[i] =
        LODESTAR_TRY(get(grammar, fmt::format("{}_{}", outline->contact, kContactForms[i])));
  }
  return body;
}

struct File {
  std::string_view name;
  std::string_view bytes;
  std::uint32_t share;  // in a hundred
  bool has_blanks = true;
};

// One word an alternative, as many as there is room for.
Status read_words(const Tongue& tongue, std::string_view name, std::span<std::string_view> words) {
  const RuleId rule = LODESTAR_TRY(get(tongue.grammar, name));
  if (tongue.alternatives(rule) != words.size())
    return Error{Code::invalid, fmt::format("{}: {} words", name, words.size())};
  for (std::uint32_t i = 0; i < words.size(); ++i) words[i] = tongue.words_of(rule, i);
  return {};
}

Result<Tongue> read_tongue(const File& file) {
  Tongue tongue{.grammar = LODESTAR_TRY(read_grammar(file.name, file.bytes)),
                .share = file.share,
                .has_blanks = file.has_blanks,
                .bodies = {},
                .digit_words = {},
                .sign_words = {}};
  const Grammar& grammar = tongue.grammar;
  for (std::size_t i = 0; i < kForms; ++i) {
    tongue.bodies[i] = LODESTAR_TRY(read_body(grammar, kFormNames[i]));
  }
  const std::pair<RuleId*, std::string_view> wanted[] = {
      {&tongue.rare, "rare"},         {&tongue.name, "name"},
      {&tongue.place, "place"},       {&tongue.adj, "adj"},
      {&tongue.age, "age"},           {&tongue.wage, "behind_number"},
      {&tongue.decoy, "decoy"},       {&tongue.fair, "fair"},
      {&tongue.lure, "lure"},         {&tongue.open_many, "xopen_many"},
      {&tongue.syllables[0], "syl1"}, {&tongue.syllables[1], "syl2"},
      {&tongue.syllables[2], "syl3"},
  };
  for (const auto& [rule, name] : wanted) *rule = LODESTAR_TRY(get(grammar, name));
  tongue.firm = grammar.find("firm");
  LODESTAR_TRY(read_words(tongue, "digit", tongue.digit_words));
  LODESTAR_TRY(read_words(tongue, "sign", tongue.sign_words));
  tongue.job_hints = grammar.starting_with("hint.");
  tongue.adult_hints = grammar.starting_with("xhint.");
  tongue.job_signs = grammar.starting_with("sign.");
  tongue.adult_signs = grammar.starting_with("xsign.");
  const auto night = std::ranges::find(grammar.sectors, "nightlife");
  if (night == grammar.sectors.end()) return Error{Code::invalid, "no sector nightlife"};
  tongue.nightlife = static_cast<std::uint32_t>(night - grammar.sectors.begin());
  return tongue;
}

}  // namespace

std::string_view Tongue::words_of(RuleId rule, std::uint32_t alternative) const {
  const Range& range = grammar.alternatives[grammar.rules[rule].first + alternative];
  return range.size() == 0 ? std::string_view{} : grammar.pieces[range.first].words;
}

Result<std::vector<Tongue>> read_tongues() {
  const File files[] = {
      {"en.txt", embedded::simulate_en(), 50},       {"es.txt", embedded::simulate_es(), 15},
      {"fr.txt", embedded::simulate_fr(), 11},       {"ru.txt", embedded::simulate_ru(), 10},
      {"pt.txt", embedded::simulate_pt(), 7},        {"de.txt", embedded::simulate_de(), 5},
      {"zh.txt", embedded::simulate_zh(), 1, false}, {"th.txt", embedded::simulate_th(), 1, false},
  };
  std::vector<Tongue> tongues;
  for (const File& file : files) tongues.push_back(LODESTAR_TRY(read_tongue(file)));
  return tongues;
}

}  // namespace lodestar::detect::internal
