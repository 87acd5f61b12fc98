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

TEST(BaseRates, ThePacksSeeAboutAsManyIndicatorsAsReadersDid) {
  const AllRates rates = measure(11);
  for (const auto& [of, found] : rates) {
    std::printf("%-5s %-3s %6.0f", std::string(to_string(of.first)).c_str(),
                std::string(of.second).c_str(), found.postings);
    for (std::size_t i = 0; i < found.by.size(); ++i) std::printf(" %5.3f", found.exactly(i));
    std::printf("\n");
  }
}

}  // namespace
}  // namespace lodestar::detect
