// SPDX-License-Identifier: Apache-2.0
#include "desk/access.h"

#include <gtest/gtest.h>

#include <string>

#include "desk/access_words.h"
#include "support/access_scene.h"

namespace lodestar::desk {
namespace {

using testing::caseworker_scene;
using testing::kAna;
using testing::kBo;
using testing::kClinic;
using testing::kHer;
using testing::kNow;
using testing::kProsecution;
using testing::kShelter;
using testing::Scene;

std::string answer(Scene& scene) {
  const Decision decision = decide(scene.look());
  return decision ? "allowed" : std::string(name_of(decision.error()));
}

void act_as(Scene& scene, Role role) {
  scene.request.actor.roles = {role};
  scene.request.actor.acting_as = role;
}

// A prosecutor of another organisation asks for the testimony that the shelter keeps.
Scene prosecutor_scene() {
  Scene scene = caseworker_scene();
  act_as(scene, Role::prosecutor);
  scene.request.actor.organisation = kProsecution;
  scene.request.purpose = Purpose::prosecution;
  scene.request.item.field = Field::person_testimony;
  scene.consents[0].recipient = kProsecution;
  return scene;
}

// Ana looks for where a person is, at night, without consent; Bo has approved.
Scene emergency_scene() {
  Scene scene = caseworker_scene();
  scene.consents.clear();
  scene.request.purpose = Purpose::protect_life;
  scene.request.item.field = Field::person_location;
  scene.grant = {.subject = kHer,
                 .fields = {Field::person_location},
                 .asked_by = kAna,
                 .approved_by = kBo,
                 .approved_as = Role::hotline_operator,
                 .approver_organisation = kShelter,
                 .from_s = kNow,
                 .until_s = kNow + kLongestEmergencySeconds,
                 .notice_sent_s = kNow};
  scene.has_grant = true;
  return scene;
}

// An analyst of the clinic's network hands a lead of hers to the prosecution.
Scene share_scene() {
  Scene scene = caseworker_scene();
  act_as(scene, Role::analyst);
  scene.request.action = Action::share;
  scene.request.purpose = Purpose::find_networks;
  scene.request.item.field = Field::lead_evidence;
  scene.request.item.space = Space::detection;
  scene.request.item.marking.set_by = kClinic;
  scene.request.recipient = {.organisation = kProsecution, .account = kBo, .side = Side::justice};
  scene.consents.clear();
  return scene;
}

TEST(Access, a_default_request_is_refused) {
  const Decision decision = decide({});
  ASSERT_FALSE(decision);
  EXPECT_EQ(decision.error(), Denial::role_not_held);
}

TEST(Access, a_caseworker_reads_with_consent_and_the_record_says_on_what_ground) {
  Scene scene = caseworker_scene();
  const Decision decision = decide(scene.look());
  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->record().account, kAna);
  EXPECT_EQ(decision->record().subject, kHer);
  EXPECT_EQ(decision->record().role, Role::caseworker);
  EXPECT_EQ(decision->record().basis, Basis::consent);
  EXPECT_EQ(decision->record().time_s, kNow);
  EXPECT_FALSE(decision->record().denial);
}

TEST(Access, consent_holds_from_its_first_second_until_before_its_last) {
  Scene scene = caseworker_scene();
  scene.request.time_s = kNow - 101;
  EXPECT_EQ(answer(scene), "consent_not_begun");
  scene.request.time_s = kNow - 100;
  EXPECT_EQ(answer(scene), "allowed");
  scene.request.time_s = kNow + 99;
  EXPECT_EQ(answer(scene), "allowed");
  scene.request.time_s = kNow + 100;
  EXPECT_EQ(answer(scene), "consent_ended");
  scene.consents[0].withdrawn_at_s = kNow + 1;
  scene.request.time_s = kNow;
  EXPECT_EQ(answer(scene), "allowed");
  scene.request.time_s = kNow + 1;
  EXPECT_EQ(answer(scene), "consent_withdrawn");
}

TEST(Access, consent_is_for_a_purpose_a_recipient_a_field_and_a_person) {
  Scene scene = caseworker_scene();
  scene.consents[0].purposes = {Purpose::referral};
  EXPECT_EQ(answer(scene), "no_consent");
  scene = caseworker_scene();
  scene.consents[0].recipient = kClinic;
  EXPECT_EQ(answer(scene), "no_consent");
  scene = caseworker_scene();
  scene.consents[0].fields = {Field::person_health};
  EXPECT_EQ(answer(scene), "no_consent");
  scene = caseworker_scene();
  scene.consents[0].subject = SubjectId{2};
  EXPECT_EQ(answer(scene), "no_consent");
}

TEST(Access, one_live_consent_is_enough_beside_a_withdrawn_one) {
  Scene scene = caseworker_scene();
  scene.consents.push_back(scene.consents[0]);
  scene.consents[0].withdrawn_at_s = kNow - 50;
  EXPECT_EQ(answer(scene), "allowed");
}

TEST(Access, nobody_is_not_the_same_as_nobody) {
  Scene scene = caseworker_scene();
  scene.request.item.subject = SubjectId::none;
  scene.consents[0].subject = SubjectId::none;
  EXPECT_EQ(answer(scene), "no_consent");
  scene = caseworker_scene();
  scene.request.item.holder = OrganisationId::none;
  scene.request.actor.organisation = OrganisationId::none;
  scene.consents[0].recipient = OrganisationId::none;
  EXPECT_EQ(answer(scene), "other_organisation");
}

TEST(Access, a_prosecutor_sees_a_statement_in_care_with_her_consent_alone) {
  Scene scene = prosecutor_scene();
  EXPECT_EQ(answer(scene), "allowed");
  const Decision decision = decide(scene.look());
  ASSERT_TRUE(decision);
  EXPECT_TRUE(decision->record().obligations.has(Obligation::notify_person));
  scene.consents[0].purposes = {Purpose::investigation};
  EXPECT_EQ(answer(scene), "kept_apart");
  scene.consents.clear();
  EXPECT_EQ(answer(scene), "kept_apart");
}

TEST(Access, a_withdrawn_consent_is_not_told_across_the_wall) {
  Scene scene = prosecutor_scene();
  scene.consents[0].withdrawn_at_s = kNow - 1;
  EXPECT_EQ(answer(scene), "kept_apart");
  scene.request.item.marking.tlp = Tlp::red;
  EXPECT_EQ(answer(scene), "kept_apart");
}

TEST(Access, a_caseworker_learns_of_proceedings_with_consent_alone) {
  Scene scene = caseworker_scene();
  scene.request.item.space = Space::justice;
  scene.request.item.field = Field::case_existence;
  scene.request.item.holder = kProsecution;
  EXPECT_EQ(answer(scene), "allowed");
  scene.consents.clear();
  EXPECT_EQ(answer(scene), "kept_apart");
}

TEST(Access, a_file_of_justice_goes_to_care_with_consent_alone) {
  Scene scene = share_scene();
  act_as(scene, Role::prosecutor);
  scene.request.purpose = Purpose::prosecution;
  scene.request.item.field = Field::person_testimony;
  scene.request.item.space = Space::justice;
  EXPECT_EQ(answer(scene), "allowed");
  scene.request.recipient = {.organisation = kClinic, .account = kBo, .side = Side::care};
  EXPECT_EQ(answer(scene), "no_consent");
  scene.request.recipient.side = Side::neither;
  EXPECT_EQ(answer(scene), "no_consent");
  scene.consents = caseworker_scene().consents;
  scene.consents[0].recipient = kClinic;
  EXPECT_EQ(answer(scene), "allowed");
}

TEST(Access, an_emergency_opens_one_field_of_one_person_for_who_asked) {
  Scene scene = emergency_scene();
  EXPECT_EQ(answer(scene), "allowed");
  const Decision decision = decide(scene.look());
  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->record().approved_by, kBo);
  scene.request.item.field = Field::person_health;
  EXPECT_EQ(answer(scene), "emergency_other_matter");
  scene = emergency_scene();
  scene.request.actor.account = kBo;
  EXPECT_EQ(answer(scene), "emergency_other_matter");
  scene = emergency_scene();
  scene.has_grant = false;
  EXPECT_EQ(answer(scene), "no_emergency");
}

TEST(Access, an_emergency_takes_a_second_person_of_the_same_house_and_side) {
  Scene scene = emergency_scene();
  scene.grant.approved_by = kAna;
  EXPECT_EQ(answer(scene), "emergency_second_person");
  scene.grant.approved_by = AccountId::none;
  EXPECT_EQ(answer(scene), "emergency_second_person");
  for (const Role role : {Role::administrator, Role::prosecutor, Role::auditor, Role::analyst}) {
    scene = emergency_scene();
    scene.grant.approved_as = role;
    EXPECT_EQ(answer(scene), "emergency_second_person") << name_of(role);
  }
  scene = emergency_scene();
  scene.grant.approver_organisation = kClinic;
  EXPECT_EQ(answer(scene), "emergency_second_person");
}

TEST(Access, an_emergency_lasts_a_day_at_most_and_begins_with_a_notice) {
  Scene scene = emergency_scene();
  scene.request.time_s = scene.request.actor.confirmed_at_s = kNow + kLongestEmergencySeconds - 1;
  scene.request.item.kept_until_s = kNow + 10 * kLongestEmergencySeconds;
  EXPECT_EQ(answer(scene), "allowed");
  scene.request.time_s += 1;
  EXPECT_EQ(answer(scene), "emergency_not_now");
  scene.grant.until_s += 1;
  EXPECT_EQ(answer(scene), "emergency_too_long");
  scene = emergency_scene();
  scene.grant.notice_sent_s = kNow + 1;
  EXPECT_EQ(answer(scene), "emergency_no_notice");
  scene.grant.notice_sent_s.reset();
  EXPECT_EQ(answer(scene), "emergency_no_notice");
}

TEST(Access, an_emergency_lifts_no_marking) {
  Scene scene = emergency_scene();
  scene.request.item.marking.tlp = Tlp::red;
  EXPECT_EQ(answer(scene), "tlp_red");
}

TEST(Access, an_administrator_sees_accounts_and_no_content_in_any_role) {
  Scene scene = caseworker_scene();
  act_as(scene, Role::administrator);
  EXPECT_EQ(answer(scene), "no_rule");
  scene.request.actor.roles.add(Role::caseworker);
  scene.request.actor.acting_as = Role::caseworker;
  EXPECT_EQ(answer(scene), "roles_do_not_mix");
  act_as(scene, Role::administrator);
  scene.request.action = Action::read;
  scene.request.purpose = Purpose::run_service;
  scene.request.item.space = Space::administration;
  scene.request.item.field = Field::account_data;
  scene.request.item.holder = OrganisationId::none;
  EXPECT_EQ(answer(scene), "allowed");
}

TEST(Access, care_and_justice_are_never_one_account) {
  EXPECT_FALSE(may_be_held_together({Role::caseworker, Role::investigator}));
  EXPECT_FALSE(may_be_held_together({Role::hotline_operator, Role::labour_inspector}));
  EXPECT_TRUE(may_be_held_together({Role::caseworker, Role::hotline_operator, Role::analyst}));
  EXPECT_TRUE(may_be_held_together({Role::labour_inspector, Role::analyst}));
  EXPECT_FALSE(may_be_held_together({Role::administrator, Role::analyst}));
  EXPECT_FALSE(may_be_held_together({Role::auditor, Role::administrator}));
}

TEST(Access, she_lists_who_has_seen_her_data_and_not_another_persons) {
  for (const Space space : {Space::care, Space::justice}) {
    Scene scene = caseworker_scene();
    act_as(scene, Role::person);
    scene.request.actor.self = kHer;
    scene.request.action = Action::read;
    scene.request.purpose = Purpose::inform_person;
    scene.request.item.space = space;
    scene.request.item.field = Field::access_record;
    scene.request.item.marking = {};  // nothing that we mark keeps it from her
    scene.consents.clear();
    EXPECT_EQ(answer(scene), "allowed");
    scene.request.actor.self = SubjectId{2};
    EXPECT_EQ(answer(scene), "not_yours");
  }
}

TEST(Access, what_leaves_takes_a_fresh_confirmation) {
  Scene scene = share_scene();
  EXPECT_EQ(answer(scene), "allowed");
  scene.request.actor.confirmed_at_s = kNow - 299;
  EXPECT_EQ(answer(scene), "allowed");
  scene.request.actor.confirmed_at_s = kNow - 300;
  EXPECT_EQ(answer(scene), "confirm_again");
  scene.request.actor.confirmed_at_s = kNow + 1;
  EXPECT_EQ(answer(scene), "confirm_again");
}

TEST(Access, tlp_keeps_a_lead_with_whom_it_was_given_to) {
  Scene scene = share_scene();
  Marking& marking = scene.request.item.marking;
  marking.tlp = Tlp::amber;
  EXPECT_EQ(answer(scene), "tlp_amber");
  scene.organisations = {kProsecution};
  EXPECT_EQ(answer(scene), "allowed");
  marking.tlp = Tlp::amber_strict;
  EXPECT_EQ(answer(scene), "tlp_amber_strict");
  marking.tlp = Tlp::red;
  scene.people = {kBo, kAna};
  EXPECT_EQ(answer(scene), "tlp_red");
  marking.set_by = kShelter;  // the source itself
  EXPECT_EQ(answer(scene), "allowed");
  scene.people = {kAna};
  EXPECT_EQ(answer(scene), "tlp_red");
}

TEST(Access, only_clear_is_published) {
  Scene scene = share_scene();
  scene.request.action = Action::publish;
  scene.request.item.marking.pap = Pap::clear;
  EXPECT_EQ(answer(scene), "tlp_green");
  scene.request.item.marking.tlp = Tlp::clear;
  EXPECT_EQ(answer(scene), "allowed");
  scene.request.item.marking.pap = Pap::green;
  EXPECT_EQ(answer(scene), "pap_green");
}

TEST(Access, pap_keeps_from_acting_where_it_could_be_noticed) {
  Scene scene = share_scene();
  act_as(scene, Role::investigator);
  scene.request.purpose = Purpose::investigation;
  scene.request.item.field = Field::contact_value;
  scene.request.action = Action::approach;
  EXPECT_EQ(answer(scene), "allowed");
  scene.request.item.marking.pap = Pap::amber;
  EXPECT_EQ(answer(scene), "pap_amber");
  scene.request.action = Action::look_up;
  EXPECT_EQ(answer(scene), "allowed");
  scene.request.item.marking.pap = Pap::red;
  EXPECT_EQ(answer(scene), "pap_red");
  scene.request.action = Action::reveal;
  EXPECT_EQ(answer(scene), "allowed");
}

TEST(Access, behind_its_retention_there_is_erasure_alone) {
  Scene scene = caseworker_scene();
  scene.request.item.kept_until_s = kNow;
  EXPECT_EQ(answer(scene), "retention_over");
  scene.request.action = Action::erase;
  scene.request.purpose = Purpose::inform_person;
  EXPECT_EQ(answer(scene), "allowed");
}

TEST(Access, sharing_names_a_recipient) {
  Scene scene = share_scene();
  scene.request.recipient = {};
  EXPECT_EQ(answer(scene), "no_recipient");
}

TEST(Access, the_role_to_act_as_is_one_that_has_a_rule) {
  using enum Role;
  const EnumSet<Role> held{analyst, labour_inspector};
  const auto find = [&](Purpose purpose) {
    return find_role(held, Space::detection, Action::read, purpose, Field::lead_evidence);
  };
  EXPECT_EQ(find(Purpose::find_networks), analyst);
  EXPECT_EQ(find(Purpose::inspection), labour_inspector);
  EXPECT_EQ(find(Purpose::prosecution), std::nullopt);
}

}  // namespace
}  // namespace lodestar::desk
