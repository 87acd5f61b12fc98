// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/footers.h"

#include <string>
#include <unordered_map>
#include <vector>

#include "base/hash.h"
#include "detect/internal/phrase_book.h"
#include "text/words.h"

namespace lodestar::detect::internal {
namespace {

constexpr std::size_t kLeastCampaigns = 5;    // with the same ending
constexpr std::size_t kOneCampaignInSo = 10;  // of the file's, at least
constexpr std::size_t kLeastWords = 3, kMostWords = 80;

// Calls take(hash, start in bytes) for each run of last sentences, the shortest first.
template <typename Take>
void for_each_ending(const Postings& postings, std::uint32_t row, Take take) {
  const std::string_view raw = postings.get(Field::text, row);
  std::vector<text::Word> words;
  text::cut_words(raw, words);
  std::uint64_t hash = hash_bytes(postings.file(row));
  for (std::size_t i = words.size(), count = 1; i-- > 1 && count <= kMostWords; ++count) {
    hash = mix(hash, words[i].hash);
    const bool starts =
        is_parted(raw, words[i - 1].span.end, words[i].span.start, Parting::sentence);
    if (starts && count >= kLeastWords) take(hash, words[i].span.start);
  }
}

}  // namespace

// A campaign is a network, or a cluster in none; one text stands for it.
Footers::Footers(const RunView& run) : postings_(run.postings) {
  std::vector<std::uint32_t> rows;
  rows.reserve(run.networks.all.size() + run.clusters.all.size());
  for (const Network& network : run.networks.all) {
    rows.push_back(network.clusters.empty() ? network.lone[0]
                                            : run.clusters.all[network.clusters[0]].medoid);
  }
  for (const Cluster& cluster : run.clusters.all) {
    if (run.networks.of_posting[cluster.medoid] == kNoNetwork) rows.push_back(cluster.medoid);
  }
  std::unordered_map<std::string, std::size_t> campaigns;
  std::unordered_map<std::uint64_t, std::size_t> seen;
  for (const std::uint32_t row : rows) {
    ++campaigns[postings_.file(row)];
    for_each_ending(postings_, row, [&](std::uint64_t hash, std::uint32_t) { ++seen[hash]; });
  }
  for (const std::uint32_t row : rows) {
    const std::size_t all = campaigns[postings_.file(row)];
    for_each_ending(postings_, row, [&](std::uint64_t hash, std::uint32_t) {
      const std::size_t count = seen[hash];
      if (count >= kLeastCampaigns && count * kOneCampaignInSo >= all) endings_.insert(hash);
    });
  }
}

std::uint32_t Footers::own_end(std::uint32_t row) const {
  auto end = static_cast<std::uint32_t>(postings_.get(Field::text, row).size());
  if (endings_.empty()) return end;
  for_each_ending(postings_, row, [&](std::uint64_t hash, std::uint32_t start) {
    if (endings_.contains(hash)) end = start;
  });
  return end;
}

}  // namespace lodestar::detect::internal
