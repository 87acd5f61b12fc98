// SPDX-License-Identifier: Apache-2.0
// Signatures as they stand on tokens of the web (JWS): RS256 and ES256, and no other.
//
// Shapes   keys by their numbers, big-endian, as a JWK has them out of base64url. RSA of 2048 to
//          8192 bits with an odd exponent of 3 to 2^32; a point of P-256, 32 bytes each.
// Units    bytes.
// Errors   invalid: that is no such key; forbidden: the signature does not hold.
// Cost     0.1 ms.
// Threads  pure.
// Source   RFC 7515, RFC 7518 sections 3.3 and 3.4, through OpenSSL 3.
// Example  LODESTAR_TRY(verify_web_signature(key, signed_text, signature));
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"

namespace lodestar::crypto {

struct RsaKey {
  std::string n, e;
  friend bool operator==(const RsaKey&, const RsaKey&) = default;
};
struct EcKey {
  std::string x, y;
  friend bool operator==(const EcKey&, const EcKey&) = default;
};
// The kind of key is the algorithm: nobody who wrote a token can choose another one for it.
using WebKey = std::variant<RsaKey, EcKey>;

Status verify_web_signature(const WebKey& key, std::string_view message,
                            std::string_view signature);

}  // namespace lodestar::crypto
