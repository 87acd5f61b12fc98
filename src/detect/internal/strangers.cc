// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/strangers.h"

#include <algorithm>

#include "detect/internal/alignment.h"
#include "detect/internal/templates.h"

namespace lodestar::detect {
namespace {

constexpr std::uint32_t kShare = 5;   // a fifth of the text
constexpr std::size_t kSeeds = 4;     // texts tried as the beginning of another template
constexpr std::size_t kSample = 64;   // texts asked whether they follow it
constexpr std::uint32_t kCopies = 3;  // postings that make a template out of one text
constexpr std::uint32_t kLeast = 2;   // postings on both sides

using Group = std::vector<Explained>;

std::uint32_t postings_of(std::span<const Explained> group) {
  std::uint32_t sum = 0;
  for (const Explained& one : group) sum += one.postings;
  return sum;
}

// Those of the candidates that the rows of the aligner explain much better.
Group followers(const Texts& texts, std::span<const Explained> candidates, Aligner& aligner) {
  Group found;
  Path path;
  for (const Explained& one : candidates) {
    const std::uint32_t lone = texts.lone_bits(one.text);
    aligner.trace({texts.words(one.text), texts.bits(one.text), lone}, kMildGap, path);
    if (explained_bits(texts, one.text, path) >= one.bits + lone / kShare) found.push_back(one);
  }
  return found;
}

bool is_template(const Group& group) {
  return postings_of(group) >= (group.size() > 1 ? kLeast : kCopies);
}

Group sample(const Group& candidates) {
  if (candidates.size() <= kSample) return candidates;
  Group some;
  for (std::size_t i = 0; i < kSample; ++i)
    some.push_back(candidates[i * candidates.size() / kSample]);
  return some;
}

}  // namespace

std::vector<std::uint32_t> find_strangers(const Texts& texts, std::span<const Explained> group) {
  Group candidates;
  for (const Explained& one : group) {
    const std::uint32_t lone = texts.lone_bits(one.text);
    if (one.bits + lone / kShare < lone) candidates.push_back(one);
  }
  const std::uint32_t all = postings_of(group);
  if (all < 2 * kLeast || !is_template(candidates)) return {};
  Group seeds = candidates;  // the least explained first
  std::ranges::stable_sort(seeds, [&](const Explained& x, const Explained& y) {
    return std::uint64_t{x.bits} * texts.lone_bits(y.text) <
           std::uint64_t{y.bits} * texts.lone_bits(x.text);
  });
  const Group asked = sample(candidates);
  Aligner aligner;
  for (std::size_t i = 0; i < std::min(kSeeds, seeds.size()); ++i) {
    const std::uint32_t seed = seeds[i * seeds.size() / std::min(kSeeds, seeds.size())].text;
    aligner.set_rows({texts.words(seed), texts.bits(seed), texts.lone_bits(seed)});
    const Group first = followers(texts, asked, aligner);
    if (!is_template(first)) continue;
    std::vector<std::uint32_t> voters;
    for (const Explained& one : first) voters.push_back(one.text);
    const Consensus consensus = find_consensus(texts, {voters}, seed);
    aligner.set_rows({consensus.words, consensus.bits, consensus.lone_bits});
    const Group strangers = followers(texts, candidates, aligner);
    if (!is_template(strangers) || postings_of(strangers) + kLeast > all) continue;
    voters.clear();
    for (const Explained& one : strangers) voters.push_back(one.text);
    return voters;
  }
  return {};
}

}  // namespace lodestar::detect
