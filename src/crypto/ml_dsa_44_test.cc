// SPDX-License-Identifier: Apache-2.0
#include "crypto/ml_dsa_44.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <span>
#include <string>

#include "crypto/internal/ml_dsa_bytes.h"
#include "crypto/keccak.h"
#include "support/hex.h"

namespace lodestar::crypto {
namespace {

using ml_dsa::kQ;
using ml_dsa::Poly;
using ml_dsa::Vector;

constexpr std::size_t kHintsAt = 32 + 4 * 576;  // in a signature

MlDsa44Key key_of(unsigned char byte) {
  MlDsa44Seed seed{};
  seed.fill(byte);
  return MlDsa44Key(Sensitive(seed));
}

// What C2SP's CCTV calls accumulated: the hash of all keys and signatures of so many seeds.
std::string accumulated(int runs) {
  Shake seeds(Shake::Kind::k128), all(Shake::Kind::k128);
  for (int run = 0; run < runs; ++run) {
    MlDsa44Seed seed{};
    seeds.squeeze(seed);
    const MlDsa44Key key{Sensitive(seed)};
    const MlDsa44Signature signature = key.sign("");
    EXPECT_TRUE(holds_ml_dsa_44(key.public_key(), "", signature));
    all.absorb(key.public_key());
    all.absorb(signature);
  }
  std::array<unsigned char, 32> hash{};
  all.squeeze(hash);
  return lodestar::testing::to_hex(hash);
}

TEST(MlDsa44, a_hundred_keys_and_signatures_are_those_that_everybody_makes) {
  EXPECT_EQ(accumulated(100), "d51148e1f9f4fa1a723a6cf42e25f2a99eb5c1b378b3d2dbbd561b1203beeae4");
}

// Some seconds: make check asks for it.
TEST(MlDsa44, DISABLED_ten_thousand_keys_and_signatures_are_those_that_everybody_makes) {
  EXPECT_EQ(accumulated(10'000),
            "e7fd21f6a59bcba60d65adc44404bb29a7c00e5d8d3ec06a732c00a306a7d143");
}

TEST(MlDsa44, a_signature_holds_for_its_message_key_and_context_alone) {
  const MlDsa44Key key = key_of(1), other = key_of(2);
  const MlDsa44Signature signature = key.sign("message", {.context = "context"});
  EXPECT_TRUE(holds_ml_dsa_44(key.public_key(), "message", signature, "context"));
  EXPECT_FALSE(holds_ml_dsa_44(other.public_key(), "message", signature, "context"));
  EXPECT_FALSE(holds_ml_dsa_44(key.public_key(), "messagf", signature, "context"));
  EXPECT_FALSE(holds_ml_dsa_44(key.public_key(), "message", signature, "contexu"));
  EXPECT_FALSE(holds_ml_dsa_44(key.public_key(), "message", signature));
  EXPECT_FALSE(holds_ml_dsa_44(key.public_key(), "tmessage", signature, "contex"));
}

TEST(MlDsa44, contexts_and_messages_of_every_length_hold) {
  const MlDsa44Key key = key_of(3);
  for (const std::size_t length : {0U, 1U, 135U, 136U, 137U, 255U}) {
    const std::string context(length, 'c'), message(5 * length, 'm');
    const MlDsa44Signature signature = key.sign(message, {.context = context});
    EXPECT_TRUE(holds_ml_dsa_44(key.public_key(), message, signature, context)) << length;
  }
  const std::string longer(kLongestContext + 1, 'c');
  EXPECT_FALSE(holds_ml_dsa_44(key.public_key(), "", key.sign(""), longer));
}

TEST(MlDsa44, randomness_changes_the_signature_and_not_whether_it_holds) {
  const MlDsa44Key key = key_of(4);
  const MlDsa44Signature plain = key.sign("message");
  const Sensitive<std::array<unsigned char, 32>> dice({1, 2, 3});
  const MlDsa44Signature hedged = key.sign("message", {.randomness = dice});
  EXPECT_NE(plain, hedged);
  EXPECT_EQ(plain, key.sign("message"));
  EXPECT_EQ(hedged, key.sign("message", {.randomness = dice}));
  EXPECT_TRUE(holds_ml_dsa_44(key.public_key(), "message", hedged));
}

TEST(MlDsa44, every_changed_byte_of_a_signature_makes_it_fail) {
  const MlDsa44Key key = key_of(5);
  const MlDsa44Signature signature = key.sign("message");
  for (std::size_t at = 0; at < signature.size(); ++at) {
    MlDsa44Signature changed = signature;
    changed[at] ^= static_cast<unsigned char>(1U << at % 8);
    EXPECT_FALSE(holds_ml_dsa_44(key.public_key(), "message", changed)) << at;
  }
}

TEST(MlDsa44, every_changed_byte_of_a_key_makes_the_signature_fail) {
  const MlDsa44Key key = key_of(6);
  const MlDsa44Signature signature = key.sign("message");
  for (std::size_t at = 0; at < key.public_key().size(); ++at) {
    MlDsa44Public changed = key.public_key();
    changed[at] ^= static_cast<unsigned char>(1U << at % 8);
    EXPECT_FALSE(holds_ml_dsa_44(changed, "message", signature)) << at;
  }
}

TEST(MlDsa44, a_moved_key_signs_as_before) {
  MlDsa44Key key = key_of(7);
  const MlDsa44Signature signature = key.sign("message");
  const MlDsa44Key moved = std::move(key);
  EXPECT_EQ(moved.sign("message"), signature);
}

// A signature whose response reaches the bound, though only just, is refused whatever the rest is;
// the bytes of gamma1 - 78 in the first place.
TEST(MlDsa44, a_response_at_the_bound_is_refused) {
  const MlDsa44Key key = key_of(8);
  for (const std::int32_t value : {(1 << 17) - 78, -((1 << 17) - 78), 1 << 17, -(1 << 17) + 1}) {
    MlDsa44Signature signature = key.sign("message");
    Poly poly{};
    const auto first = std::span(signature).subspan<32, 576>();
    ml_dsa::unpack<18>(first, poly);
    poly[0] = (1 << 17) - value;
    ml_dsa::pack<18>(poly, first);
    EXPECT_FALSE(holds_ml_dsa_44(key.public_key(), "message", signature)) << value;
  }
}

Vector hints_of(std::initializer_list<std::pair<unsigned, unsigned>> places) {
  Vector hints{};
  for (const auto& [row, place] : places) hints[row][place] = 1;
  return hints;
}
std::array<unsigned char, ml_dsa::kHintBytes> packed(const Vector& hints) {
  std::array<unsigned char, ml_dsa::kHintBytes> bytes{};
  ml_dsa::pack_hints(hints, bytes);
  return bytes;
}

TEST(MlDsa44, hints_are_read_back_as_written) {
  std::mt19937 dice(1);
  for (std::size_t count = 0; count <= ml_dsa::kMostHints; ++count) {
    Vector hints{};
    for (std::size_t i = 0; i < count; ++i) hints[dice() % 4][dice() % 256] = 1;
    EXPECT_EQ(ml_dsa::unpack_hints(packed(hints)), hints) << count;
  }
}

TEST(MlDsa44, hints_in_any_writing_but_the_one_are_refused) {
  const auto bytes = packed(hints_of({{0, 3}, {0, 7}, {2, 0}, {3, 255}}));
  const auto refused = [&](std::initializer_list<std::pair<std::size_t, int>> changes) {
    auto changed = bytes;
    for (const auto& [at, value] : changes) changed[at] = static_cast<unsigned char>(value);
    return changed != bytes && !ml_dsa::unpack_hints(changed);
  };
  EXPECT_TRUE(refused({{0, 7}, {1, 3}})) << "falling";
  EXPECT_TRUE(refused({{1, 3}})) << "twice the same";
  EXPECT_TRUE(refused({{4, 1}})) << "something behind the last";
  EXPECT_TRUE(refused({{79, 1}})) << "something at the end";
  EXPECT_TRUE(refused({{81, 1}})) << "an end below the one before";
  EXPECT_TRUE(refused({{83, 81}})) << "more than there is room for";
  EXPECT_TRUE(refused({{83, 255}})) << "more than there is room for";
  EXPECT_TRUE(refused({{83, 3}})) << "a place that no row has";
  EXPECT_FALSE(refused({{0, 4}})) << "other hints";
}

TEST(MlDsa44, whatever_hints_are_read_are_written_as_they_stood) {
  std::mt19937 dice(3);
  std::size_t read = 0;
  for (int run = 0; run < 20'000; ++run) {
    Vector hints{};
    for (auto i = dice() % 30; i > 0; --i) hints[dice() % 4][dice() % 256] = 1;
    auto bytes = packed(hints);
    for (auto i = dice() % 3; i > 0; --i)
      bytes[dice() % bytes.size()] = static_cast<unsigned char>(dice() % 90);
    const auto again = ml_dsa::unpack_hints(bytes);
    if (!again) continue;
    ++read;
    ASSERT_EQ(packed(*again), bytes) << run;
  }
  EXPECT_GT(read, 6'000U);
  EXPECT_LT(read, 19'000U);
}

// The signature as it stands, with its hints written in another way that says the same.
TEST(MlDsa44, a_signature_with_its_hints_in_another_order_is_refused) {
  const MlDsa44Key key = key_of(9);
  MlDsa44Signature signature = key.sign("message");
  ASSERT_GE(signature[kHintsAt + ml_dsa::kMostHints], 2) << "two hints in the first row";
  std::swap(signature[kHintsAt], signature[kHintsAt + 1]);
  EXPECT_FALSE(holds_ml_dsa_44(key.public_key(), "message", signature));
  std::swap(signature[kHintsAt], signature[kHintsAt + 1]);
  EXPECT_TRUE(holds_ml_dsa_44(key.public_key(), "message", signature));
  signature[kHintsAt + ml_dsa::kMostHints - 1] = 1;
  EXPECT_FALSE(holds_ml_dsa_44(key.public_key(), "message", signature));
}

// The standard's algorithms 35 and 36 word for word, in arithmetic that is obviously right.
std::int64_t centred_modulo(std::int64_t value, std::int64_t modulus) {
  const std::int64_t rest = (value % modulus + modulus) % modulus;
  return rest > modulus / 2 ? rest - modulus : rest;
}
ml_dsa::Parts decompose(std::int64_t value) {
  std::int64_t low = centred_modulo(value, 190464), high = 0;
  if (value - low == kQ - 1) {
    --low;
  } else {
    high = (value - low) / 190464;
  }
  return {static_cast<std::int32_t>(high), static_cast<std::int32_t>(low)};
}

TEST(MlDsaRing, every_value_is_split_as_the_standard_says) {
  for (std::int32_t value = 0; value < kQ; ++value) {
    ASSERT_EQ(ml_dsa::split(value), decompose(value)) << value;
    const std::int64_t low = centred_modulo(value, 8192);
    ASSERT_EQ(ml_dsa::split_key(value),
              (ml_dsa::Parts{static_cast<std::int32_t>((value - low) / 8192),
                             static_cast<std::int32_t>(low)}));
    ASSERT_EQ(ml_dsa::to_canonical(value - kQ), value);
    ASSERT_EQ(ml_dsa::to_canonical(value + kQ), value);
    ASSERT_EQ(ml_dsa::to_centred(value), centred_modulo(value, kQ));
  }
}

TEST(MlDsaRing, hints_move_the_high_part_by_one_around_the_circle) {
  EXPECT_EQ(ml_dsa::use_hint(false, 0), 0);
  EXPECT_EQ(ml_dsa::use_hint(true, 0), 43);
  EXPECT_EQ(ml_dsa::use_hint(true, 1), 1);
  EXPECT_EQ(ml_dsa::use_hint(true, kQ - 1), 43);
  EXPECT_EQ(ml_dsa::use_hint(true, 43 * 190464 + 1), 0);
  EXPECT_EQ(ml_dsa::use_hint(true, 43 * 190464), 42);
}

TEST(MlDsaRing, transforms_multiply_as_the_schoolbook_does) {
  std::mt19937 dice(2);
  for (int run = 0; run < 20; ++run) {
    Poly a{}, b{};
    std::array<std::int64_t, 256> expected{};
    const auto value = [&] { return run == 0 ? kQ - 1 : static_cast<std::int32_t>(dice() % kQ); };
    for (Poly* poly : {&a, &b}) std::ranges::generate(*poly, value);
    for (std::size_t i = 0; i < 256; ++i) {
      for (std::size_t j = 0; j < 256; ++j) {
        const std::int64_t product = std::int64_t{a[i]} * b[j] % kQ;
        expected[(i + j) % 256] += i + j < 256 ? product : -product;
      }
    }
    Vector vector{b, b, b, b};
    ml_dsa::transform(a);
    ml_dsa::transform(vector);
    Vector product = ml_dsa::multiply(a, vector);
    ml_dsa::transform_back(product);
    for (std::size_t i = 0; i < 256; ++i)
      ASSERT_EQ(ml_dsa::to_centred(product[3][i]), centred_modulo(expected[i], kQ)) << i;
  }
}

TEST(MlDsaRing, a_bound_is_reached_from_both_sides) {
  for (const std::int32_t value : {100, -100, 101, -101, kQ / 2, -(kQ / 2)}) {
    Vector vector{};
    EXPECT_FALSE(ml_dsa::reaches(vector, 1));
    vector[3][255] = value;
    EXPECT_TRUE(ml_dsa::reaches(vector, 100)) << value;
    EXPECT_EQ(ml_dsa::reaches(vector, 101), value != 100 && value != -100) << value;
  }
}

}  // namespace
}  // namespace lodestar::crypto
