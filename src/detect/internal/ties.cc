// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/ties.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lodestar::detect {

namespace {

constexpr double kMostBits = 20;    // rarer than one in a million counts no more
constexpr double kFewContacts = 4;  // a posting that lists more shares out its weight

class TieMaker {
 public:
  TieMaker(const Clusters& clusters, const Contacts& contacts)
      : clusters_(clusters),
        contacts_(contacts),
        tie_of_(contacts.all.size(), 0),
        last_row_(contacts.all.size(), kNoRow) {}

  TieGraph run() {
    std::vector<std::uint8_t> seen(clusters_.all.size(), 0);
    const auto rows = static_cast<std::uint32_t>(clusters_.of.size());
    for (std::uint32_t row = 0; row < rows; ++row) {
      const std::int32_t cluster = clusters_.of[row];
      if (cluster == kNoCluster) {
        if (!contacts_.of(row).empty()) add_lone(row);
      } else if (seen[static_cast<std::size_t>(cluster)] == 0) {
        seen[static_cast<std::size_t>(cluster)] = 1;
        add_cluster(static_cast<std::uint32_t>(cluster));
      }
    }
    index_contacts();
    weigh();
    return std::move(graph_);
  }

 private:
  static constexpr std::uint32_t kNoRow = 0xFFFFFFFF;

  void begin_group(bool is_cluster, std::uint32_t index, std::uint32_t postings) {
    group_ = static_cast<std::uint32_t>(graph_.groups.size());
    graph_.groups.push_back(
        {is_cluster, index, postings, static_cast<std::uint32_t>(graph_.ties.size())});
  }
  void add_lone(std::uint32_t row) {
    begin_group(false, row, 1);
    add_posting(row);
  }
  void add_cluster(std::uint32_t index) {
    const Cluster& cluster = clusters_.all[index];
    begin_group(true, index, cluster.member_count);
    for (const Member& member : clusters_.members_of(cluster)) add_posting(member.posting);
  }
  void add_posting(std::uint32_t row) {
    for (const Occurrence& seen : contacts_.of(row)) {
      std::uint32_t& at = tie_of_[seen.contact];
      const bool known = at >= graph_.groups[group_].first_tie && at < graph_.ties.size() &&
                         graph_.ties[at].contact == seen.contact;
      if (!known) {
        at = static_cast<std::uint32_t>(graph_.ties.size());
        graph_.ties.push_back({.group = group_, .contact = seen.contact});
      }
      ContactTie& tie = graph_.ties[at];
      tie.confidence = std::max(tie.confidence, seen.confidence);
      if (last_row_[seen.contact] != row) ++tie.postings;
      last_row_[seen.contact] = row;
    }
  }

  void index_contacts() {
    graph_.first_of_contact.assign(contacts_.all.size() + 1, 0);
    for (const ContactTie& tie : graph_.ties) ++graph_.first_of_contact[tie.contact];
    std::exclusive_scan(graph_.first_of_contact.begin(), graph_.first_of_contact.end(),
                        graph_.first_of_contact.begin(), 0U);
    std::vector<std::uint32_t> next = graph_.first_of_contact;
    graph_.by_contact.resize(graph_.ties.size());
    for (std::uint32_t i = 0; i < graph_.ties.size(); ++i)
      graph_.by_contact[next[graph_.ties[i].contact]++] = i;
  }

  void weigh() {
    const auto all = static_cast<double>(graph_.groups.size() + 1);
    std::vector<float> rarity(contacts_.all.size(), 0);
    for (std::uint32_t c = 0; c < rarity.size(); ++c) {
      const auto holders = static_cast<double>(graph_.ties_of_contact(c).size());
      if (holders > 0)
        rarity[c] = static_cast<float>(std::min(kMostBits, std::log2(all / holders)));
    }
    for (std::uint32_t g = 0; g < graph_.groups.size(); ++g) {
      const auto ties = std::span(graph_.ties)
                            .subspan(graph_.groups[g].first_tie, graph_.ties_of_group(g).size());
      const double postings = graph_.groups[g].postings;
      double held = 0;
      for (const ContactTie& tie : ties) held += tie.postings;
      // One more posting is imagined that lacks the contact: one sighting is no certainty.
      const double share = std::min(1.0, kFewContacts * postings / held) / (postings + 1);
      for (ContactTie& tie : ties) {
        const double bits = static_cast<double>(rarity[tie.contact]) * share * tie.postings;
        tie.weight = std::max(1U, static_cast<std::uint32_t>(10 * bits * tie.confidence));
      }
    }
  }

  const Clusters& clusters_;
  const Contacts& contacts_;
  TieGraph graph_;
  std::uint32_t group_ = 0;
  std::vector<std::uint32_t> tie_of_;    // by contact: its tie in the present group, if any
  std::vector<std::uint32_t> last_row_;  // by contact: the posting that counted last
};

}  // namespace

TieGraph tie_groups(const Clusters& clusters, const Contacts& contacts) {
  return TieMaker(clusters, contacts).run();
}

}  // namespace lodestar::detect
