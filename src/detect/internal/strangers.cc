// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/strangers.h"

#include <algorithm>

#include "detect/internal/alignment.h"

namespace lodestar::detect {
namespace {

constexpr std::uint32_t kShare = 3;    // a third of the text
constexpr std::uint32_t kAlike = 350;  // thousandths of similarity: two ways to write one thing
constexpr std::size_t kSeeds = 4;      // texts tried as the beginning of another template
constexpr std::size_t kSample = 64;    // texts asked whether they follow it
constexpr std::uint32_t kCopies = 3;   // postings that make a template out of one text
constexpr std::uint32_t kLeast = 2;    // postings on both sides

using Group = std::vector<Explained>;

std::uint32_t postings_of(std::span<const Explained> group) {
  std::uint32_t sum = 0;
  for (const Explained& one : group) sum += one.postings;
  return sum;
}

// Those that the rows of an aligner explain much better, and the bits saved in all.
struct Followers {
  Group group;
  std::uint64_t saved = 0;
};

Followers followers(const Texts& texts, std::span<const Explained> candidates, Aligner& aligner) {
  Followers found;
  Path path;
  for (const Explained& one : candidates) {
    const std::uint32_t lone = texts.lone_bits(one.text);
    const auto words = texts.words(one.text);
    aligner.trace({words, texts.bits(one.text), lone}, gap_of(words), path);
    const std::uint32_t bits = explained_bits(texts, one.text, path);
    if (bits < one.bits + lone / kShare) continue;
    found.group.push_back(one);
    found.saved += bits - one.bits;
  }
  return found;
}

bool are_alike(const Consensus& a, const Consensus& b) {
  Aligner aligner;
  aligner.set_rows({a.words, a.bits, a.lone_bits});
  const Chain chain = aligner.align({b.words, b.bits, b.lone_bits}, 0);
  return similarity(chain, a.lone_bits, b.lone_bits) >= kAlike;
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

std::vector<std::uint32_t> find_strangers(const Texts& texts, std::span<const Explained> group,
                                          const Consensus& own) {
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
    const Group first = followers(texts, asked, aligner).group;
    if (!is_template(first)) continue;
    std::vector<std::uint32_t> voters;
    for (const Explained& one : first) voters.push_back(one.text);
    const Consensus consensus = find_consensus(texts, {voters}, seed);
    if (are_alike(own, consensus)) continue;
    aligner.set_rows({consensus.words, consensus.bits, consensus.lone_bits});
    const auto [strangers, saved] = followers(texts, candidates, aligner);
    if (!is_template(strangers) || postings_of(strangers) + kLeast > all) continue;
    if (2 * saved < 3 * std::uint64_t{consensus.lone_bits}) continue;
    voters.clear();
    for (const Explained& one : strangers) voters.push_back(one.text);
    return voters;
  }
  return {};
}

}  // namespace lodestar::detect
