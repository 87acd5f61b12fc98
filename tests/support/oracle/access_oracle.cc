// SPDX-License-Identifier: Apache-2.0
#include "support/oracle/access_oracle.h"

#include <algorithm>
#include <set>
#include <vector>

namespace lodestar::desk::oracle {
namespace {

template <typename T>
bool is_one_of(T value, const std::set<T>& list) {
  return list.contains(value);
}

// What the words of the rules say about one way to touch one field.
struct Ground {
  bool is_possible = false;
  Basis basis = Basis::work;
  bool is_notified = false;
  bool is_confirmed = false;
  bool is_recorded = true;
};

constexpr Ground kNever{};
Ground by_work() { return {.is_possible = true}; }
Ground by_consent() { return {.is_possible = true, .basis = Basis::consent}; }
Ground in_emergency() {
  return {
      .is_possible = true, .basis = Basis::emergency, .is_notified = true, .is_confirmed = true};
}
Ground told_to_her(Ground ground) {
  ground.is_notified = true;
  return ground;
}
Ground unrecorded(Ground ground) {
  ground.is_recorded = false;
  return ground;
}
Ground only_if(bool condition, Ground ground) { return condition ? ground : kNever; }

bool is_care(Role role) { return is_one_of(role, {Role::caseworker, Role::hotline_operator}); }
bool is_justice(Role role) {
  return is_one_of(role, {Role::labour_inspector, Role::investigator, Role::prosecutor});
}
int side(Role role) { return is_care(role) ? 1 : is_justice(role) ? 2 : 0; }
int side(Space space) { return space == Space::care ? 1 : space == Space::justice ? 2 : 0; }
int side(Side of) { return of == Side::care ? 1 : of == Side::justice ? 2 : 0; }

// Each authority works for its own purpose and no other.
bool is_own_purpose(Role role, Purpose purpose) {
  return (role == Role::analyst && purpose == Purpose::find_networks) ||
         (role == Role::labour_inspector && purpose == Purpose::inspection) ||
         (role == Role::investigator && purpose == Purpose::investigation) ||
         (role == Role::prosecutor && purpose == Purpose::prosecution);
}

// Administrators run accounts, roles, settings and see health, no content; all staff may see who
// works with them.
Ground administration(Role role, Action action, Purpose purpose, Field field) {
  if (purpose != Purpose::run_service) return kNever;
  if (field == Field::member_name) {
    return only_if(role <= Role::auditor && action == Action::read, unrecorded(by_work()));
  }
  if (role != Role::administrator) return kNever;
  if (field == Field::service_health) {
    return only_if(action == Action::read, unrecorded(by_work()));
  }
  const bool is_theirs =
      is_one_of(field, {Field::account_data, Field::role_assignment, Field::service_settings});
  Ground ground = by_work();
  ground.is_confirmed = action == Action::change;
  return only_if(is_theirs && is_one_of(action, {Action::read, Action::change, Action::erase}),
                 ground);
}

// Leads are about postings. Care looks and leaves no trace; authorities and analysts work.
Ground detection(Role role, Action action, Purpose purpose, Field field) {
  if (is_care(role)) {
    if (!is_one_of(purpose, {Purpose::intake, Purpose::support})) return kNever;
    if (field == Field::contact_value) return only_if(action == Action::reveal, by_work());
    return only_if(
        action == Action::read && is_one_of(field, {Field::posting_text, Field::lead_evidence}),
        by_work());
  }
  if (!is_own_purpose(role, purpose)) return kNever;
  const bool is_analyst = role == Role::analyst;
  std::set<Action> may;
  switch (field) {
    case Field::posting_text:
      may = {Action::read};
      if (is_analyst) may.insert({Action::change, Action::export_file, Action::erase});
      break;
    case Field::lead_evidence:
      may = {Action::read};
      if (is_analyst) may.insert({Action::export_file, Action::publish});
      break;
    case Field::lead_decision:
      may = {Action::read, Action::change, Action::decide};
      break;
    case Field::contact_value:
      may = {Action::reveal};
      if (role != Role::prosecutor) may.insert(Action::look_up);
      if (is_analyst) may.insert(Action::export_file);
      if (is_one_of(role, {Role::labour_inspector, Role::investigator})) {
        may.insert(Action::approach);
      }
      break;
    default:
      return kNever;
  }
  if (role != Role::prosecutor) may.insert(Action::share);
  return only_if(may.contains(action), by_work());
}

const std::set<Field> kTold{Field::person_name,   Field::person_contact,   Field::person_location,
                            Field::person_health, Field::person_testimony, Field::case_notes};
const std::set<Field> kStatement{Field::person_name, Field::person_contact,
                                 Field::person_testimony};

// On the telephone what is told is written down; to read it again takes consent.
Ground hotline_in_care(Action action, Purpose purpose, Field field) {
  if (purpose == Purpose::protect_life) {
    return only_if(action == Action::reveal &&
                       is_one_of(field, {Field::person_name, Field::person_contact,
                                         Field::person_location, Field::person_health}),
                   in_emergency());
  }
  if (purpose != Purpose::intake) return kNever;
  const bool is_frame = is_one_of(field, {Field::case_existence, Field::consent_record});
  if (action == Action::change) return only_if(is_frame || kTold.contains(field), by_work());
  if (action == Action::read) return only_if(is_frame, by_work());
  return only_if(
      action == Action::reveal &&
          is_one_of(field, {Field::person_name, Field::person_contact, Field::case_notes}),
      by_consent());
}

Ground caseworker_in_care(Action action, Purpose purpose, Field field) {
  const bool is_frame = is_one_of(field, {Field::case_existence, Field::consent_record});
  const bool is_told = kTold.contains(field);
  const bool is_shelter = field == Field::shelter_location;
  switch (purpose) {
    case Purpose::support:
      if (is_frame) return only_if(is_one_of(action, {Action::read, Action::change}), by_work());
      return only_if((is_told || is_shelter) && is_one_of(action, {Action::reveal, Action::change}),
                     by_consent());
    case Purpose::referral:
      if (is_frame) return only_if(action == Action::read, by_work());
      return only_if(is_told && action == Action::share, told_to_her(by_consent()));
    case Purpose::inspection:
    case Purpose::investigation:
    case Purpose::prosecution:
      return only_if(kStatement.contains(field) && action == Action::share,
                     told_to_her(by_consent()));
    case Purpose::inform_person:
      if (field == Field::access_record) return only_if(action == Action::read, by_consent());
      if (action == Action::export_file) return only_if(is_told, by_consent());
      return only_if(
          action == Action::erase && (is_told || is_shelter || field == Field::case_existence),
          told_to_her(by_work()));
    case Purpose::protect_life:
      return only_if(
          action == Action::reveal &&
              (is_shelter || is_one_of(field, {Field::person_name, Field::person_contact,
                                               Field::person_location, Field::person_health})),
          in_emergency());
    default:
      return kNever;
  }
}

Ground care(Role role, Action action, Purpose purpose, Field field) {
  if (role == Role::hotline_operator) return hotline_in_care(action, purpose, field);
  if (role == Role::caseworker) return caseworker_in_care(action, purpose, field);
  // An authority sees a statement that she wants it to see.
  return only_if(is_justice(role) && is_own_purpose(role, purpose) && action == Action::reveal &&
                     kStatement.contains(field),
                 told_to_her(by_consent()));
}

Ground justice(Role role, Action action, Purpose purpose, Field field) {
  const bool is_lead =
      is_one_of(field, {Field::posting_text, Field::lead_evidence, Field::lead_decision});
  const bool is_file =
      is_one_of(field, {Field::person_name, Field::person_contact, Field::person_location,
                        Field::person_testimony, Field::case_notes, Field::contact_value});
  const bool exists = field == Field::case_existence;
  const bool is_health = field == Field::person_health;
  if (role == Role::caseworker) {
    if (purpose == Purpose::inform_person) {
      return only_if(action == Action::read && field == Field::access_record, by_consent());
    }
    return only_if(purpose == Purpose::support && action == Action::reveal &&
                       (exists || field == Field::person_contact),
                   told_to_her(by_consent()));
  }
  if (!is_justice(role)) return kNever;
  if (purpose == Purpose::protect_life) {
    return only_if(role == Role::investigator && is_health && action == Action::reveal,
                   in_emergency());
  }
  // Investigators and prosecutors work in each other's purpose where health is heard and where
  // files end.
  const bool is_court = role != Role::labour_inspector &&
                        is_one_of(purpose, {Purpose::investigation, Purpose::prosecution});
  if (is_court && is_health && action == Action::reveal) return told_to_her(by_consent());
  if (is_court && action == Action::erase) {
    return only_if(is_file || is_health || exists, by_work());
  }
  if (!is_own_purpose(role, purpose)) return kNever;
  switch (action) {
    case Action::read:
      return only_if(is_lead || exists, by_work());
    case Action::reveal:
      return only_if(is_file, by_work());
    case Action::change:
      return only_if(is_lead || exists || is_file, by_work());
    case Action::decide:
      return only_if(role == Role::prosecutor && (is_lead || exists), by_work());
    case Action::share:
      return only_if(is_file || is_lead, by_work());
    default:
      return kNever;
  }
}

// A person sees, copies, and ends what is hers, and sees who looked.
Ground herself(Space space, Action action, Purpose purpose, Field field) {
  if (purpose != Purpose::inform_person) return kNever;
  if (field == Field::access_record) {
    return only_if(side(space) != 0 && action == Action::read, by_work());
  }
  if (space != Space::care) return kNever;
  if (field == Field::consent_record) {
    return only_if(is_one_of(action, {Action::read, Action::change}), by_work());
  }
  const bool is_told = kTold.contains(field);
  if (is_one_of(action, {Action::read, Action::reveal})) {
    return only_if(is_told || is_one_of(field, {Field::case_existence, Field::shelter_location}),
                   by_work());
  }
  return only_if(is_told && is_one_of(action, {Action::export_file, Action::erase}), by_work());
}

Ground find_ground(Role role, Space space, Action action, Purpose purpose, Field field) {
  if (role == Role::person) return herself(space, action, purpose, field);
  if (role == Role::auditor && space <= Space::administration && field == Field::access_record) {
    return only_if(
        purpose == Purpose::oversight && is_one_of(action, {Action::read, Action::export_file}),
        by_work());
  }
  switch (space) {
    case Space::detection:
      return detection(role, action, purpose, field);
    case Space::care:
      return care(role, action, purpose, field);
    case Space::justice:
      return justice(role, action, purpose, field);
    case Space::administration:
      return administration(role, action, purpose, field);
  }
  return kNever;
}

// What leaves the service or is gone for good takes a fresh proof of who asks.
bool takes_proof(const Ground& ground, Action action) {
  return ground.is_confirmed ||
         is_one_of(action, {Action::share, Action::export_file, Action::publish, Action::erase});
}

bool covers(const Consent& consent, const Request& r, OrganisationId recipient) {
  return consent.subject != SubjectId::none && recipient != OrganisationId::none &&
         consent.subject == r.item.subject && consent.recipient == recipient &&
         consent.purposes.has(r.purpose) && consent.fields.has(r.item.field);
}

// Nothing if a consent is live, else the gravest reason among those that are not.
std::optional<Denial> lack(const Request& r, OrganisationId recipient) {
  bool is_withdrawn = false;
  bool is_over = false;
  bool is_early = false;
  bool is_live = false;
  for (const Consent& consent : r.consents) {
    if (!covers(consent, r, recipient)) continue;
    const bool withdrawn = consent.withdrawn_at_s && r.time_s >= *consent.withdrawn_at_s;
    const bool over = r.time_s >= consent.until_s;
    const bool early = r.time_s < consent.from_s;
    is_live = is_live || (!withdrawn && !over && !early);
    is_withdrawn = is_withdrawn || withdrawn;
    is_over = is_over || (over && !withdrawn);
    is_early = is_early || (early && !over && !withdrawn);
  }
  if (is_live) return std::nullopt;
  if (is_withdrawn) return Denial::consent_withdrawn;
  if (is_over) return Denial::consent_ended;
  return is_early ? Denial::consent_not_begun : Denial::no_consent;
}

bool mixes(EnumSet<Role> roles) {
  std::vector<Role> held;
  for_each(roles, [&](Role role) { held.push_back(role); });
  for (const Role a : held) {
    for (const Role b : held) {
      if (a == b) continue;
      if (is_care(a) && is_justice(b)) return true;
      if (is_one_of(a, {Role::administrator, Role::auditor, Role::person})) return true;
    }
  }
  return false;
}

template <typename Id>
bool lists(std::span<const Id> list, Id id) {
  return id != Id::none && std::count(list.begin(), list.end(), id) > 0;
}

// TLP as FIRST words it; "clients" are the organisations that the marking names.
bool is_disclosed_rightly(const Request& r) {
  const Marking& m = r.item.marking;
  const bool shares = r.action == Action::share;
  const OrganisationId to = shares ? r.recipient.organisation : r.actor.organisation;
  const AccountId who = shares ? r.recipient.account : r.actor.account;
  const bool source_shares =
      shares && m.set_by != OrganisationId::none && r.actor.organisation == m.set_by;
  const bool returns = m.set_by != OrganisationId::none && to == m.set_by;
  const bool inside = to == r.item.holder || returns;
  const bool is_public = r.action == Action::publish;
  switch (m.tlp) {
    case Tlp::clear:
      return true;
    case Tlp::green:
      return !is_public;
    case Tlp::amber:
      return !is_public && (inside || source_shares || lists(m.organisations, to));
    case Tlp::amber_strict:
      return !is_public && (inside || source_shares);
    case Tlp::red:
      if (!lists(m.people, who) || is_public) return false;
      if (shares) return source_shares;
      return inside && !is_one_of(r.action, {Action::export_file, Action::look_up});
  }
  return false;
}

bool is_permissible(Action action, Pap pap) {
  switch (pap) {
    case Pap::clear:
      return true;
    case Pap::green:
      return action != Action::publish;
    case Pap::amber:
      return action != Action::publish && action != Action::approach;
    case Pap::red:
      return !is_one_of(action, {Action::publish, Action::approach, Action::look_up});
  }
  return false;
}

Denial tlp_denial(Tlp tlp) {
  if (tlp == Tlp::green) return Denial::tlp_green;
  if (tlp == Tlp::amber) return Denial::tlp_amber;
  return tlp == Tlp::amber_strict ? Denial::tlp_amber_strict : Denial::tlp_red;
}

Denial pap_denial(Pap pap) {
  if (pap == Pap::green) return Denial::pap_green;
  return pap == Pap::amber ? Denial::pap_amber : Denial::pap_red;
}

std::set<Denial> emergency_failures(const Request& r) {
  if (r.emergency == nullptr) return {Denial::no_emergency};
  const EmergencyGrant& g = *r.emergency;
  std::set<Denial> failed;
  if (g.subject == SubjectId::none || g.subject != r.item.subject || !g.fields.has(r.item.field) ||
      g.asked_by == AccountId::none || g.asked_by != r.actor.account) {
    failed.insert(Denial::emergency_other_matter);
  }
  if (g.approved_by == AccountId::none || g.approved_by == g.asked_by ||
      g.approver_organisation == OrganisationId::none || g.approver_organisation != r.item.holder ||
      side(g.approved_as) != side(r.item.space)) {
    failed.insert(Denial::emergency_second_person);
  }
  if (g.from_s + 24 * 3600 < g.until_s) failed.insert(Denial::emergency_too_long);
  if (!g.notice_sent_s || r.time_s < *g.notice_sent_s) failed.insert(Denial::emergency_no_notice);
  if (!(g.from_s <= r.time_s && r.time_s < g.until_s)) failed.insert(Denial::emergency_not_now);
  return failed;
}

// Everything that is wrong about where the item is and on what the access would stand.
std::set<Denial> ground_failures(const Request& r, const Ground& ground) {
  std::set<Denial> failed;
  const int kept = side(r.item.space);
  const int asks = side(r.actor.acting_as);
  const bool crosses = kept != 0 && asks != 0 && kept != asks;
  const bool is_named = !lack(r, r.actor.organisation);
  const bool is_of_service =
      r.item.holder == OrganisationId::none && r.item.space == Space::administration;
  const bool is_held_here =
      r.item.holder != OrganisationId::none && r.item.holder == r.actor.organisation;
  if (crosses && !is_named) failed.insert(Denial::kept_apart);
  if (!crosses && !is_held_here && !is_of_service && !is_named) {
    failed.insert(Denial::other_organisation);
  }
  const bool shares = r.action == Action::share;
  const bool goes_over = shares && kept != 0 && side(r.recipient.side) != kept;
  if (ground.basis == Basis::consent || goes_over) {
    const auto missing = lack(r, shares ? r.recipient.organisation : r.actor.organisation);
    if (missing) failed.insert(*missing);
  }
  if (ground.basis == Basis::emergency) failed.merge(emergency_failures(r));
  return failed;
}

std::set<Denial> failures(const Request& r, const Ground& ground) {
  std::set<Denial> failed;
  if (mixes(r.actor.roles)) failed.insert(Denial::roles_do_not_mix);
  if (!r.actor.roles.has(r.actor.acting_as)) failed.insert(Denial::role_not_held);
  if (!ground.is_possible) failed.insert(Denial::no_rule);
  if (r.action == Action::share && r.recipient.organisation == OrganisationId::none) {
    failed.insert(Denial::no_recipient);
  }
  const bool is_fresh = r.actor.confirmed_at_s <= r.time_s &&
                        r.time_s < r.actor.confirmed_at_s + std::uint64_t{5 * 60};
  if (takes_proof(ground, r.action) && !is_fresh) failed.insert(Denial::confirm_again);
  if (r.actor.acting_as == Role::person) {
    const bool is_hers = r.actor.self != SubjectId::none && r.actor.self == r.item.subject;
    if (!is_hers) failed.insert(Denial::not_yours);
    return failed;
  }
  failed.merge(ground_failures(r, ground));
  if (r.action == Action::erase) return failed;
  if (r.time_s >= r.item.kept_until_s) failed.insert(Denial::retention_over);
  if (!is_disclosed_rightly(r)) failed.insert(tlp_denial(r.item.marking.tlp));
  if (!is_permissible(r.action, r.item.marking.pap)) {
    failed.insert(pap_denial(r.item.marking.pap));
  }
  return failed;
}

}  // namespace

Verdict judge(const Request& request) {
  const Ground ground = find_ground(request.actor.acting_as, request.item.space, request.action,
                                    request.purpose, request.item.field);
  const std::set<Denial> failed = failures(request, ground);
  Verdict verdict{.denial = std::nullopt, .basis = ground.basis, .obligations = {}};
  if (!failed.empty()) verdict.denial = *failed.begin();
  if (ground.is_recorded) verdict.obligations.add(Obligation::record);
  if (ground.is_notified) verdict.obligations.add(Obligation::notify_person);
  if (takes_proof(ground, request.action)) verdict.obligations.add(Obligation::confirm);
  return verdict;
}

}  // namespace lodestar::desk::oracle
