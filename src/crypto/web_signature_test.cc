// SPDX-License-Identifier: Apache-2.0
#include "crypto/web_signature.h"

#include <gtest/gtest.h>

#include "base/base64.h"

namespace lodestar::crypto {
namespace {

// RFC 7515, A.2.1 and A.3.1.
constexpr std::string_view kRsaModulus =
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJ"
    "PMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0"
    "LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uD"
    "Zlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2"
    "PAcDTW9gb54h4FRWyuXpoQ";
constexpr std::string_view kRsaToken =
    "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9"
    "leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2Vt"
    "Qgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKB"
    "YNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN"
    "9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI"
    "8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
constexpr std::string_view kEcX = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
constexpr std::string_view kEcY = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
constexpr std::string_view kEcToken =
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9"
    "leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXF"
    "CgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

std::string bytes(std::string_view text) { return from_base64url(text).value(); }
RsaKey rsa_key() { return {.n = bytes(kRsaModulus), .e = bytes("AQAB")}; }
EcKey ec_key() { return {.x = bytes(kEcX), .y = bytes(kEcY)}; }

struct Parts {
  std::string message, signature;
};
Parts parts_of(std::string_view token) {
  const std::size_t last = token.rfind('.');
  return {std::string(token.substr(0, last)), bytes(token.substr(last + 1))};
}

TEST(WebSignature, holds_for_the_examples_of_RFC_7515) {
  const Parts rsa = parts_of(kRsaToken), ec = parts_of(kEcToken);
  EXPECT_TRUE(verify_web_signature(rsa_key(), rsa.message, rsa.signature));
  EXPECT_TRUE(verify_web_signature(ec_key(), ec.message, ec.signature));
}

TEST(WebSignature, does_not_hold_when_a_bit_of_anything_is_another) {
  for (const auto& [key, token] : {std::pair<WebKey, std::string_view>(rsa_key(), kRsaToken),
                                   std::pair<WebKey, std::string_view>(ec_key(), kEcToken)}) {
    const Parts right = parts_of(token);
    for (std::size_t i = 0; i < right.signature.size(); ++i) {
      std::string damaged = right.signature;
      damaged[i] = static_cast<char>(damaged[i] ^ 1);
      EXPECT_EQ(verify_web_signature(key, right.message, damaged).error().code, Code::forbidden);
    }
    EXPECT_EQ(verify_web_signature(key, right.message + "A", right.signature).error().code,
              Code::forbidden);
    for (const std::string& other : {std::string(), right.signature.substr(1),
                                     right.signature + '\0', std::string(64, '\0')}) {
      EXPECT_EQ(verify_web_signature(key, right.message, other).error().code, Code::forbidden);
    }
  }
}

TEST(WebSignature, is_not_checked_with_a_key_that_is_none) {
  const Parts rsa = parts_of(kRsaToken), ec = parts_of(kEcToken);
  const std::string n = rsa_key().n;
  for (const RsaKey& key :
       {RsaKey{}, RsaKey{.n = n, .e = ""}, RsaKey{.n = n, .e = "\1"}, RsaKey{.n = n, .e = "\2"},
        RsaKey{.n = n, .e = std::string(5, '\1')}, RsaKey{.n = n.substr(0, 128), .e = "\3"},
        RsaKey{.n = std::string(1025, '\xff'), .e = "\3"}}) {
    EXPECT_EQ(verify_web_signature(key, rsa.message, rsa.signature).error().code, Code::invalid);
  }
  const EcKey right = ec_key();
  for (const EcKey& key :
       {EcKey{}, EcKey{.x = right.x, .y = right.x}, EcKey{.x = right.x.substr(1), .y = right.y},
        EcKey{.x = std::string(32, '\0'), .y = std::string(32, '\0')},
        EcKey{.x = std::string(32, '\xff'), .y = right.y}}) {
    EXPECT_EQ(verify_web_signature(key, ec.message, ec.signature).error().code, Code::invalid);
  }
}

}  // namespace
}  // namespace lodestar::crypto
