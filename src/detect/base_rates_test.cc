// SPDX-License-Identifier: Apache-2.0
// How often the packs see indicators in ordinary invented postings, beside how often readers saw
// them in real ones:
//   job ads       98.4 % show one or more, 15 % five or more (Volodko, Cockbain, Kleinberg 2020)
//   sex-work ads  19.0 % none of ten, 58.3 % one, 21.3 % two, 1.7 % three or more (Giommoni, Ikwu
//                 2021)
// Where the two part, docs/guide/simulate.md says by how much and why.
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>

#include "detect/analysis.h"
#include "detect/indicators.h"
#include "detect/simulate.h"

namespace lodestar::detect {
namespace {

struct Rates {
  double postings = 0;
  std::array<double, 6> by{};  // postings with so many indicators; the last: or more
  double at_least(std::size_t count) const {
    double sum = 0;
    for (std::size_t i = count; i < by.size(); ++i) sum += by[i];
    return sum / postings;
  }
  double exactly(std::size_t count) const { return by[count] / postings; }
};

// By kind and language; "" is all of them.
using AllRates = std::map<std::pair<Kind, std::string_view>, Rates>;

AllRates measure(std::uint64_t seed) {
  const auto indicators = parse_indicator_packs(built_in_packs());
  const auto simulation =
      Simulation::plan({.postings = 20'000, .seed = seed, .preset = Preset::benign});
  IndicatorReader reader(*indicators);
  AllRates rates;
  InventedPosting posting;
  for (std::size_t row = 0; row < simulation->size(); ++row) {
    simulation->make(row, posting);
    const bool is_job = posting.kind == Kind::job;
    if (posting.cluster >= 0 || (!is_job && posting.kind != Kind::adult)) continue;
    Postings one;
    Postings::Row fields;
    fields.fields[static_cast<std::size_t>(Field::title)] = posting.title;
    fields.fields[static_cast<std::size_t>(Field::text)] = posting.text;
    one.add(one.add_file("f"), fields);
    std::vector<Sign> signs;
    reader.read(one, 0, signs);
    std::set<std::uint16_t> seen;
    for (const Sign& sign : signs) {
      if (sign.rule >= indicators->words.size()) continue;
      const WordIndicator& word = indicators->words[sign.rule];
      const bool counts =
          is_job ? word.only_in != Stance::selling : word.only_in == Stance::selling;
      if (word.strength > 0 && counts) seen.insert(sign.rule);
    }
    for (const std::string_view language : {std::string_view(), posting.language}) {
      Rates& of = rates[{posting.kind, language}];
      ++of.postings;
      ++of.by[std::min<std::size_t>(seen.size(), of.by.size() - 1)];
    }
  }
  return rates;
}

// The packs are read by a machine and have no phrases in Chinese or Thai: they see somewhat less.
TEST(BaseRates, ThePacksSeeNearlyAsManyIndicatorsAsReadersDid) {
  for (const auto& [of, rates] : measure(11)) {
    const auto& [kind, language] = of;
    SCOPED_TRACE(std::string(to_string(kind)) + " " + std::string(language));
    std::printf("%-5s %-2s", std::string(to_string(kind)).c_str(), std::string(language).c_str());
    for (std::size_t i = 0; i < rates.by.size(); ++i) std::printf(" %5.3f", rates.exactly(i));
    std::printf(" of %.0f\n", rates.postings);
    const bool few = rates.postings < 150;
    if (few || language == "zh" || language == "th") continue;
    if (kind == Kind::job) {
      EXPECT_NEAR(rates.at_least(1), .984, .10);
      EXPECT_NEAR(rates.at_least(5), .15, .12);
    } else {
      EXPECT_NEAR(rates.exactly(0), .190, .30);
      EXPECT_NEAR(rates.exactly(1), .583, .12);
      EXPECT_NEAR(rates.exactly(2), .213, .17);
      EXPECT_NEAR(rates.at_least(3), .017, .02);
    }
  }
}

// Benign postings as `simulate` invents them, through all of detection: agencies, touring workers,
// and four contacts that hundreds of unrelated organisers show.
TEST(BaseRates, BenignPostingsGiveAtMostOneLeadInAThousandAndSharedContactsTieNobody) {
  const auto indicators = parse_indicator_packs(built_in_packs());
  const auto simulation =
      Simulation::plan({.postings = 20'000, .seed = 21, .preset = Preset::benign});
  std::vector<InventedPosting> invented(simulation->size());
  Postings postings;
  const auto file = postings.add_file("f");
  for (std::size_t row = 0; row < invented.size(); ++row) {
    simulation->make(row, invented[row]);
    Postings::Row fields{.time = invented[row].time};
    const auto set = [&](Field field, std::string_view value) {
      fields.fields[static_cast<std::size_t>(field)] = value;
    };
    set(Field::title, invented[row].title);
    set(Field::text, invented[row].text);
    set(Field::place, invented[row].place);
    set(Field::author, invented[row].author);
    postings.add(file, fields);
  }
  const auto found = analyse(postings, *indicators, {.parallel = {.threads = 2}});
  ASSERT_TRUE(found.has_value());
  std::printf("%zu leads of %zu\n", found->leads.size(), postings.size());
  EXPECT_LE(found->leads.size() * 1000, postings.size());
  std::size_t shared = 0, cut = 0;
  for (const Contact& contact : found->contacts.all) shared += contact.postings > 100 ? 1U : 0U;
  for (const Cut& one : found->networks.cuts)
    cut += discredits(one.reason) && found->contacts.all[one.contact].postings > 100 ? 1U : 0U;
  EXPECT_GE(shared, 4U);
  EXPECT_GE(cut, 4U);
}

}  // namespace
}  // namespace lodestar::detect
