// SPDX-License-Identifier: Apache-2.0
//   move      nodes go, one by one, to the neighbouring community they gain most from
//   refine    inside each community, nodes start alone again and merge into well-connected parts
//   aggregate each part becomes a node of a smaller graph, which starts from the communities of
//   move
// and again on the smaller graph, until move leaves every node alone.
#include "graph/leiden.h"

#include <numeric>
#include <span>
#include <utility>

namespace lodestar::graph {

namespace {

using Labels = std::vector<std::uint32_t>;
constexpr std::uint32_t kUnset = 0xFFFFFFFF;
constexpr double kLeastGain = 1e-9;  // of a node's strength: keeps rounding from moving anything

// The weight from one node to each community around it: dense, and cleared through its own list.
class Around {
 public:
  explicit Around(std::uint32_t communities) : weight_(communities, 0), seen_(communities + 1) {}
  void add(std::uint32_t community, double weight) {  // weight > 0; without a branch
    seen_[count_] = community;
    count_ += weight_[community] == 0 ? 1 : 0;
    weight_[community] += weight;
  }
  double weight(std::uint32_t community) const { return weight_[community]; }
  std::span<const std::uint32_t> seen() const { return std::span(seen_).first(count_); }
  void clear() {
    for (const std::uint32_t community : seen()) weight_[community] = 0;
    count_ = 0;
  }

 private:
  std::vector<double> weight_;
  Labels seen_;
  std::size_t count_ = 0;
};

std::vector<double> strengths_of(const Csr& graph, const Labels& community) {
  std::vector<double> strength(graph.size(), 0);
  for (std::uint32_t v = 0; v < graph.size(); ++v) strength[community[v]] += graph.strength(v);
  return strength;
}

// Numbers the labels 0, 1, ... by first appearance and returns how many there are.
std::uint32_t number_by_first(Labels& labels) {
  Labels number(labels.size(), kUnset);
  std::uint32_t count = 0;
  for (std::uint32_t& label : labels) {
    if (number[label] == kUnset) number[label] = count++;
    label = number[label];
  }
  return count;
}

// Nodes ordered by community, and where each community's nodes start.
struct Members {
  std::vector<std::uint32_t> first;
  Labels nodes;

  Members(const Labels& community, std::uint32_t count) : first(count + 1, 0) {
    for (const std::uint32_t c : community) ++first[c];
    std::exclusive_scan(first.begin(), first.end(), first.begin(), 0U);
    nodes.resize(community.size());
    std::vector<std::uint32_t> next = first;
    for (std::uint32_t v = 0; v < community.size(); ++v) nodes[next[community[v]]++] = v;
  }
};

// Moves single nodes until none gains; price = resolution / 2m is what a unit of strength pays for
// each unit of strength it joins.
class Movement {
 public:
  Movement(const Csr& graph, double price, Labels& community)
      : graph_(graph),
        price_(price),
        community_(community),
        strength_(strengths_of(graph, community)),
        members_(graph.size(), 0),
        waiting_(graph.size(), 1),
        around_(graph.size()) {
    for (const std::uint32_t c : community) ++members_[c];
    for (std::uint32_t c = graph.size(); c-- > 0;)
      if (members_[c] == 0) empty_.push_back(c);
  }

  // The paper's queue, kept as marks and swept in order of node: what is near stays in cache.
  bool run() && {
    bool moved = false;
    for (bool again = true; again; moved |= again) {
      again = false;
      for (std::uint32_t v = 0; v < graph_.size(); ++v)
        if (std::exchange(waiting_[v], 0) != 0) again |= visit(v);
    }
    return moved;
  }

 private:
  bool visit(std::uint32_t v) {
    const std::uint32_t home = community_[v];
    const double own = graph_.strength(v);
    const double price = price_ * own;
    for (const Arc& arc : graph_.row(v)) around_.add(community_[arc.target], arc.weight);
    strength_[home] -= own;
    std::uint32_t best = home;
    double best_gain = around_.weight(home) - price * strength_[home] + kLeastGain * own;
    for (const std::uint32_t c : around_.seen()) {
      const double gain = around_.weight(c) - price * strength_[c];
      if (gain > best_gain) best = c, best_gain = gain;
    }
    around_.clear();
    if (best_gain < 0 && members_[home] > 1) best = empty_.back(), empty_.pop_back();
    strength_[best] += own;
    if (best != home) settle(v, best);
    return best != home;
  }

  void settle(std::uint32_t v, std::uint32_t best) {
    const std::uint32_t home = std::exchange(community_[v], best);
    ++members_[best];
    if (--members_[home] == 0) empty_.push_back(home);
    for (const Arc& arc : graph_.row(v))
      waiting_[arc.target] |= static_cast<std::uint8_t>(community_[arc.target] != best);
  }

  const Csr& graph_;
  const double price_;
  Labels& community_;
  std::vector<double> strength_;  // of each community
  std::vector<std::uint32_t> members_;
  Labels empty_;  // communities without members
  std::vector<std::uint8_t> waiting_;
  Around around_;
};

// The parts of one community at a time; a part is named by one of its nodes.
class Refinement {
 public:
  Refinement(const Csr& graph, double price, const Labels& community)
      : graph_(graph),
        price_(price),
        community_(community),
        whole_(strengths_of(graph, community)),
        part_(graph.size()),
        strength_(graph.size()),
        outward_(graph.size(), 0),
        alone_(graph.size(), 1),
        around_(graph.size()) {
    std::iota(part_.begin(), part_.end(), 0U);
    for (std::uint32_t v = 0; v < graph.size(); ++v) {
      strength_[v] = graph.strength(v);
      for (const Arc& arc : graph.row(v))
        if (community[arc.target] == community[v]) outward_[v] += static_cast<double>(arc.weight);
    }
  }

  Labels run(const Members& members) && {
    for (const std::uint32_t v : members.nodes)
      if (alone_[v] != 0 && well_connected(v)) merge(v);
    return std::move(part_);
  }

 private:
  // Tied to the rest of its community at least as much as chance would tie it.
  bool well_connected(std::uint32_t part) const {
    const double whole = whole_[community_[part]];
    return outward_[part] >= price_ * strength_[part] * (whole - strength_[part]);
  }

  void merge(std::uint32_t v) {
    for (const Arc& arc : graph_.row(v))
      if (community_[arc.target] == community_[v]) around_.add(part_[arc.target], arc.weight);
    std::uint32_t best = v;
    double best_gain = kLeastGain * strength_[v];
    for (const std::uint32_t part : around_.seen()) {
      const double gain = around_.weight(part) - price_ * strength_[v] * strength_[part];
      if (gain > best_gain && well_connected(part)) best = part, best_gain = gain;
    }
    if (best != v) {
      outward_[best] += outward_[v] - 2 * around_.weight(best);
      strength_[best] += strength_[v];
      part_[v] = best;
      alone_[best] = 0;
    }
    around_.clear();
  }

  const Csr& graph_;
  const double price_;
  const Labels& community_;
  const std::vector<double> whole_;  // strength of each community
  Labels part_;
  std::vector<double> strength_;  // of each part
  std::vector<double> outward_;   // weight from a part to the rest of its community
  std::vector<std::uint8_t> alone_;
  Around around_;
};

// One node for each part (numbered in the order of members); every part's weight is kept.
Csr aggregate(const Csr& graph, const Labels& part, std::uint32_t parts) {
  const Members members(part, parts);
  Csr::Builder builder;
  builder.reserve(parts, graph.arcs() / 2);
  Around around(parts);
  for (std::uint32_t p = 0; p < parts; ++p) {
    double loop = 0;
    for (std::uint32_t i = members.first[p]; i < members.first[p + 1]; ++i) {
      const std::uint32_t v = members.nodes[i];
      loop += graph.loop(v);
      for (const Arc& arc : graph.row(v)) around.add(part[arc.target], arc.weight);
    }
    for (const std::uint32_t target : around.seen())
      if (target != p) builder.add_arc(target, around.weight(target));
    builder.end_row(loop + around.weight(p) / 2);
    around.clear();
  }
  return builder.finish();
}

// Splits communities into their connected pieces.
Labels connected(const Csr& graph, const Labels& community) {
  Labels piece(graph.size(), kUnset);
  Labels stack;
  std::uint32_t count = 0;
  for (std::uint32_t start = 0; start < graph.size(); ++start) {
    if (piece[start] != kUnset) continue;
    piece[start] = count;
    for (stack.push_back(start); !stack.empty();) {
      const std::uint32_t v = stack.back();
      stack.pop_back();
      for (const Arc& arc : graph.row(v)) {
        if (piece[arc.target] != kUnset || community[arc.target] != community[v]) continue;
        piece[arc.target] = count;
        stack.push_back(arc.target);
      }
    }
    ++count;
  }
  return piece;
}

// Numbers parts in the order of their community, so that what is close in the graph stays close in
// memory; returns how many.
std::uint32_t number_parts(const Members& members, Labels& part) {
  Labels number(part.size(), kUnset);
  std::uint32_t count = 0;
  for (const std::uint32_t v : members.nodes)
    if (number[part[v]] == kUnset) number[part[v]] = count++;
  for (std::uint32_t& p : part) p = number[p];
  return count;
}

// One iteration: all levels. Returns whether any node moved.
bool iterate(const Csr& original, double price, Labels& community) {
  Csr smaller;
  const Csr* graph = &original;
  Labels node_of(original.size());  // the current graph's node that holds an original node
  std::iota(node_of.begin(), node_of.end(), 0U);
  Labels labels = community;
  bool moved = false;
  while (true) {
    moved |= Movement(*graph, price, labels).run();
    const std::uint32_t communities = number_by_first(labels);
    if (communities == graph->size()) break;
    const Members members(labels, communities);
    Labels part = Refinement(*graph, price, labels).run(members);
    std::uint32_t parts = number_parts(members, part);
    if (parts == graph->size()) part = labels, parts = communities;  // nothing merged: go on anyway
    Labels next(parts);
    for (std::uint32_t v = 0; v < graph->size(); ++v) next[part[v]] = labels[v];
    for (std::uint32_t& node : node_of) node = part[node];
    smaller = aggregate(*graph, part, parts);
    graph = &smaller;
    labels = std::move(next);
  }
  for (std::uint32_t v = 0; v < original.size(); ++v) community[v] = labels[node_of[v]];
  return moved;
}

}  // namespace

std::vector<std::uint32_t> leiden(const Csr& graph, const LeidenOptions& options) {
  Labels community(graph.size());
  std::iota(community.begin(), community.end(), 0U);
  if (graph.twice_total() <= 0) return community;
  const double price = options.resolution / graph.twice_total();
  for (unsigned i = 0; i < options.iterations; ++i)
    if (!iterate(graph, price, community)) break;
  return connected(graph, community);
}

}  // namespace lodestar::graph
