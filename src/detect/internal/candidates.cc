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
constexpr unsigned kLookBack = 4;
constexpr std::uint32_t kByChance = 4 * kBit;  // in 16 texts
constexpr std::size_t kSlots = 1024;           // more than 2 * kRarest * kLookBack texts
constexpr std::uint32_t kFree = ~0U;

// Hashes of the features of a text whose words hold at least `least` bits together. Written without
// branches: whether a pair is heavy enough cannot be foreseen.
class Features {
 public:
  std::span<const std::uint64_t> of(std::span<const std::uint32_t> words,
                                    std::span<const std::uint8_t> bits, std::uint32_t least) {
    std::size_t count = 0;
    if (is_of_ideographs(words)) return {hashes_.data(), add_runs(words, bits, least, count)};
    const auto add = [&](std::size_t from, std::size_t to, std::uint64_t sort) {
      hashes_[count] = mix(((static_cast<std::uint64_t>(words[from]) << 32) | words[to]) ^ sort);
      count += 0U + bits[from] + bits[to] >= least ? 1 : 0;
    };
    for (std::size_t i = 1; i < words.size(); ++i) {
      add(i - 1, i, 0);
      if (i >= 2) add(i - 2, i, 0x5bd1e9955bd1e995ULL);
    }
    if (kHeavy * count < 2 * words.size()) count = add_runs(words, bits, least, count);
    return {hashes_.data(), count};
  }

 private:
  // Where a campaign fills the file, its words are so ordinary that any two could meet by chance;
  // four in a row do not. Nor do four ideographs, of which two are now heavy enough and now not:
  // there only runs are features, lest the copies of a campaign have features of other sorts.
  std::size_t add_runs(std::span<const std::uint32_t> words, std::span<const std::uint8_t> bits,
                       std::uint32_t least, std::size_t count) {
    for (std::size_t i = 3; i < words.size(); ++i) {
      const auto pair = [&](std::size_t at) {
        return (static_cast<std::uint64_t>(words[at - 1]) << 32) | words[at];
      };
      hashes_[count] = mix(mix(pair(i - 2), 0x9e3779b97f4a7c15ULL), pair(i));
      count += 0U + bits[i - 3] + bits[i - 2] + bits[i - 1] + bits[i] >= least ? 1 : 0;
    }
    return count;
  }

  static constexpr std::size_t kHeavy = 4;  // a text has few heavy pairs: fewer than one in so many
  std::array<std::uint64_t, 3 * kMaxWords> hashes_;
};

// Leaves the kRarest smallest in order, each once; returns how many. Keys hold a count in their top
// byte: a histogram finds the count up to which all are kept, and only those are sorted.
std::uint8_t keep_smallest(std::span<std::uint64_t> keys) {
  std::size_t keep = keys.size();
  if (keep > Candidates::kRarest) {
    std::array<std::uint16_t, 256> with_count{};
    for (const std::uint64_t key : keys) ++with_count[key >> 56];
    std::size_t last = 0, sum = 0;
    while ((sum += with_count[last]) < Candidates::kRarest) ++last;
    keep = 0;
    for (const std::uint64_t key : keys) {
      if (key >> 56 <= last) keys[keep++] = key;
    }
  }
  const auto end = keys.begin() + static_cast<std::ptrdiff_t>(keep);
  std::sort(keys.begin(), end);
  keep = std::min(Candidates::kRarest, keep);
  return static_cast<std::uint8_t>(
      std::unique(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(keep)) - keys.begin());
}

// 1 + floor(8 - log2 count)
std::uint8_t vote_weight(unsigned count) {
  const unsigned log = static_cast<unsigned>(std::bit_width(count - 1));  // ceil(log2 count)
  return static_cast<std::uint8_t>(9 - std::min(8U, log));
}

}  // namespace

Candidates::Candidates(const Texts& texts, const Parallel& parallel) {
  const std::uint32_t log_total = log2_eighths(texts.total_words());
  least_bits_ = log_total - std::min(log_total, kByChance);
  count_features(texts, parallel);
  Blocks blocks = keep_rarest(texts, parallel);
  HugeVector<std::uint8_t>().swap(counts_);
  if (parallel.stop.stop_requested()) {
    kept_.assign(texts.size(), 0);  // nothing is kept: there are no lists to look into
    return;
  }
  sort_lists(std::move(blocks), parallel);
}

// Each thread owns a part of the table, so that no counter is shared.
void Candidates::count_features(const Texts& texts, const Parallel& parallel) {
  const std::uint64_t size =
      std::bit_ceil(std::clamp<std::uint64_t>(4 * texts.total_words(), 1 << 12, 1ULL << 31));
  assign_zeros(counts_, size, parallel);
  const std::uint64_t mask = size - 1;
  const unsigned shares = std::bit_floor(std::max(1U, parallel.threads));
  const int share_shift = std::countr_zero(size) - std::countr_zero(shares);
  for_blocks(parallel, shares, 1, [&](std::size_t share, std::size_t, unsigned) {
    Features features;
    std::array<std::uint32_t, 3 * kMaxWords> mine;
    for (std::size_t text = 0; text < texts.size(); ++text) {
      if (text % kBlock == 0 && parallel.stop.stop_requested()) break;
      std::size_t count = 0;
      for (const std::uint64_t hash :
           features.of(texts.words(text), texts.bits(text), least_bits_)) {
        mine[count] = static_cast<std::uint32_t>(hash & mask);
        count += mine[count] >> share_shift == share ? 1 : 0;
      }
      for (std::size_t i = 0; i < count; ++i) __builtin_prefetch(&counts_[mine[i]], 1);
      for (std::size_t i = 0; i < count; ++i) {
        std::uint8_t& counter = counts_[mine[i]];
        counter = static_cast<std::uint8_t>(counter + (counter != 255));
      }
    }
  });
}

Candidates::Blocks Candidates::keep_rarest(const Texts& texts, const Parallel& parallel) {
  const std::uint64_t mask = counts_.size() - 1;
  number_bits_ = static_cast<unsigned>(std::bit_width(texts.size() * kRarest));
  const std::size_t blocks = (texts.size() + kBlock - 1) / kBlock;
  Blocks found(blocks);
  kept_.assign(texts.size(), 0);
  weights_.resize(texts.size() * kRarest);
  for_blocks(parallel, texts.size(), kBlock, [&](std::size_t begin, std::size_t end, unsigned) {
    std::vector<std::uint64_t>& entries = found[begin / kBlock];
    entries.reserve((end - begin) * kRarest);
    Features features;
    std::array<std::uint64_t, 3 * kMaxWords> shared;  // count above, hash below
    for (std::size_t text = begin; text < end; ++text) {
      const auto hashes = features.of(texts.words(text), texts.bits(text), least_bits_);
      for (const std::uint64_t hash : hashes) __builtin_prefetch(&counts_[hash & mask]);
      std::size_t size = 0;
      for (const std::uint64_t hash : hashes) {
        const std::uint64_t count = counts_[hash & mask];
        shared[size] = count << 56 | hash >> 8;
        size += count >= 2 ? 1 : 0;
      }
      kept_[text] = keep_smallest(std::span(shared).first(size));
      for (std::size_t k = 0; k < kept_[text]; ++k) {
        const std::uint64_t number = text * kRarest + k;
        weights_[number] = vote_weight(static_cast<unsigned>(shared[k] >> 56));
        entries.push_back(((shared[k] << 8) >> number_bits_ << number_bits_) | number);
      }
    }
  });
  return found;
}

namespace {

// Sorts entries that agree in all bits above `shift` + kDigitBits: one counting pass, then what is
// left by insertion.
constexpr unsigned kDigitBits = 11;
void sort_part(std::span<std::uint64_t> part, unsigned shift, std::vector<std::uint64_t>& scratch) {
  constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
  std::array<std::uint32_t, kDigits + 1> starts{};
  const auto digit = [shift](std::uint64_t entry) { return (entry >> shift) & (kDigits - 1); };
  for (const std::uint64_t entry : part) ++starts[digit(entry) + 1];
  for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  scratch.assign(part.begin(), part.end());
  for (const std::uint64_t entry : scratch) part[starts[digit(entry)]++] = entry;
  for (std::size_t i = 0, begin = 0; i < kDigits; begin = starts[i++]) {
    if (starts[i] - begin < 2) continue;
    std::sort(part.begin() + static_cast<std::ptrdiff_t>(begin), part.begin() + starts[i]);
  }
}

}  // namespace

// Partition by the hash's top bits in a fixed number of slices, then sort each part in cache: the
// same order for any threads.
void Candidates::sort_lists(Blocks blocks, const Parallel& parallel) {
  std::size_t total = 0;
  for (const auto& block : blocks) total += block.size();
  LODESTAR_ASSERT(total < ~0U);  // positions are 32 bits: 134 million texts
  const unsigned part_bits =
      static_cast<unsigned>(std::clamp<std::size_t>(std::bit_width(total >> 13), 1, 12));
  const std::size_t parts = 1ULL << part_bits;
  constexpr std::size_t kSlices = 16;
  std::vector<std::vector<std::uint64_t>> starts(kSlices, std::vector<std::uint64_t>(parts, 0));
  const auto for_slice = [&](std::size_t slice, const auto& use) {
    for (std::size_t i = slice * blocks.size() / kSlices; i < (slice + 1) * blocks.size() / kSlices;
         ++i) {
      for (const std::uint64_t entry : blocks[i]) use(entry);
    }
  };
  const auto part_of = [&](std::uint64_t entry) { return entry >> (64 - part_bits); };
  for_blocks(parallel, kSlices, 1, [&](std::size_t slice, std::size_t, unsigned) {
    for_slice(slice, [&](std::uint64_t entry) { ++starts[slice][part_of(entry)]; });
  });
  std::vector<std::uint64_t> bounds(parts + 1, total);
  std::uint64_t sum = 0;
  for (std::size_t part = 0; part < parts; ++part) {
    bounds[part] = sum;
    for (auto& slice : starts) sum += std::exchange(slice[part], sum);
  }
  entries_.resize(total);
  for_blocks(parallel, kSlices, 1, [&](std::size_t slice, std::size_t, unsigned) {
    for_slice(slice,
              [&](std::uint64_t entry) { entries_[starts[slice][part_of(entry)]++] = entry; });
  });
  blocks.clear();
  place_.resize(kept_.size() * kRarest);
  const std::uint64_t number_mask = (1ULL << number_bits_) - 1;
  for_blocks(parallel, parts, 16, [&](std::size_t begin, std::size_t end, unsigned) {
    std::vector<std::uint64_t> scratch;
    for (std::size_t part = begin; part < end; ++part) {
      sort_part(std::span(entries_).subspan(bounds[part], bounds[part + 1] - bounds[part]),
                64 - kDigitBits - part_bits, scratch);
      for (std::uint64_t i = bounds[part]; i < bounds[part + 1]; ++i) {
        const std::uint64_t number = entries_[i] & number_mask;
        place_[number] = static_cast<std::uint32_t>(i);
        entries_[i] = (entries_[i] >> number_bits_) << 32 | number / kRarest;
      }
    }
  });
}

void Candidates::prefetch(std::uint32_t text) const {
  const std::uint32_t* places = &place_[text * kRarest];
  for (std::size_t k = 0; k < kept_[text]; ++k) {
    __builtin_prefetch(&entries_[places[k]]);
    __builtin_prefetch(&entries_[places[k] - std::min(places[k], kLookBack)]);
  }
}

void Candidates::Scratch::vote(std::uint32_t for_whom, std::uint8_t weight) {
  if (slots.empty()) {
    slots.assign(kSlots, kFree);
    votes.resize(kSlots);
  }
  std::size_t slot = mix(for_whom) & (kSlots - 1);
  while (slots[slot] != kFree && slots[slot] != for_whom) slot = (slot + 1) & (kSlots - 1);
  if (slots[slot] == kFree) {
    slots[slot] = for_whom;
    votes[slot] = 0;
    touched.push_back(static_cast<std::uint32_t>(slot));
  }
  votes[slot] += 1ULL << 32 | weight;
}

Candidates::List Candidates::find(std::uint32_t text, Scratch& scratch) const {
  for (std::size_t number = text * kRarest; number < text * kRarest + kept_[text]; ++number) {
    std::uint32_t at = place_[number];
    const std::uint64_t feature = entries_[at] >> 32;
    for (unsigned back = 0; back < kLookBack && at > 0 && entries_[at - 1] >> 32 == feature;
         ++back) {
      scratch.vote(static_cast<std::uint32_t>(entries_[--at]), weights_[number]);
    }
  }
  List list;
  std::array<std::uint8_t, kMost> shared{};
  std::array<std::uint64_t, kMost> keys{};  // weight above, text below: ties go to the nearer text
  for (const std::uint32_t slot : scratch.touched) {
    const std::uint32_t other = std::exchange(scratch.slots[slot], kFree);
    if ((scratch.votes[slot] >> 32) < 2) continue;
    const std::uint64_t key = (scratch.votes[slot] << 32) | other;
    std::size_t at = list.count < kMost ? list.count++ : kMost;
    while (at > 0 && keys[at - 1] < key) {
      if (at < kMost) keys[at] = keys[at - 1], shared[at] = shared[at - 1];
      --at;
    }
    if (at < kMost) {
      keys[at] = key;
      shared[at] = static_cast<std::uint8_t>(scratch.votes[slot] >> 32);
    }
  }
  scratch.touched.clear();
  for (std::size_t i = 0; i < list.count; ++i) {
    list.texts[i] = static_cast<std::uint32_t>(keys[i]);
    list.shared[i] = shared[i];
  }
  return list;
}

void Candidates::put_groups(const std::vector<std::uint32_t>& group_of, const Parallel& parallel) {
  for_blocks(parallel, entries_.size(), 1 << 16, [&](std::size_t begin, std::size_t end, unsigned) {
    for (std::uint64_t& entry : std::span(entries_).subspan(begin, end - begin))
      entry = entry >> 32 << 32 | group_of[static_cast<std::uint32_t>(entry)];
  });
}

std::uint32_t Candidates::find_group(std::uint32_t text, Scratch& scratch) const {
  const auto vote = [&](std::size_t number, std::uint64_t entry) {
    const auto group = static_cast<std::uint32_t>(entry);
    if (group != kNoGroup) scratch.vote(group, weights_[number]);
  };
  for (std::size_t number = text * kRarest; number < text * kRarest + kept_[text]; ++number) {
    const std::size_t at = place_[number];
    const std::uint64_t feature = entries_[at] >> 32;
    for (std::size_t i = at; i > 0 && at - i < kLookBack && entries_[i - 1] >> 32 == feature; --i)
      vote(number, entries_[i - 1]);
    for (std::size_t i = at + 1;
         i < entries_.size() && i - at <= kLookBack && entries_[i] >> 32 == feature; ++i)
      vote(number, entries_[i]);
  }
  std::uint64_t best = 0;
  std::uint32_t group = kNoGroup;
  for (const std::uint32_t slot : scratch.touched) {
    const std::uint32_t candidate = std::exchange(scratch.slots[slot], kFree);
    const std::uint64_t votes =
        scratch.votes[slot] << 32 | scratch.votes[slot] >> 32;  // by weight, then features
    if ((scratch.votes[slot] >> 32) < 3 || votes < best || (votes == best && candidate > group))
      continue;
    best = votes;
    group = candidate;
  }
  scratch.touched.clear();
  return group;
}

}  // namespace lodestar::detect
