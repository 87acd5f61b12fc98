// SPDX-License-Identifier: Apache-2.0
// What a browser holds of a session, and what a server keeps of it.
//
// Shapes   a token is 32 random bytes as 43 letters of base64url; its hash is kept, so that who
//          reads the database can enter as nobody.
// Units    none.
// Errors   none: what is no token has no hash.
// Cost     below 1 us.
// Threads  pure.
// Source   SHA-256 of the 32 bytes: 256 random bits need no slow hash and no salt. Looking one up
//          in an index tells nobody how near a guess was: he cannot choose the hash.
// Example  find_session(session_hash(cookie))
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/sensitive.h"
#include "crypto/blake2b.h"

namespace lodestar::crypto {

using TokenBytes = std::array<unsigned char, 32>;

Sensitive<std::string> to_token(const Sensitive<TokenBytes>& bytes);
std::optional<Digest> session_hash(std::string_view token);

// The token that a form or script sends with a write, made from the session's own: it needs no
// place to be kept, and does not tell the session's.
Sensitive<std::string> csrf_token(const Digest& session);
bool is_csrf_token(const Digest& session, std::string_view sent);  // in constant time

}  // namespace lodestar::crypto
