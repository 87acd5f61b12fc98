// SPDX-License-Identifier: Apache-2.0
// Every access that can be allowed, as a table. What stands in no row is refused. A row is needed
// and not enough: decide() then asks for confirmation, consent, retention, marking (access.h).
//
// Shapes   a row allows each of its roles each of its actions, for each purpose, on each field; no
//          access is in two rows (a test).
// Units    none.
// Errors   none.
// Cost     constants; the lookup is one load.
// Threads  constants.
// Source   ours. docs/guide/access.md shows the table to people, and a test holds the two together.
// Example  for (const Rule& rule : kRules) print(rule.why);
#pragma once

#include <array>
#include <string_view>

#include "desk/access_terms.h"

namespace lodestar::desk {

struct Rule {
  EnumSet<Role> roles;
  EnumSet<Space> spaces;
  EnumSet<Action> actions;
  EnumSet<Purpose> purposes;
  EnumSet<Field> fields;
  Basis basis;
  EnumSet<Obligation> obligations;
  std::string_view why;
};

// The strictest PAP under which an action may still be done.
constexpr Pap strictest_pap(Action action) {
  switch (action) {
    case Action::look_up:
      return Pap::amber;
    case Action::approach:
      return Pap::green;
    case Action::publish:
      return Pap::clear;
    default:
      return Pap::red;
  }
}

// clang-format off
inline constexpr auto kRules = [] {
  using enum Role;
  using enum Space;
  using enum Action;
  using enum Purpose;
  using enum Field;
  const auto work = Basis::work;
  const auto consent = Basis::consent;
  const auto emergency = Basis::emergency;
  const auto record = Obligation::record;
  const auto notify = Obligation::notify_person;
  const auto confirm = Obligation::confirm;
  const EnumSet<Field> lead{posting_text, lead_evidence, lead_decision};
  const EnumSet<Field> told{person_name, person_contact, person_location, person_health,
                                person_testimony, case_notes};
  const EnumSet<Field> known_to_justice{person_name, person_contact, person_location,
                                            person_testimony, case_notes, contact_value};
  const EnumSet<Field> to_find_her{person_name, person_contact, person_location};

  return std::to_array<Rule>({
    // Detection: about postings. Care may read leads and writes nothing here; what justice decides
    // here is not for care to read. So nothing passes between the two by way of detection.
    {{analyst}, {detection}, {read}, {find_networks}, lead, work, {record},
     "to weigh what was found"},
    {{analyst}, {detection}, {reveal, look_up}, {find_networks}, {contact_value}, work, {record},
     "one contact at a time, when the masked form is not enough"},
    {{analyst}, {detection}, {change}, {find_networks}, {posting_text, lead_decision}, work,
     {record}, "to bring in a file; tasks and assignments"},
    {{analyst}, {detection}, {decide}, {find_networks}, {lead_decision}, work, {record},
     "with a reason"},
    {{analyst}, {detection}, {share}, {find_networks}, lead | EnumSet{contact_value}, work,
     {record, confirm}, "to hand a lead over"},
    {{analyst}, {detection}, {export_file}, {find_networks},
     {posting_text, lead_evidence, contact_value}, work, {record, confirm},
     "for a tool outside; the marking goes with the file"},
    {{analyst}, {detection}, {publish}, {find_networks}, {lead_evidence}, work, {record, confirm},
     "to warn the public of a pattern, never with a contact"},
    {{analyst}, {detection}, {erase}, {find_networks}, {posting_text}, work, {record, confirm},
     "an import that should not be there"},
    {{labour_inspector}, {detection}, {read}, {inspection}, lead, work, {record},
     "to choose what to inspect"},
    {{labour_inspector}, {detection}, {reveal, look_up, approach}, {inspection}, {contact_value},
     work, {record}, "to find the employer behind a posting"},
    {{labour_inspector}, {detection}, {change, decide}, {inspection}, {lead_decision}, work,
     {record}, "with a reason; tasks and assignments"},
    {{labour_inspector}, {detection}, {share}, {inspection}, lead | EnumSet{contact_value}, work,
     {record, confirm}, "to hand a lead over"},
    {{investigator}, {detection}, {read}, {investigation}, lead, work, {record},
     "to open or support an investigation"},
    {{investigator}, {detection}, {reveal, look_up, approach}, {investigation}, {contact_value},
     work, {record}, "to follow a contact"},
    {{investigator}, {detection}, {change, decide}, {investigation}, {lead_decision}, work,
     {record}, "with a reason; tasks and assignments"},
    {{investigator}, {detection}, {share}, {investigation}, lead | EnumSet{contact_value}, work,
     {record, confirm}, "to hand a lead over"},
    {{prosecutor}, {detection}, {read}, {prosecution}, lead, work, {record},
     "to judge what would stand in court"},
    {{prosecutor}, {detection}, {reveal}, {prosecution}, {contact_value}, work, {record},
     "to name what is charged"},
    {{prosecutor}, {detection}, {change, decide}, {prosecution}, {lead_decision}, work, {record},
     "with a reason; tasks and assignments"},
    {{hotline_operator, caseworker}, {detection}, {read}, {intake, support},
     {posting_text, lead_evidence}, work, {record},
     "to see whether what a person tells is known"},
    {{hotline_operator, caseworker}, {detection}, {reveal}, {intake, support}, {contact_value},
     work, {record}, "to compare it with one that a person names"},

    // Care: what a person tells is written down as she tells it, and read again with her consent.
    {{hotline_operator}, {care}, {change}, {intake}, told | EnumSet{case_existence, consent_record},
     work, {record}, "to write down what she tells and what she consents to"},
    {{hotline_operator}, {care}, {read}, {intake}, {case_existence, consent_record}, work, {record},
     "to know whether she has called before, and what she agreed to"},
    {{hotline_operator}, {care}, {reveal}, {intake}, {person_name, person_contact, case_notes},
     consent, {record}, "so that she need not tell it twice"},
    {{caseworker}, {care}, {read}, {support, referral}, {case_existence, consent_record}, work,
     {record}, "to know whom one cares for, and within what limits"},
    {{caseworker}, {care}, {change}, {support}, {case_existence, consent_record}, work, {record},
     "to open a case, and to write down a consent or its withdrawal"},
    {{caseworker}, {care}, {change}, {support}, told | EnumSet{shelter_location}, consent, {record},
     "to keep her case up to date"},
    {{caseworker}, {care}, {reveal}, {support}, told | EnumSet{shelter_location}, consent, {record},
     "to help her"},
    {{caseworker}, {care}, {share}, {referral}, told, consent, {record, notify, confirm},
     "to a service that she has chosen"},
    {{caseworker}, {care}, {share}, {inspection, investigation, prosecution},
     {person_name, person_contact, person_testimony}, consent, {record, notify, confirm},
     "to bring her statement to an authority, because she wants it"},
    {{caseworker}, {care}, {export_file}, {inform_person}, told, consent, {record, confirm},
     "a copy for her"},
    {{caseworker}, {care, justice}, {read}, {inform_person}, {access_record}, consent, {record},
     "to tell her who has seen what, when she asks"},
    {{caseworker}, {care}, {erase}, {inform_person},
     told | EnumSet{shelter_location, case_existence}, work, {record, notify, confirm},
     "when she asks for it, or at the end of retention"},
    {{hotline_operator}, {care}, {reveal}, {protect_life}, to_find_her | EnumSet{person_health},
     emergency, {record, notify, confirm}, "where a life is in danger"},
    {{caseworker}, {care}, {reveal}, {protect_life},
     to_find_her | EnumSet{person_health, shelter_location}, emergency, {record, notify, confirm},
     "where a life is in danger"},
    {{labour_inspector}, {care}, {reveal}, {inspection},
     {person_name, person_contact, person_testimony}, consent, {record, notify},
     "what she wants the authority to know"},
    {{investigator}, {care}, {reveal}, {investigation},
     {person_name, person_contact, person_testimony}, consent, {record, notify},
     "what she wants the authority to know"},
    {{prosecutor}, {care}, {reveal}, {prosecution},
     {person_name, person_contact, person_testimony}, consent, {record, notify},
     "what she wants the authority to know"},

    // Justice: its own files. Health stays hers.
    {{labour_inspector}, {justice}, {read, change}, {inspection}, lead | EnumSet{case_existence},
     work, {record}, "the inspectorate's own file"},
    {{labour_inspector}, {justice}, {reveal, change}, {inspection}, known_to_justice, work,
     {record}, "the inspectorate's own file"},
    {{labour_inspector}, {justice}, {share}, {inspection},
     known_to_justice | lead, work, {record, confirm}, "to the authority in charge"},
    {{investigator}, {justice}, {read, change}, {investigation}, lead | EnumSet{case_existence},
     work, {record}, "the file of the investigation"},
    {{investigator}, {justice}, {reveal, change}, {investigation}, known_to_justice, work, {record},
     "the file of the investigation"},
    {{investigator}, {justice}, {share}, {investigation}, known_to_justice | lead, work,
     {record, confirm}, "to the authority in charge"},
    {{prosecutor}, {justice}, {read, change, decide}, {prosecution}, lead | EnumSet{case_existence},
     work, {record}, "the file of the prosecution"},
    {{prosecutor}, {justice}, {reveal, change}, {prosecution}, known_to_justice, work, {record},
     "the file of the prosecution"},
    {{prosecutor}, {justice}, {share}, {prosecution}, known_to_justice | lead, work,
     {record, confirm}, "to the authority in charge"},
    {{investigator, prosecutor}, {justice}, {reveal}, {investigation, prosecution}, {person_health},
     consent, {record, notify}, "medical findings that she wants to be heard"},
    {{investigator}, {justice}, {reveal}, {protect_life}, {person_health}, emergency,
     {record, notify, confirm}, "where a life is in danger"},
    {{investigator, prosecutor}, {justice}, {erase}, {investigation, prosecution},
     known_to_justice | EnumSet{person_health, case_existence}, work, {record, confirm},
     "at the end of retention"},
    {{caseworker}, {justice}, {reveal}, {support}, {case_existence, person_contact}, consent,
     {record, notify}, "to stand by her in proceedings"},

    // The person herself. No marking of ours keeps from her what is hers.
    {{person}, {care}, {read, reveal}, {inform_person},
     told | EnumSet{case_existence, shelter_location}, work, {record}, "her own data"},
    {{person}, {care}, {export_file}, {inform_person}, told, work, {record, confirm},
     "a copy of her own data"},
    {{person}, {care}, {read, change}, {inform_person}, {consent_record}, work, {record},
     "to give, narrow and withdraw consent"},
    {{person}, {care}, {erase}, {inform_person}, told, work, {record, confirm},
     "to have what she told erased"},
    {{person}, {care, justice}, {read}, {inform_person}, {access_record}, work, {record},
     "who has seen what about her"},

    // Administration: accounts, roles and health, never content.
    {{administrator}, {administration}, {read}, {run_service},
     {account_data, role_assignment, service_settings}, work, {record}, "to run the service"},
    {{administrator}, {administration}, {change, erase}, {run_service},
     {account_data, role_assignment, service_settings}, work, {record, confirm},
     "to invite, to assign roles, to close accounts, to choose packs"},
    {{administrator}, {administration}, {read}, {run_service}, {service_health}, work, {},
     "whether the service is well"},
    {{auditor}, {detection, care, justice, administration}, {read}, {oversight}, {access_record},
     work, {record}, "who did what, and on what basis; never the values"},
    {{auditor}, {detection, care, justice, administration}, {export_file}, {oversight},
     {access_record}, work, {record, confirm}, "for a supervisory authority"},
    {{analyst, labour_inspector, investigator, prosecutor, hotline_operator, caseworker,
      administrator, auditor}, {administration}, {read}, {run_service}, {member_name}, work, {},
     "to assign work, to know whom to ask"},
  });
}();
// clang-format on

}  // namespace lodestar::desk
