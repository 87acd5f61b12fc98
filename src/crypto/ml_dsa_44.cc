// SPDX-License-Identifier: Apache-2.0
//   public key = rho[32] t1[4 * 320]            t1 has 10 bits a coefficient
//   signature  = challenge[32] z[4 * 576] hints[84]   z is written as gamma1 - z, 18 bits
//
// Names are the standard's where it has only letters: the key is t = A s1 + s2, t = t1 2^13 + t0; a
// signature is z = y + c s1 for a challenge c that hashes the high bits of w = A y. A and the
// secrets are kept transformed.
#include "crypto/ml_dsa_44.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "base/assert.h"
#include "crypto/internal/ml_dsa_bytes.h"
#include "crypto/internal/wiped.h"
#include "crypto/keccak.h"

namespace lodestar::crypto {

using internal::Wiped;
using ml_dsa::kN;
using ml_dsa::kRank;
using ml_dsa::Poly;
using ml_dsa::Vector;

namespace {

using Bytes32 = std::array<unsigned char, 32>;
using Bytes64 = std::array<unsigned char, 64>;
using Part = std::span<const unsigned char>;

constexpr unsigned kKeyBits = 10, kHighBits = 6, kResponseBits = 18;
constexpr std::size_t kKeyPoly = kKeyBits * kN / 8, kResponsePoly = kResponseBits * kN / 8,
                      kHighPoly = kHighBits * kN / 8;
constexpr std::int32_t kBeta = 78;  // the longest of c s1 and c s2
constexpr unsigned kMostMasks = 1 << 16;

void hash_into(std::span<unsigned char> hash, std::initializer_list<Part> parts) {
  Shake shake(Shake::Kind::k256);
  for (const Part part : parts) shake.absorb(part);
  shake.squeeze(hash);
}

// mu: what is signed of the message.
Bytes64 digest_of(const Bytes64& key_hash, std::string_view context, std::string_view message) {
  const std::array<unsigned char, 2> head = {0, static_cast<unsigned char>(context.size())};
  Shake shake(Shake::Kind::k256);
  shake.absorb(key_hash);
  shake.absorb(head);
  shake.absorb(context);
  shake.absorb(message);
  Bytes64 digest{};
  shake.squeeze(digest);
  return digest;
}

// The challenge's seed; high has the values 0 to 43.
Bytes32 challenge_of(const Bytes64& digest, const Vector& high) {
  Wiped<std::array<unsigned char, kRank * kHighPoly>> bytes;
  for (std::size_t row = 0; row < kRank; ++row) {
    ml_dsa::pack<kHighBits>(high[row],
                            std::span(*bytes).subspan(row * kHighPoly).first<kHighPoly>());
  }
  Bytes32 challenge{};
  hash_into(challenge, {digest, *bytes});
  return challenge;
}

void subtract(Vector& from, const Vector& what) {
  for (std::size_t row = 0; row < kRank; ++row)
    for (std::size_t i = 0; i < kN; ++i) from[row][i] -= what[row][i];
}

void add(Vector& to, const Vector& what) {
  for (std::size_t row = 0; row < kRank; ++row)
    for (std::size_t i = 0; i < kN; ++i) to[row][i] += what[row][i];
}

void for_each_value(Vector& vector, const auto& change) {
  for (Poly& poly : vector)
    for (std::int32_t& value : poly) value = change(value);
}

// Challenge times a secret, both transformed.
Vector times(const Poly& challenge, const Vector& secret) {
  Vector result = ml_dsa::multiply(challenge, secret);
  ml_dsa::transform_back(result);
  return result;
}

}  // namespace

struct MlDsa44Key::Secret {
  Bytes32 key{};       // the standard's K
  Bytes64 key_hash{};  // tr
  Vector s1{}, s2{}, t0{};
  ml_dsa::Matrix matrix{};

  Secret() = default;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() {
    wipe(key);
    for (Vector* vector : {&s1, &s2, &t0})
      wipe({reinterpret_cast<unsigned char*>(vector), sizeof(Vector)});
  }

  // The rest of a signature if this mask serves, which it does once in four times.
  bool try_mask(const Bytes64& mask_seed, unsigned mask, const Bytes64& digest,
                MlDsa44Signature& signature) const;
  // Whether w, less c s2, keeps its high bits and needs no more than the hints that there is room
  // for; those it has then.
  bool make_hints(const Poly& challenge, Vector& w, Vector& hints) const;
};

MlDsa44Key::MlDsa44Key(const Sensitive<MlDsa44Seed>& seed) : secret_(std::make_unique<Secret>()) {
  constexpr std::array<unsigned char, 2> kRanks = {kRank, kRank};
  Wiped<std::array<unsigned char, 128>> hash;
  hash_into(*hash, {seed.reveal(), kRanks});
  const auto matrix_seed = std::span(*hash).first<32>();
  const auto short_seed = std::span(*hash).subspan<32, 64>();
  std::ranges::copy(std::span(*hash).last<32>(), secret_->key.begin());
  std::ranges::copy(matrix_seed, public_.begin());

  secret_->matrix = ml_dsa::expand_matrix(matrix_seed);
  for (unsigned i = 0; i < kRank; ++i) {
    ml_dsa::fill_short(secret_->s1[i], short_seed, i);
    ml_dsa::fill_short(secret_->s2[i], short_seed, kRank + i);
  }
  ml_dsa::transform(secret_->s1);
  Wiped<Vector> t([&] { return ml_dsa::multiply(secret_->matrix, secret_->s1); });
  ml_dsa::transform_back(*t);
  add(*t, secret_->s2);
  ml_dsa::transform(secret_->s2);
  for (std::size_t row = 0; row < kRank; ++row) {
    for (std::size_t i = 0; i < kN; ++i) {
      const ml_dsa::Parts parts = ml_dsa::split_key(ml_dsa::to_canonical((*t)[row][i]));
      (*t)[row][i] = parts.high;
      secret_->t0[row][i] = parts.low;
    }
    ml_dsa::pack<kKeyBits>((*t)[row],
                           std::span(public_).subspan(32 + row * kKeyPoly).first<kKeyPoly>());
  }
  ml_dsa::transform(secret_->t0);
  hash_into(secret_->key_hash, {public_});
}

MlDsa44Key::~MlDsa44Key() = default;
MlDsa44Key::MlDsa44Key(MlDsa44Key&& other) noexcept = default;

bool MlDsa44Key::Secret::make_hints(const Poly& challenge, Vector& w, Vector& hints) const {
  const Wiped<Vector> cs2([&] { return times(challenge, s2); });
  subtract(w, cs2.value);
  Wiped<Vector> low;
  for (std::size_t row = 0; row < kRank; ++row) {
    for (std::size_t i = 0; i < kN; ++i) {
      w[row][i] = ml_dsa::to_canonical(w[row][i]);
      (*low)[row][i] = ml_dsa::split(w[row][i]).low;
    }
  }
  if (ml_dsa::reaches(*low, ml_dsa::kRoundRange - kBeta)) return false;

  Wiped<Vector> ct0([&] { return times(challenge, t0); });
  for_each_value(*ct0, ml_dsa::to_centred);
  if (ml_dsa::reaches(*ct0, ml_dsa::kRoundRange)) return false;
  std::int32_t count = 0;
  for (std::size_t row = 0; row < kRank; ++row) {
    for (std::size_t i = 0; i < kN; ++i) {
      const std::int32_t high = ml_dsa::split(w[row][i]).high;
      const std::int32_t other =
          ml_dsa::split(ml_dsa::to_canonical(w[row][i] + (*ct0)[row][i])).high;
      hints[row][i] = static_cast<std::int32_t>(static_cast<std::uint32_t>(-(high ^ other)) >> 31);
      count += hints[row][i];
    }
  }
  return std::cmp_less_equal(count, ml_dsa::kMostHints);
}

bool MlDsa44Key::Secret::try_mask(const Bytes64& mask_seed, unsigned mask, const Bytes64& digest,
                                  MlDsa44Signature& signature) const {
  Wiped<Vector> y;
  for (unsigned i = 0; i < kRank; ++i) ml_dsa::fill_mask((*y)[i], mask_seed, mask + i);
  Wiped<Vector> transformed([&] { return *y; });
  ml_dsa::transform(*transformed);
  Wiped<Vector> w([&] { return ml_dsa::multiply(matrix, *transformed); });
  ml_dsa::transform_back(*w);
  Wiped<Vector> high([&] { return *w; });
  for_each_value(
      *high, [](std::int32_t value) { return ml_dsa::split(ml_dsa::to_canonical(value)).high; });
  const Bytes32 seed = challenge_of(digest, *high);
  Poly challenge = ml_dsa::expand_challenge(seed);
  ml_dsa::transform(challenge);

  Wiped<Vector> z([&] { return times(challenge, s1); });
  add(*z, *y);
  for_each_value(*z, ml_dsa::to_centred);
  if (ml_dsa::reaches(*z, ml_dsa::kMaskRange - kBeta)) return false;
  Wiped<Vector> hints;
  if (!make_hints(challenge, *w, *hints)) return false;

  std::ranges::copy(seed, signature.begin());
  const auto rest = std::span(signature).subspan<32>();
  for_each_value(*z, [](std::int32_t value) { return ml_dsa::kMaskRange - value; });
  for (std::size_t row = 0; row < kRank; ++row) {
    ml_dsa::pack<kResponseBits>((*z)[row],
                                rest.subspan(row * kResponsePoly).first<kResponsePoly>());
  }
  ml_dsa::pack_hints(*hints, rest.last<ml_dsa::kHintBytes>());
  return true;
}

MlDsa44Signature MlDsa44Key::sign(std::string_view message, const Options& options) const {
  LODESTAR_ASSERT(options.context.size() <= kLongestContext);
  const Bytes64 digest = digest_of(secret_->key_hash, options.context, message);
  Wiped<Bytes64> mask_seed;
  hash_into(*mask_seed, {secret_->key, options.randomness.reveal(), digest});
  MlDsa44Signature signature{};
  unsigned mask = 0;
  while (!secret_->try_mask(*mask_seed, mask, digest, signature)) {
    mask += kRank;
    LODESTAR_ASSERT(mask < kMostMasks);  // never: not one of 16,384 served
  }
  return signature;
}

bool holds_ml_dsa_44(const MlDsa44Public& key, std::string_view message,
                     const MlDsa44Signature& signature, std::string_view context) {
  if (context.size() > kLongestContext) return false;
  const auto rest = std::span(signature).subspan<32>();
  const auto hints = ml_dsa::unpack_hints(rest.last<ml_dsa::kHintBytes>());
  if (!hints) return false;
  Vector z{}, t1{};
  for (std::size_t row = 0; row < kRank; ++row) {
    ml_dsa::unpack<kResponseBits>(rest.subspan(row * kResponsePoly).first<kResponsePoly>(), z[row]);
    ml_dsa::unpack<kKeyBits>(std::span(key).subspan(32 + row * kKeyPoly).first<kKeyPoly>(),
                             t1[row]);
  }
  for_each_value(z, [](std::int32_t value) { return ml_dsa::kMaskRange - value; });
  if (ml_dsa::reaches(z, ml_dsa::kMaskRange - kBeta)) return false;
  for_each_value(t1, [](std::int32_t value) { return value << ml_dsa::kDropped; });

  const auto seed = std::span(signature).first<32>();
  Poly challenge = ml_dsa::expand_challenge(seed);
  ml_dsa::transform(challenge);
  ml_dsa::transform(z);
  ml_dsa::transform(t1);
  Vector w = ml_dsa::multiply(ml_dsa::expand_matrix(std::span(key).first<32>()), z);
  subtract(w, ml_dsa::multiply(challenge, t1));
  for_each_value(w, ml_dsa::to_canonical);
  ml_dsa::transform_back(w);
  for (std::size_t row = 0; row < kRank; ++row) {
    for (std::size_t i = 0; i < kN; ++i)
      w[row][i] = ml_dsa::use_hint((*hints)[row][i] != 0, ml_dsa::to_canonical(w[row][i]));
  }
  Bytes64 key_hash{};
  hash_into(key_hash, {key});
  return std::ranges::equal(challenge_of(digest_of(key_hash, context, message), w), seed);
}

}  // namespace lodestar::crypto
