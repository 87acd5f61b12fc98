// SPDX-License-Identifier: Apache-2.0
// What a provider says of who signed in: an ID token, believed only if its keys, its reader, its
// time and its question are the right ones.
//
// Shapes   a token is JWS compact; keys are a JWK set, of which those for RS256 and ES256 are kept
//          and all others passed over. The algorithm is the key's and the header has to agree:
//          "none" and HS256 have no key. A header that asks for more (crit, b64, a key of its own)
//          is refused. One audience, ours. Of claims about the person, only the subject is read.
// Units    seconds since 1970; a minute of leeway between two clocks.
// Errors   not_found: no key of this name (look at the provider's again); invalid: it is no such
//          token; forbidden: it is one, and not for this question. No value is repeated.
// Cost     0.2 ms.
// Threads  pure.
// Source   OpenID Connect Core 1.0, 3.1.3.7; RFC 7515, RFC 7517, RFC 7519, RFC 8725.
// Example  IdToken token = LODESTAR_TRY(check_id_token(text, keys, expected));
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sensitive.h"
#include "crypto/web_signature.h"

namespace lodestar::desk {

struct ProviderKey {
  std::string kid;  // empty: it has none
  crypto::WebKey key;
};
Result<std::vector<ProviderKey>> parse_provider_keys(std::string_view text);

struct ExpectedToken {
  std::string_view issuer, client, nonce;
  std::uint64_t now_s = 0;
  std::optional<std::uint64_t> proved_since_s;  // the person has to have proved who she is since
};
struct IdToken {
  Sensitive<std::string> subject;
  std::vector<std::string> methods;  // amr: how she proved it
  std::string context;               // acr; may be empty
};
Result<IdToken> check_id_token(std::string_view token, std::span<const ProviderKey> keys,
                               const ExpectedToken& expected);

}  // namespace lodestar::desk
