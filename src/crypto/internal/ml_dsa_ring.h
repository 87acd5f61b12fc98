// SPDX-License-Identifier: Apache-2.0
// The ring that ML-DSA computes in: polynomials of 256 coefficients modulo x^256 + 1 and q, and how
// a coefficient is rounded. Nothing here branches on a coefficient or indexes with one.
//
// Shapes   a Poly is 256 coefficients; `small` says |c| < q, `canonical` 0 <= c < q, and `centred`
//          -q/2 < c < q/2. Each function says what it takes and gives.
// Units    none.
// Errors   none.
// Cost     a transform 3 us.
// Threads  pure.
// Source   FIPS 204, sections 2.3, 7.4 and 7.5, its parameter set ML-DSA-44; the reductions are
//          Montgomery's and Barrett's.
// Example  transform(a); transform(b); Vector ab = multiply(a, b); transform_back(ab);
#pragma once

#include <array>
#include <cstdint>

namespace lodestar::crypto::ml_dsa {

inline constexpr std::int32_t kQ = 8380417;
inline constexpr std::size_t kN = 256;                      // coefficients
inline constexpr std::size_t kRank = 4;                     // the standard's k and l, equal here
inline constexpr int kDropped = 13;                         // d, bits of t that the key leaves out
inline constexpr std::int32_t kMaskRange = 1 << 17;         // gamma1
inline constexpr std::int32_t kRoundRange = (kQ - 1) / 88;  // gamma2
inline constexpr std::int32_t kHighCount = (kQ - 1) / (2 * kRoundRange);  // 44 values of high bits

using Poly = std::array<std::int32_t, kN>;
using Vector = std::array<Poly, kRank>;
using Matrix = std::array<Vector, kRank>;  // rows

// Number-theoretic transform: small in, |c| < 9q out.
void transform(Poly& poly);
void transform(Vector& vector);
// And back, with the factor 2^32 that multiply() leaves to be made good: small in, small out.
void transform_back(Poly& poly);
void transform_back(Vector& vector);

// Of transforms, coefficient by coefficient: canonical or small in a, |c| < 9q in b, small out.
Vector multiply(const Poly& a, const Vector& b);
Vector multiply(const Matrix& a, const Vector& b);

// |value| < 2^31 - 2^22 to canonical.
constexpr std::int32_t to_canonical(std::int32_t value) {
  const std::int32_t small = value - ((value + (1 << 22)) >> 23) * kQ;
  return small + (kQ & (small >> 31));
}
// |value| < 2^31 - 2^22 to centred.
constexpr std::int32_t to_centred(std::int32_t value) {
  const std::int32_t canonical = to_canonical(value);
  return canonical - (kQ & ((kQ / 2 - canonical) >> 31));
}

// A canonical value in two parts: value = high * unit + low, modulo q.
struct Parts {
  std::int32_t high = 0, low = 0;
  friend bool operator==(const Parts&, const Parts&) = default;
};
// Power2Round: unit 2^13, -2^12 < low <= 2^12.
constexpr Parts split_key(std::int32_t value) {
  const std::int32_t high = (value + (1 << (kDropped - 1)) - 1) >> kDropped;
  return {high, value - (high << kDropped)};
}
// Decompose: unit 2 gamma2, high < 44, |low| <= gamma2. The division is by a constant, and hence a
// multiplication; what would be the 45th high value is 0, and low one less.
constexpr Parts split(std::int32_t value) {
  constexpr std::uint32_t kUnit = 2 * kRoundRange;
  const auto high =
      static_cast<std::int32_t>((static_cast<std::uint32_t>(value) + kRoundRange - 1) / kUnit);
  const std::int32_t is_last = (kHighCount - 1 - high) >> 31;  // all ones if so
  return {high & ~is_last,
          value - (high & ~is_last) * static_cast<std::int32_t>(kUnit) - (kQ & is_last)};
}
// UseHint: the high part of what the hint was made of.
constexpr std::int32_t use_hint(bool hint, std::int32_t value) {
  const Parts parts = split(value);
  if (!hint) return parts.high;
  return (parts.high + (parts.low > 0 ? 1 : kHighCount - 1)) % kHighCount;
}

// Whether a centred value reaches the bound, for each of the coefficients together.
bool reaches(const Vector& centred, std::int32_t bound);

}  // namespace lodestar::crypto::ml_dsa
