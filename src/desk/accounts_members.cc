// SPDX-License-Identifier: Apache-2.0
// Who belongs to an organisation, and as what. Nobody changes what she is herself.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/utc.h"
#include "desk/access_words.h"
#include "desk/accounts.h"
#include "desk/internal/acts.h"
#include "store/invitations.h"

namespace lodestar::desk {

using namespace internal;

Result<Permit> Accounts::permit(const Member& member, Action action, Field field) {
  const auto own = id_of<OrganisationId>(member.account.organisation.id);
  const Purpose purpose = field == Field::access_record ? Purpose::oversight : Purpose::run_service;
  Request request{.actor = {.account = id_of<AccountId>(member.account.id),
                            .organisation = own,
                            .roles = member.roles,
                            .confirmed_at_s = member.confirmed_at_s},
                  .action = action,
                  .purpose = purpose,
                  .item = {.field = field,
                           .space = Space::administration,
                           .holder = own,
                           .marking = {.tlp = Tlp::amber, .pap = Pap::amber, .set_by = own},
                           .kept_until_s = kLastTime},
                  .time_s = options_.now_s()};
  for_each(member.roles, [&](Role role) { request.actor.acting_as = role; });
  if (const auto role = find_role(member.roles, Space::administration, action, purpose, field)) {
    request.actor.acting_as = *role;
  }
  Decision decided = decide(request);
  if (decided) return *std::move(decided);
  const AccessRecord denied = record_denial(request, decided.error());
  (void)options_.database->write([&](store::Connection& connection) {
    return record(connection, member,
                  fmt::format("organisation/{}", member.account.organisation.id), denied);
  });
  return refused(decided.error());
}

Status Accounts::act(const Member& member, const Act& that, const Change& change) {
  return options_.database->write([&](store::Connection& connection) -> Status {
    if (!LODESTAR_TRY(
            store::find_session(connection, *options_.vault, member.session, options_.now_s()))) {
      return no_session();
    }
    LODESTAR_TRY(change(connection));
    return record(connection, member, that.of, that.permitted.record());
  });
}

Status Accounts::record(store::Connection& connection, const Member& member, std::string_view what,
                        const AccessRecord& access) {
  for (const auto& one : access_records(member, what, std::span(&access, 1))) {
    LODESTAR_TRY(outbox_.append(connection, member.account.id, one));
  }
  return {};
}

Result<std::vector<store::MemberLine>> Accounts::list_members(const Member& member) {
  const std::string& own = member.account.organisation.id;
  const bool sees_roles = find_role(member.roles, Space::administration, Action::read,
                                    Purpose::run_service, Field::role_assignment)
                              .has_value();
  const Permit permitted = LODESTAR_TRY(
      permit(member, Action::read, sees_roles ? Field::role_assignment : Field::member_name));
  std::vector<store::MemberLine> members;
  LODESTAR_TRY(act(member, {permitted, fmt::format("organisation/{}/members", own)},
                   [&](store::Connection& connection) -> Status {
                     members = LODESTAR_TRY(store::members_of(connection, *options_.vault, own));
                     return {};
                   }));
  if (!sees_roles) {
    std::erase_if(members, [](const store::MemberLine& one) { return one.ended_s.has_value(); });
    for (store::MemberLine& one : members) {
      one.account.roles.clear();
      one.last_s.reset();
    }
  }
  return members;
}

// With an administrator the links end that may be hers.
Status Accounts::end_links(store::Connection& connection, const Member& member,
                           std::string_view account, std::string_view roles) {
  const auto before = LODESTAR_TRY(store::find_account(connection, *options_.vault, account));
  const bool was = before && roles_in(before->roles).has(Role::administrator);
  if (!was || roles_in(roles).has(Role::administrator)) return {};
  return store::withdraw_invitations(connection, member.account.organisation.id);
}

Status Accounts::change_member(const Member& member, std::string_view account,
                               const NewMembership& membership) {
  const Permit permitted = LODESTAR_TRY(permit(member, Action::change, Field::role_assignment));
  const std::string roles = LODESTAR_TRY(check_roles(membership.roles));
  if (account == member.account.id) {
    return Error{Code::forbidden,
                 "nobody changes their own roles: another administrator can change yours"};
  }
  const std::uint64_t now = options_.now_s();
  const std::string of = fmt::format("account/{}/roles", account);
  // Of two who end each other one comes first.
  return act(member, {permitted, of}, [&](store::Connection& connection) -> Status {
    LODESTAR_TRY(end_links(connection, member, account, membership.is_ended ? "" : roles));
    LODESTAR_TRY(store::set_member(
        connection, {.organisation = member.account.organisation.id,
                     .account = account,
                     .roles = roles,
                     .ended_s = membership.is_ended ? std::optional(now) : std::nullopt}));
    // What she was is in her sessions' requests: they end.
    LODESTAR_TRY(store::end_other_sessions(connection, account, {}));
    return tell(connection, account,
                fmt::format("{} as {}, by {}", membership.is_ended ? "ended" : "is there", roles,
                            member.account.id));
  });
}

Result<std::vector<store::Organisation>> Accounts::list_organisations(const Member& member) {
  const Permit permitted = LODESTAR_TRY(permit(member, Action::read, Field::service_settings));
  std::vector<store::Organisation> organisations;
  LODESTAR_TRY(
      act(member, {permitted, "organisations"}, [&](store::Connection& connection) -> Status {
        organisations = LODESTAR_TRY(store::all_organisations(connection));
        return {};
      }));
  const auto own =
      std::ranges::find(organisations, member.account.organisation.id, &store::Organisation::id);
  if (own == organisations.end()) return std::vector<store::Organisation>();
  if (!own->runs_service) return std::vector{*own};
  return organisations;
}

Result<Accounts::Added> Accounts::add_organisation(const Member& member, std::string_view name,
                                                   std::string_view kind) {
  constexpr std::size_t kLongest = 200;  // bytes
  const Permit permitted = LODESTAR_TRY(permit(member, Action::change, Field::service_settings));
  for (const auto& [field, text] : {std::pair("name", name), std::pair("kind", kind)}) {
    if (text.empty() || text.size() > kLongest) {
      return Error{Code::invalid, fmt::format("{}: 1 to 200 bytes are wanted", field)};
    }
  }
  const store::Organisation added{
      .id = LODESTAR_TRY(new_id()), .name = std::string(name), .kind = std::string(kind)};
  const NewInvitation made =
      LODESTAR_TRY(new_invitation(added, Sensitive<std::string>(), name_of(Role::administrator)));
  const std::string of = "organisation/" + added.id;
  LODESTAR_TRY(act(member, {permitted, of}, [&](store::Connection& connection) -> Status {
    const auto all = LODESTAR_TRY(store::all_organisations(connection));
    const auto own =
        std::ranges::find(all, member.account.organisation.id, &store::Organisation::id);
    if (own == all.end() || !own->runs_service) {
      return Error{Code::forbidden,
                   "organisations are added by administrators of the one that runs the service"};
    }
    LODESTAR_TRY(store::add_organisation(connection, added, options_.now_s()));
    return store::add_invitation(connection, *options_.vault, made.row);
  }));
  return Added{.organisation = added, .link = made.link};
}

}  // namespace lodestar::desk
