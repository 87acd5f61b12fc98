// SPDX-License-Identifier: Apache-2.0
#include "crypto/session_token.h"

#include "base/base64.h"
#include "crypto/internal/sodium.h"
#include "crypto/sha256.h"

namespace lodestar::crypto {

Sensitive<std::string> to_token(const Sensitive<TokenBytes>& bytes) {
  return Sensitive(to_base64url(internal::text_of(bytes.reveal())));
}

std::optional<Digest> session_hash(std::string_view token) {
  constexpr std::size_t kLetters = 43;
  const auto bytes = token.size() == kLetters ? from_base64url(token) : std::nullopt;
  if (!bytes) {
    return {};
  }
  return sha256({*bytes});
}

Sensitive<std::string> csrf_token(const Digest& session) {
  return Sensitive(
      to_base64url(internal::text_of(sha256({"lodestar csrf", internal::text_of(session)}))));
}

bool is_csrf_token(const Digest& session, std::string_view sent) {
  return internal::is_same(csrf_token(session).reveal(), sent);
}

}  // namespace lodestar::crypto
