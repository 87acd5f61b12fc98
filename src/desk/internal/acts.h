// SPDX-License-Identifier: Apache-2.0
// What the use-cases have in common: ids, what is recorded of an act, how a session begins.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/blake2b.h"
#include "desk/desk.h"

namespace lodestar::desk::internal {

std::string to_hex(std::span<const unsigned char> bytes);
Result<std::string> new_id();  // 32 hexadecimal digits
// The same each time that this member names what is asked by it; a new one where it is empty.
Result<std::string> id_once(const Member& member, std::string_view once);

// The id by which the decision on access knows it.
std::uint64_t number_of(std::string_view id);
template <typename Id>
Id id_of(std::string_view text) {
  return static_cast<Id>(number_of(text));
}

EnumSet<Role> roles_in(std::string_view words);  // with a blank between; unknown ones are left out
// The roles, once each; invalid: none, unknown ones, or such as nobody may hold together.
Result<std::string> check_roles(std::string_view words);
Error refused(Denial denial);
// For what is done to one's own account.
Status require_confirmed(const Member& member, std::uint64_t now_s);
Error no_session();

// One for all that were decided alike: {"at":..., "fields":[...], ...}, "denied" where it was.
std::vector<ledger::Record> access_records(const Member& member, std::string_view what,
                                           std::span<const AccessRecord> accesses);
// {"at":...,"what":...}: what happened to an account, by its owner or to it.
ledger::Record account_record(std::string_view account, std::string_view what, std::uint64_t now_s);

std::string hash_of_browser(std::string_view agent);
// Of what a browser holds; empty where it is no token.
std::string hash_of_token(std::string_view token);
struct NewSession {
  Sensitive<std::string> token;
  store::Session row;
};
Result<NewSession> new_session(std::string_view account, std::string_view agent,
                               std::uint64_t now_s);
SignedIn signed_in(NewSession session, store::Account account);

}  // namespace lodestar::desk::internal
