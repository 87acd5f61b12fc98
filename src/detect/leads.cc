// SPDX-License-Identifier: Apache-2.0
// How a lead is judged (docs/guide/evidence.md says it for analysts):
//
//   0. who tells   what warns of the others or tells about them is counted, and is no evidence
//   1. structure   what the group's shape shows; nothing structural, no lead
//   2. words       each entry by the share of postings that show it: from 1/4 on (1/8 where it
//                  speaks against), in full at 3/4
//   3. families    the heaviest of a family counts in full, the next half, the next a quarter ...
//                  What speaks against is capped where the postings that offer work or sell state
//                  what binds: a line about rights is cheap. Names, ages and accounts are capped
//                  by what is said beside them
//   4. the gate    two families for, one structural, one that tells something; kLeastScore in all.
//                  A journey is structural only where the words show somebody else behind it
//
// Weights that decisions taught (detect/weights.h) count between 3 and 4. All integers, in tenths:
// what is shown is what is summed.
#include "detect/leads.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "detect/indicators.h"
#include "detect/internal/footers.h"
#include "detect/internal/lead_words.h"
#include "detect/structure.h"
#include "detect/weights.h"

namespace lodestar::detect {
namespace {

constexpr std::int32_t kLeastScore = 30;
constexpr std::int32_t kLeastOfFamily = 6;       // a word of less strength is common everywhere
constexpr std::int32_t kMostAgainstBinding = 5;  // of one counter-evidence
constexpr std::int32_t kMoreThanBeside = 5;      // names beyond the points of what else is shown
constexpr std::size_t kLeastPostings = 3;
constexpr std::size_t kMostQuotes = 5;
constexpr std::size_t kRowsABlock = 512, kUnitsABlock = 16;

Signs read_grouped_postings(const RunView& run, const Indicators& indicators,
                            const Parallel& parallel) {
  const std::size_t count = run.postings.size();
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < count; ++row) {
    if (run.clusters.of[row] != kNoCluster || run.networks.of_posting[row] != kNoNetwork) {
      rows.push_back(row);
    }
  }
  const internal::Footers footers(run);
  std::vector<std::vector<Sign>> blocks((rows.size() + kRowsABlock - 1) / kRowsABlock);
  std::vector<std::optional<IndicatorReader>> readers(std::max(1U, parallel.threads));
  for_blocks(parallel, rows.size(), kRowsABlock,
             [&](std::size_t begin, std::size_t end, unsigned worker) {
               if (!readers[worker]) readers[worker].emplace(indicators);
               for (std::size_t i = begin; i < end; ++i) {
                 readers[worker]->read(run.postings, rows[i], blocks[begin / kRowsABlock],
                                       footers.own_end(rows[i]));
               }
             });
  Signs signs;
  signs.first_of.assign(count + 1, 0);
  for (auto& block : blocks) {
    for (const Sign& seen : block) ++signs.first_of[seen.posting + 1];
    signs.all.insert(signs.all.end(), block.begin(), block.end());
    std::vector<Sign>().swap(block);
  }
  for (std::size_t row = 0; row < count; ++row) {
    signs.first_of[row + 1] += signs.first_of[row];
  }
  return signs;
}

// Tenths for a word that `shown` of `all` postings show.
std::int32_t word_points(std::int32_t strength, std::uint64_t shown, std::uint64_t all) {
  if (shown < 2 || shown * (strength < 0 ? 8 : 4) < all) return 0;
  const auto share = static_cast<std::int64_t>(std::min(4 * shown, 3 * all));
  return static_cast<std::int32_t>(strength * share / static_cast<std::int64_t>(3 * all));
}

std::vector<Shown> measure_words(const Candidate& candidate, const LeadContext& context) {
  const auto& words = context.indicators.words;
  std::vector<std::uint32_t> postings(words.size()), last(words.size(), UINT32_MAX);
  std::vector<std::vector<Quote>> quotes(words.size());
  for (const std::uint32_t row : candidate.rows) {
    for (const Sign& seen : context.signs.of(row)) {
      if (seen.rule >= words.size() || std::exchange(last[seen.rule], row) == row) continue;
      ++postings[seen.rule];
      if (quotes[seen.rule].size() < kMostQuotes) {
        quotes[seen.rule].push_back({row, seen.field, seen.span});
      }
    }
  }
  std::vector<Shown> shown;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const WordIndicator& word = words[i];
    const std::int32_t points = word_points(word.strength, postings[i], candidate.rows.size());
    if (points == 0) continue;
    shown.push_back({.evidence = {.indicator = word.id,
                                  .family = word.family,
                                  .label = word.label,
                                  .detail = "in " + std::to_string(postings[i]) + " of " +
                                            std::to_string(candidate.rows.size()) + " postings",
                                  .why = word.why,
                                  .benign = word.benign,
                                  .source = word.source,
                                  .points = points,
                                  .postings = postings[i],
                                  .figures = {.n = postings[i], .m = std::ssize(candidate.rows)},
                                  .quotes = std::move(quotes[i])},
                     .indicator = &word,
                     .is_supporting = word.strength < kLeastOfFamily,
                     .title = word.title});
  }
  return shown;
}

// Whether a quarter of the postings both ask for workers, or sell, and state a condition that binds
// or name somebody beside who is sold. Who helps or reports states it too, but offers nothing.
bool offers_what_binds(const Candidate& candidate, const LeadContext& context) {
  const Indicators& indicators = context.indicators;
  const auto selling = indicators.rule_of_stance(Stance::selling);
  std::size_t postings = 0;
  for (const std::uint32_t row : candidate.rows) {
    bool offers = false, binding = false;
    for (const Sign& seen : context.signs.of(row)) {
      offers |= seen.rule == indicators.rule_of_recruiting() || seen.rule == selling;
      if (seen.rule >= indicators.words.size()) continue;
      const WordIndicator& word = indicators.words[seen.rule];
      binding |= word.binds() || (word.family == "control" && word.strength >= kLeastOfFamily);
    }
    postings += offers && binding;
  }
  return postings * 4 >= candidate.rows.size();
}

// Nobody buys silence with a line about rights.
void cap_counter_evidence(std::vector<Shown>& shown) {
  for (Shown& one : shown) {
    if (!one.is_no_line) one.evidence.points = std::max(one.evidence.points, -kMostAgainstBinding);
  }
}

// A hotel has many receptionists: names, ages and accounts together count for little more than what
// is said beside them; more where several kinds of structure agree, a journey being one.
void cap_structure(std::vector<Shown>& shown) {
  std::int32_t left = 0;
  for (const Shown& one : shown) {
    const auto& [family, points] = std::tie(one.evidence.family, one.evidence.points);
    const bool is_shape =
        family == "structure" || (family == "movement" && one.evidence.structural);
    if (!is_shape) left += std::max(0, points);
    if (is_shape && one.evidence.structural) left += kMoreThanBeside;
  }
  for (Shown& one : shown) {
    if (one.evidence.family != "structure") continue;
    one.evidence.points = std::min(one.evidence.points, left);
    left -= one.evidence.points;
  }
}

// Heaviest first; inside a family each next one counts half of its turn, so that many words for one
// thing are not many reasons.
void weigh_families(std::vector<Shown>& shown) {
  const auto heavier = [](const Shown& a, const Shown& b) {
    const auto weight = [](const Shown& s) { return std::abs(s.evidence.points); };
    return std::tuple(-weight(a), a.evidence.indicator) <
           std::tuple(-weight(b), b.evidence.indicator);
  };
  std::ranges::sort(shown, heavier);
  std::map<std::string, int> seen;
  for (Shown& one : shown) one.evidence.points /= 1 << std::min(seen[one.evidence.family]++, 10);
  cap_structure(shown);
  std::erase_if(shown, [](const Shown& one) { return one.evidence.points == 0; });
  std::ranges::sort(shown, heavier);
}

// Structure and movement alone describe any busy trader: something must also be said, or one
// contact must tie what does not belong together. And a lead is never about one person: one who
// moves from town to town under one name and number is no structure, whatever services are named.
bool passes_gate(const std::vector<Shown>& shown, std::int32_t score) {
  std::set<std::string_view> families;
  bool structural = false, telling = false, moves = false, others = false;
  for (const Shown& one : shown) {
    if (one.evidence.points < 0 || one.is_supporting) continue;
    families.insert(one.evidence.family);
    const auto& family = one.evidence.family;
    (family == "movement" ? moves : structural) |= one.evidence.structural;
    others |= find_evidence_family(family)->shows_others;
    telling |= !one.evidence.structural || family == "linkage" || family == "control";
  }
  structural |= moves && others;
  return structural && telling && families.size() >= 2 && score >= kLeastScore;
}

Hints explain(const std::vector<Shown>& shown, std::int32_t score) {
  std::array<std::int32_t, kHintClasses> sums{};
  for (const Shown& one : shown) {
    for (std::size_t i = 0; i < kHintClasses; ++i) sums[i] += one.indicator->hints[i];
  }
  const auto of = [&](HintClass hint, std::int32_t more = 0) {
    const std::int32_t sum = sums[static_cast<std::size_t>(hint)] + more;
    return static_cast<std::uint8_t>(std::clamp(sum, 0, 100));
  };
  using enum HintClass;
  return {.benign = of(benign),
          .spam = of(spam),
          .scam = of(scam),
          .business = of(business),
          .trafficking_concern = of(trafficking_concern, score / 4)};
}

// Behind all that compares one piece of evidence with another: which families a lead rests on, and
// what is capped by what, is as the packs say.
void apply(const Weights& weights, std::vector<Shown>& shown) {
  for (Shown& one : shown) {
    one.evidence.percent = weights.percent_of(one.evidence.indicator);
    one.evidence.points = weigh(one.evidence.points, one.evidence.percent);
  }
  std::ranges::stable_sort(shown, std::greater{},
                           [](const Shown& one) { return std::abs(one.evidence.points); });
}

std::optional<Lead> judge(const Candidate& candidate, const LeadContext& context) {
  if (candidate.rows.size() < kLeastPostings) return {};
  std::vector<Shown> shown = measure_structure(candidate, context);
  const auto structural = [](const Shown& one) { return one.evidence.structural; };
  if (std::ranges::none_of(shown, structural)) return {};
  std::ranges::move(measure_words(candidate, context), std::back_inserter(shown));
  if (offers_what_binds(candidate, context)) cap_counter_evidence(shown);
  weigh_families(shown);
  if (context.weights != nullptr) apply(*context.weights, shown);
  Lead lead{.postings = static_cast<std::uint32_t>(candidate.rows.size() + candidate.told.size())};
  for (const Shown& one : shown) lead.score += one.evidence.points;
  if (!passes_gate(shown, lead.score)) return {};
  const auto is_for = [](const Shown& one) { return one.evidence.points > 0; };
  std::ranges::stable_partition(shown, is_for);
  lead.contacts = internal::count_contacts(candidate, context);
  lead.title = internal::write_title(candidate, shown, context);
  lead.summary = internal::write_summary(candidate, shown, lead.contacts, context);
  lead.subject = internal::subject_of(candidate, shown, context);
  lead.hints = explain(shown, lead.score);
  for (Shown& one : shown) {
    one.evidence.title = std::move(one.title);
    lead.evidence.push_back(std::move(one.evidence));
  }
  return lead;
}

void add_group(Candidate& candidate, std::int32_t cluster, std::span<const Member> members,
               const LeadContext& context) {
  const auto first = static_cast<std::uint32_t>(candidate.rows.size());
  for (const Member& member : members) {
    const bool tells = context.signs.tells(member.posting, context.indicators.rule_of_telling());
    (tells ? candidate.told : candidate.rows).push_back(member.posting);
  }
  if (candidate.rows.size() == first) return;
  candidate.groups.push_back({cluster, first, static_cast<std::uint32_t>(candidate.rows.size())});
}

Candidate candidate_of(const Cluster& cluster, std::int32_t index, const Network* network,
                       const LeadContext& context) {
  Candidate candidate{.network = network};
  add_group(candidate, index, context.run.clusters.members_of(cluster), context);
  return candidate;
}

Candidate candidate_of(const Network& network, const LeadContext& context) {
  const Clusters& clusters = context.run.clusters;
  Candidate candidate{.network = &network};
  for (const std::uint32_t cluster : network.clusters) {
    add_group(candidate, static_cast<std::int32_t>(cluster),
              clusters.members_of(clusters.all[cluster]), context);
  }
  for (const std::uint32_t row : network.lone) {
    const Member lone{.posting = row};
    add_group(candidate, kNoCluster, {&lone, 1}, context);
  }
  return candidate;
}

struct Ranked {
  Lead lead;
  std::uint32_t smallest_row = 0;
};

// A network is judged as a whole where it ties two groups or more; where it is no lead, and where
// it has but one group, its clusters are judged alone.
class Judge {
 public:
  Judge(const RunView& run, const LeadContext& context) : run_(run), context_(context) {
    std::vector<bool> in_network(run.clusters.all.size());
    for (const Network& network : run.networks.all) {
      for (const std::uint32_t cluster : network.clusters) in_network[cluster] = true;
    }
    for (std::uint32_t i = 0; i < in_network.size(); ++i) {
      if (!in_network[i]) free_clusters_.push_back(i);
    }
  }

  std::size_t size() const { return run_.networks.all.size() + free_clusters_.size(); }

  void judge_unit(std::size_t unit, std::vector<Ranked>& leads) const {
    if (unit >= run_.networks.all.size()) {
      return judge_cluster(free_clusters_[unit - run_.networks.all.size()], nullptr, leads);
    }
    const Network& network = run_.networks.all[unit];
    const bool ties_groups = network.clusters.size() + network.lone.size() >= 2;
    if (ties_groups) {
      const Candidate candidate = candidate_of(network, context_);
      if (auto lead = judge(candidate, context_)) {
        lead->is_network = true;
        lead->index = static_cast<std::uint32_t>(unit);
        return leads.push_back({*std::move(lead), std::ranges::min(candidate.rows)});
      }
    }
    for (const std::uint32_t cluster : network.clusters) {
      judge_cluster(cluster, ties_groups ? nullptr : &network, leads);
    }
  }

 private:
  void judge_cluster(std::uint32_t index, const Network* network,
                     std::vector<Ranked>& leads) const {
    const Candidate candidate =
        candidate_of(run_.clusters.all[index], static_cast<std::int32_t>(index), network, context_);
    auto lead = judge(candidate, context_);
    if (!lead) return;
    lead->index = index;
    leads.push_back({*std::move(lead), std::ranges::min(candidate.rows)});
  }

  const RunView& run_;
  const LeadContext& context_;
  std::vector<std::uint32_t> free_clusters_;
};

}  // namespace

std::vector<Lead> find_leads(const RunView& run, const Indicators& indicators,
                             const LeadOptions& options) {
  const Signs signs = read_grouped_postings(run, indicators, options.parallel);
  LeadContext context{run, indicators, signs, std::vector<bool>(run.contacts.all.size()),
                      options.weights};
  for (const Cut& cut : run.networks.cuts) {
    if (discredits(cut.reason)) context.weak_contact[cut.contact] = true;
  }

  const Judge judge(run, context);
  std::vector<std::vector<Ranked>> blocks((judge.size() + kUnitsABlock - 1) / kUnitsABlock);
  for_blocks(options.parallel, judge.size(), kUnitsABlock,
             [&](std::size_t begin, std::size_t end, unsigned /*worker*/) {
               auto& leads = blocks[begin / kUnitsABlock];
               for (std::size_t unit = begin; unit < end; ++unit) judge.judge_unit(unit, leads);
             });
  std::vector<Ranked> ranked;
  for (auto& block : blocks) std::ranges::move(block, std::back_inserter(ranked));
  std::ranges::sort(
      ranked, {}, [](const Ranked& one) { return std::tuple(-one.lead.score, one.smallest_row); });
  std::vector<Lead> leads;
  leads.reserve(ranked.size());
  for (Ranked& one : ranked) leads.push_back(std::move(one.lead));
  return leads;
}

}  // namespace lodestar::detect
