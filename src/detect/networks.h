// SPDX-License-Identifier: Apache-2.0
// Networks: communities of clusters, lone postings and contacts in the graph of who shares what
// with whom.
//
// Shapes   nodes are groups (a cluster, or a lone posting with a contact) and contacts; a network
//          holds >= 2 groups or a cluster tied to a contact; of_posting[row] is the network or
//          kNoNetwork.
// Units    weights in milli-bits of rarity; times in seconds since 1970 UTC, spans of time in days.
// Errors   none. Where options.stop was asked for, the answer is partial and means nothing.
// Cost     O(edges log edges).
// Threads  one thread; deterministic.
// Source   Traag, Waltman, van Eck, "From Louvain to Leiden" (2019), through graph/leiden.h.
// Example  Networks n = find_networks(postings, clusters, contacts, {});
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "detect/clusters.h"
#include "detect/contacts.h"
#include "detect/postings.h"

namespace lodestar::detect {

inline constexpr std::int32_t kNoNetwork = -1;

// Why a contact's ties were dropped. Closed list.
enum class CutReason : std::uint8_t {
  too_common,       // more than one group in thirty-two holds it and most have others, or more
                    // than one sender would write; for a web site, far fewer
  hijacked,         // very many groups hold it, most of which have a contact of their own besides
  generic,          // it belongs to nobody: placeholder, freephone, a platform's front page
  giant_component,  // it would have joined more groups than a person can review
  coincidence,      // single postings share such contacts as often as chance would
  community,        // these groups hold together more closely with others
};
std::string_view to_string(CutReason reason);
// Whether such a cut drops all ties of the contact: it then proves nothing anywhere.
bool discredits(CutReason reason);

struct Cut {
  std::uint32_t contact = 0;
  CutReason reason = CutReason::too_common;
  std::uint32_t groups = 0;  // groups whose ties to it were cut
};

// Several places in order within few days, by one network.
struct Circuit {
  struct Stop {
    std::string place;
    std::int64_t first = 0, last = 0;
    std::uint32_t postings = 0;
  };
  std::vector<Stop> stops;  // by first
  std::uint32_t days = 0;   // days_between the first and the last sighting
};
// Calendar days of UTC that both times lie in or between: the same day is one.
std::int64_t days_between(std::int64_t first, std::int64_t last);

struct Burst {
  std::int64_t start = 0, end = 0;
  std::uint32_t postings = 0;
  double expected = 0;  // postings expected in a window of this length from the network's own rate
};

struct NetworkEdge {
  bool from_cluster = true;  // else from is a lone posting's row
  std::uint32_t from = 0;    // cluster index or posting row
  std::uint32_t contact = 0;
  std::uint32_t postings = 0;  // postings of the group that hold the contact
  std::uint32_t weight = 0;    // milli-bits; 0 where cut
};

struct PlaceCount {
  std::string place;
  std::uint32_t postings = 0;
};

struct Network {
  std::vector<std::uint32_t> clusters;  // indexes into Clusters::all, ascending
  std::vector<std::uint32_t> lone;      // posting rows, ascending
  std::vector<std::uint32_t> contacts;  // indexes into Contacts::all, ascending
  std::vector<NetworkEdge> edges;
  std::vector<PlaceCount> places;  // most postings first
  std::vector<Circuit> circuits;
  std::vector<Burst> bursts;
  std::uint32_t postings = 0;
  std::int64_t first = kNoTime, last = kNoTime;
  std::uint64_t birth = 0;  // smallest member key hash: the id is given from it
};

struct Networks {
  std::vector<std::int32_t> of_posting;
  std::vector<Network> all;  // ordered by smallest member row
  std::vector<Cut> cuts;
};

// Contacts that would have tied groups, counted by why they do not; no reason without one.
struct CutCount {
  CutReason reason = CutReason::too_common;
  std::uint32_t contacts = 0;
};
std::vector<CutCount> count_cuts(const Networks& networks);

struct NetworkOptions {
  std::stop_token stop{};
};

Networks find_networks(const Postings& postings, const Clusters& clusters, const Contacts& contacts,
                       const NetworkOptions& options);

}  // namespace lodestar::detect
