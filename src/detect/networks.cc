// SPDX-License-Identifier: Apache-2.0
//   ties         which group holds which contact, weighed (detect/internal/ties.h)
//   cuts         what must not tie (detect/internal/cuts.cc)
//   communities  Leiden on the ties that are left
//   networks     communities that hold two groups, or a cluster and a contact
#include "detect/networks.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <numeric>
#include <unordered_map>

#include "base/hash.h"
#include "detect/internal/ties.h"
#include "detect/movement.h"
#include "graph/leiden.h"
#include "text/words.h"

namespace lodestar::detect {

namespace {

using Labels = std::vector<std::uint32_t>;
constexpr std::uint32_t kUnset = 0xFFFFFFFF;

// Modularity judges a tie by the size of the whole graph. Networks must not change because
// unrelated postings came in, so the resolution pretends that the graph always has this many ties:
// two halves of about ten groups then hold together by a single tie, larger ones need more.
constexpr double kTies = 500;

// Nodes are groups, then contacts. A node with one tie goes where that tie leads, so only the
// others are given to Leiden; what they carry along counts as their own weight.
class Communities {
 public:
  explicit Communities(const TieGraph& graph)
      : graph_(graph),
        groups_(static_cast<std::uint32_t>(graph.groups.size())),
        label_(groups_ + graph.first_of_contact.size() - 1) {}

  Labels run() && {
    std::iota(label_.begin(), label_.end(), 0U);
    fold_leaves();
    number_core();
    std::vector<graph::Edge> edges;
    for (const ContactTie& tie : graph_.ties) {
      const std::uint32_t from = core_[label_[tie.group]];
      if (tie.weight == 0 || from == kUnset) continue;
      edges.push_back({from, core_[label_[groups_ + tie.contact]], tie.weight / 1000.0});
    }
    const graph::Csr csr = graph::make_csr(static_cast<std::uint32_t>(nodes_.size()), edges);
    const double resolution = static_cast<double>(edges.size()) / kTies;
    const Labels found = graph::leiden(csr, {.resolution = resolution});
    Labels name(found.size(), kUnset);  // a community is named by its first node
    for (std::uint32_t i = 0; i < found.size(); ++i)
      if (name[found[i]] == kUnset) name[found[i]] = nodes_[i];
    for (std::uint32_t& label : label_)
      if (core_[label] != kUnset) label = name[found[core_[label]]];
    return std::move(label_);
  }

 private:
  void fold_leaves() {
    std::vector<std::uint32_t> degree(label_.size(), 0);
    for (const ContactTie& tie : graph_.ties) {
      if (tie.weight == 0) continue;
      ++degree[tie.group];
      ++degree[groups_ + tie.contact];
    }
    for (const ContactTie& tie : graph_.ties) {
      if (tie.weight == 0) continue;
      const std::uint32_t contact = groups_ + tie.contact;
      if (degree[contact] == 1) {
        label_[contact] = tie.group;
      } else if (degree[tie.group] == 1) {
        label_[tie.group] = contact;
      }
    }
  }
  void number_core() {
    core_.assign(label_.size(), kUnset);
    const auto number = [&](std::uint32_t node) {
      if (core_[node] != kUnset) return;
      core_[node] = static_cast<std::uint32_t>(nodes_.size());
      nodes_.push_back(node);
    };
    for (const ContactTie& tie : graph_.ties) {
      const std::uint32_t from = label_[tie.group];
      const std::uint32_t to = label_[groups_ + tie.contact];
      if (tie.weight == 0 || from == to) continue;
      number(from);
      number(to);
    }
  }

  const TieGraph& graph_;
  std::uint32_t groups_;
  Labels label_;
  Labels core_;   // by node: its number in the graph given to Leiden
  Labels nodes_;  // by that number: the node
};

// Places as people would read them as equal, numbered as they come.
class PlaceNumbers {
 public:
  static constexpr std::uint32_t kNowhere = 0;

  std::uint32_t of(std::string_view place) {
    if (place.empty()) return kNowhere;
    const auto [at, is_new] = by_bytes_.try_emplace(place, kNowhere);
    if (is_new) at->second = number(place);
    return at->second;
  }
  std::string_view name(std::uint32_t number) const { return names_[number]; }

 private:
  std::uint32_t number(std::string_view place) {
    words_.clear();
    text::cut_words(place, words_);
    if (words_.empty()) return kNowhere;
    std::uint64_t key = 0;
    for (const text::Word& word : words_) key = mix(key, word.hash);
    const auto next = static_cast<std::uint32_t>(names_.size());
    const auto [at, is_new] = by_words_.try_emplace(key, next);
    if (is_new) names_.push_back(place);
    return at->second;
  }

  std::unordered_map<std::string_view, std::uint32_t> by_bytes_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_words_;
  std::vector<std::string_view> names_{std::string_view{}};
  std::vector<text::Word> words_;
};

class NetworkMaker {
 public:
  NetworkMaker(const Postings& postings, const Clusters& clusters, const TieGraph& graph,
               Labels label)
      : postings_(postings),
        clusters_(clusters),
        graph_(graph),
        label_(std::move(label)),
        network_of_(label_.size(), kNoNetwork),
        everybody_(times_of(postings)) {}

  Networks run(std::vector<Cut> cuts, const std::stop_token& stop) && {
    networks_.cuts = std::move(cuts);
    networks_.of_posting.assign(clusters_.of.size(), kNoNetwork);
    number();
    add_groups();
    add_contacts();
    for (Network& network : networks_.all) {
      if (stop.stop_requested()) break;
      describe(network);
    }
    return std::move(networks_);
  }

 private:
  static std::vector<std::int64_t> times_of(const Postings& postings) {
    std::vector<std::int64_t> times;
    for (std::size_t row = 0; postings.has(Field::time) && row < postings.size(); ++row)
      if (postings.time(row) != kNoTime) times.push_back(postings.time(row));
    return times;
  }
  std::uint32_t contact_node(std::uint32_t contact) const {
    return static_cast<std::uint32_t>(graph_.groups.size()) + contact;
  }

  void number() {
    std::vector<std::uint8_t> groups(label_.size(), 0);  // 2 stands for many
    std::vector<std::uint8_t> tied(label_.size(), 0);    // a cluster with a contact
    for (std::uint32_t g = 0; g < graph_.groups.size(); ++g)
      groups[label_[g]] = static_cast<std::uint8_t>(std::min(2, groups[label_[g]] + 1));
    for (const ContactTie& tie : graph_.ties)
      if (is_kept(tie) && graph_.groups[tie.group].is_cluster) tied[label_[tie.group]] = 1;
    for (std::uint32_t g = 0; g < graph_.groups.size(); ++g) {
      std::int32_t& network = network_of_[label_[g]];
      if (network != kNoNetwork || (groups[label_[g]] < 2 && tied[label_[g]] == 0)) continue;
      network = static_cast<std::int32_t>(networks_.all.size());
      networks_.all.emplace_back();
    }
  }
  bool is_kept(const ContactTie& tie) const {
    return tie.weight > 0 && label_[tie.group] == label_[contact_node(tie.contact)];
  }
  Network* network_of(std::uint32_t node) {
    const std::int32_t network = network_of_[label_[node]];
    return network == kNoNetwork ? nullptr : &networks_.all[static_cast<std::size_t>(network)];
  }

  void add_groups() {
    for (std::uint32_t g = 0; g < graph_.groups.size(); ++g) {
      Network* const network = network_of(g);
      if (network == nullptr) continue;
      const TieGroup& group = graph_.groups[g];
      const bool is_first = network->postings == 0;
      std::uint64_t birth = 0;
      if (group.is_cluster) {
        const Cluster& cluster = clusters_.all[group.index];
        network->clusters.push_back(group.index);
        birth = cluster.birth;
        for (const Member& member : clusters_.members_of(cluster))
          networks_.of_posting[member.posting] = network_of_[label_[g]];
      } else {
        network->lone.push_back(group.index);
        birth = postings_.key_hash(group.index);
        networks_.of_posting[group.index] = network_of_[label_[g]];
      }
      network->birth = is_first ? birth : std::min(network->birth, birth);
      network->postings += group.postings;
    }
  }

  // Edges inside a network; what Leiden left in another one is a cut like any other.
  void add_contacts() {
    for (std::uint32_t c = 0; c + 1 < graph_.first_of_contact.size(); ++c) {
      std::uint32_t kept = 0;
      std::uint32_t across = 0;
      for (const std::uint32_t i : graph_.ties_of_contact(c)) {
        kept += is_kept(graph_.ties[i]) ? 1 : 0;
        across += graph_.ties[i].weight > 0 && !is_kept(graph_.ties[i]) ? 1 : 0;
      }
      if (across > 0) networks_.cuts.push_back({c, CutReason::community, across});
      Network* const network = network_of(contact_node(c));
      if (kept > 0 && network != nullptr) network->contacts.push_back(c);
    }
    for (const ContactTie& tie : graph_.ties) {
      Network* const network = network_of(tie.group);
      if (network == nullptr || label_[tie.group] != label_[contact_node(tie.contact)]) continue;
      const TieGroup& group = graph_.groups[tie.group];
      network->edges.push_back(
          {group.is_cluster, group.index, tie.contact, tie.postings, tie.weight});
    }
  }

  template <typename Visit>
  void each_posting(const Network& network, Visit visit) const {
    for (const std::uint32_t c : network.clusters)
      for (const Member& member : clusters_.members_of(clusters_.all[c])) visit(member.posting);
    for (const std::uint32_t row : network.lone) visit(row);
  }

  void describe(Network& network) {
    std::unordered_map<std::uint32_t, std::uint32_t> at_place;
    std::vector<std::int64_t> times;
    std::vector<Whereabouts> sightings;
    each_posting(network, [&](std::uint32_t row) {
      const std::uint32_t place = places_.of(postings_.get(Field::place, row));
      const std::int64_t time = postings_.time(row);
      if (place != PlaceNumbers::kNowhere) ++at_place[place];
      if (time != kNoTime) times.push_back(time);
      if (time != kNoTime && place != PlaceNumbers::kNowhere) sightings.push_back({time, place});
    });
    for (const auto& [place, count] : at_place)
      network.places.push_back({std::string(places_.name(place)), count});
    std::ranges::sort(network.places, [](const PlaceCount& a, const PlaceCount& b) {
      return a.postings != b.postings ? a.postings > b.postings : a.place < b.place;
    });
    if (times.empty()) return;
    std::ranges::sort(times);
    network.first = times.front();
    network.last = times.back();
    network.bursts = find_bursts(times, everybody_);
    if (network.places.size() >= 3) add_circuits(network, std::move(sightings));
  }

  // Of the whole network where it moves as one; else of its clusters, each for itself.
  void add_circuits(Network& network, std::vector<Whereabouts> sightings) {
    add_trips(network, std::move(sightings));
    if (!network.circuits.empty() || network.clusters.size() + network.lone.size() < 2) return;
    for (const std::uint32_t c : network.clusters) {
      std::vector<Whereabouts> own;
      for (const Member& member : clusters_.members_of(clusters_.all[c])) {
        const std::uint32_t place = places_.of(postings_.get(Field::place, member.posting));
        const std::int64_t time = postings_.time(member.posting);
        if (time != kNoTime && place != PlaceNumbers::kNowhere) own.push_back({time, place});
      }
      add_trips(network, std::move(own));
    }
  }
  void add_trips(Network& network, std::vector<Whereabouts> sightings) const {
    std::ranges::sort(sightings, {},
                      [](const Whereabouts& s) { return std::pair(s.time, s.place); });
    for (const Trip& trip : find_trips(sightings)) {
      Circuit& circuit = network.circuits.emplace_back();
      for (const Trip::Stop& stop : trip.stops) {
        circuit.stops.push_back(
            {std::string(places_.name(stop.place)), stop.first, stop.last, stop.postings});
      }
      circuit.days = static_cast<std::uint32_t>(
          days_between(trip.stops.front().first, trip.stops.back().last));
    }
  }

  const Postings& postings_;
  const Clusters& clusters_;
  const TieGraph& graph_;
  Labels label_;
  std::vector<std::int32_t> network_of_;  // by label
  Activity everybody_;
  PlaceNumbers places_;
  Networks networks_;
};

constexpr std::array<std::string_view, 6> kReasonNames = {
    "too_common", "hijacked", "generic", "giant_component", "coincidence", "community"};
}  // namespace

std::string_view to_string(CutReason reason) {
  return kReasonNames[static_cast<std::size_t>(reason)];
}

std::int64_t days_between(std::int64_t first, std::int64_t last) {
  using std::chrono::floor, std::chrono::days, std::chrono::sys_seconds, std::chrono::seconds;
  return (floor<days>(sys_seconds(seconds(last))) - floor<days>(sys_seconds(seconds(first))))
             .count() +
         1;
}

bool discredits(CutReason reason) {
  using enum CutReason;
  return reason == generic || reason == too_common || reason == hijacked;
}

std::vector<CutCount> count_cuts(const Networks& networks) {
  std::array<std::uint32_t, kReasonNames.size()> counts{};
  for (const Cut& cut : networks.cuts) {
    // What one group alone holds would have tied it to nothing.
    if (cut.groups > 1 || !discredits(cut.reason)) ++counts[static_cast<std::size_t>(cut.reason)];
  }
  std::vector<CutCount> found;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0) found.push_back({static_cast<CutReason>(i), counts[i]});
  return found;
}

Networks find_networks(const Postings& postings, const Clusters& clusters, const Contacts& contacts,
                       const NetworkOptions& options) {
  const auto stopped = [&] { return options.stop.stop_requested(); };
  TieGraph graph = tie_groups(clusters, contacts);
  std::vector<Cut> cuts;
  if (stopped()) return {};
  cut_contacts(graph, contacts, cuts);
  cut_coincidences(graph, contacts, cuts);
  if (stopped()) return {};
  cut_giants(graph, cuts);
  if (stopped()) return {};
  Labels label = Communities(graph).run();
  if (stopped()) return {};
  return NetworkMaker(postings, clusters, graph, std::move(label))
      .run(std::move(cuts), options.stop);
}

}  // namespace lodestar::detect
