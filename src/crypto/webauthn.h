// SPDX-License-Identifier: Apache-2.0
// Passkeys, on the server's side: a new one is taken in, and a known one says who is here.
//
// Shapes   bytes as the browser gives them, after base64url. A challenge is 32 random bytes, made
//          for one ceremony and forgotten with its first answer, right or wrong: the caller's duty.
//          Algorithms are COSE's numbers; offer these three and attestation "none".
// Units    bytes.
// Errors   invalid: it is not what a browser or authenticator writes; forbidden: it is, but a check
//          does not hold (the message says which, and no value).
// Cost     0.2 ms.
// Threads  pure.
// Source   WebAuthn Level 3, sections 7.1 and 7.2; signatures and keys through libfido2. Not asked:
//          who made an authenticator (its certificates), token binding, extensions. A page inside
//          one of another origin is refused.
// Example  Passkey kept = LODESTAR_TRY(verify_registration(answer, ceremony));
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lodestar::crypto {

struct RelyingParty {
  std::string origin;  // https://desk.example, http://localhost:8080: no path
  std::string id;      // desk.example, localhost
};
// Errors: invalid, what is no origin that browsers give passkeys to: https, or http of localhost; a
// name in lower case and no address; no port that the scheme has anyhow.
Result<RelyingParty> parse_relying_party(std::string_view origin);

using Challenge = std::array<unsigned char, 32>;
enum class UserVerification { preferred, required };  // PIN, finger, face
enum class PasskeyAlgorithm : std::int32_t { es256 = -7, eddsa = -8, rs256 = -257 };

struct Ceremony {
  RelyingParty party;
  Challenge challenge{};
  UserVerification verification = UserVerification::required;
};

// What is kept. No secret is in it.
struct Passkey {
  std::string id;    // 1 to 1023 bytes; the caller refuses one that any account has already
  std::string user;  // the random handle of the account, given to the browser when it was made
  PasskeyAlgorithm algorithm = PasskeyAlgorithm::es256;
  std::string public_key;  // as libfido2 writes it
  std::uint32_t sign_count = 0;
  bool may_be_backed_up = false;  // one that is copied between devices
  bool is_backed_up = false;
  friend bool operator==(const Passkey&, const Passkey&) = default;
};

struct Registration {
  std::string_view client_data;         // response.clientDataJSON
  std::string_view attestation_object;  // response.attestationObject
  std::string_view user;                // the handle that the ceremony was begun for
};
// Attestations "none" and, by the passkey's own key, "packed": what a browser passes on where none
// is asked for.
Result<Passkey> verify_registration(const Registration& answer, const Ceremony& ceremony);

struct Assertion {
  std::string_view id;  // rawId
  std::string_view client_data;
  std::string_view authenticator_data;
  std::string_view signature;
  std::string_view user;  // response.userHandle, where there is one
};
struct SignIn {
  std::uint32_t sign_count = 0;  // to be kept
  // It has signed as often as before, or less often: there may be two of it. Most passkeys do not
  // count and are always 0, which is no sign of anything.
  bool counter_went_back = false;
  bool is_user_verified = false;
  bool is_backed_up = false;  // to be kept
};
// For the passkey whose id the answer tells.
Result<SignIn> verify_assertion(const Assertion& answer, const Passkey& passkey,
                                const Ceremony& ceremony);

}  // namespace lodestar::crypto
