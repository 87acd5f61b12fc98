// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/short_frames.h"

#include <algorithm>
#include <span>

#include "base/hash.h"

namespace lodestar::detect {
namespace {

constexpr std::size_t kFewest = 4, kMost = 8;  // words
constexpr std::size_t kTexts = 3;              // that make a frame
constexpr std::uint64_t kShare = 4;            // of the uses of its rarest word are in it, at least
constexpr std::size_t kBlock = 16384;

// A text with one of its words left open.
struct Open {
  std::uint64_t hash = 0;
  std::uint32_t text = 0, slot = 0;
  friend auto operator<=>(const Open&, const Open&) = default;
};

std::uint64_t hash_but(std::span<const std::uint32_t> words, std::size_t slot) {
  std::uint64_t hash = mix(words.size(), slot);
  for (std::size_t i = 0; i < words.size(); ++i) hash = i == slot ? hash : mix(hash, words[i]);
  return hash;
}

std::vector<Open> open_all(const Texts& texts, const Parallel& parallel) {
  std::vector<std::vector<Open>> found((texts.size() + kBlock - 1) / kBlock);
  for_blocks(parallel, texts.size(), kBlock, [&](std::size_t begin, std::size_t end, unsigned) {
    for (std::size_t text = begin; text < end; ++text) {
      const auto words = texts.words(text);
      if (words.size() < kFewest || words.size() > kMost) continue;
      for (std::uint32_t slot = 0; slot < words.size(); ++slot) {
        found[begin / kBlock].push_back(
            {hash_but(words, slot), static_cast<std::uint32_t>(text), slot});
      }
    }
  });
  std::vector<Open> all;
  for (auto& block : found) all.insert(all.end(), block.begin(), block.end());
  std::ranges::sort(all);
  return all;
}

bool agree_but(const Texts& texts, const Open& a, const Open& b) {
  const auto left = texts.words(a.text), right = texts.words(b.text);
  if (a.slot != b.slot || left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i)
    if (i != a.slot && left[i] != right[i]) return false;
  return true;
}

bool is_frame(const Texts& texts, std::span<const Open> same, std::uint32_t chance) {
  if (same.size() < kTexts) return false;
  const auto words = texts.words(same[0].text);
  const auto bits = texts.bits(same[0].text);
  std::uint32_t sum = 0, uses = ~0U;  // uses: log2, of the rarest
  for (std::size_t i = 0; i < bits.size(); ++i) {
    if (i == same[0].slot) continue;
    sum += bits[i];
    uses = std::min(uses, texts.log_uses(words[i], bits[i]));
  }
  return sum >= chance && uses <= log2_eighths(kShare * same.size());
}

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> find_short_frames(const Texts& texts,
                                                                       std::uint32_t chance,
                                                                       const Parallel& parallel) {
  const std::vector<Open> all = open_all(texts, parallel);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    end = begin + 1;
    while (end < all.size() && all[end].hash == all[begin].hash &&
           agree_but(texts, all[begin], all[end]))
      ++end;
    const auto same = std::span(all).subspan(begin, end - begin);
    if (!is_frame(texts, same, chance)) continue;
    for (std::size_t i = 1; i < same.size(); ++i)
      pairs.emplace_back(same[i - 1].text, same[i].text);
  }
  std::ranges::sort(pairs);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace lodestar::detect
