// SPDX-License-Identifier: Apache-2.0
#include "desk/access.h"

#include <algorithm>
#include <array>

#include "desk/access_rules.h"

namespace lodestar::desk {
namespace {

// For each (role, space, action, purpose, field) the number of its rule from 1 on, 0 for none.
using RuleNumber = std::uint8_t;
static_assert(kRules.size() < 256);
constexpr std::size_t kCells =
    kCountOf<Role> * kCountOf<Space> * kCountOf<Action> * kCountOf<Purpose> * kCountOf<Field>;

constexpr std::size_t cell_of(Role role, Space space, Action action, Purpose purpose, Field field) {
  std::size_t cell = index_of(role);
  cell = cell * kCountOf<Space> + index_of(space);
  cell = cell * kCountOf<Action> + index_of(action);
  cell = cell * kCountOf<Purpose> + index_of(purpose);
  return cell * kCountOf<Field> + index_of(field);
}

constexpr std::array<RuleNumber, kCells> number_rules() {
  std::array<RuleNumber, kCells> numbers{};
  for (std::size_t i = 0; i < kRules.size(); ++i) {
    const Rule& rule = kRules[i];
    const auto number = static_cast<RuleNumber>(i + 1);
    for_each(rule.roles, [&](Role role) {
      for_each(rule.spaces, [&](Space space) {
        for_each(rule.actions, [&](Action action) {
          for_each(rule.purposes, [&](Purpose purpose) {
            for_each(rule.fields, [&](Field field) {
              numbers[cell_of(role, space, action, purpose, field)] = number;
            });
          });
        });
      });
    });
  }
  return numbers;
}

constexpr auto kNumbers = number_rules();

template <typename E>
constexpr bool exists(E value) {
  return index_of(value) < kCountOf<E>;
}

const Rule* find_rule(Role role, Space space, Action action, Purpose purpose, Field field) {
  if (!exists(role) || !exists(space) || !exists(action) || !exists(purpose) || !exists(field)) {
    return nullptr;
  }
  const RuleNumber number = kNumbers[cell_of(role, space, action, purpose, field)];
  return number == 0 ? nullptr : &kRules[number - 1];
}

// The same somebody; nobody is not the same as nobody.
template <typename Id>
bool is_same(Id a, Id b) {
  return a == b && a != Id::none;
}

template <typename Id>
bool names(std::span<const Id> list, Id id) {
  return id != Id::none && std::find(list.begin(), list.end(), id) != list.end();
}

// What keeps a consent for this purpose, field and organisation from being live: nothing if one
// is. Of several that are not, a withdrawal is told before an end, and that before a beginning.
std::optional<Denial> find_lack_of_consent(const Request& request, OrganisationId recipient) {
  const Item& item = request.item;
  const std::uint64_t now = request.time_s;
  Denial lack = Denial::no_consent;
  for (const Consent& consent : request.consents) {
    if (!is_same(consent.subject, item.subject) || !is_same(consent.recipient, recipient) ||
        !consent.purposes.has(request.purpose) || !consent.fields.has(item.field)) {
      continue;
    }
    if (consent.withdrawn_at_s && *consent.withdrawn_at_s <= now) {
      lack = Denial::consent_withdrawn;
    } else if (consent.until_s <= now) {
      lack = std::max(lack, Denial::consent_ended);
    } else if (now < consent.from_s) {
      lack = std::max(lack, Denial::consent_not_begun);
    } else {
      return std::nullopt;
    }
  }
  return lack;
}

bool is_confirmed(const Actor& actor, std::uint64_t now) {
  return actor.confirmed_at_s <= now && now - actor.confirmed_at_s < kConfirmationHoldsSeconds;
}

// Whether an actor of one side asks for what the other keeps.
bool crosses_wall(const Request& request) {
  const Side from = side_of(request.item.space);
  const Side to = side_of(request.actor.acting_as);
  return from != Side::neither && to != Side::neither && from != to;
}

bool is_in_own_organisation(const Request& request) {
  const Item& item = request.item;
  if (item.holder == OrganisationId::none) return item.space == Space::administration;
  return item.holder == request.actor.organisation;
}

std::optional<Denial> check_place(const Request& request) {
  if (crosses_wall(request)) {
    // One answer, whatever is kept there: who asks must not learn that there is something.
    if (find_lack_of_consent(request, request.actor.organisation)) return Denial::kept_apart;
    return std::nullopt;
  }
  if (!is_in_own_organisation(request) &&
      find_lack_of_consent(request, request.actor.organisation)) {
    return Denial::other_organisation;
  }
  return std::nullopt;
}

std::optional<Denial> check_emergency(const Request& request) {
  const EmergencyGrant* grant = request.emergency;
  const Actor& actor = request.actor;
  if (grant == nullptr) return Denial::no_emergency;
  if (!is_same(grant->subject, request.item.subject) || !grant->fields.has(request.item.field) ||
      !is_same(grant->asked_by, actor.account)) {
    return Denial::emergency_other_matter;
  }
  if (grant->approved_by == AccountId::none || grant->approved_by == grant->asked_by ||
      !is_same(grant->approver_organisation, request.item.holder) ||
      side_of(grant->approved_as) != side_of(request.item.space)) {
    return Denial::emergency_second_person;
  }
  if (grant->until_s > grant->from_s && grant->until_s - grant->from_s > kLongestEmergencySeconds) {
    return Denial::emergency_too_long;
  }
  if (!grant->notice_sent_s || *grant->notice_sent_s > request.time_s) {
    return Denial::emergency_no_notice;
  }
  if (request.time_s < grant->from_s || request.time_s >= grant->until_s) {
    return Denial::emergency_not_now;
  }
  return std::nullopt;
}

// What an access stands on; giving care's or justice's data out of its side takes consent as well.
std::optional<Denial> check_basis(const Request& request, Basis basis) {
  const Side side = side_of(request.item.space);
  const bool shares = request.action == Action::share;
  const bool leaves_side = shares && side != Side::neither && request.recipient.side != side;
  if (basis == Basis::consent || leaves_side) {
    const OrganisationId recipient =
        shares ? request.recipient.organisation : request.actor.organisation;
    if (const auto lack = find_lack_of_consent(request, recipient)) return lack;
  }
  return basis == Basis::emergency ? check_emergency(request) : std::nullopt;
}

// Whether TLP lets the item come to whom it would. The organisation that set the marking may choose
// whom it shares with, except under RED: there it has named people.
bool reaches(const Request& request) {
  const Marking& marking = request.item.marking;
  if (marking.tlp == Tlp::clear) return true;
  if (request.action == Action::publish) return false;
  const bool shares = request.action == Action::share;
  const OrganisationId organisation =
      shares ? request.recipient.organisation : request.actor.organisation;
  const bool is_given_by_source = shares && is_same(request.actor.organisation, marking.set_by);
  const bool stays = organisation == request.item.holder || is_same(organisation, marking.set_by);
  switch (marking.tlp) {
    case Tlp::green:
      return true;
    case Tlp::amber:
      return is_given_by_source || stays || names(marking.organisations, organisation);
    case Tlp::amber_strict:
      return is_given_by_source || stays;
    case Tlp::red: {
      const EnumSet<Action> leaving{Action::share, Action::export_file, Action::look_up};
      const AccountId reader = shares ? request.recipient.account : request.actor.account;
      return names(marking.people, reader) &&
             (is_given_by_source || (stays && !leaving.has(request.action)));
    }
    default:
      return false;
  }
}

std::optional<Denial> check_marking(const Request& request) {
  const Marking& marking = request.item.marking;
  if (request.action == Action::erase) return std::nullopt;  // nothing is seen, nothing leaves
  if (!reaches(request)) {
    switch (marking.tlp) {
      case Tlp::green:
        return Denial::tlp_green;
      case Tlp::amber:
        return Denial::tlp_amber;
      case Tlp::amber_strict:
        return Denial::tlp_amber_strict;
      default:
        return Denial::tlp_red;
    }
  }
  if (marking.pap <= strictest_pap(request.action)) return std::nullopt;
  switch (marking.pap) {
    case Pap::green:
      return Denial::pap_green;
    case Pap::amber:
      return Denial::pap_amber;
    default:
      return Denial::pap_red;
  }
}

// The first reason why not, asked in the order of Denial.
std::optional<Denial> find_denial(const Request& request, const Rule* rule) {
  const Actor& actor = request.actor;
  const Item& item = request.item;
  if (!may_be_held_together(actor.roles)) return Denial::roles_do_not_mix;
  if (!actor.roles.has(actor.acting_as)) return Denial::role_not_held;
  if (rule == nullptr) return Denial::no_rule;
  if (request.action == Action::share && request.recipient.organisation == OrganisationId::none) {
    return Denial::no_recipient;
  }
  if (rule->obligations.has(Obligation::confirm) && !is_confirmed(actor, request.time_s)) {
    return Denial::confirm_again;
  }
  if (actor.acting_as == Role::person) {
    if (!is_same(actor.self, item.subject)) return Denial::not_yours;
    return std::nullopt;
  }
  if (const auto denial = check_place(request)) return denial;
  if (const auto denial = check_basis(request, rule->basis)) return denial;
  if (item.kept_until_s <= request.time_s && request.action != Action::erase) {
    return Denial::retention_over;
  }
  return check_marking(request);
}

AccessRecord to_record(const Request& request) {
  const Actor& actor = request.actor;
  const Item& item = request.item;
  return {.time_s = request.time_s,
          .account = actor.account,
          .organisation = actor.organisation,
          .holder = item.holder,
          .subject = item.subject,
          .recipient = request.action == Action::share ? request.recipient.organisation
                                                       : OrganisationId::none,
          .role = actor.acting_as,
          .action = request.action,
          .purpose = request.purpose,
          .field = item.field,
          .space = item.space,
          .denial = std::nullopt};
}

}  // namespace

Decision decide(const Request& request) {
  const Item& item = request.item;
  const Rule* rule =
      find_rule(request.actor.acting_as, item.space, request.action, request.purpose, item.field);
  if (const auto denial = find_denial(request, rule)) return std::unexpected(*denial);
  AccessRecord record = to_record(request);
  record.basis = rule->basis;
  record.obligations = rule->obligations;
  if (rule->basis == Basis::emergency) record.approved_by = request.emergency->approved_by;
  return Permit(record);
}

AccessRecord record_denial(const Request& request, Denial denial) {
  AccessRecord record = to_record(request);
  record.obligations = {Obligation::record};
  record.denial = denial;
  return record;
}

std::optional<Role> find_role(EnumSet<Role> roles, Space space, Action action, Purpose purpose,
                              Field field) {
  for (std::size_t i = 0; i < kCountOf<Role>; ++i) {
    const auto role = static_cast<Role>(i);
    if (roles.has(role) && find_rule(role, space, action, purpose, field) != nullptr) return role;
  }
  return std::nullopt;
}

}  // namespace lodestar::desk
