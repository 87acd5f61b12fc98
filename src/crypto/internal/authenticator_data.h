// SPDX-License-Identifier: Apache-2.0
// What an authenticator says and signs: the parts of its data, read to the last byte.
//
//   32 bytes  SHA-256 of the relying party's id
//    1        flags
//    4        how often it has signed, big endian
//   where kAttested: 16 bytes of its model, 2 of a length, the passkey's id, its public key (COSE)
//   where kExtended: a CBOR map of extensions
//
// Errors   invalid: it is not that, or something is left.
// Source   WebAuthn Level 3, sections 6.1, 6.5.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"

namespace lodestar::crypto::internal {

enum AuthenticatorFlag : std::uint8_t {
  kPresent = 1U << 0U,   // somebody touched it
  kVerified = 1U << 2U,  // it knows who: a PIN, a finger, a face
  kMayBeBackedUp = 1U << 3U,
  kBackedUp = 1U << 4U,
  kAttested = 1U << 6U,
  kExtended = 1U << 7U,
};

struct AuthenticatorData {
  std::string_view party_hash;
  std::uint8_t flags = 0;
  std::uint32_t sign_count = 0;
  std::string_view id;
  std::string_view key;  // COSE
  bool has(AuthenticatorFlag flag) const { return (flags & flag) != 0; }
};
Result<AuthenticatorData> parse_authenticator_data(std::string_view bytes);

struct AttestationObject {
  std::string_view format;
  std::string_view authenticator_data;
  bool is_empty = true;        // the statement
  std::int64_t algorithm = 0;  // of a statement of "packed"
  std::string_view signature;
  bool has_certificates = false;
};
// A map of three; of the statement those fields are read that "packed" has.
Result<AttestationObject> parse_attestation_object(std::string_view bytes);

}  // namespace lodestar::crypto::internal
