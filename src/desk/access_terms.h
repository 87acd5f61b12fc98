// SPDX-License-Identifier: Apache-2.0
// The terms in which access is decided: closed lists of roles, spaces, actions, purposes, fields;
// and the values that a decision is about. Their names as text are in access_words.h.
//
// Shapes   plain values; ids are numbers, 0 is nobody. Spans borrow.
// Units    times are seconds since 1970 in UTC; a period holds its first second and not its last.
// Errors   none: nothing here is checked, decide() of access.h does.
// Cost     none.
// Threads  values.
// Source   TLP 2.0 (FIRST, 2022); PAP as MISP has it, with CLEAR for WHITE. For people in plain
//          words: docs/guide/access.md.
// Example  Consent{.subject = her, .recipient = clinic, .purposes = {Purpose::referral}, ...}
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "desk/enum_set.h"

namespace lodestar::desk {

enum class AccountId : std::uint64_t { none };
enum class OrganisationId : std::uint64_t { none };
enum class SubjectId : std::uint64_t { none };  // a person, or the import that a posting came with

// What somebody is for an organisation. `person` is she whom the data are about, by her own access.
enum class Role : std::uint8_t {
  analyst,
  labour_inspector,
  investigator,
  prosecutor,
  hotline_operator,
  caseworker,
  administrator,
  auditor,
  person,
};
template <>
inline constexpr std::size_t kCountOf<Role> = index_of(Role::person) + 1;

// Where something is kept. Between care and justice nothing passes without the person's consent.
enum class Space : std::uint8_t { detection, care, justice, administration };
template <>
inline constexpr std::size_t kCountOf<Space> = index_of(Space::administration) + 1;

enum class Action : std::uint8_t {
  read,         // shown as a matter of course
  reveal,       // shown when asked for, one value at a time
  change,       // written or amended
  decide,       // a decision on a lead or a case, with its reason
  look_up,      // asked about at a third party, who then knows that somebody asked
  approach,     // acted on so that those behind it may notice: a call, a visit, a block
  share,        // given to another organisation
  export_file,  // taken out into a file
  publish,      // shown to everybody
  erase,
};
template <>
inline constexpr std::size_t kCountOf<Action> = index_of(Action::erase) + 1;

enum class Purpose : std::uint8_t {
  find_networks,
  intake,  // a first conversation
  support,
  referral,
  inspection,
  investigation,
  prosecution,
  protect_life,
  inform_person,  // her own right to know, to have a copy and to stop
  run_service,
  oversight,
};
template <>
inline constexpr std::size_t kCountOf<Purpose> = index_of(Purpose::oversight) + 1;

enum class Field : std::uint8_t {
  posting_text,
  contact_value,  // a number or handle in full
  lead_evidence,
  lead_decision,   // decisions on a lead with their reasons, its tasks and assignments
  case_existence,  // that there is a case, and its state
  case_notes,
  person_name,
  person_contact,
  person_location,
  person_health,
  person_testimony,
  shelter_location,
  consent_record,
  access_record,  // who has seen what: the audit rows
  member_name,    // who belongs to an organisation, to assign work to
  account_data,
  role_assignment,
  service_settings,
  service_health,
};
template <>
inline constexpr std::size_t kCountOf<Field> = index_of(Field::service_health) + 1;

// Each from open to strict.
enum class Tlp : std::uint8_t { clear, green, amber, amber_strict, red };
enum class Pap : std::uint8_t { clear, green, amber, red };
template <>
inline constexpr std::size_t kCountOf<Tlp> = index_of(Tlp::red) + 1;
template <>
inline constexpr std::size_t kCountOf<Pap> = index_of(Pap::red) + 1;

// Which side of the wall a role, a space or an organisation is on.
enum class Side : std::uint8_t { neither, care, justice };
constexpr Side side_of(Space space) {
  if (space == Space::care) return Side::care;
  return space == Space::justice ? Side::justice : Side::neither;
}
constexpr Side side_of(Role role) {
  if (EnumSet<Role>{Role::hotline_operator, Role::caseworker}.has(role)) return Side::care;
  // A labour inspector can sanction and report: for the people concerned that is justice.
  const EnumSet<Role> justice{Role::labour_inspector, Role::investigator, Role::prosecutor};
  return justice.has(role) ? Side::justice : Side::neither;
}

struct Marking {
  Tlp tlp = Tlp::red;  // unmarked is closed
  Pap pap = Pap::red;
  OrganisationId set_by{};
  std::span<const OrganisationId> organisations;  // with whom AMBER may be shared
  std::span<const AccountId> people;              // for whom RED is
};

// One grant of a person, as she gave it. It holds from `from_s` until `until_s` or its withdrawal.
struct Consent {
  SubjectId subject{};
  OrganisationId recipient{};
  EnumSet<Purpose> purposes;
  EnumSet<Field> fields;
  std::uint64_t from_s = 0;
  std::uint64_t until_s = 0;
  std::optional<std::uint64_t> withdrawn_at_s;
};

// Where a life is in danger and no consent can be had: two people of the organisation and of the
// same side, for one person, some fields and at most a day, and a notice has been sent.
struct EmergencyGrant {
  SubjectId subject{};
  EnumSet<Field> fields;
  AccountId asked_by{};
  AccountId approved_by{};
  Role approved_as{};
  OrganisationId approver_organisation{};
  std::uint64_t from_s = 0;
  std::uint64_t until_s = 0;
  std::optional<std::uint64_t> notice_sent_s;  // to the person; where that endangers her, to the
                                               // organisation's auditor
};
inline constexpr std::uint64_t kLongestEmergencySeconds = 86400;

struct Actor {
  AccountId account{};
  OrganisationId organisation{};
  EnumSet<Role> roles;               // all that the account holds
  Role acting_as{};                  // the one in which this is done; it is recorded
  SubjectId self{};                  // of an account with the role `person`: who she is
  std::uint64_t confirmed_at_s = 0;  // when the account's owner last proved to be there
};
inline constexpr std::uint64_t kConfirmationHoldsSeconds = 300;

struct Item {
  Field field{};
  Space space{};
  OrganisationId holder{};  // none: the service as a whole, in administration alone
  SubjectId subject{};
  Marking marking;
  std::uint64_t kept_until_s = 0;  // the end of its retention
};

struct Recipient {  // of Action::share
  OrganisationId organisation{};
  AccountId account{};  // needed for RED
  Side side = Side::neither;
};

struct Request {
  Actor actor;
  Action action{};
  Purpose purpose{};
  Item item;
  Recipient recipient;
  std::span<const Consent> consents;          // any; which of them count is found out
  const EmergencyGrant* emergency = nullptr;  // the one that is invoked
  std::uint64_t time_s = 0;
};

// Why not, in the order in which it is asked. Each has words on what to do: what_to_do().
enum class Denial : std::uint8_t {
  roles_do_not_mix,
  role_not_held,
  no_rule,
  no_recipient,
  confirm_again,
  not_yours,
  kept_apart,
  other_organisation,
  no_consent,
  consent_not_begun,
  consent_ended,
  consent_withdrawn,
  no_emergency,
  emergency_other_matter,
  emergency_second_person,
  emergency_too_long,
  emergency_no_notice,
  emergency_not_now,
  retention_over,
  tlp_green,
  tlp_amber,
  tlp_amber_strict,
  tlp_red,
  pap_green,
  pap_amber,
  pap_red,
};
template <>
inline constexpr std::size_t kCountOf<Denial> = index_of(Denial::pap_red) + 1;

// On what an access stands.
enum class Basis : std::uint8_t { work, consent, emergency };
template <>
inline constexpr std::size_t kCountOf<Basis> = index_of(Basis::emergency) + 1;

// What goes with it. `confirm` is asked for before, by decide(); the others follow with the record.
enum class Obligation : std::uint8_t { record, notify_person, confirm };
template <>
inline constexpr std::size_t kCountOf<Obligation> = index_of(Obligation::confirm) + 1;

// Whether one account may hold these roles: never care with justice, and an administrator, an
// auditor and a person hold no other. Whoever is two of these has two accounts.
constexpr bool may_be_held_together(EnumSet<Role> roles) {
  const EnumSet<Role> care{Role::hotline_operator, Role::caseworker};
  const EnumSet<Role> justice{Role::labour_inspector, Role::investigator, Role::prosecutor};
  if (roles.has_any_of(care) && roles.has_any_of(justice)) return false;
  for (const Role alone : {Role::administrator, Role::auditor, Role::person}) {
    if (roles.has(alone) && roles != EnumSet<Role>{alone}) return false;
  }
  return true;
}

}  // namespace lodestar::desk
