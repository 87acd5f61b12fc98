// SPDX-License-Identifier: Apache-2.0
// Structural indicators: what a group of postings shows by its shape, whatever the words. Names and
// ages that lead to one contact, identities under one template, places within days, hiring and
// selling through one contact; and the shapes that speak against a lead.
//
// Shapes   a Candidate is the postings of one cluster, or of one network group by group; each
//          measure gives one Evidence or none.
// Units    points in tenths; days are calendar days of UTC.
// Errors   none.
// Cost     O(n log n) in the postings and contacts of the candidate.
// Threads  pure.
// Source   parameters and citations: packs/indicators/structure.json.
// Example  auto shown = measure_structure(candidate, {run, indicators, signs});
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "detect/indicators.h"
#include "detect/leads.h"

namespace lodestar::detect {

struct Candidate {
  // A cluster, or a lone posting: rows [first, last) of the candidate.
  struct Group {
    std::int32_t cluster = kNoCluster;
    std::uint32_t first = 0, last = 0;
  };
  const Network* network = nullptr;  // whose circuits and bursts are this candidate's; may be none
  std::vector<std::uint32_t> rows;
  std::vector<Group> groups;
  std::vector<std::uint32_t> told;  // postings that tell of the others: nothing of them is evidence

  std::span<const std::uint32_t> rows_of(const Group& group) const {
    return std::span(rows).subspan(group.first, group.last - group.first);
  }
};

// Signs of a run's grouped postings; those of a row lie together.
struct Signs {
  std::vector<Sign> all;
  std::vector<std::uint64_t> first_of;  // size postings + 1

  // Whether all that a posting shows is that it tells of others.
  bool tells(std::uint32_t row, std::uint16_t rule_of_telling) const {
    const auto signs = of(row);
    return !signs.empty() && signs.front().rule == rule_of_telling;
  }
  std::span<const Sign> of(std::uint32_t row) const {
    return std::span(all).subspan(first_of[row], first_of[row + 1] - first_of[row]);
  }
};

struct LeadContext {
  const RunView& run;
  const Indicators& indicators;
  const Signs& signs;
  std::vector<bool> weak_contact;  // by contact: cut in the networks, so it ties nothing
  const Weights* weights = nullptr;
};

struct Shown {
  Evidence evidence;
  const Indicator* indicator = nullptr;
  bool is_supporting = false;  // adds points, no family
  bool is_no_line = false;     // speaks against, and is not bought by writing a line
  std::string title;           // the finding, as a lead's title says it
  std::vector<int> subject;    // sectors it is about, where the finding knows better than the whole
};

std::vector<Shown> measure_structure(const Candidate& candidate, const LeadContext& context);

// The sector most of the postings name, as an index into Indicators::sectors; -1 where fewer than a
// third name any. Postings that sell are about what is sold, whatever else they name: "hotel
// visits" is no hotel work.
int find_sector(std::span<const std::uint32_t> rows, const LeadContext& context);

// "nine", "31": numbers as they are read in a sentence.
std::string number_in_words(std::int64_t number);

enum class Initial : std::uint8_t { large, small };
std::string with_initial(std::string text, Initial initial);

}  // namespace lodestar::detect
