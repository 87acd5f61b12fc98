// SPDX-License-Identifier: Apache-2.0
// libfido2's half of a passkey: the key that an authenticator tells, and what it has signed. No
// device is asked.
//
// Errors   none: it holds or it does not.
// Cost     0.1 ms a signature.
// Threads  pure.
// Source   libfido2 1.12.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/blake2b.h"
#include "crypto/webauthn.h"

namespace lodestar::crypto::internal {

// As libfido2 writes them: x and y, 64 bytes; 32 bytes; modulus and exponent, 259 bytes.
struct PublicKey {
  PasskeyAlgorithm algorithm = PasskeyAlgorithm::es256;
  std::string bytes;
};
// Of authenticator data that parse_authenticator_data() has read. Nothing where it is of another
// algorithm, or no point of the curve.
std::optional<PublicKey> attested_key(std::string_view authenticator_data);

struct Signed {
  std::string_view party_id;
  std::string_view authenticator_data;
  Digest client_data_hash;
  std::string_view signature;
};
// A statement of "packed" that the passkey itself has signed.
bool holds_self(const Signed& it, PasskeyAlgorithm algorithm, UserVerification verification);
bool holds_assertion(const Signed& it, const PublicKey& key, UserVerification verification);

}  // namespace lodestar::crypto::internal
