// SPDX-License-Identifier: Apache-2.0
// Organisations, their accounts and sessions, as rows.
//
// Shapes   an account's name and login are sealed under the account's own key; the login is found
//          again by its name (Vault::name_of). A session is known by the SHA-256 of its token.
// Units    seconds since 1970.
// Errors   those of the database and of the vault; conflict: a login that somebody has already.
// Cost     a look-up by key each.
// Threads  those of the connection.
// Source   none.
// Example  const auto actor = LODESTAR_TRY(find_session(connection, vault, hash, now_s));
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sensitive.h"
#include "store/connection.h"
#include "store/vault.h"

namespace lodestar::store {

struct Organisation {
  std::string id, name, kind;
};
struct Account {
  std::string id;
  Organisation organisation;
  Sensitive<std::string> name;
  std::string roles;  // words with a blank between
};
struct Session {
  std::string hash;  // bytes
  std::string csrf;  // bytes
  std::string account;
  std::uint64_t made_s = 0, ends_s = 0;
};

// In a change.
Status add_organisation(Connection& connection, const Organisation& organisation,
                        std::uint64_t now_s);
struct NewAccount {
  std::string id, organisation;
  Sensitive<std::string> name, login;  // login may be empty: nobody signs in by it
  std::string roles, password;         // as crypto/password.h keeps it; may be empty
};
Status add_account(Connection& connection, Vault& vault, const NewAccount& account,
                   std::uint64_t now_s);
Status add_session(Connection& connection, const Session& session);
Status end_session(Connection& connection, std::string_view hash);

Result<std::optional<Account>> find_account(Connection& connection, Vault& vault,
                                            std::string_view id);
Result<std::vector<Account>> all_accounts(Connection& connection, Vault& vault,
                                          std::string_view organisation);  // empty: of all
Result<std::uint64_t> count_accounts(Connection& connection);
struct LiveSession {
  Session session;
  Account account;
};
// None where it has ended, or the account has.
Result<std::optional<LiveSession>> find_session(Connection& connection, Vault& vault,
                                                std::string_view hash, std::uint64_t now_s);

}  // namespace lodestar::store
