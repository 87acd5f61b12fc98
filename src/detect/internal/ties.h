// SPDX-License-Identifier: Apache-2.0
// Who holds which contact: groups of postings (a cluster, or a lone posting), contacts, and the
// weighted ties between them, some of them cut.
//
// Shapes   groups by first posting; ties by group; ties_of_contact lists a contact's ties.
// Units    weight in milli-bits: rarity of the contact, times the share of the group's postings
//          that hold it, times confidence.
// Errors   none.
// Cost     linear in occurrences.
// Threads  one thread.
// Source   inverse document frequency (Sparck Jones 1972) for rarity.
// Example  TieGraph graph = tie_groups(postings, clusters, contacts);
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "detect/networks.h"

namespace lodestar::detect {

struct TieGroup {
  bool is_cluster = false;
  std::uint32_t index = 0;  // into Clusters::all, or a posting's row
  std::uint32_t postings = 1;
  std::uint32_t first_tie = 0;
};

struct ContactTie {
  std::uint32_t group = 0;
  std::uint32_t contact = 0;
  std::uint32_t postings = 0;  // of the group, that hold the contact
  std::uint32_t weight = 0;    // 0 where cut
  std::uint8_t confidence = 0;
};

struct TieGraph {
  std::vector<TieGroup> groups;
  std::vector<ContactTie> ties;
  std::vector<std::uint32_t> first_of_contact;  // size contacts + 1, into by_contact
  std::vector<std::uint32_t> by_contact;        // indexes of ties

  std::span<const std::uint32_t> ties_of_contact(std::uint32_t contact) const {
    return std::span(by_contact)
        .subspan(first_of_contact[contact],
                 first_of_contact[contact + 1] - first_of_contact[contact]);
  }
  std::span<const ContactTie> ties_of_group(std::uint32_t group) const {
    const std::uint32_t end = group + 1 < groups.size() ? groups[group + 1].first_tie
                                                        : static_cast<std::uint32_t>(ties.size());
    return std::span(ties).subspan(groups[group].first_tie, end - groups[group].first_tie);
  }
};

TieGraph tie_groups(const Clusters& clusters, const Contacts& contacts);

// Each sets the weight of some ties to 0 and says so.
void cut_contacts(TieGraph& graph, const Contacts& contacts, std::vector<Cut>& cuts);
void cut_coincidences(TieGraph& graph, const Contacts& contacts, std::vector<Cut>& cuts);
void cut_giants(TieGraph& graph, std::vector<Cut>& cuts);

}  // namespace lodestar::detect
