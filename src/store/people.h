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
  bool runs_service = false;  // its administrators add organisations
};
struct Account {
  std::string id;
  Organisation organisation;
  Sensitive<std::string> name;
  std::string roles;  // words with a blank between
};
struct Session {
  std::string hash;  // bytes
  std::string id;    // by which its owner names it; opens nothing
  std::string csrf;  // bytes
  std::string account;
  std::string browser;            // a hash of what it calls itself: of another it is no session
  Sensitive<std::string> device;  // that, for its owner
  std::uint64_t made_s = 0, ends_s = 0;
  std::uint64_t confirmed_at_s = 0;  // when the owner last proved to be there
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
// Notes at the account that its owner was here.
Status add_session(Connection& connection, Vault& vault, const Session& session);
Status end_session(Connection& connection, std::string_view hash);
// False: she has none of that id.
Result<bool> end_session_of(Connection& connection, std::string_view account, std::string_view id);
// All of hers but the one of that hash; an empty one is nobody's.
Status end_other_sessions(Connection& connection, std::string_view account, std::string_view hash);
Status end_all_sessions(Connection& connection);
Status confirm_session(Connection& connection, std::string_view hash, std::uint64_t now_s);
Result<std::vector<Session>> sessions_of(Connection& connection, Vault& vault,
                                         std::string_view account, std::uint64_t now_s);

Result<std::optional<Account>> find_account(Connection& connection, Vault& vault,
                                            std::string_view id);
// Though it has ended; what was erased has no name.
Result<std::optional<Account>> find_past_account(Connection& connection, Vault& vault,
                                                 std::string_view id);
Result<std::vector<Account>> all_accounts(Connection& connection, Vault& vault,
                                          std::string_view organisation);  // empty: of all
Result<std::uint64_t> count_accounts(Connection& connection);
Result<std::vector<Organisation>> all_organisations(Connection& connection);
struct MemberLine {
  Account account;
  std::optional<std::uint64_t> last_s, ended_s;
};
// Those whose account has ended, too.
Result<std::vector<MemberLine>> members_of(Connection& connection, Vault& vault,
                                           std::string_view organisation);
struct MemberChange {
  std::string_view organisation, account, roles;
  std::optional<std::uint64_t> ended_s;
};
// In a change. not_found: nowhere, or another organisation's.
Status set_member(Connection& connection, const MemberChange& change);
struct LiveSession {
  Session session;
  Account account;
};
// None where it has ended, or the account has.
Result<std::optional<LiveSession>> find_session(Connection& connection, Vault& vault,
                                                std::string_view hash, std::uint64_t now_s);

}  // namespace lodestar::store
