// SPDX-License-Identifier: Apache-2.0
#include "crypto/internal/ml_dsa_ring.h"

namespace lodestar::crypto::ml_dsa {
namespace {

constexpr std::int64_t power(std::int64_t base, unsigned exponent) {
  std::int64_t result = 1;
  for (; exponent != 0; exponent >>= 1, base = base * base % kQ)
    if ((exponent & 1) != 0) result = result * base % kQ;
  return result;
}

// 1 / q modulo 2^32, each step doubling the bits that are right.
constexpr std::uint32_t inverse_of_q() {
  std::uint32_t inverse = 1;
  for (int bits = 1; bits < 32; bits *= 2) inverse *= 2 - static_cast<std::uint32_t>(kQ) * inverse;
  return inverse;
}
constexpr std::uint32_t kInverse = inverse_of_q();
static_assert(kInverse * static_cast<std::uint32_t>(kQ) == 1);

// Montgomery's reduction: value / 2^32 modulo q, small, for |value| < 2^31 q.
constexpr std::int32_t reduce(std::int64_t value) {
  const auto factor = static_cast<std::int32_t>(static_cast<std::uint32_t>(value) * kInverse);
  return static_cast<std::int32_t>((value - std::int64_t{factor} * kQ) >> 32);
}
constexpr std::int32_t product(std::int32_t a, std::int32_t b) {
  return reduce(std::int64_t{a} * b);
}

constexpr std::int32_t to_montgomery(std::int64_t value) {
  return to_centred(static_cast<std::int32_t>(value * ((std::int64_t{1} << 32) % kQ) % kQ));
}

// zeta^bitrev(i), zeta = 1753, times 2^32.
constexpr Poly zetas() {
  Poly zetas{};
  for (unsigned i = 0; i < kN; ++i) {
    unsigned reversed = 0;
    for (unsigned bit = 0; bit < 8; ++bit) reversed |= (i >> bit & 1) << (7 - bit);
    zetas[i] = to_montgomery(power(1753, reversed));
  }
  return zetas;
}
constexpr Poly kZetas = zetas();
// 2^32 / 256 in Montgomery's form: the transform's own factor and multiply()'s.
constexpr std::int32_t kBack = to_montgomery((std::int64_t{1} << 32) % kQ * power(kN, kQ - 2) % kQ);

}  // namespace

void transform(Poly& poly) {
  std::size_t next = 0;
  for (std::size_t length = kN / 2; length > 0; length /= 2) {
    for (std::size_t start = 0; start < kN; start += 2 * length) {
      const std::int32_t zeta = kZetas[++next];
      for (std::size_t i = start; i < start + length; ++i) {
        const std::int32_t turned = product(zeta, poly[i + length]);
        poly[i + length] = poly[i] - turned;
        poly[i] += turned;
      }
    }
  }
}

// Sums double with each layer: from below q to below 256 q, which is below 2^31.
void transform_back(Poly& poly) {
  std::size_t next = kN;
  for (std::size_t length = 1; length < kN; length *= 2) {
    for (std::size_t start = 0; start < kN; start += 2 * length) {
      const std::int32_t zeta = kZetas[--next];
      for (std::size_t i = start; i < start + length; ++i) {
        const std::int32_t low = poly[i];
        poly[i] = low + poly[i + length];
        poly[i + length] = product(zeta, poly[i + length] - low);
      }
    }
  }
  for (std::int32_t& value : poly) value = product(kBack, value);
}

void transform(Vector& vector) {
  for (Poly& poly : vector) transform(poly);
}
void transform_back(Vector& vector) {
  for (Poly& poly : vector) transform_back(poly);
}

Vector multiply(const Poly& a, const Vector& b) {
  Vector result;
  for (std::size_t row = 0; row < kRank; ++row)
    for (std::size_t i = 0; i < kN; ++i) result[row][i] = product(a[i], b[row][i]);
  return result;
}

// A sum of four products is below 36 q^2, and hence below 2^31 q.
Vector multiply(const Matrix& a, const Vector& b) {
  Vector result;
  for (std::size_t row = 0; row < kRank; ++row) {
    for (std::size_t i = 0; i < kN; ++i) {
      std::int64_t sum = 0;
      for (std::size_t column = 0; column < kRank; ++column)
        sum += std::int64_t{a[row][column][i]} * b[column][i];
      result[row][i] = reduce(sum);
    }
  }
  return result;
}

bool reaches(const Vector& centred, std::int32_t bound) {
  std::int32_t any = 0;  // negative as soon as one does
  for (const Poly& poly : centred) {
    for (const std::int32_t value : poly) {
      const std::int32_t sign = value >> 31;
      any |= bound - 1 - ((value ^ sign) - sign);
    }
  }
  return any < 0;
}

}  // namespace lodestar::crypto::ml_dsa
