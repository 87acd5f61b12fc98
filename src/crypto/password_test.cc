// SPDX-License-Identifier: Apache-2.0
#include "crypto/password.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <vector>

namespace lodestar::crypto {
namespace {

using Secret = Sensitive<std::string>;
constexpr PasswordSalt kSalt{'s', 'o', 'm', 'e', 's', 'a', 'l', 't', 1, 2, 3, 4, 5, 6, 7, 8};

std::optional<PasswordFault> fault(const std::string& password) {
  const std::vector<std::string_view> names{"ana.lima", "Ana Lima", "Casa Norte"};
  return find_fault(Secret(password), names);
}

TEST(Password, is_kept_as_the_library_reads_it) {
  const auto kept = hash_password(Secret("three small boats at noon"), kSalt);
  ASSERT_TRUE(kept);
  EXPECT_TRUE(kept->starts_with("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQBAgMEBQYHCA$"));
  ASSERT_GE(sodium_init(), 0);
  const std::string right = "three small boats at noon";
  EXPECT_EQ(crypto_pwhash_str_verify(kept->c_str(), right.data(), right.size()), 0);
  EXPECT_NE(crypto_pwhash_str_verify(kept->c_str(), right.data(), right.size() - 1), 0);
}

TEST(Password, reads_what_the_library_keeps_at_another_cost) {
  ASSERT_GE(sodium_init(), 0);
  std::array<char, crypto_pwhash_STRBYTES> kept{};
  ASSERT_EQ(crypto_pwhash_str_alg(kept.data(), "words", 5, 3, std::size_t{8} << 20U,
                                  crypto_pwhash_ALG_ARGON2ID13),
            0);
  EXPECT_TRUE(verify_password(Secret("words"), kept.data()).value());
  EXPECT_FALSE(verify_password(Secret("Words"), kept.data()).value());
  EXPECT_TRUE(needs_rehash(kept.data()));
}

TEST(Password, holds_for_its_own_words_alone) {
  const std::string kept = hash_password(Secret("three small boats at noon"), kSalt).value();
  EXPECT_TRUE(verify_password(Secret("three small boats at noon"), kept).value());
  EXPECT_FALSE(verify_password(Secret("three small boats at noon "), kept).value());
  EXPECT_FALSE(verify_password(Secret(""), kept).value());
  EXPECT_FALSE(needs_rehash(kept));
  PasswordSalt other = kSalt;
  other[0] ^= 1;
  EXPECT_NE(hash_password(Secret("three small boats at noon"), other).value(), kept);
}

TEST(Password, of_nobody_never_holds) {
  EXPECT_FALSE(verify_nothing(Secret("three small boats at noon")).value());
  EXPECT_FALSE(verify_nothing(Secret("")).value());
}

TEST(Password, kept_text_that_is_damaged_or_costs_too_much_is_corrupt) {
  const std::string right =
      "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQBAgMEBQYHCA$"
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  ASSERT_TRUE(verify_password(Secret("x"), right));
  struct Damage {
    std::string_view what;
    std::string_view into;
  };
  for (const auto& [what, into] : std::vector<Damage>{{"argon2id", "argon2i"},
                                                      {"v=19", "v=16"},
                                                      {"m=8", "m=7"},
                                                      {"m=8", "m=262145"},
                                                      {"m=8", "m=4294967304"},
                                                      {"m=8", "m=08"},
                                                      {"t=1", "t=0"},
                                                      {"t=1", "t=17"},
                                                      {"p=1", "p=2"},
                                                      {"YHCA", "YHCB"},
                                                      {"YHCA", "YHCAA"},
                                                      {"YHCA", "YHCA=="},
                                                      {"A$A", "AA"},
                                                      {"$AAAAA", "$AAAA"},
                                                      {"$AAAAA", "$AAAAAA"},
                                                      {"$AAAAA", "$B$AAA"},
                                                      {"$argon", "argon"},
                                                      {",t=1", ""}}) {
    std::string text = right;
    text.replace(text.find(what), what.size(), into);
    const auto held = verify_password(Secret("x"), text);
    ASSERT_FALSE(held) << text;
    EXPECT_EQ(held.error().code, Code::corrupt);
    EXPECT_TRUE(needs_rehash(text)) << text;
  }
  EXPECT_FALSE(verify_password(Secret("x"), ""));
}

TEST(Password, is_refused_for_its_length_in_letters_not_bytes) {
  EXPECT_EQ(fault("kxwqzpvmtrb"), PasswordFault::too_short);
  EXPECT_EQ(fault("kxwqzpvmtrbn"), std::nullopt);
  EXPECT_EQ(fault("ęłóżźąńśćý"), PasswordFault::too_short);  // 20 bytes
  std::string longest;
  for (int i = 0; longest.size() < kLongestPassword; ++i) {
    longest += static_cast<char>('!' + (i * 37 + i * i) % 90);
  }
  EXPECT_EQ(fault(longest), std::nullopt);
  EXPECT_EQ(fault(longest + "x"), PasswordFault::too_long);
  EXPECT_EQ(fault(std::string(5000, 'x')), PasswordFault::too_long);
}

TEST(Password, is_refused_where_it_is_no_text) {
  EXPECT_EQ(fault("kxwqzpvmtrbn\n"), PasswordFault::not_text);
  EXPECT_EQ(fault("kxwqzpvmtrbn\xff"), PasswordFault::not_text);
  EXPECT_EQ(fault("kxwqzpvmtrbn\xc0\xaf"), PasswordFault::not_text);
  EXPECT_EQ(fault("kxwqzpvmtrbn\xed\xa0\x80"), PasswordFault::not_text);
  EXPECT_EQ(fault("kxwqzpvmtrbn\xe2\x82"), PasswordFault::not_text);
}

TEST(Password, is_refused_where_it_is_made_of_what_everybody_tries) {
  for (const auto* text :
       {"password1234", "P@ssw0rd1234!", "aaaaaaaaaaaaaaaa", "123456789012345", "qwertyuiop123",
        "1q2w3e4r5t6y", "Summer2026!!!", "ana.lima.2026", "AnaLimaCasaNorte", "Lodestar2026!",
        "abcabcabcabcabc", "iloveyou iloveyou", "zyxwvutsrqpo", "MotDePasse2025", "йцукенгшщзхъ",
        "Welcome-January-2026", "4n4l1m41987!"}) {
    EXPECT_EQ(fault(text), PasswordFault::guessable) << text;
  }
}

TEST(Password, of_a_few_plain_words_is_accepted) {
  for (const auto* text :
       {"three small boats at noon", "tres barcos pequeños", "correct horse battery staple",
        "Vuj7-hq2Lw-pz", "маленькие лодки в полдень", "ثلاثة قوارب صغيرة عند الظهر"}) {
    EXPECT_EQ(fault(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace lodestar::crypto
