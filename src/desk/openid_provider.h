// SPDX-License-Identifier: Apache-2.0
// One provider of OpenID Connect: where it is asked, what it is asked, and what it answers.
//
// Shapes   the authorization code flow with PKCE (S256), a state and a nonce. What the provider
//          says of itself and its keys are kept for an hour; keys are looked at again where a token
//          names one that is not there, once a minute at most. It is asked at its own origins and
//          at those of the settings, and nowhere else; a redirect is a refusal.
// Units    seconds since 1970.
// Errors   unavailable: it does not answer, or not as it should (what to do instead is said; for
//          ten seconds it is not asked again what it is); unauthenticated: it does not know the
//          code; those of openid_token.h, but not_found.
// Cost     up to four requests the first time; then one a sign-in.
// Threads  one at a time; waits for the network.
// Source   OpenID Connect Core 1.0 and Discovery 1.0; RFC 6749, RFC 7636, RFC 9207, RFC 9700.
// Example  IdToken token = LODESTAR_TRY(provider.redeem({.code = code, .verifier = verifier}));
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sensitive.h"
#include "desk/openid_settings.h"
#include "desk/openid_token.h"

namespace lodestar::desk {

struct WebQuestion {
  std::string url;
  std::string form;           // empty: a GET
  std::string authorization;  // empty: none
};
struct WebAnswer {
  int status = 0;
  std::string body;
};
// Within limits of size and time, and without following redirects.
using Fetch = std::function<Result<WebAnswer>(const WebQuestion& question)>;

class OpenIdProvider {
 public:
  struct Options {
    OpenIdSettings settings;
    std::string redirect;  // where browsers come back to
    Fetch fetch;
    std::function<std::uint64_t()> now_s;
  };
  explicit OpenIdProvider(Options options) : options_(std::move(options)) {}
  const OpenIdSettings& settings() const { return options_.settings; }

  struct Question {
    std::string_view state, nonce, verifier;
    bool is_anew = false;  // she has to prove who she is, though she did a moment ago
  };
  // Where a browser is sent to.
  Result<std::string> url_for(const Question& question);

  struct Answer {
    std::string_view code, verifier, nonce;
    std::optional<std::string_view> issuer;  // as the browser brought it
    std::uint64_t proved_since_s = 0;
  };
  Result<IdToken> redeem(const Answer& answer);
  bool shows_two_factors(const IdToken& token) const;

 private:
  struct Document {
    std::string authorization, token, keys;
    bool tells_issuer = false, takes_fragment = true, takes_basic = true;
    std::uint64_t read_s = 0;
  };
  Error no_answer(std::string_view why) const;
  Result<std::string> fetch(const WebQuestion& question, int* status = nullptr) const;
  Result<Document> parse_document(std::string_view text) const;
  Status read_document();
  Status read_keys();
  Result<std::string> token_for(const Answer& answer);

  Options options_;
  std::optional<Document> document_;
  std::vector<ProviderKey> keys_;
  std::optional<std::uint64_t> keys_read_s_;
  std::optional<Error> failed_;
  std::uint64_t failed_s_ = 0;
};

}  // namespace lodestar::desk
