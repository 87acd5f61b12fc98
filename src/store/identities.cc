// SPDX-License-Identifier: Apache-2.0
#include "store/identities.h"

namespace lodestar::store {
namespace {

// Columns: name, account, provider, made_s, used_s.
Identity identity_in(const Row& row) {
  return {.name = std::string(row.text(0)),
          .account = std::string(row.text(1)),
          .provider = std::string(row.text(2)),
          .made_s = std::uint64_t(row.number(3)),
          .used_s = row.is_null(4) ? std::nullopt : std::optional(std::uint64_t(row.number(4)))};
}

}  // namespace

Result<std::optional<Identity>> find_identity(Connection& connection, std::string_view name) {
  std::optional<Identity> found;
  LODESTAR_TRY(
      connection.query("select i.name, i.account, i.provider, i.made_s, i.used_s from identity i "
                       "join account a on a.id = i.account where i.name = $1 and a.ended_s is null",
                       {name}, [&](const Row& row) { found = identity_in(row); }));
  return found;
}

Result<std::vector<Identity>> identities_of(Connection& connection, std::string_view account) {
  std::vector<Identity> found;
  LODESTAR_TRY(connection.query(
      "select name, account, provider, made_s, used_s from identity where account = $1 "
      "order by made_s, name",
      {account}, [&](const Row& row) { found.push_back(identity_in(row)); }));
  return found;
}

Status add_identity(Connection& connection, const Identity& added) {
  LODESTAR_TRY(
      connection.execute("delete from identity where name = $1 and account in "
                         "(select id from account where ended_s is not null)",
                         {std::string_view(added.name)}));
  LODESTAR_TRY(connection.execute(
      "insert into identity (name, account, provider, made_s) values ($1, $2, $3, $4)",
      {std::string_view(added.name), std::string_view(added.account),
       std::string_view(added.provider), number(added.made_s)}));
  return {};
}

Result<bool> use_identity(Connection& connection, std::string_view name, std::uint64_t now_s) {
  return LODESTAR_TRY(connection.execute("update identity set used_s = $2 where name = $1",
                                         {name, number(now_s)})) > 0;
}

Result<bool> remove_identity(Connection& connection, std::string_view account,
                             std::string_view name) {
  return LODESTAR_TRY(connection.execute("delete from identity where account = $1 and name = $2",
                                         {account, name})) > 0;
}

}  // namespace lodestar::store
