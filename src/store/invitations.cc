// SPDX-License-Identifier: Apache-2.0
#include "store/invitations.h"

#include <utility>

namespace lodestar::store {
namespace {

constexpr std::string_view kName = "invitation.name";

}  // namespace

Status add_invitation(Connection& connection, Vault& vault, const Invitation& invitation) {
  if (!invitation.organisation) {
    LODESTAR_TRY(connection.execute("delete from invitation where organisation is null", {}));
  }
  LODESTAR_TRY(vault.begin(connection, invitation.id));
  const std::string name =
      LODESTAR_TRY(vault.seal(connection, invitation.id, kName, invitation.name));
  const Value organisation =
      invitation.organisation ? Value(std::string_view(invitation.organisation->id)) : Value{};
  LODESTAR_TRY(connection.execute(
      "insert into invitation (hash, id, organisation, name, roles, made_s, ends_s) "
      "values ($1, $2, $3, $4, $5, $6, $7)",
      {bytes(invitation.hash), std::string_view(invitation.id), organisation, bytes(name),
       std::string_view(invitation.roles), number(invitation.made_s), number(invitation.ends_s)}));
  return {};
}

Result<std::optional<Invitation>> find_invitation(Connection& connection, Vault& vault,
                                                  std::string_view hash, std::uint64_t now_s) {
  std::optional<Invitation> found;
  std::string sealed;
  LODESTAR_TRY(connection.query(
      "select i.id, i.name, i.roles, i.made_s, i.ends_s, o.id, o.name, o.kind from invitation i "
      "left join organisation o on o.id = i.organisation where i.hash = $1 and i.ends_s > $2",
      {bytes(hash), number(now_s)}, [&](const Row& row) {
        sealed = row.as_bytes(1);
        found = Invitation{.hash = std::string(hash),
                           .id = std::string(row.text(0)),
                           .organisation = {},
                           .name = {},
                           .roles = std::string(row.text(2)),
                           .made_s = std::uint64_t(row.number(3)),
                           .ends_s = std::uint64_t(row.number(4))};
        if (!row.is_null(5)) {
          found->organisation = Organisation{.id = std::string(row.text(5)),
                                             .name = std::string(row.text(6)),
                                             .kind = std::string(row.text(7))};
        }
      }));
  if (found) found->name = LODESTAR_TRY(vault.open(connection, found->id, kName, sealed));
  return found;
}

Result<std::vector<Invitation>> invitations_of(Connection& connection, Vault& vault,
                                               std::string_view organisation, std::uint64_t now_s) {
  std::vector<Invitation> found;
  LODESTAR_TRY(
      connection.query("select id, name, roles, made_s, ends_s from invitation "
                       "where organisation = $1 and ends_s > $2 order by made_s desc, id",
                       {organisation, number(now_s)}, [&](const Row& row) {
                         found.push_back({.hash = {},
                                          .id = std::string(row.text(0)),
                                          .organisation = {},
                                          .name = Sensitive(std::string(row.as_bytes(1))),
                                          .roles = std::string(row.text(2)),
                                          .made_s = std::uint64_t(row.number(3)),
                                          .ends_s = std::uint64_t(row.number(4))});
                       }));
  for (Invitation& one : found) {
    one.name = LODESTAR_TRY(vault.open(connection, one.id, kName, one.name.reveal()));
  }
  return found;
}

Result<bool> withdraw_invitation(Connection& connection, std::string_view organisation,
                                 std::string_view id) {
  const std::uint64_t gone = LODESTAR_TRY(connection.execute(
      "delete from invitation where id = $1 and organisation = $2", {id, organisation}));
  if (gone == 0) return false;
  LODESTAR_TRY(Vault::erase(connection, id));
  return true;
}

Status withdraw_invitations(Connection& connection, std::string_view organisation) {
  std::vector<std::string> ids;
  LODESTAR_TRY(connection.query(
      "select id from invitation where organisation = $1 or (organisation not in (select "
      "organisation from account) and exists (select 1 from organisation where id = $1 and "
      "runs_service = 1))",
      {organisation}, [&](const Row& row) { ids.emplace_back(row.text(0)); }));
  for (const std::string& id : ids) {
    LODESTAR_TRY(connection.execute("delete from invitation where id = $1", {id}));
    LODESTAR_TRY(Vault::erase(connection, id));
  }
  return {};
}

Result<bool> use_invitation(Connection& connection, const Invitation& invitation) {
  const std::uint64_t gone = LODESTAR_TRY(
      connection.execute("delete from invitation where hash = $1", {bytes(invitation.hash)}));
  if (gone == 0) return false;
  LODESTAR_TRY(Vault::erase(connection, invitation.id));
  return true;
}

}  // namespace lodestar::store
