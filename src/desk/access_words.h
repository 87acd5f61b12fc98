// SPDX-License-Identifier: Apache-2.0
// The terms of access as text: one name for C++, SQL, JSON and TypeScript; and for each refusal
// what it means and what to do, in English. Other languages translate by the name.
//
// Shapes   name_of() and find_named() are each other's inverse. Names are snake_case and never
//          change: stored records have them.
// Units    none.
// Errors   a name that is none gives nothing; an enumerator that does not exist has an empty name.
// Cost     find_named() compares with each name.
// Threads  pure.
// Source   ours.
// Example  name_of(Role::labour_inspector) == "labour_inspector"
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "desk/access_terms.h"

namespace lodestar::desk {

template <typename E>
struct Names;  // each has `kList`, in the order of the enumerators

template <typename E>
using NameList = std::array<std::string_view, kCountOf<E>>;

template <>
struct Names<Role> {
  static constexpr NameList<Role> kList{"analyst",       "labour_inspector", "investigator",
                                        "prosecutor",    "hotline_operator", "caseworker",
                                        "administrator", "auditor",          "person"};
};
template <>
struct Names<Space> {
  static constexpr NameList<Space> kList{"detection", "care", "justice", "administration"};
};
template <>
struct Names<Action> {
  static constexpr NameList<Action> kList{"read",     "reveal", "change",      "decide",  "look_up",
                                          "approach", "share",  "export_file", "publish", "erase"};
};
template <>
struct Names<Purpose> {
  static constexpr NameList<Purpose> kList{"find_networks", "intake",       "support",
                                           "referral",      "inspection",   "investigation",
                                           "prosecution",   "protect_life", "inform_person",
                                           "run_service",   "oversight"};
};
template <>
struct Names<Field> {
  static constexpr NameList<Field> kList{
      "posting_text",    "contact_value",    "lead_evidence",    "lead_decision",
      "case_existence",  "case_notes",       "person_name",      "person_contact",
      "person_location", "person_health",    "person_testimony", "shelter_location",
      "consent_record",  "access_record",    "member_name",      "account_data",
      "role_assignment", "service_settings", "service_health"};
};
template <>
struct Names<Tlp> {
  static constexpr NameList<Tlp> kList{"clear", "green", "amber", "amber_strict", "red"};
};
template <>
struct Names<Pap> {
  static constexpr NameList<Pap> kList{"clear", "green", "amber", "red"};
};
template <>
struct Names<Basis> {
  static constexpr NameList<Basis> kList{"work", "consent", "emergency"};
};
template <>
struct Names<Obligation> {
  static constexpr NameList<Obligation> kList{"record", "notify_person", "confirm"};
};
template <>
struct Names<Denial> {
  static constexpr NameList<Denial> kList{"roles_do_not_mix",
                                          "role_not_held",
                                          "no_rule",
                                          "no_recipient",
                                          "confirm_again",
                                          "not_yours",
                                          "kept_apart",
                                          "other_organisation",
                                          "no_consent",
                                          "consent_not_begun",
                                          "consent_ended",
                                          "consent_withdrawn",
                                          "no_emergency",
                                          "emergency_other_matter",
                                          "emergency_second_person",
                                          "emergency_too_long",
                                          "emergency_no_notice",
                                          "emergency_not_now",
                                          "retention_over",
                                          "tlp_green",
                                          "tlp_amber",
                                          "tlp_amber_strict",
                                          "tlp_red",
                                          "pap_green",
                                          "pap_amber",
                                          "pap_red"};
};

template <typename E>
constexpr std::string_view name_of(E value) {
  return index_of(value) < kCountOf<E> ? Names<E>::kList[index_of(value)] : std::string_view{};
}

template <typename E>
constexpr std::optional<E> find_named(std::string_view name) {
  for (std::size_t i = 0; i < kCountOf<E>; ++i) {
    if (Names<E>::kList[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

std::string_view say_denial(Denial denial);  // what stands in the way
std::string_view what_to_do(Denial denial);  // and whom to ask

}  // namespace lodestar::desk
