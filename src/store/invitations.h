// SPDX-License-Identifier: Apache-2.0
// Links by which somebody who has no account yet gets one, as rows.
//
// Shapes   known by the SHA-256 of the link's token; the name is sealed under the invitation's own
//          key, which goes with it. Without an organisation it is the first: whoever follows it
//          makes one. Used or replaced, it is no row any more.
// Units    seconds since 1970.
// Errors   those of the database and of the vault.
// Cost     a look-up by key each.
// Threads  those of the connection.
// Source   none.
// Example  const auto invitation = LODESTAR_TRY(find_invitation(connection, vault, hash, now_s));
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sensitive.h"
#include "store/connection.h"
#include "store/people.h"
#include "store/vault.h"

namespace lodestar::store {

struct Invitation {
  std::string hash;  // bytes
  std::string id;
  std::optional<Organisation> organisation;
  Sensitive<std::string> name;  // empty in the first
  std::string roles;            // words with a blank between
  std::uint64_t made_s = 0, ends_s = 0;
};

// In a change. A first one takes the place of those before it.
Status add_invitation(Connection& connection, Vault& vault, const Invitation& invitation);
// None: nowhere, used, or over.
Result<std::optional<Invitation>> find_invitation(Connection& connection, Vault& vault,
                                                  std::string_view hash, std::uint64_t now_s);
// Of an organisation, those that can still be followed, the newest first.
Result<std::vector<Invitation>> invitations_of(Connection& connection, Vault& vault,
                                               std::string_view organisation, std::uint64_t now_s);
// In a change. False: the organisation has none of that id.
Result<bool> withdraw_invitation(Connection& connection, std::string_view organisation,
                                 std::string_view id);
// In a change. All of the organisation; where that runs the service, also those to organisations
// that nobody belongs to yet.
Status withdraw_invitations(Connection& connection, std::string_view organisation);
// In a change. False: it was used meanwhile.
Result<bool> use_invitation(Connection& connection, const Invitation& invitation);

}  // namespace lodestar::store
