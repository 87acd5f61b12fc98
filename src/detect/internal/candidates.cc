// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/candidates.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/assert.h"
#include "base/hash.h"

namespace lodestar::detect {
namespace {

constexpr std::size_t kBlock = 2048;
constexpr unsigned kLookBack = 8;

// Calls use(hash) for each feature of a text.
template <typename Use>
void for_features(std::span<const std::uint32_t> words, Use use) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    use(mix((static_cast<std::uint64_t>(words[i - 1]) << 32) | words[i]));
    if (i >= 2)
      use(mix(((static_cast<std::uint64_t>(words[i - 2]) << 32) | words[i]) ^
              0x5bd1e9955bd1e995ULL));
  }
}

std::size_t features_of(std::size_t words) { return words < 2 ? 0 : 2 * words - 3; }

}  // namespace

Candidates::Candidates(const Texts& texts, const Parallel& parallel) {
  count_features(texts, parallel);
  keep_rarest(texts, parallel);
  counts_ = {};
  sort_lists(parallel);
}

// Each thread owns the hashes of one residue, so that no counter is shared; addresses are fetched
// ahead in batches.
void Candidates::count_features(const Texts& texts, const Parallel& parallel) {
  const std::uint64_t size =
      std::bit_ceil(std::clamp<std::uint64_t>(4 * texts.total_words(), 1 << 12, 1ULL << 31));
  counts_.assign(size, 0);
  const std::uint64_t mask = size - 1;
  const unsigned shares = std::bit_floor(std::max(1U, parallel.threads));
  const unsigned share_shift = 64 - static_cast<unsigned>(std::countr_zero(shares));
  for_blocks(parallel, shares, 1, [&](std::size_t share, std::size_t, unsigned) {
    std::array<std::uint8_t*, 256> batch{};
    std::size_t filled = 0;
    const auto flush = [&] {
      for (std::size_t i = 0; i < filled; ++i)
        *batch[i] = static_cast<std::uint8_t>(*batch[i] + (*batch[i] != 255));
      filled = 0;
    };
    for (std::size_t text = 0; text < texts.size(); ++text) {
      for_features(texts.words(text), [&](std::uint64_t hash) {
        if (shares > 1 && (hash >> share_shift) != share) return;
        std::uint8_t* counter = &counts_[hash & mask];
        __builtin_prefetch(counter, 1);
        batch[filled++] = counter;
        if (filled == batch.size()) flush();
      });
    }
    flush();
  });
}

void Candidates::keep_rarest(const Texts& texts, const Parallel& parallel) {
  const std::uint64_t mask = counts_.size() - 1;
  const std::size_t blocks = (texts.size() + kBlock - 1) / kBlock;
  struct Kept {
    std::vector<std::uint64_t> hashes;
    std::vector<std::uint8_t> weights;
  };
  std::vector<Kept> kept(blocks);
  first_.assign(texts.size() + 1, 0);
  for_blocks(parallel, texts.size(), kBlock, [&](std::size_t begin, std::size_t end, unsigned) {
    Kept& mine = kept[begin / kBlock];
    std::vector<std::uint64_t> hashes;
    std::vector<std::pair<std::uint8_t, std::uint64_t>> shared;
    for (std::size_t text = begin; text < end; ++text) {
      hashes.clear();
      hashes.reserve(features_of(texts.words(text).size()));
      for_features(texts.words(text), [&](std::uint64_t hash) {
        __builtin_prefetch(&counts_[hash & mask]);
        hashes.push_back(hash);
      });
      shared.clear();
      for (const std::uint64_t hash : hashes) {
        const std::uint8_t count = counts_[hash & mask];
        if (count >= 2) shared.emplace_back(count, hash);
      }
      const std::size_t keep = std::min(kRarest, shared.size());
      if (keep < shared.size())
        std::nth_element(shared.begin(), shared.begin() + static_cast<std::ptrdiff_t>(keep),
                         shared.end());
      std::sort(shared.begin(), shared.begin() + static_cast<std::ptrdiff_t>(keep));
      std::size_t out = 0;
      for (std::size_t i = 0; i < keep; ++i) {
        if (i > 0 && shared[i].second == shared[i - 1].second) continue;
        const unsigned log =
            std::bit_width(static_cast<unsigned>(shared[i].first)) - 1;  // floor(log2 count)
        mine.hashes.push_back(shared[i].second);
        mine.weights.push_back(static_cast<std::uint8_t>(
            1 + 8 - std::min(8U, log + !std::has_single_bit(unsigned{shared[i].first}))));
        ++out;
      }
      first_[text + 1] = out;
    }
  });
  for (std::size_t text = 0; text < texts.size(); ++text) first_[text + 1] += first_[text];
  const std::uint64_t total = first_.back();
  LODESTAR_ASSERT(total < ~0U);  // kept features are numbered in 32 bits: 134 million texts
  number_bits_ = std::max(1U, static_cast<unsigned>(std::bit_width(total)));
  entries_.resize(total);
  weights_.resize(total);
  for_blocks(parallel, blocks, 1, [&](std::size_t block, std::size_t, unsigned) {
    std::uint64_t number = first_[block * kBlock];
    const Kept mine = std::move(kept[block]);
    for (std::size_t i = 0; i < mine.hashes.size(); ++i, ++number) {
      entries_[number] = ((mine.hashes[i] >> number_bits_) << number_bits_) | number;
      weights_[number] = mine.weights[i];
    }
  });
}

// Partition by the hash's top bits in a fixed number of slices, then sort each part in cache: the
// same order for any threads.
void Candidates::sort_lists(const Parallel& parallel) {
  const std::size_t total = entries_.size();
  const unsigned part_bits =
      static_cast<unsigned>(std::clamp<std::size_t>(std::bit_width(total >> 14), 1, 12));
  const std::size_t parts = 1ULL << part_bits;
  constexpr std::size_t kSlices = 16;
  const std::size_t slice_size = total / kSlices + 1;
  std::vector<std::vector<std::uint64_t>> starts(kSlices, std::vector<std::uint64_t>(parts, 0));
  const auto part_of = [&](std::uint64_t entry) { return entry >> (64 - part_bits); };
  for_blocks(parallel, kSlices, 1, [&](std::size_t slice, std::size_t, unsigned) {
    const std::size_t end = std::min(total, (slice + 1) * slice_size);
    for (std::size_t i = slice * slice_size; i < end; ++i) ++starts[slice][part_of(entries_[i])];
  });
  std::vector<std::uint64_t> bounds(parts + 1, total);
  std::uint64_t sum = 0;
  for (std::size_t part = 0; part < parts; ++part) {
    bounds[part] = sum;
    for (auto& slice : starts) sum += std::exchange(slice[part], sum);
  }
  std::vector<std::uint64_t> sorted(total);
  for_blocks(parallel, kSlices, 1, [&](std::size_t slice, std::size_t, unsigned) {
    const std::size_t end = std::min(total, (slice + 1) * slice_size);
    for (std::size_t i = slice * slice_size; i < end; ++i)
      sorted[starts[slice][part_of(entries_[i])]++] = entries_[i];
  });
  entries_ = std::move(sorted);
  place_.resize(total);
  const std::uint64_t number_mask = (1ULL << number_bits_) - 1;
  for_blocks(parallel, parts, 1, [&](std::size_t part, std::size_t, unsigned) {
    std::sort(entries_.begin() + static_cast<std::ptrdiff_t>(bounds[part]),
              entries_.begin() + static_cast<std::ptrdiff_t>(bounds[part + 1]));
    for (std::uint64_t i = bounds[part]; i < bounds[part + 1]; ++i)
      place_[entries_[i] & number_mask] = static_cast<std::uint32_t>(i);
  });
  owner_.resize(total);
  for_blocks(parallel, first_.size() - 1, kBlock,
             [&](std::size_t begin, std::size_t end, unsigned) {
               for (std::size_t text = begin; text < end; ++text) {
                 for (std::uint64_t i = first_[text]; i < first_[text + 1]; ++i)
                   owner_[place_[i]] = static_cast<std::uint32_t>(text);
               }
             });
}

Candidates::List Candidates::find(std::uint32_t text, Scratch& scratch) const {
  constexpr std::size_t kSlots = 1024;  // at most 32 * 8 texts are voted for
  constexpr std::uint32_t kFree = ~0U;
  if (scratch.slots.empty()) {
    scratch.slots.assign(kSlots, kFree);
    scratch.votes.resize(kSlots);
  }
  scratch.touched.clear();
  const std::uint64_t number_mask = (1ULL << number_bits_) - 1;
  for (std::uint64_t i = first_[text]; i < first_[text + 1]; ++i)
    __builtin_prefetch(&entries_[place_[i]]);
  for (std::uint64_t i = first_[text]; i < first_[text + 1]; ++i) {
    const std::uint64_t hash = entries_[place_[i]] & ~number_mask;
    std::uint64_t at = place_[i];
    for (unsigned back = 0; back < kLookBack && at > 0 && (entries_[at - 1] & ~number_mask) == hash;
         ++back) {
      const std::uint32_t other = owner_[--at];
      std::size_t slot = mix(other) & (kSlots - 1);
      while (scratch.slots[slot] != kFree && scratch.slots[slot] != other)
        slot = (slot + 1) & (kSlots - 1);
      if (scratch.slots[slot] == kFree) {
        scratch.slots[slot] = other;
        scratch.votes[slot] = 0;
        scratch.touched.push_back(static_cast<std::uint32_t>(slot));
      }
      scratch.votes[slot] +=
          (1ULL << 32) | weights_[i];  // how many features above, their weight below
    }
  }
  List list;
  std::array<std::uint64_t, kMost> keys{};  // weight above, nearer texts first below
  for (const std::uint32_t slot : scratch.touched) {
    const std::uint32_t other = std::exchange(scratch.slots[slot], kFree);
    if ((scratch.votes[slot] >> 32) < 2) continue;
    const std::uint64_t key = (scratch.votes[slot] << 32) | other;
    std::size_t at = list.count < kMost ? list.count++ : kMost;
    while (at > 0 && keys[at - 1] < key) {
      if (at < kMost) keys[at] = keys[at - 1];
      --at;
    }
    if (at < kMost) keys[at] = key;
  }
  for (std::size_t i = 0; i < list.count; ++i) list.texts[i] = static_cast<std::uint32_t>(keys[i]);
  return list;
}

}  // namespace lodestar::detect
