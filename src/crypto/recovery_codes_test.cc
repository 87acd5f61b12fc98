// SPDX-License-Identifier: Apache-2.0
#include "crypto/recovery_codes.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace lodestar::crypto {
namespace {

using Typed = Sensitive<std::string>;

Sensitive<Digest> key_of(unsigned char byte) {
  Digest key{};
  key.fill(byte);
  return Sensitive(key);
}

RecoveryCodes some_codes() {
  RecoveryRandomness bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<unsigned char>(i * 97 + 13);
  }
  return make_recovery_codes(Sensitive(bytes));
}

std::vector<Digest> kept_of(const RecoveryCodes& codes) {
  std::vector<Digest> kept;
  for (const auto& code : codes) {
    kept.push_back(recovery_hash(key_of(1), "ana", code).value_or(Digest{}));
  }
  return kept;
}

TEST(RecoveryCodes, are_written_in_groups_without_letters_that_look_alike) {
  RecoveryRandomness bytes{};
  // 0 to 15 in five bits each, then 16 to 31.
  const std::array<unsigned char, 20> counting{0x00, 0x44, 0x32, 0x14, 0xC7, 0x42, 0x54,
                                               0xB6, 0x35, 0xCF, 0x84, 0x65, 0x3A, 0x56,
                                               0xD7, 0xC6, 0x75, 0xBE, 0x77, 0xDF};
  std::ranges::copy(counting, bytes.begin());
  const RecoveryCodes codes = make_recovery_codes(Sensitive(bytes));
  EXPECT_EQ(codes[0].reveal(), "0123-4567-89AB-CDEF");
  EXPECT_EQ(codes[1].reveal(), "GHJK-MNPQ-RSTV-WXYZ");
  EXPECT_EQ(codes[9].reveal(), "0000-0000-0000-0000");
}

TEST(RecoveryCodes, hold_every_bit_of_the_randomness) {
  std::set<std::string> seen;
  for (std::size_t bit = 0; bit < 80; ++bit) {
    RecoveryRandomness bytes{};
    bytes[bit / 8] = static_cast<unsigned char>(1U << bit % 8);
    seen.insert(make_recovery_codes(Sensitive(bytes))[0].reveal());
  }
  EXPECT_EQ(seen.size(), 80U);
}

TEST(RecoveryCodes, are_each_found_however_they_are_typed) {
  const RecoveryCodes codes = some_codes();
  const std::vector<Digest> kept = kept_of(codes);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    EXPECT_EQ(find_recovery_code(key_of(1), "ana", codes[i], kept), i);
    std::string typed = " ";
    for (const char letter : codes[i].reveal()) {
      typed += letter == '-' ? ' ' : letter == '1' ? 'l' : letter == '0' ? 'o' : letter;
    }
    EXPECT_EQ(find_recovery_code(key_of(1), "ana", Typed(typed), kept), i) << typed;
  }
}

TEST(RecoveryCodes, are_those_of_one_account_under_one_key) {
  const RecoveryCodes codes = some_codes();
  const std::vector<Digest> kept = kept_of(codes);
  EXPECT_EQ(find_recovery_code(key_of(1), "anb", codes[0], kept), std::nullopt);
  EXPECT_EQ(find_recovery_code(key_of(1), "", codes[0], kept), std::nullopt);
  EXPECT_EQ(find_recovery_code(key_of(2), "ana", codes[0], kept), std::nullopt);
  EXPECT_EQ(find_recovery_code(key_of(1), "ana", codes[0], std::span(kept).subspan(1)),
            std::nullopt);
}

TEST(RecoveryCodes, are_not_found_in_what_is_no_code) {
  const std::vector<Digest> kept = kept_of(some_codes());
  const std::string code = some_codes()[0].reveal();
  std::string other = code;
  other[0] = other[0] == '7' ? '8' : '7';
  for (const std::string& typed :
       {std::string(), code.substr(1), code + "0", other, code.substr(0, 18) + "U",
        code + std::string(100, ' '), code + "\n", std::string("0000-0000-0000-0000")}) {
    EXPECT_EQ(find_recovery_code(key_of(1), "ana", Typed(typed), kept), std::nullopt) << typed;
  }
}

}  // namespace
}  // namespace lodestar::crypto
