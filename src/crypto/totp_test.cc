// SPDX-License-Identifier: Apache-2.0
#include "crypto/totp.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace lodestar::crypto {
namespace {

Sensitive<TotpSecret> rfc_secret() {
  TotpSecret secret{};
  std::ranges::copy(std::string_view("12345678901234567890"), secret.begin());
  return Sensitive(secret);
}

// RFC 4226, appendix D.
TEST(Totp, counts_as_rfc_4226_does) {
  std::uint64_t step = 0;
  for (const auto* code : {"755224", "287082", "359152", "969429", "338314", "254676", "287922",
                           "162583", "399871", "520489"}) {
    EXPECT_EQ(totp_code(rfc_secret(), step++).reveal(), code);
  }
}

// RFC 6238, appendix B: the last six of its eight digits.
TEST(Totp, tells_the_time_as_rfc_6238_does) {
  struct Case {
    std::uint64_t time_s;
    std::string_view code;
  };
  for (const Case& it :
       {Case{59, "287082"}, Case{1111111109, "081804"}, Case{1111111111, "050471"},
        Case{1234567890, "005924"}, Case{2000000000, "279037"}, Case{20000000000, "353130"}}) {
    EXPECT_EQ(totp_code(rfc_secret(), it.time_s / kTotpStepSeconds).reveal(), it.code);
    EXPECT_EQ(accept_totp(rfc_secret(), it.code, it.time_s, 0), it.time_s / 30);
  }
}

TEST(Totp, is_accepted_one_step_early_or_late_and_no_more) {
  const std::string code = totp_code(rfc_secret(), 1000).reveal();
  EXPECT_EQ(accept_totp(rfc_secret(), code, 998 * 30 + 29, 0), std::nullopt);
  EXPECT_EQ(accept_totp(rfc_secret(), code, 999 * 30, 0), 1000);
  EXPECT_EQ(accept_totp(rfc_secret(), code, 1000 * 30, 0), 1000);
  EXPECT_EQ(accept_totp(rfc_secret(), code, 1001 * 30 + 29, 0), 1000);
  EXPECT_EQ(accept_totp(rfc_secret(), code, 1002 * 30, 0), std::nullopt);
}

TEST(Totp, is_accepted_once) {
  const std::string code = totp_code(rfc_secret(), 1000).reveal();
  const auto step = accept_totp(rfc_secret(), code, 1000 * 30, 999);
  ASSERT_EQ(step, 1000);
  EXPECT_EQ(accept_totp(rfc_secret(), code, 1000 * 30 + 1, *step), std::nullopt);
  const std::string before = totp_code(rfc_secret(), 999).reveal();
  EXPECT_EQ(accept_totp(rfc_secret(), before, 1000 * 30 + 1, *step), std::nullopt);
  const std::string next = totp_code(rfc_secret(), 1001).reveal();
  EXPECT_EQ(accept_totp(rfc_secret(), next, 1000 * 30 + 1, *step), 1001);
}

TEST(Totp, is_six_digits_and_nothing_else) {
  const std::string code = totp_code(rfc_secret(), 1000).reveal();
  for (const std::string& typed : {std::string(), code.substr(1), code + "0", " " + code,
                                   code + " ", std::string("000000"), std::string(6, '\0')}) {
    EXPECT_EQ(accept_totp(rfc_secret(), typed, 30000, 0), std::nullopt) << typed;
  }
  EXPECT_EQ(accept_totp(rfc_secret(), totp_code(rfc_secret(), 1).reveal(), 0, 0), 1);
}

TEST(Totp, secret_is_shown_as_apps_read_it) {
  EXPECT_EQ(to_base32(rfc_secret()).reveal(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  TotpSecret ones{};
  ones.fill(0xFF);
  EXPECT_EQ(to_base32(Sensitive(ones)).reveal(), std::string(32, '7'));
  EXPECT_EQ(totp_uri(rfc_secret(), "Casa Norte & Sul", "ana+lima@casa.example").reveal(),
            "otpauth://totp/Casa%20Norte%20%26%20Sul:ana%2Blima%40casa.example"
            "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Casa%20Norte%20%26%20Sul");
  EXPECT_EQ(totp_uri(rfc_secret(), "é:?", "a").reveal(),
            "otpauth://totp/%C3%A9%3A%3F:a?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            "&issuer=%C3%A9%3A%3F");
}

}  // namespace
}  // namespace lodestar::crypto
