// SPDX-License-Identifier: Apache-2.0
#include "store/people.h"

#include <utility>

namespace lodestar::store {
namespace {

constexpr std::string_view kName = "account.name", kDevice = "session.device";

// Columns 0 to 6: id, sealed name, roles; the organisation's id, name, kind, runs_service.
struct SealedAccount {
  Account account;
  std::string sealed;
};
SealedAccount account_in(const Row& row) {
  return {.account = {.id = std::string(row.text(0)),
                      .organisation = {.id = std::string(row.text(3)),
                                       .name = std::string(row.text(4)),
                                       .kind = std::string(row.text(5)),
                                       .runs_service = row.number(6) != 0},
                      .name = {},
                      .roles = std::string(row.text(2))},
          .sealed = std::string(row.as_bytes(1))};
}

Result<Account> opened(Connection& connection, Vault& vault, SealedAccount found) {
  if (found.sealed.empty()) return std::move(found.account);  // erased
  found.account.name = LODESTAR_TRY(vault.open(connection, found.account.id, kName, found.sealed));
  return std::move(found.account);
}

Result<std::optional<Account>> look_for(Connection& connection, Vault& vault,
                                        std::string_view statement, std::string_view id) {
  std::optional<SealedAccount> found;
  LODESTAR_TRY(connection.query(statement, {id}, [&](const Row& row) { found = account_in(row); }));
  if (!found) return std::optional<Account>();
  return std::optional(LODESTAR_TRY(opened(connection, vault, *std::move(found))));
}

}  // namespace

Status add_organisation(Connection& connection, const Organisation& organisation,
                        std::uint64_t now_s) {
  LODESTAR_TRY(connection.execute(
      "insert into organisation (id, name, kind, runs_service, made_s) values ($1, $2, $3, $4, $5)",
      {std::string_view(organisation.id), std::string_view(organisation.name),
       std::string_view(organisation.kind), number(organisation.runs_service ? 1 : 0),
       number(now_s)}));
  return {};
}

Status add_account(Connection& connection, Vault& vault, const NewAccount& account,
                   std::uint64_t now_s) {
  LODESTAR_TRY(vault.begin(connection, account.id));
  const std::string name = LODESTAR_TRY(vault.seal(connection, account.id, kName, account.name));
  const std::string login =
      account.login.reveal().empty() ? std::string() : vault.name_of("", "login", account.login);
  LODESTAR_TRY(connection.execute(
      "insert into account (id, organisation, login, sealed, roles, password, made_s) "
      "values ($1, $2, $3, $4, $5, $6, $7)",
      {std::string_view(account.id), std::string_view(account.organisation), text_or_null(login),
       bytes(name), std::string_view(account.roles), text_or_null(account.password),
       number(now_s)}));
  return {};
}

Status add_session(Connection& connection, Vault& vault, const Session& session) {
  const std::string device =
      LODESTAR_TRY(vault.seal(connection, session.account, kDevice, session.device));
  LODESTAR_TRY(connection.execute(
      "insert into session (hash, id, account, csrf, browser, device, made_s, confirmed_at_s, "
      "ends_s) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {bytes(session.hash), std::string_view(session.id), std::string_view(session.account),
       bytes(session.csrf), bytes(session.browser), bytes(device), number(session.made_s),
       number(session.confirmed_at_s), number(session.ends_s)}));
  LODESTAR_TRY(connection.execute("update account set last_s = $2 where id = $1",
                                  {std::string_view(session.account), number(session.made_s)}));
  return {};
}

Result<bool> end_session_of(Connection& connection, std::string_view account, std::string_view id) {
  return LODESTAR_TRY(connection.execute("delete from session where account = $1 and id = $2",
                                         {account, id})) > 0;
}

Status end_other_sessions(Connection& connection, std::string_view account, std::string_view hash) {
  LODESTAR_TRY(connection.execute("delete from session where account = $1 and hash <> $2",
                                  {account, bytes(hash)}));
  return {};
}

Status end_all_sessions(Connection& connection) {
  LODESTAR_TRY(connection.execute("delete from session", {}));
  return {};
}

Status confirm_session(Connection& connection, std::string_view hash, std::uint64_t now_s) {
  LODESTAR_TRY(connection.execute("update session set confirmed_at_s = $2 where hash = $1",
                                  {bytes(hash), number(now_s)}));
  return {};
}

Result<std::vector<Session>> sessions_of(Connection& connection, Vault& vault,
                                         std::string_view account, std::uint64_t now_s) {
  std::vector<std::pair<Session, std::string>> found;
  LODESTAR_TRY(
      connection.query("select hash, id, device, made_s, ends_s, confirmed_at_s from session "
                       "where account = $1 and ends_s > $2 order by made_s desc, id",
                       {account, number(now_s)}, [&](const Row& row) {
                         found.emplace_back(Session{.hash = std::string(row.as_bytes(0)),
                                                    .id = std::string(row.text(1)),
                                                    .csrf = {},
                                                    .account = std::string(account),
                                                    .browser = {},
                                                    .device = {},
                                                    .made_s = std::uint64_t(row.number(3)),
                                                    .ends_s = std::uint64_t(row.number(4)),
                                                    .confirmed_at_s = std::uint64_t(row.number(5))},
                                            row.as_bytes(2));
                       }));
  std::vector<Session> sessions;
  for (auto& [session, sealed] : found) {
    session.device = LODESTAR_TRY(vault.open(connection, account, kDevice, sealed));
    sessions.push_back(std::move(session));
  }
  return sessions;
}

Status end_session(Connection& connection, std::string_view hash) {
  LODESTAR_TRY(connection.execute("delete from session where hash = $1", {bytes(hash)}));
  return {};
}

Result<std::optional<Account>> find_account(Connection& connection, Vault& vault,
                                            std::string_view id) {
  return look_for(connection, vault,
                  "select a.id, a.sealed, a.roles, o.id, o.name, o.kind, o.runs_service from "
                  "account a join organisation o on o.id = a.organisation "
                  "where a.id = $1 and a.ended_s is null",
                  id);
}

Result<std::optional<Account>> find_past_account(Connection& connection, Vault& vault,
                                                 std::string_view id) {
  return look_for(connection, vault,
                  "select a.id, a.sealed, a.roles, o.id, o.name, o.kind, o.runs_service from "
                  "account a join organisation o on o.id = a.organisation where a.id = $1",
                  id);
}

Result<std::vector<Account>> all_accounts(Connection& connection, Vault& vault,
                                          std::string_view organisation) {
  std::vector<SealedAccount> found;
  LODESTAR_TRY(connection.query(
      "select a.id, a.sealed, a.roles, o.id, o.name, o.kind, o.runs_service from account a "
      "join organisation o on o.id = a.organisation "
      "where a.ended_s is null and ($1 = '' or o.id = $1) order by a.made_s, a.id",
      {organisation}, [&](const Row& row) { found.push_back(account_in(row)); }));
  std::vector<Account> accounts;
  for (SealedAccount& one : found) {
    accounts.push_back(LODESTAR_TRY(opened(connection, vault, std::move(one))));
  }
  return accounts;
}

Result<std::uint64_t> count_accounts(Connection& connection) {
  std::uint64_t count = 0;
  LODESTAR_TRY(connection.query("select count(*) from account", {}, [&](const Row& row) {
    count = static_cast<std::uint64_t>(row.number(0));
  }));
  return count;
}

Result<std::vector<Organisation>> all_organisations(Connection& connection) {
  std::vector<Organisation> organisations;
  LODESTAR_TRY(
      connection.query("select id, name, kind, runs_service from organisation order by made_s, id",
                       {}, [&](const Row& row) {
                         organisations.push_back({.id = std::string(row.text(0)),
                                                  .name = std::string(row.text(1)),
                                                  .kind = std::string(row.text(2)),
                                                  .runs_service = row.number(3) != 0});
                       }));
  return organisations;
}

Result<std::vector<MemberLine>> members_of(Connection& connection, Vault& vault,
                                           std::string_view organisation) {
  struct Found {
    SealedAccount account;
    std::optional<std::uint64_t> last_s, ended_s;
  };
  const auto time_in = [](const Row& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(std::uint64_t(row.number(column)));
  };
  std::vector<Found> found;
  LODESTAR_TRY(connection.query(
      "select a.id, a.sealed, a.roles, o.id, o.name, o.kind, o.runs_service, a.last_s, a.ended_s "
      "from account a "
      "join organisation o on o.id = a.organisation where o.id = $1 order by a.made_s, a.id",
      {organisation}, [&](const Row& row) {
        found.push_back({account_in(row), time_in(row, 7), time_in(row, 8)});
      }));
  std::vector<MemberLine> members;
  for (Found& one : found) {
    members.push_back({.account = LODESTAR_TRY(opened(connection, vault, std::move(one.account))),
                       .last_s = one.last_s,
                       .ended_s = one.ended_s});
  }
  return members;
}

Status set_member(Connection& connection, const MemberChange& change) {
  const std::uint64_t changed = LODESTAR_TRY(connection.execute(
      "update account set roles = $3, ended_s = $4 where id = $1 and organisation = $2",
      {change.account, change.organisation, change.roles,
       change.ended_s ? number(*change.ended_s) : Value{}}));
  if (changed == 0) return Error{Code::not_found, "there is no such member here"};
  return {};
}

Result<std::optional<LiveSession>> find_session(Connection& connection, Vault& vault,
                                                std::string_view hash, std::uint64_t now_s) {
  std::optional<SealedAccount> found;
  Session session{.hash = std::string(hash)};
  LODESTAR_TRY(
      connection.query("select a.id, a.sealed, a.roles, o.id, o.name, o.kind, o.runs_service, "
                       "s.csrf, s.made_s, s.ends_s, "
                       "s.id, s.browser, s.confirmed_at_s "
                       "from session s join account a on a.id = s.account "
                       "join organisation o on o.id = a.organisation "
                       "where s.hash = $1 and s.ends_s > $2 and a.ended_s is null",
                       {bytes(hash), number(now_s)}, [&](const Row& row) {
                         found = account_in(row);
                         session.csrf = row.as_bytes(7);
                         session.made_s = static_cast<std::uint64_t>(row.number(8));
                         session.ends_s = static_cast<std::uint64_t>(row.number(9));
                         session.id = row.text(10);
                         session.browser = row.as_bytes(11);
                         session.confirmed_at_s = static_cast<std::uint64_t>(row.number(12));
                       }));
  if (!found) return std::optional<LiveSession>();
  session.account = found->account.id;
  return std::optional(
      LiveSession{.session = std::move(session),
                  .account = LODESTAR_TRY(opened(connection, vault, *std::move(found)))});
}

}  // namespace lodestar::store
