// SPDX-License-Identifier: Apache-2.0
#include "desk/permit.h"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>

#include "desk/access.h"
#include "support/access_scene.h"

namespace lodestar::desk {
namespace {

using testing::caseworker_scene;
using testing::kHer;
using testing::Scene;

Permit permit_for(Field field) {
  Scene scene = caseworker_scene();
  scene.request.item.field = field;
  return *decide(scene.look());
}

Guarded<std::string> guarded_name() { return {"Mina", Field::person_name, kHer}; }

TEST(Permit, is_moved_and_never_copied) {
  static_assert(!std::is_copy_constructible_v<Permit> && !std::is_copy_assignable_v<Permit>);
  static_assert(!std::is_default_constructible_v<Permit>);
  static_assert(!std::is_constructible_v<Permit, AccessRecord>);
  static_assert(!std::is_default_constructible_v<RecordedPermit>);
  static_assert(!std::is_constructible_v<RecordedPermit, AccessRecord>);
  static_assert(!std::is_constructible_v<RecordedPermit, Permit>);
}

TEST(Permit, a_value_opens_once_its_record_is_committed) {
  std::vector<AccessRecord> committed;
  const auto recorded = record_access(permit_for(Field::person_name), [&](const AccessRecord& one) {
    committed.push_back(one);
    return Status();
  });
  ASSERT_TRUE(recorded);
  ASSERT_EQ(committed.size(), 1U);
  EXPECT_EQ(committed[0], recorded->record());
  EXPECT_EQ(guarded_name().open(*recorded), "Mina");
}

TEST(Permit, where_the_commit_fails_there_is_no_value) {
  const auto recorded =
      record_access(permit_for(Field::person_name), [](const AccessRecord&) -> Status {
        return Error{Code::unavailable, "writing an access record: the disk is full"};
      });
  ASSERT_FALSE(recorded);
  EXPECT_EQ(recorded.error().code, Code::unavailable);
}

TEST(Permit, many_are_recorded_in_one_commit_or_none_is) {
  int commits = 0;
  const auto record = [&](Status status) {
    std::vector<Permit> permits;
    permits.push_back(permit_for(Field::person_name));
    permits.push_back(permit_for(Field::person_contact));
    return record_accesses(std::move(permits), [&](std::span<const AccessRecord> records) {
      ++commits;
      EXPECT_EQ(records.size(), 2U);
      return status;
    });
  };
  const auto recorded = record(Status());
  ASSERT_TRUE(recorded);
  EXPECT_EQ(recorded->size(), 2U);
  EXPECT_EQ(guarded_name().open(recorded->front()), "Mina");
  EXPECT_FALSE(record(Error{Code::unavailable, "the disk is full"}));
  EXPECT_EQ(commits, 2);
}

TEST(Permit, the_health_of_the_service_is_read_without_a_record) {
  Scene scene = caseworker_scene();
  Request& request = scene.request;
  request.actor.roles = {Role::administrator};
  request.actor.acting_as = Role::administrator;
  request.action = Action::read;
  request.purpose = Purpose::run_service;
  request.item.field = Field::service_health;
  request.item.space = Space::administration;
  Decision decision = decide(scene.look());
  ASSERT_TRUE(decision);
  EXPECT_TRUE(record_access(*std::move(decision), [](const AccessRecord&) {
    ADD_FAILURE() << "committed";
    return Status();
  }));
}

TEST(PermitDeathTest, opens_no_other_field_and_nothing_for_a_change) {
  const auto yes = [](const AccessRecord&) { return Status(); };
  const auto recorded = record_access(permit_for(Field::person_contact), yes);
  ASSERT_TRUE(recorded);
  EXPECT_DEATH(static_cast<void>(guarded_name().open(*recorded)), "record.field == field_");
  Scene scene = caseworker_scene();
  scene.request.action = Action::change;
  const auto change = record_access(*decide(scene.look()), yes);
  ASSERT_TRUE(change);
  EXPECT_DEATH(static_cast<void>(guarded_name().open(*change)), "shows");
}

TEST(Permit, a_refusal_is_recorded_with_its_reason) {
  Scene scene = caseworker_scene();
  scene.consents.clear();
  const Decision decision = decide(scene.look());
  ASSERT_FALSE(decision);
  const AccessRecord record = record_denial(scene.request, decision.error());
  EXPECT_EQ(record.denial, Denial::no_consent);
  EXPECT_EQ(record.subject, kHer);
  EXPECT_TRUE(record.obligations.has(Obligation::record));
}

}  // namespace
}  // namespace lodestar::desk
