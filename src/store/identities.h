// SPDX-License-Identifier: Apache-2.0
// Who signs in with a provider of her organisation, as rows.
//
// Shapes   an identity is known by its name (Vault::name_of) of issuer and subject, which opens
//          nothing; an account may have several, an identity has one account.
// Units    seconds since 1970.
// Errors   those of the database; conflict: an identity that another account has.
// Cost     a look-up by key.
// Threads  those of the connection.
// Source   docs/adr/0016-accounts.md.
// Example  const auto account = LODESTAR_TRY(find_identity(connection, name));
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/connection.h"

namespace lodestar::store {

struct Identity {
  std::string name, account, provider;
  std::uint64_t made_s = 0;
  std::optional<std::uint64_t> used_s;
};
// None: it has no account, or that has ended.
Result<std::optional<Identity>> find_identity(Connection& connection, std::string_view name);
Result<std::vector<Identity>> identities_of(Connection& connection, std::string_view account);
// In a change. One whose account has ended is free for another account.
Status add_identity(Connection& connection, const Identity& added);
// False: it was removed since it was looked up.
Result<bool> use_identity(Connection& connection, std::string_view name, std::uint64_t now_s);
Result<bool> remove_identity(Connection& connection, std::string_view account,
                             std::string_view name);

}  // namespace lodestar::store
