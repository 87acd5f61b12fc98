// SPDX-License-Identifier: Apache-2.0
#include "detect/indicators.h"

#include <algorithm>
#include <array>

#include "detect/internal/voice.h"
#include "embedded/indicators_commercial_sexual_exploitation.h"
#include "embedded/indicators_counter_evidence.h"
#include "embedded/indicators_forced_labour_recruitment.h"
#include "embedded/indicators_pack.h"
#include "embedded/indicators_protected_words.h"
#include "embedded/indicators_structure.h"
#include "embedded/indicators_voice.h"
#include "table/json_value.h"

namespace lodestar::detect {

const EvidenceFamily* find_evidence_family(std::string_view name) {
  static constexpr std::array<EvidenceFamily, 13> kFamilies = {
      {{.name = "structure"},
       {.name = "linkage"},
       {.name = "movement"},
       {.name = "control", .shows_others = true},
       {.name = "recruitment_deception", .shows_others = true},
       {.name = "debt_and_fees", .shows_others = true, .binds = true},
       {.name = "documents", .shows_others = true, .binds = true},
       {.name = "restriction", .shows_others = true, .binds = true},
       {.name = "living_conditions", .shows_others = true},
       {.name = "pay", .shows_others = true, .binds = true},
       {.name = "age_words"},
       {.name = "service_risk"},
       {.name = "counter"}}};
  const auto found = std::ranges::find(kFamilies, name, &EvidenceFamily::name);
  return found == kFamilies.end() ? nullptr : &*found;
}

namespace {
constexpr std::int32_t kStrong = 12;  // from which a condition binds
}  // namespace

bool WordIndicator::binds() const {
  return strength >= kStrong && find_evidence_family(family)->binds;
}

bool WordIndicator::speaks_of_people() const { return family == "control"; }

bool WordIndicator::controls() const { return strength >= kStrong && family == "control"; }

std::vector<PackBytes> built_in_packs() {
  return {
      {"protected_words.json", embedded::indicators_protected_words()},
      {"structure.json", embedded::indicators_structure()},
      {"voice.json", embedded::indicators_voice()},
      {"forced_labour_recruitment.json", embedded::indicators_forced_labour_recruitment()},
      {"commercial_sexual_exploitation.json",
       embedded::indicators_commercial_sexual_exploitation()},
      {"counter_evidence.json", embedded::indicators_counter_evidence()},
  };
}

std::string built_in_packs_date() {
  const PackBytes manifest{"pack.json", embedded::indicators_pack()};
  return find_packs_date(std::span(&manifest, 1));
}

std::string find_packs_date(std::span<const PackBytes> packs) {
  for (const PackBytes& pack : packs) {
    const auto json = table::parse_json_value(pack.bytes);
    const auto text_of = [&](std::string_view key) {
      const table::JsonValue* value = json ? json->find(key) : nullptr;
      const auto* text = value == nullptr ? nullptr : value->as<std::string>();
      return text == nullptr ? std::string() : *text;
    };
    if (text_of("schema") == "lodestar-pack-1") return text_of("date");
  }
  return {};
}

// "Anna, 24" and "24 years old". Where nobody is offered it is the day of a start, a number of
// places, or the age that is asked for.
bool IndicatorReader::is_of_an_advertised_person(const internal::PhraseMatch& match) const {
  if (match.rule == indicators_.rule_of_age()) return true;
  return match.rule == indicators_.rule_of_name() && match.number.end > 0;
}

namespace {
void add_new(std::span<const Sign> signs, std::size_t first, std::vector<Sign>& seen) {
  for (const Sign& sign : signs) {
    const auto here = std::span(seen).subspan(first);
    if (std::ranges::find(here, sign) == here.end()) seen.push_back(sign);
  }
}
}  // namespace

namespace {
constexpr std::array kReadFields = {Field::title, Field::text};
}  // namespace

bool IndicatorReader::binds(const internal::PhraseMatch& match) const {
  if (match.rule >= indicators_.words.size()) return false;
  const WordIndicator& word = indicators_.words[match.rule];
  return word.binds() || word.controls();
}

void IndicatorReader::read(const Postings& postings, std::uint32_t row, std::vector<Sign>& seen,
                           std::uint32_t own_end) {
  const std::size_t first = seen.size();
  advertised_.clear();
  std::array<internal::FieldMatches, kReadFields.size()> read;
  for (std::size_t i = 0; i < kReadFields.size(); ++i) {
    read[i] = {.raw = postings.get(kReadFields[i], row), .matches = &matches_[i]};
    matches_[i].clear();
    phrases_.read(read[i].raw, matches_[i]);
  }
  std::erase_if(matches_[1], [&](const internal::PhraseMatch& match) {
    return match.span.start >= own_end && !binds(match);
  });
  const internal::Telling telling = internal::hear(indicators_, read);
  if (telling.tells) {
    seen.push_back({row, indicators_.rule_of_telling(), kReadFields[telling.field], telling.cue});
    for (auto& matches : matches_) {
      std::erase_if(matches, [&](const internal::PhraseMatch& match) {
        return match.rule >= indicators_.words.size() || indicators_.words[match.rule].strength > 0;
      });
    }
  }
  std::array<bool, 4> stances = {true, false, false, false};
  for (std::size_t i = 0; i < kReadFields.size(); ++i) {
    for (const auto& match : matches_[i]) {
      for (const Stance stance : {Stance::hiring, Stance::selling}) {
        if (match.rule != indicators_.rule_of_stance(stance)) continue;
        stances[static_cast<std::size_t>(stance)] = true;
        stances[static_cast<std::size_t>(Stance::offering)] = true;
      }
      if (match.rule >= indicators_.rule_of_sector(0))
        stances[static_cast<std::size_t>(Stance::offering)] = true;
    }
    add_signs(row, kReadFields[i], matches_[i], first, seen);
  }
  const auto out_of_place = [&](const Sign& sign) {
    return sign.rule < indicators_.words.size() &&
           !stances[static_cast<std::size_t>(indicators_.words[sign.rule].only_in)];
  };
  if (stances[static_cast<std::size_t>(Stance::selling)]) add_new(advertised_, first, seen);
  seen.erase(
      std::remove_if(seen.begin() + static_cast<std::ptrdiff_t>(first), seen.end(), out_of_place),
      seen.end());
}

void IndicatorReader::add_signs(std::uint32_t row, Field field,
                                std::span<const internal::PhraseMatch> matches, std::size_t first,
                                std::vector<Sign>& seen) {
  const auto span_of = [&](const internal::PhraseMatch& match) {
    if (match.rule == indicators_.rule_of_name() && match.name.end > 0) return match.name;
    if (match.rule == indicators_.rule_of_age() && match.number.end > 0) return match.number;
    return match.span;
  };
  for (const auto& match : matches) {
    Sign sign{row, match.rule, field, span_of(match)};
    if (match.rule == indicators_.rule_of_name() && match.is_possible_name)
      sign.rule = indicators_.rule_of_possible_name();
    if (is_of_an_advertised_person(match)) {
      advertised_.push_back(sign);
      continue;
    }
    const bool is_captured = match.name.end + match.number.end > 0;
    const auto same_rule = [&](const Sign& other) {
      return other.rule == sign.rule && other.field == sign.field;
    };
    const auto here = std::span(seen).subspan(first);
    if (!is_captured && std::ranges::any_of(here, same_rule)) continue;
    add_new({&sign, 1}, first, seen);
  }
}

}  // namespace lodestar::detect
