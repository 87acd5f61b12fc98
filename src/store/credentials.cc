// SPDX-License-Identifier: Apache-2.0
#include "store/credentials.h"

#include <utility>

namespace lodestar::store {
namespace {

constexpr std::string_view kTotp = "account.totp", kPasskeyName = "passkey.name";

std::string_view text_of(const crypto::Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

struct Found {
  Credentials credentials;
  std::string sealed_totp;
};
// Columns: id, login, password, totp, totp_step, wrong_codes, handle.
Found credentials_in(const Row& row) {
  return {.credentials = {.account = std::string(row.text(0)),
                          .login = std::string(row.text(1)),
                          .password = std::string(row.text(2)),
                          .totp = {},
                          .totp_step = std::uint64_t(row.number(4)),
                          .wrong_codes = std::uint64_t(row.number(5)),
                          .handle = std::string(row.as_bytes(6))},
          .sealed_totp = std::string(row.as_bytes(3))};
}

Result<std::optional<Credentials>> opened(Connection& connection, Vault& vault,
                                          std::optional<Found> found) {
  if (!found) return std::optional<Credentials>();
  Credentials& credentials = found->credentials;
  if (!found->sealed_totp.empty()) {
    credentials.totp =
        LODESTAR_TRY(vault.open(connection, credentials.account, kTotp, found->sealed_totp));
  }
  return std::optional(std::move(credentials));
}

struct SealedPasskey {
  KeptPasskey kept;
  std::string name;
};
// Columns: id, account, handle, name, algorithm, public_key, sign_count, may_be_backed_up,
// is_backed_up, made_s, used_s.
SealedPasskey passkey_in(const Row& row) {
  return {.kept = {.passkey = {.id = std::string(row.as_bytes(0)),
                               .user = std::string(row.as_bytes(2)),
                               .algorithm = static_cast<crypto::PasskeyAlgorithm>(row.number(4)),
                               .public_key = std::string(row.as_bytes(5)),
                               .sign_count = static_cast<std::uint32_t>(row.number(6)),
                               .may_be_backed_up = row.number(7) != 0,
                               .is_backed_up = row.number(8) != 0},
                   .account = std::string(row.text(1)),
                   .name = {},
                   .made_s = std::uint64_t(row.number(9)),
                   .used_s = row.is_null(10) ? std::nullopt
                                             : std::optional(std::uint64_t(row.number(10)))},
          .name = std::string(row.as_bytes(3))};
}

Result<KeptPasskey> opened(Connection& connection, Vault& vault, SealedPasskey found) {
  found.kept.name =
      LODESTAR_TRY(vault.open(connection, found.kept.account, kPasskeyName, found.name));
  return std::move(found.kept);
}

}  // namespace

Result<std::optional<Credentials>> find_login(Connection& connection, Vault& vault,
                                              const Sensitive<std::string>& login) {
  const std::string name = vault.name_of("", "login", login);
  std::optional<Found> found;
  LODESTAR_TRY(connection.query(
      "select id, login, password, totp, totp_step, wrong_codes, handle from account "
      "where login = $1 and ended_s is null",
      {std::string_view(name)}, [&](const Row& row) { found = credentials_in(row); }));
  return opened(connection, vault, std::move(found));
}

Result<bool> is_login_taken(Connection& connection, Vault& vault,
                            const Sensitive<std::string>& login) {
  const std::string name = vault.name_of("", "login", login);
  bool is_taken = false;
  LODESTAR_TRY(connection.query("select 1 from account where login = $1", {std::string_view(name)},
                                [&](const Row&) { is_taken = true; }));
  return is_taken;
}

Result<std::optional<Credentials>> find_credentials(Connection& connection, Vault& vault,
                                                    std::string_view account) {
  std::optional<Found> found;
  LODESTAR_TRY(connection.query(
      "select id, login, password, totp, totp_step, wrong_codes, handle from account "
      "where id = $1 and ended_s is null",
      {account}, [&](const Row& row) { found = credentials_in(row); }));
  return opened(connection, vault, std::move(found));
}

Status add_credentials(Connection& connection, Vault& vault, const NewCredentials& added) {
  std::string totp;
  if (!added.totp.reveal().empty()) {
    totp = LODESTAR_TRY(vault.seal(connection, added.account, kTotp, added.totp));
  }
  LODESTAR_TRY(
      connection.execute("update account set totp = $2, totp_step = $3, handle = $4 where id = $1",
                         {std::string_view(added.account), totp.empty() ? Value{} : bytes(totp),
                          number(added.totp_step), bytes(added.handle)}));
  return replace_codes(connection, added.account, added.codes);
}

Status replace_codes(Connection& connection, std::string_view account,
                     std::span<const crypto::Digest> codes) {
  LODESTAR_TRY(connection.execute("delete from recovery_code where account = $1", {account}));
  for (const crypto::Digest& code : codes) {
    LODESTAR_TRY(connection.execute("insert into recovery_code (account, hash) values ($1, $2)",
                                    {account, bytes(text_of(code))}));
  }
  return {};
}

Status set_totp(Connection& connection, Vault& vault, std::string_view account,
                const Sensitive<std::string>& totp, std::uint64_t step) {
  const std::string sealed = LODESTAR_TRY(vault.seal(connection, account, kTotp, totp));
  LODESTAR_TRY(connection.execute("update account set totp = $2, totp_step = $3 where id = $1",
                                  {account, bytes(sealed), number(step)}));
  return {};
}

Status set_password(Connection& connection, std::string_view account, std::string_view kept,
                    PasswordChange change) {
  LODESTAR_TRY(
      connection.execute("update account set password = $2, wrong_codes = wrong_codes * $3 "
                         "where id = $1",
                         {account, kept, number(change == PasswordChange::same ? 1 : 0)}));
  return {};
}

Status count_wrong_code(Connection& connection, std::string_view account) {
  LODESTAR_TRY(connection.execute("update account set wrong_codes = wrong_codes + 1 where id = $1",
                                  {account}));
  return {};
}

Result<bool> accept_step(Connection& connection, std::string_view account, std::uint64_t step,
                         std::uint64_t most_wrong) {
  return LODESTAR_TRY(connection.execute(
             "update account set totp_step = $2 where id = $1 and totp_step < $2 "
             "and wrong_codes < $3",
             {account, number(step), number(most_wrong)})) > 0;
}

Result<bool> has_code(Connection& connection, std::string_view account,
                      const crypto::Digest& hash) {
  bool is_there = false;
  LODESTAR_TRY(connection.query("select 1 from recovery_code where account = $1 and hash = $2",
                                {account, bytes(text_of(hash))},
                                [&](const Row&) { is_there = true; }));
  return is_there;
}

Result<bool> strike_code(Connection& connection, std::string_view account,
                         const crypto::Digest& hash) {
  return LODESTAR_TRY(
             connection.execute("delete from recovery_code where account = $1 and hash = $2",
                                {account, bytes(text_of(hash))})) > 0;
}

Result<std::uint64_t> count_codes(Connection& connection, std::string_view account) {
  std::uint64_t count = 0;
  LODESTAR_TRY(connection.query("select count(*) from recovery_code where account = $1", {account},
                                [&](const Row& row) { count = std::uint64_t(row.number(0)); }));
  return count;
}

Status add_passkey(Connection& connection, Vault& vault, const KeptPasskey& added) {
  const std::string name =
      LODESTAR_TRY(vault.seal(connection, added.account, kPasskeyName, added.name));
  const crypto::Passkey& passkey = added.passkey;
  LODESTAR_TRY(connection.execute(
      "insert into passkey (id, account, name, algorithm, public_key, sign_count, "
      "may_be_backed_up, is_backed_up, made_s) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {bytes(passkey.id), std::string_view(added.account), bytes(name),
       Value(static_cast<std::int64_t>(passkey.algorithm)), bytes(passkey.public_key),
       number(passkey.sign_count), number(passkey.may_be_backed_up ? 1 : 0),
       number(passkey.is_backed_up ? 1 : 0), number(added.made_s)}));
  return {};
}

Result<std::optional<KeptPasskey>> find_passkey(Connection& connection, Vault& vault,
                                                std::string_view id) {
  std::optional<SealedPasskey> found;
  LODESTAR_TRY(connection.query(
      "select p.id, p.account, a.handle, p.name, p.algorithm, p.public_key, p.sign_count, "
      "p.may_be_backed_up, p.is_backed_up, p.made_s, p.used_s from passkey p "
      "join account a on a.id = p.account where p.id = $1 and a.ended_s is null",
      {bytes(id)}, [&](const Row& row) { found = passkey_in(row); }));
  if (!found) return std::optional<KeptPasskey>();
  return std::optional(LODESTAR_TRY(opened(connection, vault, *std::move(found))));
}

Result<std::vector<KeptPasskey>> passkeys_of(Connection& connection, Vault& vault,
                                             std::string_view account) {
  std::vector<SealedPasskey> found;
  LODESTAR_TRY(connection.query(
      "select p.id, p.account, a.handle, p.name, p.algorithm, p.public_key, p.sign_count, "
      "p.may_be_backed_up, p.is_backed_up, p.made_s, p.used_s from passkey p "
      "join account a on a.id = p.account where p.account = $1 order by p.made_s, p.id",
      {account}, [&](const Row& row) { found.push_back(passkey_in(row)); }));
  std::vector<KeptPasskey> passkeys;
  for (SealedPasskey& one : found) {
    passkeys.push_back(LODESTAR_TRY(opened(connection, vault, std::move(one))));
  }
  return passkeys;
}

Result<bool> use_passkey(Connection& connection, const PasskeyUse& use) {
  const KeptPasskey& kept = *use.kept;
  return LODESTAR_TRY(connection.execute(
             "update passkey set sign_count = $2, is_backed_up = $3, used_s = $4 "
             "where id = $1 and sign_count = $5",
             {bytes(kept.passkey.id), number(use.sign_in.sign_count),
              number(use.sign_in.is_backed_up ? 1 : 0), number(use.at_s),
              number(kept.passkey.sign_count)})) > 0;
}

Result<bool> remove_passkey(Connection& connection, std::string_view account, std::string_view id) {
  return LODESTAR_TRY(connection.execute("delete from passkey where account = $1 and id = $2",
                                         {account, bytes(id)})) > 0;
}

}  // namespace lodestar::store
