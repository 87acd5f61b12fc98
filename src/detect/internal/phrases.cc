// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/phrases.h"

#include <algorithm>
#include <array>
#include <bit>

#include "base/hash.h"

namespace lodestar::detect {
namespace {

constexpr std::uint32_t kDiscount = 4;

// Hashes of what ends at a word; 0 where there are too few words before it.
struct Ends {
  std::uint64_t word = 0, pair = 0, skip = 0, triple = 0;
};

std::uint64_t one(std::uint32_t a) { return mix(a, 0x11); }
std::uint64_t two(std::uint32_t a, std::uint32_t b) {
  return mix((std::uint64_t{a} << 32) | b, 0x22);
}
std::uint64_t apart(std::uint32_t a, std::uint32_t b) {
  return mix((std::uint64_t{a} << 32) | b, 0x33);
}
std::uint64_t three(std::uint64_t pair, std::uint32_t c) { return mix(pair, c); }

Ends ends_at(std::span<const std::uint32_t> words, std::size_t i) {
  Ends ends{.word = one(words[i])};
  if (i >= 1) ends.pair = two(words[i - 1], words[i]);
  if (i >= 2) {
    ends.skip = apart(words[i - 2], words[i]);
    ends.triple = three(two(words[i - 2], words[i - 1]), words[i]);
  }
  return ends;
}

}  // namespace

Phrases::Phrases(const Texts& texts, std::span<const std::uint32_t> sources,
                 const Parallel& parallel) {
  std::uint64_t total = 0;
  for (const std::uint32_t source : sources) total += texts.words(source).size();
  assign_zeros(counts_, std::bit_ceil(std::clamp<std::uint64_t>(8 * total, 1 << 12, 1 << 24)),
               parallel);
  const std::uint64_t mask = counts_.size() - 1;
  const unsigned shares = std::bit_floor(std::max(1U, parallel.threads));
  const int shift = std::countr_zero(counts_.size()) - std::countr_zero(shares);
  for_blocks(parallel, shares, 1, [&](std::size_t share, std::size_t, unsigned) {
    std::array<std::uint32_t*, 256> batch{};  // fetched ahead
    std::size_t filled = 0;
    const auto flush = [&] {
      for (std::size_t i = 0; i < filled; ++i) ++*batch[i];
      filled = 0;
    };
    const auto add = [&](std::uint64_t hash) {
      if (hash == 0 || (hash & mask) >> shift != share) return;  // each thread owns a part
      batch[filled] = &counts_[hash & mask];
      __builtin_prefetch(batch[filled], 1);
      if (++filled == batch.size()) flush();
    };
    for (const std::uint32_t source : sources) {
      const auto words = texts.words(source);
      for (std::size_t i = 0; i < words.size(); ++i) {
        const Ends ends = ends_at(words, i);
        add(ends.word), add(ends.pair), add(ends.skip), add(ends.triple);
      }
    }
    flush();
  });
  log_total_ = log2_eighths(total);
  logs_.resize(1 << 12);
  for (std::size_t n = 1; n < logs_.size(); ++n)
    logs_[n] = static_cast<std::uint16_t>(log2_eighths(n));
}

std::uint32_t Phrases::weigh(std::span<const std::uint32_t> words,
                             std::vector<std::uint8_t>& bits) const {
  const auto log = [&](std::uint32_t n) { return n < logs_.size() ? logs_[n] : log2_eighths(n); };
  thread_local std::vector<Ends> ends;
  ends.clear();
  for (std::size_t i = 0; i < words.size(); ++i) {
    ends.push_back(ends_at(words, i));
    for (const std::uint64_t hash : {ends[i].word, ends[i].pair, ends[i].skip, ends[i].triple})
      __builtin_prefetch(&counts_[hash & (counts_.size() - 1)]);
  }
  bits.resize(words.size());
  std::uint32_t sum = 0, before = 0, two_before = 0, pair_before = 0;  // counts
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::uint32_t alone = count(ends[i].word);
    std::uint32_t least = log_total_ - std::min(log_total_, log(std::max(1U, alone)));
    const auto consider = [&](std::uint32_t seen, std::uint32_t context) {
      if (seen <= kDiscount) return;
      const std::uint32_t of = log(context), got = log(seen - kDiscount);
      least = std::min(least, of > got ? of - got : 0);
    };
    const std::uint32_t pair = i >= 1 ? count(ends[i].pair) : 0;
    consider(pair, before);
    consider(i >= 2 ? count(ends[i].skip) : 0, two_before);
    consider(i >= 2 ? count(ends[i].triple) : 0, pair_before);
    bits[i] = static_cast<std::uint8_t>(std::min(255U, least));
    sum += bits[i];
    two_before = before, before = alone, pair_before = pair;
  }
  return sum;
}

}  // namespace lodestar::detect
