// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/linking.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <set>
#include <utility>

#include "detect/internal/alignment.h"
#include "detect/internal/candidates.h"
#include "detect/internal/phrases.h"
#include "detect/internal/short_frames.h"
#include "detect/internal/templates.h"
#include "graph/union_find.h"

namespace lodestar::detect {
namespace {

// Thousandths of similarity. One fixed setting for all data; docs/adr/0002 says how each was found.
constexpr std::uint32_t kStrong = 400;
constexpr std::uint32_t kFaint = 100;  // not an edge, but worth asking the consensus
constexpr std::uint32_t kGroupsAgree = 100;
constexpr std::uint32_t kOurGap = 1, kTheirGap = 2;  // no words: they equal nothing
constexpr std::uint32_t kSame = 600;                 // of two majorities
constexpr std::size_t kWidestSlot = 3;               // words, of two texts that are one frame
constexpr std::size_t kEnoughStrong = 2;
constexpr unsigned kFewShared = 3;  // features that one stock sentence gives
constexpr std::size_t kAsked = 3;   // members of each group that are asked
constexpr std::size_t kBlock = 1024;
constexpr std::size_t kBatch = 16;  // texts whose neighbours' words are fetched together
constexpr std::size_t kAhead = 4;   // texts whose candidates are fetched ahead

struct Edge {
  std::uint32_t similarity = 0, a = 0, b = 0;
  bool is_frame = false;  // one text with other words in its slots
  bool is_one_run = false;
  friend bool operator<(const Edge& x, const Edge& y) {  // strongest first, then by text
    return std::tie(y.similarity, x.a, x.b) < std::tie(x.similarity, y.a, y.b);
  }
};

Weighted weighted(const Texts& texts, std::uint32_t text) {
  return {texts.words(text), texts.bits(text), texts.lone_bits(text)};
}

// What a weak edge must reach: the more texts there are, the more pairs were tried, and the more
// likely it is that the best of them agree by chance.
struct Bounds {
  explicit Bounds(std::size_t texts)
      : by_word(60 + 10 * log2_eighths(texts) / kBit),
        by_phrase(60 + 15 * log2_eighths(texts) / (2 * kBit)) {}
  std::uint32_t by_word, by_phrase;
};

// Besides the heaviest run there is no more than chance would give: weak, it may be a footer, which
// is longer than what stands above it.
bool is_one_run(const Chain& chain, std::uint32_t chance) {
  return chain.score - chain.heaviest_run < chance;
}

void edges_of(const Texts& texts, std::uint32_t text, const Candidates::List& list,
              std::uint32_t chance, Aligner& aligner, std::vector<Edge>& edges) {
  if (list.count == 0) return;
  aligner.set_rows(weighted(texts, text));
  std::size_t strong = 0;
  for (std::size_t i = 0; i < list.count && strong < kEnoughStrong; ++i) {
    const std::uint32_t other = list.texts[i];
    const std::uint32_t mean = (texts.lone_bits(text) + texts.lone_bits(other)) / 2;
    const std::uint32_t least = list.shared[i] <= kFewShared ? 2 * mean / 5 : mean / 4;
    const Chain chain = aligner.align(weighted(texts, other), std::max(chance, least));
    if (chain.score < chance) continue;
    const std::uint32_t alike = similarity(chain, texts.lone_bits(text), texts.lone_bits(other));
    if (alike < kFaint) continue;
    edges.push_back({alike, other, text, false, is_one_run(chain, chance)});
    strong += alike >= kStrong;
  }
}

std::vector<Edge> find_edges(const Texts& texts, const Candidates& candidates,
                             const Parallel& parallel) {
  const std::uint32_t chance = chance_bits(texts);
  std::vector<std::vector<Edge>> found((texts.size() + kBlock - 1) / kBlock);
  for_blocks(parallel, texts.size(), kBlock, [&](std::size_t begin, std::size_t end, unsigned) {
    Aligner aligner;
    Candidates::Scratch scratch;
    std::array<Candidates::List, kBatch> lists;
    for (std::size_t first = begin; first < end; first += kBatch) {
      const std::size_t last = std::min(first + kBatch, end);
      for (std::size_t text = first; text < last; ++text) {
        if (text + kAhead < texts.size())
          candidates.prefetch(static_cast<std::uint32_t>(text + kAhead));
        lists[text - first] = candidates.find(static_cast<std::uint32_t>(text), scratch);
        for (const std::uint32_t other : lists[text - first].all()) texts.prefetch_place(other);
      }
      for (std::size_t text = first; text < last; ++text) {
        for (const std::uint32_t other : lists[text - first].all()) texts.prefetch_words(other);
      }
      for (std::size_t text = first; text < last; ++text) {
        edges_of(texts, static_cast<std::uint32_t>(text), lists[text - first], chance, aligner,
                 found[begin / kBlock]);
      }
    }
  });
  std::vector<Edge> edges;
  for (const auto& block : found) edges.insert(edges.end(), block.begin(), block.end());
  return edges;
}

// At most kMostSources texts, one of each component, evenly spread.
std::vector<std::uint32_t> sample_sources(graph::UnionFind& sources, std::size_t texts) {
  std::vector<std::uint32_t> roots;
  for (std::uint32_t text = 0; text < texts; ++text) {
    if (sources.find(text) == text) roots.push_back(text);
  }
  if (roots.size() <= Phrases::kMostSources) return roots;
  std::vector<std::uint32_t> sample;
  sample.reserve(Phrases::kMostSources);
  for (std::size_t i = 0; i < Phrases::kMostSources; ++i)
    sample.push_back(roots[i * roots.size() / Phrases::kMostSources]);
  return sample;
}

// Aligns by phrase bits; remembers those of the texts it was asked about last.
class PhraseJudge {
 public:
  PhraseJudge(const Texts& texts, const Phrases& phrases) : texts_(texts), phrases_(phrases) {}
  std::uint32_t similarity(std::uint32_t a, std::uint32_t b) {
    return similarity(hear(heard_[0], a), hear(heard_[1], b));
  }
  // Whether the texts are one from end to end but for narrow slots: more than three quarters of the
  // words of each, in order, and besides the heaviest run more than chance would give. No phrase
  // tells that from stock sentences where nobody writes the sentences apart.
  bool is_one_frame(std::uint32_t a, std::uint32_t b) {
    const std::size_t rows = texts_.words(a).size(), columns = texts_.words(b).size();
    const auto are_enough = [&](std::size_t words) {
      return 4 * words > 3 * std::max(rows, columns);
    };
    if (!are_enough(std::min(rows, columns))) return false;
    aligner_.set_rows(weighted(texts_, a));
    if (!are_enough(aligner_.common_words(weighted(texts_, b)))) return false;
    aligner_.trace(weighted(texts_, b), kMildGap, path_);
    if (!are_enough(path_.size())) return false;
    std::size_t row = 0, column = 0;
    std::uint32_t all = 0, run = 0, heaviest = 0;
    for (const auto& [at_row, at_column] : path_) {
      if (at_row - row > kWidestSlot || at_column - column > kWidestSlot) return false;
      const std::uint32_t bits = texts_.bits(a)[at_row];
      run = at_row == row && at_column == column ? run + bits : bits;
      heaviest = std::max(heaviest, run);
      all += bits;
      row = at_row + 1U, column = at_column + 1U;
    }
    return rows - row <= kWidestSlot && columns - column <= kWidestSlot &&
           all - heaviest >= chance_bits(texts_);
  }
  bool agree(std::span<const std::uint32_t> left, std::span<const std::uint32_t> right) {
    std::uint32_t sum = 0, pairs = 0;
    for (std::size_t i = 0; i < std::min(kAsked, left.size()); ++i) {
      for (std::size_t j = 0; j < std::min(kAsked, right.size()); ++j) {
        sum += similarity(hear(heard_[i], left[i]), hear(heard_[kAsked + j], right[j]));
        ++pairs;
      }
    }
    return sum >= kGroupsAgree * pairs;
  }

 private:
  struct Heard {
    std::uint32_t text = kNoText;
    Weighted weighted;
    std::vector<std::uint8_t> bits;
  };
  const Weighted& hear(Heard& heard, std::uint32_t text) {
    if (heard.text != text) {
      const std::uint32_t lone = phrases_.weigh(texts_.words(text), heard.bits);
      heard.weighted = {texts_.words(text), heard.bits, lone};
      heard.text = text;
    }
    return heard.weighted;
  }
  std::uint32_t similarity(const Weighted& a, const Weighted& b) {
    aligner_.set_rows(a);
    return detect::similarity(aligner_.align(b, 0), a.lone_bits, b.lone_bits);
  }

  const Texts& texts_;
  const Phrases& phrases_;
  Aligner aligner_;
  Path path_;
  std::array<Heard, 2 * kAsked> heard_;
};

// Strong edges, and weak ones between sources that hold by phrase bits or as one frame.
std::vector<Edge> likely_edges(const Texts& texts, const Phrases& phrases,
                               graph::UnionFind& sources, std::vector<Edge>& edges,
                               const Parallel& parallel) {
  const Bounds bounds(texts.size());
  std::vector<std::uint8_t> keep(edges.size(), 0);
  std::vector<std::size_t> weak;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    keep[i] = edges[i].similarity >= kStrong;
    const bool is_weak = keep[i] == 0 && edges[i].similarity >= bounds.by_word;
    if (is_weak && sources.find(edges[i].a) != sources.find(edges[i].b)) weak.push_back(i);
  }
  for_blocks(parallel, weak.size(), 256, [&](std::size_t begin, std::size_t end, unsigned) {
    PhraseJudge judge(texts, phrases);
    for (std::size_t i = begin; i < end; ++i) {
      Edge& edge = edges[weak[i]];
      const bool is_likely =
          !edge.is_one_run && judge.similarity(edge.a, edge.b) >= bounds.by_phrase;
      edge.is_frame = !is_likely && judge.is_one_frame(edge.a, edge.b);
      keep[weak[i]] = is_likely || edge.is_frame;
    }
  });
  std::vector<Edge> likely;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (keep[i] != 0) likely.push_back(edges[i]);
  }
  return likely;
}

using Members = std::vector<std::uint32_t>;

// Kruskal over one component's edges. Texts are renumbered within the component.
std::vector<Members> join_component(std::span<const Edge> edges, PhraseJudge& judge) {
  Members texts;
  for (const Edge& edge : edges) texts.insert(texts.end(), {edge.a, edge.b});
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  const auto local = [&](std::uint32_t text) {
    return static_cast<std::uint32_t>(std::lower_bound(texts.begin(), texts.end(), text) -
                                      texts.begin());
  };
  std::vector<Members> groups(texts.size());
  std::vector<std::uint32_t> group_of(texts.size());
  for (std::uint32_t i = 0; i < texts.size(); ++i) groups[i] = {texts[i]}, group_of[i] = i;
  std::set<std::pair<std::uint32_t, std::uint32_t>> refused;
  for (const Edge& edge : edges) {
    std::uint32_t a = group_of[local(edge.a)], b = group_of[local(edge.b)];
    if (a == b) continue;
    if (groups[a].size() < groups[b].size()) std::swap(a, b);
    if (groups[b].size() >= 2 && !edge.is_frame) {
      if (refused.contains(std::minmax(a, b))) continue;
      if (!judge.agree(groups[a], groups[b])) {
        refused.insert(std::minmax(a, b));
        continue;
      }
    }
    for (const std::uint32_t text : groups[b]) group_of[local(text)] = a;
    groups[a].insert(groups[a].end(), groups[b].begin(), groups[b].end());
    groups[b].clear();
  }
  std::erase_if(groups, [](const Members& group) { return group.size() < 2; });
  for (Members& group : groups) std::sort(group.begin(), group.end());
  return groups;
}

// Edges sorted by component, strongest first; bounds of the components.
std::vector<std::size_t> sort_by_component(std::vector<Edge>& edges, std::size_t texts) {
  graph::UnionFind components(static_cast<std::uint32_t>(texts));
  for (const Edge& edge : edges) components.join(edge.a, edge.b);
  std::vector<std::pair<std::uint32_t, Edge>> keyed;
  keyed.reserve(edges.size());
  for (const Edge& edge : edges) keyed.emplace_back(components.find(edge.a), edge);
  std::sort(keyed.begin(), keyed.end(), [](const auto& x, const auto& y) {
    return x.first != y.first ? x.first < y.first : x.second < y.second;
  });
  std::vector<std::size_t> bounds;
  for (std::size_t i = 0; i < keyed.size(); ++i) {
    if (i == 0 || keyed[i].first != keyed[i - 1].first) bounds.push_back(i);
    edges[i] = keyed[i].second;
  }
  bounds.push_back(edges.size());
  return bounds;
}

std::vector<Members> join_edges(const Texts& texts, const Phrases& phrases,
                                std::vector<Edge>& edges, const Parallel& parallel) {
  const std::vector<std::size_t> bounds = sort_by_component(edges, texts.size());
  std::vector<std::vector<Members>> joined(bounds.size() - 1);
  for_blocks(parallel, joined.size(), 64, [&](std::size_t begin, std::size_t end, unsigned) {
    PhraseJudge judge(texts, phrases);
    for (std::size_t i = begin; i < end; ++i) {
      joined[i] =
          join_component(std::span(edges).subspan(bounds[i], bounds[i + 1] - bounds[i]), judge);
    }
  });
  std::vector<Members> groups;
  for (auto& component : joined) {
    for (Members& group : component) groups.push_back(std::move(group));
  }
  std::sort(groups.begin(), groups.end());
  return groups;
}

std::uint32_t medoid_of(const Members& members, const std::vector<std::uint32_t>& strong_edges) {
  return *std::max_element(members.begin(), members.end(), [&](std::uint32_t a, std::uint32_t b) {
    return strong_edges[a] != strong_edges[b] ? strong_edges[a] < strong_edges[b] : a > b;
  });
}

// Step E.
class Rejoin {
 public:
  Rejoin(const Texts& texts, const Phrases& phrases, const std::vector<std::uint32_t>& strong_edges,
         std::vector<Members>& groups)
      : texts_(texts),
        phrases_(phrases),
        strong_edges_(strong_edges),
        groups_(groups),
        group_of_(texts.size(), kAlone) {
    for (std::uint32_t i = 0; i < groups_.size(); ++i) {
      for (const std::uint32_t text : groups_[i]) group_of_[text] = i;
    }
  }

  void run(Candidates& candidates, const std::vector<Edge>& edges, const Parallel& parallel) {
    collect(edges);
    collect_votes(candidates, parallel);
    if (parallel.stop.stop_requested()) return;
    std::sort(tries_.begin(), tries_.end());
    tries_.erase(std::unique(tries_.begin(), tries_.end()), tries_.end());
    drop_hopeless(parallel);
    find_consensuses(parallel);
    judge(parallel);
    join();
  }

 private:
  static constexpr std::uint32_t kAlone = ~0U;
  static constexpr std::size_t kMajority =
      3;  // a group's consensus is more than its medoid from three texts on
  struct Try {
    std::uint32_t asking = 0;  // a text alone, or the first text of a small group
    std::uint32_t group = 0;
    std::uint32_t similarity = 0;
    bool is_of_majorities = false;
    friend bool operator<(const Try& x, const Try& y) {
      return std::tie(x.group, x.asking) < std::tie(y.group, y.asking);
    }
    friend bool operator==(const Try& x, const Try& y) {
      return x.asking == y.asking && x.group == y.group;
    }
  };

  std::size_t size_of(std::uint32_t text) const {
    return group_of_[text] == kAlone ? 1 : groups_[group_of_[text]].size();
  }
  void collect(const std::vector<Edge>& edges) {
    for (const Edge& edge : edges) {
      std::uint32_t small = edge.a, large = edge.b;
      if (group_of_[small] == group_of_[large] && group_of_[small] != kAlone) continue;
      if (size_of(small) > size_of(large)) std::swap(small, large);
      if (size_of(large) < kMajority) continue;
      const std::uint32_t asking =
          group_of_[small] == kAlone ? small : groups_[group_of_[small]].front();
      tries_.push_back({asking, group_of_[large]});
    }
  }

  // A text alone asks the group that its neighbours by rare features belong to: many weak votes
  // find what no pair showed.
  void collect_votes(Candidates& candidates, const Parallel& parallel) {
    std::vector<std::uint32_t> large(group_of_);
    for (std::uint32_t& group : large) {
      if (group != kAlone && groups_[group].size() < kMajority) group = kAlone;
    }
    candidates.put_groups(large, parallel);
    if (parallel.stop.stop_requested()) return;
    std::vector<std::vector<Try>> found((texts_.size() + kBlock - 1) / kBlock);
    for_blocks(parallel, texts_.size(), kBlock, [&](std::size_t begin, std::size_t end, unsigned) {
      Candidates::Scratch scratch;
      for (auto text = static_cast<std::uint32_t>(begin); text < end; ++text) {
        if (text + kAhead < texts_.size() && group_of_[text + kAhead] == kAlone)
          candidates.prefetch(static_cast<std::uint32_t>(text + kAhead));
        if (group_of_[text] != kAlone) continue;
        const std::uint32_t group = candidates.find_group(text, scratch);
        if (group != kAlone) found[begin / kBlock].push_back({text, group});
      }
    });
    for (const auto& block : found) tries_.insert(tries_.end(), block.begin(), block.end());
  }

  // Most tries have too few words in common with the group's medoid to be worth a consensus.
  void drop_hopeless(const Parallel& parallel) {
    std::vector<std::uint8_t> keep(tries_.size(), 0);
    for_blocks(parallel, tries_.size(), 256, [&](std::size_t begin, std::size_t end, unsigned) {
      Aligner aligner;
      std::uint32_t medoid = kAlone;
      for (std::size_t i = begin; i < end; ++i) {
        if (i == begin || tries_[i].group != tries_[i - 1].group) {
          medoid = medoid_of(groups_[tries_[i].group], strong_edges_);
          aligner.set_rows(weighted(texts_, medoid));
        }
        std::uint64_t common = 0, mean = 0;
        for (const std::uint32_t text : asking(tries_[i])) {
          common += aligner.common_bits(weighted(texts_, text));
          mean += (texts_.lone_bits(text) + texts_.lone_bits(medoid)) / 2;
        }
        keep[i] = 10 * common >= 3 * mean;
      }
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < tries_.size(); ++i) {
      if (keep[i] != 0) tries_[kept++] = tries_[i];
    }
    tries_.resize(kept);
  }

  void find_consensuses(const Parallel& parallel) {
    consensus_of_.assign(groups_.size(), kAlone);
    std::vector<std::uint32_t> asked;
    for (const Try& attempt : tries_) {
      if (consensus_of_[attempt.group] != kAlone) continue;
      consensus_of_[attempt.group] = static_cast<std::uint32_t>(asked.size());
      asked.push_back(attempt.group);
    }
    consensuses_.resize(asked.size());
    heard_.resize(asked.size());
    for_blocks(parallel, asked.size(), 16, [&](std::size_t begin, std::size_t end, unsigned) {
      for (std::size_t i = begin; i < end; ++i) {
        const Members& group = groups_[asked[i]];
        consensuses_[i] = find_consensus(texts_, {group}, medoid_of(group, strong_edges_));
        heard_[i].lone = phrases_.weigh(consensuses_[i].words, heard_[i].bits);
      }
    });
  }

  std::span<const std::uint32_t> asking(const Try& attempt) const {
    const std::uint32_t group = group_of_[attempt.asking];
    if (group == kAlone) return {&attempt.asking, 1};
    return std::span<const std::uint32_t>(groups_[group])
        .first(std::min(kAsked, groups_[group].size()));
  }

  // A group's consensus, ready to be aligned with who asks.
  struct Hearing {
    std::uint32_t group = kAlone;
    Aligner by_word, by_phrase;
    bool has_fixed = false;  // the words its majority writes are made where they are asked for
    Consensus fixed;
    Aligner by_fixed;
  };
  void open(Hearing& hearing, std::uint32_t group) const {
    if (hearing.group == group) return;
    const Consensus& consensus = consensuses_[consensus_of_[group]];
    const Heard& heard = heard_[consensus_of_[group]];
    hearing.group = group;
    hearing.has_fixed = false;
    hearing.by_word.set_rows({consensus.words, consensus.bits, consensus.lone_bits});
    hearing.by_phrase.set_rows({consensus.words, heard.bits, heard.lone});
  }

  // The mean over the asking texts of their similarity to the group's consensus, if it is enough;
  // else 0.
  std::uint32_t similarity_of(Try& attempt, Hearing& hearing) const {
    const Consensus& consensus = consensuses_[consensus_of_[attempt.group]];
    const std::span<const std::uint32_t> texts = asking(attempt);
    const auto count = static_cast<std::uint32_t>(texts.size());
    std::uint32_t by_word = 0, by_phrase = 0;
    open(hearing, attempt.group);
    for (const std::uint32_t text : texts) {
      const Chain chain = hearing.by_word.align(weighted(texts_, text), consensus.lone_bits / 4);
      const std::uint32_t alike = similarity(chain, consensus.lone_bits, texts_.lone_bits(text));
      if (alike >= kStrong || !is_one_run(chain, chance_bits(texts_))) by_word += alike;
    }
    if (by_word < bounds_.by_word * count) return 0;
    const Heard& heard = heard_[consensus_of_[attempt.group]];
    std::vector<std::uint8_t> text_bits;
    for (const std::uint32_t text : texts) {
      const std::uint32_t lone = phrases_.weigh(texts_.words(text), text_bits);
      const Chain chain = hearing.by_phrase.align({texts_.words(text), text_bits, lone}, 0);
      by_phrase += similarity(chain, heard.lone, lone);
    }
    if (by_phrase >= bounds_.by_phrase * count) return by_word / count;
    const std::uint32_t alike = likeness_of_majorities(attempt, hearing);
    attempt.is_of_majorities = alike >= kSame;
    return attempt.is_of_majorities ? alike : 0;
  }

  // Two groups whose majorities write the same from end to end are one, even if it is stock
  // sentences throughout, of which phrases alone prove nothing: the same in the same order is no
  // chance.
  std::uint32_t likeness_of_majorities(const Try& attempt, Hearing& theirs) const {
    const std::uint32_t group = group_of_[attempt.asking];
    if (group == kAlone || groups_[group].size() < kMajority) return 0;
    const bool is_known = consensus_of_[group] != kAlone;  // somebody asked it too
    const Consensus made = is_known ? Consensus()
                                    : find_consensus(texts_, {groups_[group]},
                                                     medoid_of(groups_[group], strong_edges_));
    const Consensus ours =
        fixed_words(is_known ? consensuses_[consensus_of_[group]] : made, kOurGap);
    if (!std::exchange(theirs.has_fixed, true)) {
      theirs.fixed = fixed_words(consensuses_[consensus_of_[theirs.group]], kTheirGap);
      theirs.by_fixed.set_rows({theirs.fixed.words, theirs.fixed.bits, theirs.fixed.lone_bits});
    }
    const Chain chain = theirs.by_fixed.align({ours.words, ours.bits, ours.lone_bits}, 0);
    if (chain.score < chain.heaviest_run + chance_bits(texts_)) return 0;  // a stock sentence
    return similarity(chain, ours.lone_bits, theirs.fixed.lone_bits);
  }

  void judge(const Parallel& parallel) {
    for_blocks(parallel, tries_.size(), 64, [&](std::size_t begin, std::size_t end, unsigned) {
      Hearing hearing;
      for (std::size_t i = begin; i < end; ++i)
        tries_[i].similarity = similarity_of(tries_[i], hearing);
    });
  }

  // Best first; what has joined does not join again, but where the likeness is of majorities, a
  // group goes with all that it has become.
  void join() {
    std::erase_if(tries_, [](const Try& attempt) { return attempt.similarity == 0; });
    std::stable_sort(tries_.begin(), tries_.end(),
                     [](const Try& x, const Try& y) { return x.similarity > y.similarity; });
    std::vector<std::uint32_t> place(groups_.size());  // of a group: the one that it is now part of
    std::iota(place.begin(), place.end(), 0U);
    const auto place_of = [&](std::uint32_t group) {
      while (place[group] != group) group = place[group];
      return group;
    };
    for (const Try& attempt : tries_) {
      const std::uint32_t from = group_of_[attempt.asking];
      const std::uint32_t to = place_of(attempt.group);
      if (from == kAlone) {
        if (to != attempt.group || !taken_.insert(attempt.asking).second) continue;
        groups_[to].push_back(attempt.asking);
      } else if (attempt.is_of_majorities) {
        const std::uint32_t now = place_of(from);
        if (now == to) continue;
        move_group(now, to, place);
      } else {
        if (to != attempt.group || place[from] != from || grown_.contains(from)) continue;
        move_group(from, to, place);
      }
      grown_.insert(to);
    }
    std::erase_if(groups_, [](const Members& group) { return group.empty(); });
    for (Members& group : groups_) std::sort(group.begin(), group.end());
    std::sort(groups_.begin(), groups_.end());
  }

  void move_group(std::uint32_t from, std::uint32_t to, std::vector<std::uint32_t>& place) {
    place[from] = to;
    groups_[to].insert(groups_[to].end(), groups_[from].begin(), groups_[from].end());
    groups_[from].clear();
  }

  const Texts& texts_;
  const Phrases& phrases_;
  const std::vector<std::uint32_t>& strong_edges_;
  const Bounds bounds_{texts_.size()};
  std::vector<Members>& groups_;
  std::vector<std::uint32_t> group_of_;
  std::vector<Try> tries_;
  std::vector<std::uint32_t> consensus_of_;
  std::vector<Consensus> consensuses_;
  struct Heard {  // a consensus by phrase bits
    std::vector<std::uint8_t> bits;
    std::uint32_t lone = 0;
  };
  std::vector<Heard> heard_;
  std::set<std::uint32_t> taken_, grown_;
};

}  // namespace

std::uint32_t chance_bits(const Texts& texts) { return log2_eighths(texts.size()) + 10 * kBit; }

Groups link_texts(const Texts& texts, const Parallel& parallel,
                  const std::function<void(double share)>& progress) {
  Candidates candidates(texts, parallel);
  progress(.3);
  std::vector<Edge> edges = find_edges(texts, candidates, parallel);
  for (const auto& [a, b] : find_short_frames(texts, chance_bits(texts), parallel))
    edges.push_back({kStrong, a, b, true});
  progress(.3);
  if (parallel.stop.stop_requested()) return {};
  graph::UnionFind sources(static_cast<std::uint32_t>(texts.size()));
  std::vector<std::uint32_t> strong(texts.size(), 0);
  for (const Edge& edge : edges) {
    if (edge.similarity < kStrong) continue;
    sources.join(edge.a, edge.b);
    ++strong[edge.a], ++strong[edge.b];
  }
  const Phrases phrases(texts, sample_sources(sources, texts.size()), parallel);
  std::vector<Edge> kept = likely_edges(texts, phrases, sources, edges, parallel);
  progress(.1);
  if (parallel.stop.stop_requested()) return {};
  Groups groups{.members = join_edges(texts, phrases, kept, parallel)};
  progress(.1);
  if (parallel.stop.stop_requested()) return {};
  Rejoin(texts, phrases, strong, groups.members).run(candidates, edges, parallel);
  progress(.2);
  for (const Members& group : groups.members) groups.medoids.push_back(medoid_of(group, strong));
  return groups;
}

}  // namespace lodestar::detect
