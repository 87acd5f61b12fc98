// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/linking.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <set>

#include "detect/internal/alignment.h"
#include "detect/internal/candidates.h"
#include "detect/internal/phrases.h"
#include "graph/union_find.h"

namespace lodestar::detect {
namespace {

// Thousandths of similarity. One fixed setting for all data; docs/adr/0002 says how each was found.
constexpr std::uint32_t kStrong = 400;
constexpr std::uint32_t kWeak = 250;
constexpr std::uint32_t kWeakByPhrase = 200;
constexpr std::uint32_t kGroupsAgree = 50;
constexpr std::size_t kEnoughStrong = 3;
constexpr std::size_t kAsked = 3;  // members of each group that are asked
constexpr std::size_t kBlock = 1024;
constexpr std::size_t kAhead = 4;  // texts whose candidates are fetched ahead

struct Edge {
  std::uint32_t similarity = 0, a = 0, b = 0;
  friend bool operator<(const Edge& x, const Edge& y) {  // strongest first, then by text
    return std::tie(y.similarity, x.a, x.b) < std::tie(x.similarity, y.a, y.b);
  }
};

Weighted weighted(const Texts& texts, std::uint32_t text) {
  return {texts.words(text), texts.bits(text), texts.lone_bits(text)};
}

// Bits below which sharing can be chance: log2 N + 10.
std::uint32_t chance_bits(const Texts& texts) { return log2_eighths(texts.size()) + 10 * kBit; }

void edges_of(const Texts& texts, const Candidates& candidates, std::uint32_t text,
              std::uint32_t chance, Aligner& aligner, Candidates::Scratch& scratch,
              std::vector<Edge>& edges) {
  const Candidates::List list = candidates.find(text, scratch);
  if (list.count == 0) return;
  for (std::size_t i = 0; i < list.count; ++i)
    __builtin_prefetch(texts.words(list.texts[i]).data());
  aligner.set_rows(weighted(texts, text));
  std::size_t strong = 0;
  for (std::size_t i = 0; i < list.count && strong < kEnoughStrong; ++i) {
    const std::uint32_t other = list.texts[i];
    const std::uint32_t mean = (texts.lone_bits(text) + texts.lone_bits(other)) / 2;
    const Chain chain = aligner.align(weighted(texts, other), std::max(chance, mean / 4));
    if (chain.score < chance) continue;
    const std::uint32_t alike = similarity(chain, texts.lone_bits(text), texts.lone_bits(other));
    if (alike < kWeak) continue;
    edges.push_back({alike, other, text});
    strong += alike >= kStrong;
  }
}

std::vector<Edge> find_edges(const Texts& texts, const Parallel& parallel) {
  const Candidates candidates(texts, parallel);
  const std::uint32_t chance = chance_bits(texts);
  std::vector<std::vector<Edge>> found((texts.size() + kBlock - 1) / kBlock);
  for_blocks(parallel, texts.size(), kBlock, [&](std::size_t begin, std::size_t end, unsigned) {
    Aligner aligner;
    Candidates::Scratch scratch;
    for (std::size_t text = begin; text < end; ++text) {
      if (text + kAhead < texts.size()) candidates.prefetch(static_cast<std::uint32_t>(text + kAhead));
      edges_of(texts, candidates, static_cast<std::uint32_t>(text), chance, aligner, scratch,
               found[begin / kBlock]);
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
  for (std::size_t i = 0; i < Phrases::kMostSources; ++i)
    sample.push_back(roots[i * roots.size() / Phrases::kMostSources]);
  return sample;
}

// Aligns by phrase bits; keeps the phrase bits of the text it asked last.
class PhraseJudge {
 public:
  PhraseJudge(const Texts& texts, const Phrases& phrases) : texts_(texts), phrases_(phrases) {}
  std::uint32_t similarity(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t lone_a = phrases_.weigh(texts_.words(a), bits_a_);
    const std::uint32_t lone_b = phrases_.weigh(texts_.words(b), bits_b_);
    aligner_.set_rows({texts_.words(a), bits_a_, lone_a});
    const Chain chain = aligner_.align({texts_.words(b), bits_b_, lone_b}, 0);
    return detect::similarity(chain, lone_a, lone_b);
  }
  bool agree(std::span<const std::uint32_t> left, std::span<const std::uint32_t> right) {
    std::uint32_t sum = 0, pairs = 0;
    for (const std::uint32_t a : left.first(std::min(kAsked, left.size()))) {
      for (const std::uint32_t b : right.first(std::min(kAsked, right.size()))) {
        sum += similarity(a, b);
        ++pairs;
      }
    }
    return sum >= kGroupsAgree * pairs;
  }

 private:
  const Texts& texts_;
  const Phrases& phrases_;
  Aligner aligner_;
  std::vector<std::uint8_t> bits_a_, bits_b_;
};

void keep_likely_weak_edges(const Texts& texts, const Phrases& phrases, graph::UnionFind& sources,
                            std::vector<Edge>& edges, const Parallel& parallel) {
  std::vector<std::uint8_t> keep(edges.size(), 1);
  std::vector<std::size_t> weak;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (edges[i].similarity >= kStrong) continue;
    keep[i] = 0;
    if (sources.find(edges[i].a) != sources.find(edges[i].b)) weak.push_back(i);
  }
  for_blocks(parallel, weak.size(), 256, [&](std::size_t begin, std::size_t end, unsigned) {
    PhraseJudge judge(texts, phrases);
    for (std::size_t i = begin; i < end; ++i) {
      const Edge& edge = edges[weak[i]];
      keep[weak[i]] = judge.similarity(edge.a, edge.b) >= kWeakByPhrase;
    }
  });
  std::size_t out = 0;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (keep[i] != 0) edges[out++] = edges[i];
  }
  edges.resize(out);
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
    if (groups[b].size() >= 2) {
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

}  // namespace

Groups link_texts(const Texts& texts, const Parallel& parallel) {
  std::vector<Edge> edges = find_edges(texts, parallel);
  Groups groups;
  groups.strong_edges.assign(texts.size(), 0);
  graph::UnionFind sources(static_cast<std::uint32_t>(texts.size()));
  for (const Edge& edge : edges) {
    if (edge.similarity < kStrong) continue;
    sources.join(edge.a, edge.b);
    ++groups.strong_edges[edge.a];
    ++groups.strong_edges[edge.b];
  }
  const Phrases phrases(texts, sample_sources(sources, texts.size()), parallel);
  keep_likely_weak_edges(texts, phrases, sources, edges, parallel);
  const std::vector<std::size_t> bounds = sort_by_component(edges, texts.size());
  std::vector<std::vector<Members>> joined(bounds.size() - 1);
  for_blocks(parallel, joined.size(), 64, [&](std::size_t begin, std::size_t end, unsigned) {
    PhraseJudge judge(texts, phrases);
    for (std::size_t i = begin; i < end; ++i) {
      joined[i] =
          join_component(std::span(edges).subspan(bounds[i], bounds[i + 1] - bounds[i]), judge);
    }
  });
  for (auto& component : joined) {
    for (Members& group : component) groups.members.push_back(std::move(group));
  }
  std::sort(groups.members.begin(), groups.members.end());
  return groups;
}

}  // namespace lodestar::detect
