// SPDX-License-Identifier: Apache-2.0
// Leads for review: clusters and networks worth a person's look, with the reasons for and against.
// Never a posting, never a person, never a verdict.
//
// Shapes   a Lead's score is exactly the sum of its evidence's points, counter-evidence (negative)
//          included.
// Units    points and score in tenths (39 is 3.9); spans in bytes of the named raw field.
// Errors   none; packs were checked when read (detect/indicators.h).
// Cost     linear in the tokens of clustered and networked postings.
// Threads  find_leads runs on options.parallel; the same answer for any thread count.
// Source   packs/indicators (each entry names its own); docs/adr for the weighting.
// Example  Leads l = find_leads(run, indicators, {});
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "detect/clusters.h"
#include "detect/contacts.h"
#include "detect/networks.h"
#include "detect/postings.h"

namespace lodestar::detect {

class Indicators;  // detect/indicators.h: the packs, compiled
struct Weights;    // detect/weights.h: what decisions taught

struct Quote {
  std::uint32_t posting = 0;
  Field field = Field::text;
  text::Span span;
};

// What a sentence about a piece of evidence is made of, so that it can be made in any language.
struct Figures {
  std::int64_t n = 0, m = 0;
  std::int64_t days = 0;
  std::vector<std::string> places;  // in order
};

struct Evidence {
  std::string indicator;  // id of the pack entry
  std::string family;     // closed list in docs/spec/evidence.md
  bool structural = false;
  std::string label;   // what was seen, in words
  std::string title;   // the same as a part of a sentence: "one contact under nine names"
  std::string detail;  // figures: "9 names, 1 contact"
  std::string why;
  std::string benign;  // the benign explanation
  std::string source;
  std::int32_t points = 0;  // negative: speaks against
  std::int32_t percent =
      100;  // of what the pack says, as people's decisions taught: 100 where none
  std::uint32_t postings = 0;  // postings that show it
  Figures figures{};
  std::vector<Quote> quotes;  // at most 5
};

// Explanations in five classes, each 0..100, not exclusive and not a label.
struct Hints {
  std::uint8_t benign = 0, spam = 0, scam = 0, business = 0, trafficking_concern = 0;
};

struct Lead {
  bool is_network = false;
  std::uint32_t index = 0;           // into Networks::all or Clusters::all
  std::string title;                 // the finding in words
  std::string summary;               // one or two sentences
  std::vector<std::string> subject;  // ids of the sectors that the title begins with, at most two
  std::int32_t score = 0;            // tenths; the sum of evidence points
  std::uint32_t postings = 0;        // all of it, those that warn of it or tell about it too
  std::uint32_t contacts = 0;        // that reach somebody and were not cut
  std::vector<Evidence> evidence;    // heaviest first
  Hints hints;
};

struct LeadOptions {
  Parallel parallel{};
  const Weights* weights = nullptr;  // none: as the packs say
};

// A finished run's parts, for whatever reads them together.
struct RunView {
  const Postings& postings;
  const Clusters& clusters;
  const Contacts& contacts;
  const Networks& networks;
};

// Highest score first, ties by smallest member row.
std::vector<Lead> find_leads(const RunView& run, const Indicators& indicators,
                             const LeadOptions& options);

}  // namespace lodestar::detect
