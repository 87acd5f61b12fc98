// SPDX-License-Identifier: Apache-2.0
// Polynomials of ML-DSA-44 out of hashes, and as bytes.
//
// Shapes   values as internal/ml_dsa_ring.h has them. What holds a secret is filled in place: a
//          copy would have to be wiped too.
// Units    bytes; kBits a coefficient.
// Errors   none: hints that are not in their one form are no value.
// Cost     a matrix 35 us, a mask 8 us.
// Threads  pure. Sampling branches on which candidates are refused, which the standard allows: they
//          are independent of those taken.
// Source   FIPS 204, sections 7.1 to 7.3.
// Example  unpack<18>(bytes, poly)
#pragma once

#include <optional>
#include <span>

#include "crypto/internal/ml_dsa_ring.h"

namespace lodestar::crypto::ml_dsa {

inline constexpr std::size_t kMostHints = 80;  // omega
inline constexpr std::size_t kHintBytes = kMostHints + kRank;
inline constexpr std::size_t kChallengeBytes = 32;

using Seed = std::span<const unsigned char, 32>;
using LongSeed = std::span<const unsigned char, 64>;

Matrix expand_matrix(Seed seed);                              // ExpandA: canonical
void fill_short(Poly& poly, LongSeed seed, unsigned number);  // RejBoundedPoly: |c| <= 2
void fill_mask(Poly& poly, LongSeed seed, unsigned number);   // of ExpandMask
Poly expand_challenge(std::span<const unsigned char, kChallengeBytes> seed);  // SampleInBall

// SimpleBitPack: coefficients below 2^kBits, the first in the lowest bits.
template <unsigned kBits>
void pack(const Poly& poly, std::span<unsigned char, kBits * kN / 8> bytes) {
  std::uint32_t held = 0;
  unsigned count = 0;
  auto to = bytes.begin();
  for (const std::int32_t value : poly) {
    held |= static_cast<std::uint32_t>(value) << count;
    for (count += kBits; count >= 8; count -= 8, held >>= 8)
      *to++ = static_cast<unsigned char>(held & 255);
  }
}
template <unsigned kBits>
void unpack(std::span<const unsigned char, kBits * kN / 8> bytes, Poly& poly) {
  std::uint32_t held = 0;
  unsigned count = 0;
  auto from = bytes.begin();
  for (std::int32_t& value : poly) {
    for (; count < kBits; count += 8) held |= std::uint32_t{*from++} << count;
    value = static_cast<std::int32_t>(held & ((1U << kBits) - 1));
    held >>= kBits;
    count -= kBits;
  }
}

// HintBitPack and HintBitUnpack: at most 80 coefficients are one, all others zero. There is one
// writing of each set of hints; any other is refused.
void pack_hints(const Vector& hints, std::span<unsigned char, kHintBytes> bytes);
std::optional<Vector> unpack_hints(std::span<const unsigned char, kHintBytes> bytes);

}  // namespace lodestar::crypto::ml_dsa
