// SPDX-License-Identifier: Apache-2.0
//   move      nodes go, one by one, to the neighbouring community they gain most from
//   refine    inside each community, nodes start alone again and merge into well-connected parts
//   aggregate each part becomes a node of a smaller graph, which starts from the communities of
//   move
// and again on the smaller graph, until move leaves every node alone.
#include "graph/leiden.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "base/huge_vector.h"

namespace lodestar::graph {

namespace {

using Labels = std::vector<std::uint32_t>;
constexpr std::uint32_t kUnset = 0xFFFFFFFF;
constexpr std::uint32_t kFew = 20;   // of so many nodes one moves in a sweep: few
constexpr double kLeastGain = 1e-9;  // of a node's strength: keeps rounding from moving anything

// The weight from one node to each thing around it, beside what else is asked of the thing: one
// line of cache serves both. Dense, and cleared through its own list.
template <typename Thing>
class Around {
 public:
  explicit Around(std::uint32_t things) : things_(things), seen_(things + 1) {}
  void add(std::uint32_t at, double weight) {  // weight > 0; without a branch
    Thing& thing = things_[at];
    seen_[count_] = at;
    count_ += thing.weight == 0 ? 1 : 0;
    thing.weight += weight;
  }
  Thing& operator[](std::uint32_t at) { return things_[at]; }
  const Thing& operator[](std::uint32_t at) const { return things_[at]; }
  void prefetch(std::uint32_t at) const { __builtin_prefetch(&things_[at]); }
  // Calls each(at, weight) for what was added to, in the order of its first weight, and forgets it.
  void drain(auto&& each) {
    for (const std::uint32_t at : std::span(seen_).first(count_))
      each(at, std::exchange(things_[at].weight, 0));
    count_ = 0;
  }

 private:
  HugeVector<Thing> things_;
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
        members_(graph.size(), 0),
        waiting_(graph.size() + kAhead, 1),
        around_(graph.size()) {
    std::fill_n(waiting_.end() - kAhead, kAhead, std::uint8_t{0});
    for (std::uint32_t v = 0; v < graph.size(); ++v) {
      ++members_[community[v]];
      around_[community[v]].strength += graph.strength(v);
    }
    for (std::uint32_t c = graph.size(); c-- > 0;)
      if (members_[c] == 0) empty_.push_back(c);
  }

  // The paper's queue, kept as marks and swept in order of node: what is near stays in cache. Ends
  // with the first sweep that moves no more than few; says whether any node moved.
  bool run(std::uint32_t few) && {
    bool any = false;
    for (std::uint32_t moved = few + 1; moved > few; any |= moved > 0) {
      moved = 0;
      for (std::uint32_t v = 0; v < graph_.size(); ++v) {
        if (waiting_[v + kAhead] != 0) fetch(v + kAhead);
        if (std::exchange(waiting_[v], 0) != 0) moved += visit(v) ? 1 : 0;
      }
    }
    return any;
  }

 private:
  struct Community {
    double weight = 0;  // from the visited node
    double strength = 0;
  };
  static constexpr std::uint32_t kAhead = 3;  // nodes: what a later visit reads is on its way

  void fetch(std::uint32_t v) const {
    for (const Arc& arc : graph_.row(v)) around_.prefetch(community_[arc.target]);
  }

  bool visit(std::uint32_t v) {
    const std::uint32_t home = community_[v];
    const double own = graph_.strength(v);
    const double price = price_ * own;
    for (const Arc& arc : graph_.row(v)) around_.add(community_[arc.target], arc.weight);
    around_[home].strength -= own;
    std::uint32_t best = home;
    double best_gain = around_[home].weight - price * around_[home].strength + kLeastGain * own;
    around_.drain([&](std::uint32_t c, double weight) {
      const double gain = weight - price * around_[c].strength;
      if (gain > best_gain) best = c, best_gain = gain;
    });
    if (best_gain < 0 && members_[home] > 1) best = empty_.back(), empty_.pop_back();
    around_[best].strength += own;
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
  std::vector<std::uint32_t> members_;
  Labels empty_;                       // communities without members
  std::vector<std::uint8_t> waiting_;  // the last kAhead are no nodes and never wait
  Around<Community> around_;
};

// The parts of one community at a time; a part is named by one of its nodes.
class Refinement {
 public:
  Refinement(const Csr& graph, double price, const Labels& community)
      : graph_(graph),
        price_(price),
        whole_(strengths_of(graph, community)),
        place_(graph.size()),
        alone_(graph.size(), 1),
        around_(graph.size()) {
    for (std::uint32_t v = 0; v < graph.size(); ++v) place_[v] = {community[v], v};
  }

  Labels run(const Members& members) && {
    const std::span<const std::uint32_t> nodes = members.nodes;
    for (std::size_t c = 0; c + 1 < members.first.size(); ++c) {
      const auto inside = nodes.subspan(members.first[c], members.first[c + 1] - members.first[c]);
      for (const std::uint32_t v : inside) weigh(v);
      for (const std::uint32_t v : inside)
        if (alone_[v] != 0 && well_connected(place_[v].community, around_[v])) merge(v);
    }
    Labels part(place_.size());
    for (std::uint32_t v = 0; v < part.size(); ++v) part[v] = place_[v].part;
    return part;
  }

 private:
  struct Place {
    std::uint32_t community, part;
  };
  struct Part {
    double weight = 0;  // from the node that looks around
    double strength = 0;
    double outward = 0;  // weight to the rest of its community
  };

  // Tied to the rest of its community at least as much as chance would tie it.
  bool well_connected(std::uint32_t community, const Part& part) const {
    return part.outward >= price_ * part.strength * (whole_[community] - part.strength);
  }

  void weigh(std::uint32_t v) {
    Part& part = around_[v];
    part.strength = graph_.strength(v);
    for (const Arc& arc : graph_.row(v)) {
      if (place_[arc.target].community == place_[v].community)
        part.outward += static_cast<double>(arc.weight);
    }
  }

  void merge(std::uint32_t v) {
    const std::uint32_t home = place_[v].community;
    for (const Arc& arc : graph_.row(v)) {
      const Place to = place_[arc.target];
      if (to.community == home) around_.add(to.part, arc.weight);
    }
    const double strength = around_[v].strength;
    std::uint32_t best = v;
    double best_gain = kLeastGain * strength;
    double best_weight = 0;
    around_.drain([&](std::uint32_t p, double weight) {
      const double gain = weight - price_ * strength * around_[p].strength;
      if (gain > best_gain && well_connected(home, around_[p]))
        best = p, best_gain = gain, best_weight = weight;
    });
    if (best != v) {
      Part& part = around_[best];
      part.outward += around_[v].outward - 2 * best_weight;
      part.strength += strength;
      place_[v].part = best;
      alone_[best] = 0;
    }
  }

  const Csr& graph_;
  const double price_;
  const std::vector<double> whole_;  // strength of each community
  std::vector<Place> place_;
  std::vector<std::uint8_t> alone_;
  Around<Part> around_;
};

// One node for each part (numbered in the order of members); every part's weight is kept.
Csr aggregate(const Csr& graph, const Labels& part, std::uint32_t parts) {
  const Members members(part, parts);
  Csr::Builder builder;
  builder.reserve(parts, graph.arcs());
  struct Sum {
    double weight = 0;
  };
  Around<Sum> around(parts);
  for (std::uint32_t p = 0; p < parts; ++p) {
    double loop = 0;
    for (std::uint32_t i = members.first[p]; i < members.first[p + 1]; ++i) {
      const std::uint32_t v = members.nodes[i];
      loop += graph.loop(v);
      for (const Arc& arc : graph.row(v)) around.add(part[arc.target], arc.weight);
    }
    around.drain([&](std::uint32_t target, double weight) {
      if (target == p) {
        loop += weight / 2;
      } else {
        builder.add_arc(target, weight);
      }
    });
    builder.end_row(loop);
  }
  return builder.finish();
}

// The connected pieces of communities.
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

enum class Last : bool { kNo, kYes };

// One iteration: all levels. Returns whether any node moved. Where another follows, the slow end of
// each movement is left to it: the many sweeps that move few nodes. It ends with communities that
// are one node of the last graph each, hence connected: no node of any graph is ever more than a
// connected part of the graph before.
bool iterate(const Csr& original, double price, Last last, Labels& community) {
  Csr smaller;
  const Csr* graph = &original;
  Labels node_of(original.size());  // the current graph's node that holds an original node
  std::iota(node_of.begin(), node_of.end(), 0U);
  Labels labels = community;
  bool moved = false;
  while (true) {
    moved |= Movement(*graph, price, labels).run(last == Last::kYes ? 0 : graph->size() / kFew);
    const std::uint32_t communities = number_by_first(labels);
    if (communities == graph->size()) break;
    const Members members(labels, communities);
    Labels part = Refinement(*graph, price, labels).run(members);
    std::uint32_t parts = number_parts(members, part);
    if (parts == graph->size()) {  // nothing merged: go on with the pieces of the communities
      labels = connected(*graph, labels);
      parts = number_by_first(labels);
      if (parts == graph->size()) break;
      part = labels;
    }
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
  bool moved = true;
  for (unsigned left = options.iterations; moved && left > 0; --left)
    moved = iterate(graph, price, left > 1 ? Last::kNo : Last::kYes, community);
  number_by_first(community);
  return community;
}

}  // namespace lodestar::graph
