// SPDX-License-Identifier: Apache-2.0
// With which providers of OpenID Connect people of an organisation may sign in: what whoever runs
// the service wrote down about them.
//
// Shapes   {"providers":[{...}]}, each with id (in paths: a-z 0-9 -), name (on the page's button),
//          organisation (its id), issuer, client_id; and, if wanted, client_secret_file,
//          origins (further hosts that the provider answers on), second_factor {"amr":[...],
//          "acr":[...]} (what of it in a token shows two factors), max_age_s.
// Units    seconds.
// Errors   invalid: "providers[2].issuer: what is wanted"; a member that is not known is wrong too.
// Cost     small.
// Threads  pure.
// Source   docs/guide/operations.md.
// Example  const auto providers = LODESTAR_TRY(parse_openid_settings(bytes));
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sensitive.h"

namespace lodestar::desk {

struct OpenIdSettings {
  std::string id, name, organisation, issuer, client_id;
  std::string secret_file;           // empty: a client without a secret
  Sensitive<std::string> secret;     // of that file, which the caller reads
  std::vector<std::string> origins;  // the issuer's first: scheme, host, port
  // Any one of them in a token shows that the provider asked for two factors; none: we ask always.
  std::vector<std::string> methods, contexts;
  std::uint64_t max_age_s = 3600;  // since the provider last asked who it is
};
Result<std::vector<OpenIdSettings>> parse_openid_settings(std::string_view text);

// https://host[:port]; http only of this machine itself. Empty: it is no such address, or one with
// what browsers and servers read in two ways.
std::string origin_of_url(std::string_view url);

}  // namespace lodestar::desk
