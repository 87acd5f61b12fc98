// SPDX-License-Identifier: Apache-2.0
// A finished run, drawn by hand: postings with the cluster, network and contacts that the steps
// before leads would have found. People and numbers are invented.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "detect/indicators.h"
#include "detect/leads.h"

namespace lodestar::detect {

struct Drawn {
  std::string text;  // one word may stand in [brackets]: the slot of the template
  std::string author, place;
  std::vector<std::string> contacts;  // "name@domain" is an e-mail, all else a phone
  int cluster = kNoCluster, network = kNoNetwork;
  int day = -1;
  bool disguised = false;
};

inline const Indicators& built_in_indicators() {
  static const Indicators kIndicators = [] {
    auto parsed = parse_indicator_packs(built_in_packs());
    return parsed ? std::move(*parsed) : Indicators{};
  }();
  return kIndicators;
}

class LeadScene {
 public:
  void post(Drawn drawn) {
    const auto open = drawn.text.find('['), close = drawn.text.find(']');
    text::Span slot;
    if (close != std::string::npos) {
      drawn.text.erase(close, 1).erase(open, 1);
      slot = {static_cast<std::uint32_t>(open), static_cast<std::uint32_t>(close - 1)};
    }
    slots_.push_back(slot);
    drawn_.push_back(std::move(drawn));
  }
  std::deque<Drawn>& all() { return drawn_; }
  // As the network step would cut what too many hold.
  void cut(std::string value) { cut_.push_back(std::move(value)); }

  std::vector<Lead> leads(unsigned threads = 1,
                          const Indicators& indicators = built_in_indicators()) {
    build();
    return find_leads({postings_, clusters_, contacts_, networks_}, indicators,
                      {.parallel = {.threads = threads}});
  }
  const Postings& postings() const { return postings_; }

 private:
  void build() {
    postings_ = {};
    clusters_ = {};
    contacts_ = {};
    networks_ = {};
    const auto file = postings_.add_file("drawn.csv");
    ids_.clear();
    std::map<int, std::vector<std::uint32_t>> clusters, networks;
    for (std::uint32_t row = 0; row < drawn_.size(); ++row) {
      const Drawn& one = drawn_[row];
      Postings::Row fields{.time = one.day < 0 ? kNoTime : std::int64_t{one.day} * 86'400};
      const auto set = [&](Field field, std::string_view value) {
        fields.fields[static_cast<std::size_t>(field)] = value;
      };
      set(Field::id, ids_.emplace_back(std::to_string(row)));
      set(Field::text, one.text);
      set(Field::author, one.author);
      set(Field::place, one.place);
      postings_.add(file, fields);
      if (one.cluster >= 0) clusters[one.cluster].push_back(row);
      if (one.network >= 0) networks[one.network].push_back(row);
    }
    build_clusters(clusters);
    build_contacts();
    build_networks(networks);
  }

  void build_clusters(const std::map<int, std::vector<std::uint32_t>>& clusters) {
    clusters_.of.assign(drawn_.size(), kNoCluster);
    for (const auto& [number, rows] : clusters) {
      Cluster cluster{.medoid = rows[0],
                      .first_member = static_cast<std::uint32_t>(clusters_.members.size()),
                      .member_count = static_cast<std::uint32_t>(rows.size())};
      std::map<std::string, std::uint32_t> fillers;
      for (const std::uint32_t row : rows) {
        clusters_.of[row] = static_cast<std::int32_t>(clusters_.all.size());
        Member member{.posting = row,
                      .bits_saved = 100,
                      .first_slot = static_cast<std::uint32_t>(clusters_.slots.size())};
        if (slots_[row].end > 0) {
          clusters_.slots.push_back({.span = slots_[row], .piece = 1});
          member.slot_count = 1;
          ++fillers[std::string(text::cut(drawn_[row].text, slots_[row]))];
        }
        clusters_.members.push_back(member);
      }
      cluster.pieces = pieces_of(drawn_[rows[0]].text, slots_[rows[0]], fillers);
      clusters_.all.push_back(std::move(cluster));
    }
  }

  static std::vector<TemplatePiece> pieces_of(const std::string& text, text::Span slot,
                                              const std::map<std::string, std::uint32_t>& fillers) {
    if (slot.end == 0) return {{.words = text}};
    TemplatePiece hole{.is_slot = true, .distinct = static_cast<std::uint32_t>(fillers.size())};
    for (const auto& [filler, postings] : fillers) hole.fillers.push_back({filler, postings});
    return {{.words = text.substr(0, slot.start)}, hole, {.words = text.substr(slot.end)}};
  }

  void build_contacts() {
    std::map<std::string, std::uint32_t> numbers;
    for (std::uint32_t row = 0; row < drawn_.size(); ++row) {
      contacts_.first_of.push_back(static_cast<std::uint32_t>(contacts_.occurrences.size()));
      for (const std::string& value : drawn_[row].contacts) {
        const auto next = static_cast<std::uint32_t>(contacts_.all.size());
        const auto [at, is_new] = numbers.try_emplace(value, next);
        const bool email = value.find('@') != std::string::npos;
        if (is_new) {
          contacts_.all.push_back(
              {.kind = email ? text::IdentifierKind::email : text::IdentifierKind::phone,
               .value = value});
        }
        ++contacts_.all[at->second].postings;
        contacts_.occurrences.push_back({.posting = row,
                                         .contact = at->second,
                                         .kind = contacts_.all[at->second].kind,
                                         .obfuscation = drawn_[row].disguised
                                                            ? text::Obfuscation::words
                                                            : text::Obfuscation::plain,
                                         .confidence = 90});
      }
    }
    contacts_.first_of.push_back(static_cast<std::uint32_t>(contacts_.occurrences.size()));
  }

  void build_networks(const std::map<int, std::vector<std::uint32_t>>& networks) {
    networks_.of_posting.assign(drawn_.size(), kNoNetwork);
    for (const auto& [number, rows] : networks) {
      Network network{.postings = static_cast<std::uint32_t>(rows.size())};
      std::map<std::string, Circuit::Stop> stops;
      for (const std::uint32_t row : rows) {
        networks_.of_posting[row] = static_cast<std::int32_t>(networks_.all.size());
        const auto cluster = clusters_.of[row];
        auto& groups = cluster == kNoCluster ? network.lone : network.clusters;
        const auto group = cluster == kNoCluster ? row : static_cast<std::uint32_t>(cluster);
        if (std::ranges::find(groups, group) == groups.end()) groups.push_back(group);
        if (drawn_[row].day < 0 || drawn_[row].place.empty()) continue;
        const std::int64_t time = postings_.time(row);
        const auto [at, is_new] =
            stops.try_emplace(drawn_[row].place, Circuit::Stop{drawn_[row].place, time, time, 0});
        at->second.first = std::min(at->second.first, time);
        at->second.last = std::max(at->second.last, time);
        ++at->second.postings;
      }
      if (stops.size() > 1) {
        Circuit circuit;
        for (const auto& [place, stop] : stops) circuit.stops.push_back(stop);
        std::ranges::sort(circuit.stops, {}, &Circuit::Stop::first);
        network.circuits.push_back(std::move(circuit));
      }
      networks_.all.push_back(std::move(network));
    }
    for (std::uint32_t i = 0; i < contacts_.all.size(); ++i) {
      if (std::ranges::find(cut_, contacts_.all[i].value) == cut_.end()) continue;
      networks_.cuts.push_back({.contact = i, .reason = CutReason::too_common, .groups = 40});
    }
  }

  std::deque<Drawn> drawn_;
  std::vector<std::string> cut_;
  std::deque<text::Span> slots_;
  std::deque<std::string> ids_;
  Postings postings_;
  Clusters clusters_;
  Contacts contacts_;
  Networks networks_;
};

}  // namespace lodestar::detect
