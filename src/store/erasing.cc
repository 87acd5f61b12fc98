// SPDX-License-Identifier: Apache-2.0
#include "store/erasing.h"

#include "store/vault.h"

namespace lodestar::store {
namespace {

// What refers to something goes before it.
Status erase_import(Connection& connection, std::string_view import) {
  LODESTAR_TRY(connection.execute(
      "delete from decision where lead in (select id from lead where import = $1)", {import}));
  LODESTAR_TRY(connection.execute(
      "delete from contact where lead in (select id from lead where import = $1)", {import}));
  LODESTAR_TRY(connection.execute(
      "delete from task where lead in (select id from lead where import = $1)", {import}));
  LODESTAR_TRY(connection.execute("delete from lead where import = $1", {import}));
  LODESTAR_TRY(connection.execute("delete from import where id = $1", {import}));
  return {};
}

Status erase_account(Connection& connection, std::string_view account, std::uint64_t now_s) {
  LODESTAR_TRY(connection.execute("delete from session where account = $1", {account}));
  LODESTAR_TRY(connection.execute("delete from passkey where account = $1", {account}));
  LODESTAR_TRY(connection.execute("delete from recovery_code where account = $1", {account}));
  LODESTAR_TRY(connection.execute("delete from identity where account = $1", {account}));
  LODESTAR_TRY(connection.execute(
      "update account set login = null, sealed = $2, roles = '', password = null, totp = null, "
      "handle = null, last_s = null, ended_s = coalesce(ended_s, $3) where id = $1",
      {account, bytes(""), number(now_s)}));
  return {};
}

}  // namespace

Status erase_subject(Connection& connection, std::string_view subject, std::uint64_t now_s) {
  LODESTAR_TRY(Vault::erase(connection, subject));
  LODESTAR_TRY(connection.execute("delete from invitation where id = $1", {subject}));
  LODESTAR_TRY(connection.execute("delete from task where subject = $1", {subject}));
  LODESTAR_TRY(connection.execute("update outbox set opening = $2 where subject = $1",
                                  {subject, bytes("")}));
  LODESTAR_TRY(erase_import(connection, subject));
  return erase_account(connection, subject, now_s);
}

Result<bool> is_kept(Connection& connection, std::string_view subject) {
  bool is_there = false;
  LODESTAR_TRY(connection.query("select 1 from subject_key where subject = $1", {subject},
                                [&](const Row&) { is_there = true; }));
  return is_there;
}

}  // namespace lodestar::store
