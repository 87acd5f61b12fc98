// SPDX-License-Identifier: Apache-2.0
// By what an account's owner is known: password, six digits, codes on paper, passkeys, as rows.
//
// Shapes   an account is found by its login's name (Vault::name_of). The secret of the six digits
//          and a passkey's name are sealed under the account's key; codes are kept as hashes.
// Units    seconds since 1970; half minutes for steps.
// Errors   those of the database and of the vault; conflict: a passkey that somebody has already.
// Cost     a look-up by key each.
// Threads  those of the connection.
// Source   docs/adr/0016-accounts.md.
// Example  if (!LODESTAR_TRY(accept_step(connection, account, step, 10))) refuse();
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sensitive.h"
#include "crypto/blake2b.h"
#include "crypto/webauthn.h"
#include "store/connection.h"
#include "store/vault.h"

namespace lodestar::store {

struct Credentials {
  std::string account;
  std::string login;            // its name, not itself; empty: nobody signs in by it
  std::string password;         // as crypto/password.h keeps it; empty: none
  Sensitive<std::string> totp;  // bytes of the secret; empty: none
  std::uint64_t totp_step = 0, wrong_codes = 0;
  std::string handle;  // that passkeys know the account by: random bytes
};
// None: there is no such login, or its account has ended.
Result<std::optional<Credentials>> find_login(Connection& connection, Vault& vault,
                                              const Sensitive<std::string>& login);
// By one whose account has ended, too.
Result<bool> is_login_taken(Connection& connection, Vault& vault,
                            const Sensitive<std::string>& login);
Result<std::optional<Credentials>> find_credentials(Connection& connection, Vault& vault,
                                                    std::string_view account);

// In a change. All of them: what an account begins with.
struct NewCredentials {
  std::string account;
  Sensitive<std::string> totp;  // may be empty
  std::uint64_t totp_step = 0;
  std::string handle;
  std::span<const crypto::Digest> codes;
};
Status add_credentials(Connection& connection, Vault& vault, const NewCredentials& added);
// It was another's to guess codes with, or is kept at today's cost.
enum class PasswordChange : std::uint8_t { another, same };
Status set_password(Connection& connection, std::string_view account, std::string_view kept,
                    PasswordChange change);
Status count_wrong_code(Connection& connection, std::string_view account);
// False: a code of this step or a later one was accepted already, or as many wrong ones were tried.
Result<bool> accept_step(Connection& connection, std::string_view account, std::uint64_t step,
                         std::uint64_t most_wrong);
Result<bool> has_code(Connection& connection, std::string_view account, const crypto::Digest& hash);
// False: it is none of hers, or was used.
Result<bool> strike_code(Connection& connection, std::string_view account,
                         const crypto::Digest& hash);
// In a change. Those before are gone.
Status replace_codes(Connection& connection, std::string_view account,
                     std::span<const crypto::Digest> codes);
// In a change. The secret takes the place of the one before; `step` is that of the code seen.
Status set_totp(Connection& connection, Vault& vault, std::string_view account,
                const Sensitive<std::string>& totp, std::uint64_t step);
Result<std::uint64_t> count_codes(Connection& connection, std::string_view account);

struct KeptPasskey {
  crypto::Passkey passkey;
  std::string account;
  Sensitive<std::string> name;  // her word for it
  std::uint64_t made_s = 0;
  std::optional<std::uint64_t> used_s;
};
Status add_passkey(Connection& connection, Vault& vault, const KeptPasskey& added);
// None: there is no such passkey, or its account has ended.
Result<std::optional<KeptPasskey>> find_passkey(Connection& connection, Vault& vault,
                                                std::string_view id);
Result<std::vector<KeptPasskey>> passkeys_of(Connection& connection, Vault& vault,
                                             std::string_view account);
struct PasskeyUse {
  const KeptPasskey* kept = nullptr;
  crypto::SignIn sign_in;
  std::uint64_t at_s = 0;
};
// False: it was used, or removed, since it was looked up.
Result<bool> use_passkey(Connection& connection, const PasskeyUse& use);
Result<bool> remove_passkey(Connection& connection, std::string_view account, std::string_view id);

}  // namespace lodestar::store
