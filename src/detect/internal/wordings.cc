// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/wordings.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace lodestar::detect {
namespace {

constexpr std::size_t kTexts = 32;  // that make a wording; fewer make no word ordinary
constexpr std::size_t kFewest = 5;  // words that stay
constexpr std::size_t kMany = 12;   // words that stay: so many in one order are nobody else's
// Where fewer stay, one in so many uses of the rarest is in the wording, at least.
constexpr std::uint64_t kShare = 4;
constexpr std::uint32_t kRarer = 3 * kBit;  // than the text's usual word: left open
constexpr std::size_t kBlock = 4096;

// The bits from which a word is left open: so many more than those of the word in the middle, which
// counting finds.
std::uint32_t open_from(std::span<const std::uint8_t> bits) {
  std::array<std::uint16_t, 256> words{};  // with so many bits
  static_assert(kMaxWords <= std::numeric_limits<std::uint16_t>::max());
  for (const std::uint8_t word : bits) ++words[word];
  std::uint32_t middle = 0;
  for (std::size_t sum = words[0]; sum <= bits.size() / 2; sum += words[++middle]) {
  }
  return middle + kRarer;
}

struct Kept {  // of a text
  std::uint64_t hash = 0;
  std::uint32_t text = 0;
  friend auto operator<=>(const Kept&, const Kept&) = default;
};

// The words that stay, of a text with enough of them.
bool keep_words(const Texts& texts, std::uint32_t text, std::vector<std::uint32_t>& kept) {
  kept.clear();
  const auto words = texts.words(text);
  if (words.size() <= kFewest) return false;
  const auto bits = texts.bits(text);
  const std::uint32_t open = open_from(bits);
  for (std::size_t i = 0; i < words.size(); ++i) kept.push_back(bits[i] < open ? words[i] : 0);
  const auto left = static_cast<std::size_t>(std::ranges::count(kept, 0U));
  return left > 0 && 4 * left <= words.size() && words.size() - left >= kFewest;
}

std::vector<Kept> keep_all(const Texts& texts, std::uint32_t chance, const Parallel& parallel) {
  std::vector<std::vector<Kept>> found((texts.size() + kBlock - 1) / kBlock);
  for_blocks(parallel, texts.size(), kBlock, [&](std::size_t begin, std::size_t end, unsigned) {
    std::vector<std::uint32_t> kept;
    for (auto text = static_cast<std::uint32_t>(begin); text < end; ++text) {
      if (!keep_words(texts, text, kept)) continue;
      std::uint32_t sum = 0;
      for (std::size_t i = 0; i < kept.size(); ++i) sum += kept[i] == 0 ? 0 : texts.bits(text)[i];
      if (sum < chance) continue;
      found[begin / kBlock].push_back({hash_of(kept), text});
    }
  });
  std::vector<Kept> all;
  for (const auto& block : found) all.insert(all.end(), block.begin(), block.end());
  std::ranges::sort(all);
  return all;
}

// Whether nobody else writes so: many words, or one that is hardly written elsewhere.
bool is_own(const Texts& texts, std::uint32_t text, std::span<const std::uint32_t> kept,
            std::size_t count) {
  const auto stay = kept.size() - static_cast<std::size_t>(std::ranges::count(kept, 0U));
  if (stay >= kMany) return true;
  std::uint32_t uses = ~0U;  // log2, of the rarest
  for (std::size_t i = 0; i < kept.size(); ++i)
    if (kept[i] != 0) uses = std::min(uses, texts.log_uses(kept[i], texts.bits(text)[i]));
  return uses <= log2_eighths(kShare * count);
}

}  // namespace

Wordings::Wordings(const Texts& texts, std::uint32_t chance, const Parallel& parallel) {
  first_of_.resize(texts.size());
  std::iota(first_of_.begin(), first_of_.end(), 0U);
  const std::vector<Kept> all = keep_all(texts, chance, parallel);
  std::vector<std::uint32_t> ours, theirs;
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    while (end < all.size() && all[end].hash == all[begin].hash) ++end;
    if (end - begin < kTexts) continue;
    const std::uint32_t first = all[begin].text;
    keep_words(texts, first, ours);
    if (!is_own(texts, first, ours, end - begin)) continue;
    for (std::size_t i = begin + 1; i < end; ++i) {
      keep_words(texts, all[i].text, theirs);
      if (ours == theirs) first_of_[all[i].text] = first;
    }
  }
  for (std::uint32_t text = 0; text < first_of_.size(); ++text) {
    if (first_of_[text] == text) firsts_.push_back(text);
  }
}

Groups Wordings::spread(const Groups& groups) const {
  constexpr std::uint32_t kAlone = ~0U;
  std::vector<std::uint32_t> group_of(first_of_.size(), kAlone);  // by text
  Groups all{.members = std::vector<std::vector<std::uint32_t>>(groups.members.size()),
             .medoids = {}};
  for (std::uint32_t i = 0; i < groups.members.size(); ++i) {
    all.medoids.push_back(firsts_[groups.medoids[i]]);
    for (const std::uint32_t place : groups.members[i]) group_of[firsts_[place]] = i;
  }
  for (std::uint32_t text = 0; text < first_of_.size(); ++text) {
    const std::uint32_t first = first_of_[text];
    if (first != text && group_of[first] == kAlone) {  // the second of a wording that is alone
      group_of[first] = static_cast<std::uint32_t>(all.members.size());
      all.members.push_back({first});
      all.medoids.push_back(first);
      all.members.back().push_back(text);
    } else if (group_of[first] != kAlone) {
      all.members[group_of[first]].push_back(text);
    }
  }
  return all;
}

}  // namespace lodestar::detect
