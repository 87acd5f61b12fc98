// SPDX-License-Identifier: Apache-2.0
//   hints = place[80] end[4]   row i has the places from end[i - 1] to end[i], in rising order;
//                              behind the last stand zeroes
#include "crypto/internal/ml_dsa_bytes.h"

#include <algorithm>

#include "crypto/internal/wiped.h"
#include "crypto/keccak.h"

namespace lodestar::crypto::ml_dsa {
namespace {

using internal::Wiped;

constexpr std::size_t kMaskBits = 18, kWeight = 39;  // tau, of the challenge
constexpr std::int32_t kShort = 2;                   // eta

std::array<unsigned char, 2> two_bytes(unsigned number) {
  return {static_cast<unsigned char>(number & 255), static_cast<unsigned char>(number >> 8 & 255)};
}

// RejNTTPoly.
void fill_uniform(Poly& poly, Seed seed, std::array<unsigned char, 2> place) {
  Shake shake(Shake::Kind::k128);
  shake.absorb(seed);
  shake.absorb(place);
  for (std::size_t count = 0; count < kN;) {
    std::array<unsigned char, 168> block;
    shake.squeeze(block);
    for (std::size_t at = 0; at < block.size() && count < kN; at += 3) {
      const std::int32_t value = block[at] | block[at + 1] << 8 | (block[at + 2] & 127) << 16;
      if (value < kQ) poly[count++] = value;
    }
  }
}

}  // namespace

Matrix expand_matrix(Seed seed) {
  Matrix matrix;
  for (unsigned row = 0; row < kRank; ++row) {
    for (unsigned column = 0; column < kRank; ++column)
      fill_uniform(matrix[row][column], seed, two_bytes(row << 8 | column));
  }
  return matrix;
}

void fill_short(Poly& poly, LongSeed seed, unsigned number) {
  Shake shake(Shake::Kind::k256);
  shake.absorb(seed);
  shake.absorb(two_bytes(number));
  Wiped<std::array<unsigned char, 136>> block;
  for (std::size_t count = 0; count < kN;) {
    shake.squeeze(*block);
    for (const unsigned char byte : *block) {
      for (const std::int32_t half : {byte & 15, byte >> 4})
        if (half < 15 && count < kN) poly[count++] = kShort - half % (2 * kShort + 1);
    }
  }
}

void fill_mask(Poly& poly, LongSeed seed, unsigned number) {
  Shake shake(Shake::Kind::k256);
  shake.absorb(seed);
  shake.absorb(two_bytes(number));
  Wiped<std::array<unsigned char, kMaskBits * kN / 8>> bytes;
  shake.squeeze(*bytes);
  unpack<kMaskBits>(*bytes, poly);
  for (std::int32_t& value : poly) value = kMaskRange - value;
}

Poly expand_challenge(std::span<const unsigned char, kChallengeBytes> seed) {
  Shake shake(Shake::Kind::k256);
  shake.absorb(seed);
  std::array<unsigned char, 8> bytes{};
  shake.squeeze(bytes);
  std::uint64_t signs = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) signs |= std::uint64_t{bytes[i]} << 8 * i;
  Poly poly{};
  for (std::size_t i = kN - kWeight; i < kN; ++i, signs >>= 1) {
    std::array<unsigned char, 1> place{};
    do {
      shake.squeeze(place);
    } while (place[0] > i);
    poly[i] = poly[place[0]];
    poly[place[0]] = (signs & 1) != 0 ? -1 : 1;
  }
  return poly;
}

void pack_hints(const Vector& hints, std::span<unsigned char, kHintBytes> bytes) {
  std::ranges::fill(bytes, 0);
  std::size_t count = 0;
  for (std::size_t row = 0; row < kRank; ++row) {
    for (std::size_t i = 0; i < kN; ++i)
      if (hints[row][i] != 0) bytes[count++] = static_cast<unsigned char>(i);
    bytes[kMostHints + row] = static_cast<unsigned char>(count);
  }
}

std::optional<Vector> unpack_hints(std::span<const unsigned char, kHintBytes> bytes) {
  std::optional<Vector> hints(Vector{});
  std::size_t at = 0;
  for (std::size_t row = 0; row < kRank; ++row) {
    const std::size_t first = at, end = bytes[kMostHints + row];
    if (end < first || end > kMostHints) return {};
    for (; at < end; ++at) {
      if (at > first && bytes[at - 1] >= bytes[at]) return {};
      (*hints)[row][bytes[at]] = 1;
    }
  }
  for (; at < kMostHints; ++at)
    if (bytes[at] != 0) return {};
  return hints;
}

}  // namespace lodestar::crypto::ml_dsa
