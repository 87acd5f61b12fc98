// SPDX-License-Identifier: Apache-2.0
//   proof = Gamma[32] c[16] s[32]    Gamma = x H, c = challenge(Y, H, Gamma, k B, k H), s = k + c x
//   H     = 8 * the first of SHA-512(3 1 Y text ctr 0), ctr = 0, 1, ..., that is a point
//   hash  = SHA-512(3 3 (8 Gamma) 0)
#include "crypto/vrf.h"

#include <algorithm>
#include <initializer_list>
#include <span>

#include "base/assert.h"
#include "crypto/internal/sodium.h"

namespace lodestar::crypto {
namespace {

using internal::bytes_of;
using Point = std::array<unsigned char, 32>;  // as it is written
using Scalar = std::array<unsigned char, 32>;

constexpr unsigned char kSuite = 3, kEncode = 1, kChallenge = 2, kHash = 3, kEnd = 0;
constexpr std::size_t kChallengeBytes = 16;

VrfHash sha512(std::initializer_list<std::span<const unsigned char>> parts) {
  crypto_hash_sha512_state state;
  crypto_hash_sha512_init(&state);
  for (const auto part : parts) crypto_hash_sha512_update(&state, part.data(), part.size());
  VrfHash hash{};
  crypto_hash_sha512_final(&state, hash.data());
  return hash;
}

// y below 2^255 - 19: libsodium's addition would take it modulo that.
bool is_reduced(const Point& point) {
  const auto is_full = [](unsigned char byte) { return byte == 0xFF; };
  return (point[31] & 0x7FU) != 0x7F || point[0] < 0xED ||
         !std::ranges::all_of(std::span(point).subspan(1, 30), is_full);
}

// Eight times the point, which brings it into the group of prime order; none where it is no point.
std::optional<Point> clear_cofactor(const Point& point) {
  if (!is_reduced(point)) return std::nullopt;
  Point sum = point;
  for (int doubling = 0; doubling < 3; ++doubling) {
    const Point half = sum;
    if (crypto_core_ed25519_add(sum.data(), half.data(), half.data()) != 0) return std::nullopt;
  }
  return sum;
}

Point point_of(const Ed25519Public& key, std::string_view text) {
  const std::span<const unsigned char> alpha(bytes_of(text), text.size());
  for (unsigned attempt = 0; attempt < 256; ++attempt) {
    const unsigned char front[] = {kSuite, kEncode};
    const unsigned char back[] = {static_cast<unsigned char>(attempt), kEnd};
    const VrfHash hash = sha512({front, key, alpha, back});
    Point candidate{};
    std::copy_n(hash.begin(), candidate.size(), candidate.begin());
    const auto point = clear_cofactor(candidate);
    if (point && crypto_core_ed25519_is_valid_point(point->data()) == 1) return *point;
  }
  LODESTAR_ASSERT(false);  // once in 2^256 texts
}

std::optional<Point> multiply(const Scalar& scalar, const Point& point) {
  Point product{};
  const int failed = crypto_scalarmult_ed25519_noclamp(product.data(), scalar.data(), point.data());
  return failed == 0 ? std::optional(product) : std::nullopt;
}

std::optional<Point> multiply_base(const Scalar& scalar) {
  Point product{};
  const int failed = crypto_scalarmult_ed25519_base_noclamp(product.data(), scalar.data());
  return failed == 0 ? std::optional(product) : std::nullopt;
}

// Of points and scalars that are ours: no product of them is neutral.
Point must(const std::optional<Point>& point) {
  LODESTAR_ASSERT(point.has_value());
  return *point;
}

std::optional<Point> subtract(const std::optional<Point>& left, const std::optional<Point>& right) {
  Point difference{};
  const bool is_done =
      left && right && crypto_core_ed25519_sub(difference.data(), left->data(), right->data()) == 0;
  return is_done ? std::optional(difference) : std::nullopt;
}

Scalar reduce(const VrfHash& wide) {
  Scalar scalar{};
  crypto_core_ed25519_scalar_reduce(scalar.data(), wide.data());
  return scalar;
}

bool is_below_order(const Scalar& scalar) {
  VrfHash wide{};
  std::ranges::copy(scalar, wide.begin());
  return reduce(wide) == scalar;
}

Scalar challenge_of(std::initializer_list<Point> points) {
  VrfHash hash{};
  crypto_hash_sha512_state state;
  crypto_hash_sha512_init(&state);
  const unsigned char front[] = {kSuite, kChallenge};
  crypto_hash_sha512_update(&state, front, sizeof front);
  for (const Point& point : points) {
    crypto_hash_sha512_update(&state, point.data(), point.size());
  }
  crypto_hash_sha512_update(&state, &kEnd, 1);
  crypto_hash_sha512_final(&state, hash.data());
  Scalar challenge{};
  std::copy_n(hash.begin(), kChallengeBytes, challenge.begin());
  return challenge;
}

VrfHash hash_of(const Point& gamma) {
  const auto cleared = clear_cofactor(gamma);
  LODESTAR_ASSERT(cleared.has_value());
  const unsigned char front[] = {kSuite, kHash};
  return sha512({front, *cleared, std::span(&kEnd, 1)});
}

Scalar scalar_of(std::span<const unsigned char, 64> secret) {
  Scalar scalar{};
  std::ranges::copy(secret.first<32>(), scalar.begin());
  return scalar;
}

}  // namespace

VrfKey::VrfKey(const Sensitive<Ed25519Seed>& seed) {
  internal::ready();
  secret_ = sha512({seed.reveal()});
  secret_[0] &= 248U;
  secret_[31] &= 127U;
  secret_[31] |= 64U;
  public_ = must(multiply_base(scalar_of(secret_)));
}

VrfKey::~VrfKey() { sodium_memzero(secret_.data(), secret_.size()); }

VrfKey::VrfKey(VrfKey&& other) noexcept : secret_(other.secret_), public_(other.public_) {
  sodium_memzero(other.secret_.data(), other.secret_.size());
}

VrfHash VrfKey::hash(std::string_view text) const {
  Scalar x = scalar_of(secret_);
  const VrfHash hash = hash_of(must(multiply(x, point_of(public_, text))));
  sodium_memzero(x.data(), x.size());
  return hash;
}

VrfProof VrfKey::prove(std::string_view text) const {
  Scalar x = scalar_of(secret_);
  const Point point = point_of(public_, text);
  const Point gamma = must(multiply(x, point));
  Scalar nonce = reduce(sha512({std::span(secret_).last<32>(), point}));
  const Scalar c = challenge_of(
      {public_, point, gamma, must(multiply_base(nonce)), must(multiply(nonce, point))});
  Scalar s{};
  crypto_core_ed25519_scalar_mul(s.data(), c.data(), x.data());
  crypto_core_ed25519_scalar_add(s.data(), s.data(), nonce.data());
  sodium_memzero(x.data(), x.size());
  sodium_memzero(nonce.data(), nonce.size());
  VrfProof proof{};
  std::ranges::copy(gamma, proof.begin());
  std::copy_n(c.begin(), kChallengeBytes, proof.begin() + 32);
  std::ranges::copy(s, proof.begin() + 48);
  return proof;
}

std::optional<VrfHash> holds_vrf(const Ed25519Public& key, std::string_view text,
                                 const VrfProof& proof) {
  internal::ready();
  Point gamma{};
  Scalar c{}, s{};
  std::copy_n(proof.begin(), gamma.size(), gamma.begin());
  std::copy_n(proof.begin() + 32, kChallengeBytes, c.begin());
  std::copy_n(proof.begin() + 48, s.size(), s.begin());
  if (crypto_core_ed25519_is_valid_point(key.data()) != 1 ||
      crypto_core_ed25519_is_valid_point(gamma.data()) != 1 || !is_below_order(s)) {
    return std::nullopt;
  }
  const Point point = point_of(key, text);
  const auto u = subtract(multiply_base(s), multiply(c, key));
  const auto v = subtract(multiply(s, point), multiply(c, gamma));
  if (!u || !v || challenge_of({key, point, gamma, *u, *v}) != c) return std::nullopt;
  return hash_of(gamma);
}

}  // namespace lodestar::crypto
