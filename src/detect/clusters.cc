// SPDX-License-Identifier: Apache-2.0
#include "detect/clusters.h"

#include <algorithm>

#include "detect/internal/linking.h"
#include "detect/internal/templates.h"
#include "detect/internal/texts.h"
#include "detect/internal/wordings.h"

namespace lodestar::detect {
namespace {

struct RowGroup {
  std::vector<std::uint32_t> rows;
  std::uint32_t medoid = 0;  // text
};

// Groups of texts, and texts that several postings repeat, as groups of rows ordered by their
// first.
std::vector<RowGroup> rows_of_groups(const Postings& postings, const Texts& texts,
                                     const Groups& groups) {
  std::vector<std::int32_t> group_of(texts.size(), kNoCluster);
  std::vector<std::uint32_t> medoids = groups.medoids;
  for (std::size_t i = 0; i < groups.members.size(); ++i) {
    for (const std::uint32_t text : groups.members[i])
      group_of[text] = static_cast<std::int32_t>(i);
  }
  std::vector<RowGroup> found;
  std::vector<std::int32_t> number(medoids.size(), kNoCluster);  // by first row
  for (std::uint32_t row = 0; row < postings.size(); ++row) {
    const std::uint32_t text = texts.text_of(row);
    if (text == kNoText) continue;
    if (group_of[text] < 0) {
      if (texts.first_row(text) == row) continue;  // alone so far
      group_of[text] = static_cast<std::int32_t>(medoids.size());
      medoids.push_back(text);
      number.push_back(kNoCluster);
    }
    std::int32_t& group = number[static_cast<std::size_t>(group_of[text])];
    if (group < 0) {
      group = static_cast<std::int32_t>(found.size());
      found.push_back({.medoid = medoids[static_cast<std::size_t>(group_of[text])]});
      if (texts.first_row(text) != row) found.back().rows.push_back(texts.first_row(text));
    }
    found[static_cast<std::size_t>(group)].rows.push_back(row);
  }
  std::sort(found.begin(), found.end(),
            [](const RowGroup& a, const RowGroup& b) { return a.rows[0] < b.rows[0]; });
  return found;
}

// What each part takes of the whole, as measured on 400,000 postings.
constexpr double kCutting = .2, kLinking = .6, kTemplates = .2;

// Texts of one wording are linked as one.
Groups link_wordings(Texts& texts, const Parallel& parallel,
                     const std::function<void(double)>& tell) {
  const Wordings wordings(texts, chance_bits(texts), parallel);
  if (!wordings.any()) return link_texts(texts, parallel, tell);
  const Texts some = texts.only(wordings.firsts(), parallel);
  return wordings.spread(link_texts(some, parallel, tell));
}

Cluster make_cluster(const Postings& postings, const Texts& texts, Template& made) {
  Cluster cluster{.medoid = texts.first_row(made.medoid),
                  .member_count = static_cast<std::uint32_t>(made.members.size()),
                  .bits_alone = made.bits_alone,
                  .bits_saved = made.bits_saved,
                  .birth = ~0ULL,
                  .pieces = std::move(made.pieces)};
  for (const Member& member : made.members)
    cluster.birth = std::min(cluster.birth, postings.key_hash(member.posting));
  return cluster;
}

std::vector<Template> templates_of(const Postings& postings, const Texts& texts,
                                   const std::vector<RowGroup>& groups, const Parallel& parallel,
                                   const std::function<void(double)>& tell) {
  std::vector<std::vector<Template>> made(groups.size());
  for_blocks(parallel, groups.size(), 64, [&](std::size_t begin, std::size_t end, unsigned) {
    for (std::size_t i = begin; i < end; ++i) {
      made[i] =
          make_templates(postings, texts, {.rows = groups[i].rows, .medoid = groups[i].medoid});
    }
    tell(static_cast<double>(end - begin) / static_cast<double>(groups.size()));
  });
  std::vector<Template> all;
  if (parallel.stop.stop_requested()) return all;
  for (auto& group : made) std::ranges::move(group, std::back_inserter(all));
  std::ranges::sort(all, {}, [](const Template& one) { return one.members[0].posting; });
  return all;
}

}  // namespace

Clusters find_clusters(const Postings& postings, const ClusterOptions& options) {
  const auto& stop = options.parallel.stop;
  const auto tell = [&](double share) {
    if (options.progress) options.progress(share);
  };
  Clusters clusters;
  clusters.of.assign(postings.size(), kNoCluster);
  Texts texts(postings, options.contacts, options.parallel);
  tell(kCutting);
  if (stop.stop_requested()) return clusters;
  const Groups linked =
      link_wordings(texts, options.parallel, [&](double share) { tell(share * kLinking); });
  if (stop.stop_requested()) return clusters;
  const std::vector<RowGroup> groups = rows_of_groups(postings, texts, linked);
  if (groups.empty()) tell(kTemplates);
  std::vector<Template> made = templates_of(postings, texts, groups, options.parallel,
                                            [&](double share) { tell(share * kTemplates); });
  if (stop.stop_requested()) return clusters;
  for (std::size_t i = 0; i < made.size(); ++i) {
    clusters.all.push_back(make_cluster(postings, texts, made[i]));
    clusters.all[i].first_member = static_cast<std::uint32_t>(clusters.members.size());
    for (Member& member : made[i].members) {
      clusters.of[member.posting] = static_cast<std::int32_t>(i);
      member.first_slot += static_cast<std::uint32_t>(clusters.slots.size());
      clusters.members.push_back(member);
    }
    clusters.slots.insert(clusters.slots.end(), made[i].slots.begin(), made[i].slots.end());
    made[i] = {};
  }
  return clusters;
}

}  // namespace lodestar::detect
