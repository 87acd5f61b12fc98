// SPDX-License-Identifier: Apache-2.0
// decide() against an oracle that knows the rules' words and not their table, and against itself:
// what must never open more. LODESTAR_ACCESS_TUPLES of them (500000).
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <string>

#include "desk/access.h"
#include "desk/access_words.h"
#include "support/access_scene.h"
#include "support/oracle/access_oracle.h"

namespace lodestar::desk {
namespace {

using testing::AnyScene;
using testing::kNow;
using testing::Scene;

std::uint64_t tuples() {
  const char* wanted = std::getenv("LODESTAR_ACCESS_TUPLES");
  return wanted == nullptr ? 500'000 : std::stoull(wanted);
}

// Stops at the first request that breaks a claim: `holds(scene, dice)` for so many of them.
template <typename Holds>
void for_any(std::uint32_t seed, std::uint64_t count, Holds holds) {
  AnyScene any(seed);
  Scene scene;
  for (std::uint64_t i = 0; i < count; ++i) {
    any.roll(scene);
    scene.look();
    ASSERT_TRUE(holds(scene, any))
        << "request " << i << ": " << name_of(scene.request.actor.acting_as) << ", "
        << name_of(scene.request.item.space) << ", " << name_of(scene.request.action) << ", "
        << name_of(scene.request.purpose) << ", " << name_of(scene.request.item.field);
  }
}

bool is_allowed(const Request& request) { return decide(request).has_value(); }

TEST(AccessProperty, agrees_with_the_oracle_on_every_answer_and_reaches_every_one) {
  std::array<std::uint64_t, kCountOf<Denial> + 1> seen{};
  for_any(1, tuples(), [&](Scene& scene, AnyScene&) {
    const oracle::Verdict expected = oracle::judge(scene.request);
    const Decision decision = decide(scene.request);
    if (!decision) {
      ++seen[index_of(decision.error())];
      if (expected.denial == decision.error()) return true;
      ADD_FAILURE() << name_of(decision.error()) << ", and the oracle "
                    << (expected.denial ? name_of(*expected.denial) : "allows it");
      return false;
    }
    ++seen.back();
    EXPECT_FALSE(expected.denial) << (expected.denial ? name_of(*expected.denial) : "");
    return !expected.denial && decision->record().basis == expected.basis &&
           decision->record().obligations == expected.obligations;
  });
  for (std::size_t i = 0; i < kCountOf<Denial>; ++i) {
    EXPECT_GE(seen[i], tuples() / 20'000) << name_of(static_cast<Denial>(i));
  }
  EXPECT_GE(seen.back(), tuples() / 20);
}

TEST(AccessProperty, withdrawing_or_forgetting_a_consent_never_opens_anything) {
  for_any(2, tuples() / 5, [](Scene& scene, AnyScene& any) {
    if (scene.consents.empty()) return true;
    const bool before = is_allowed(scene.request);
    const std::size_t one = any.below(static_cast<std::uint32_t>(scene.consents.size()));
    scene.consents[one].withdrawn_at_s = kNow;
    const bool withdrawn = is_allowed(scene.look());
    scene.consents.erase(scene.consents.begin() + static_cast<std::ptrdiff_t>(one));
    const bool forgotten = is_allowed(scene.look());
    return (before || !withdrawn) && withdrawn == forgotten;
  });
}

TEST(AccessProperty, a_stricter_marking_never_opens_anything) {
  for_any(3, tuples() / 5, [](Scene& scene, AnyScene&) {
    Marking& marking = scene.request.item.marking;
    bool tlp_before = true;
    for (std::size_t i = 0; i < kCountOf<Tlp>; ++i) {
      marking.tlp = static_cast<Tlp>(i);
      bool pap_before = true;
      for (std::size_t j = 0; j < kCountOf<Pap>; ++j) {
        marking.pap = static_cast<Pap>(j);
        const bool now = is_allowed(scene.request);
        if (now && !pap_before) return false;
        pap_before = now;
      }
      marking.pap = Pap::clear;
      const bool now = is_allowed(scene.request);
      if (now && !tlp_before) return false;
      tlp_before = now;
    }
    return true;
  });
}

bool is_live(const Consent& consent) {
  return consent.from_s <= kNow && kNow < consent.until_s &&
         !(consent.withdrawn_at_s && *consent.withdrawn_at_s <= kNow);
}

bool crosses(const Request& r) {
  const Side kept = side_of(r.item.space);
  const Side asks = side_of(r.actor.acting_as);
  return kept != Side::neither && asks != Side::neither && kept != asks;
}

TEST(AccessProperty, nothing_passes_between_care_and_justice_without_her_consent) {
  std::uint64_t crossed = 0;
  for_any(4, tuples(), [&](Scene& scene, AnyScene&) {
    const Request& r = scene.request;
    const Side kept = side_of(r.item.space);
    const bool gives =
        r.action == Action::share && kept != Side::neither && r.recipient.side != kept;
    if (!crosses(r) && !gives) return true;
    const OrganisationId recipient =
        r.action == Action::share ? r.recipient.organisation : r.actor.organisation;
    bool is_wanted = false;
    for (const Consent& consent : scene.consents) {
      is_wanted = is_wanted || (is_live(consent) && consent.subject == r.item.subject &&
                                consent.recipient == recipient && consent.purposes.has(r.purpose) &&
                                consent.fields.has(r.item.field));
    }
    const bool allowed = is_allowed(r);
    crossed += allowed ? 1 : 0;
    return is_wanted || !allowed;
  });
  EXPECT_GT(crossed, tuples() / 1000);  // with consent it does
}

TEST(AccessProperty, who_asks_across_the_wall_without_consent_learns_nothing_of_what_is_there) {
  for_any(5, tuples(), [](Scene& scene, AnyScene& any) {
    if (!crosses(scene.request)) return true;
    std::erase_if(scene.consents, is_live);
    const Decision one = decide(scene.look());
    Scene other;  // the same question, and something else is kept there
    any.roll(other);
    Item& item = scene.request.item;
    other.request.item.field = item.field;
    other.request.item.space = item.space;
    item = other.request.item;
    scene.consents = other.consents;
    std::erase_if(scene.consents, is_live);
    scene.organisations = other.organisations;
    scene.people = other.people;
    scene.grant = other.grant;
    scene.has_grant = other.has_grant;
    const Decision two = decide(scene.look());
    return !one && !two && one.error() == two.error();
  });
}

TEST(AccessProperty, after_its_end_a_grant_opens_nothing) {
  for_any(6, tuples() / 5, [](Scene& scene, AnyScene&) {
    for (Consent& consent : scene.consents) consent.until_s = std::min(consent.until_s, kNow);
    scene.grant.until_s = std::min(scene.grant.until_s, kNow);
    const Decision decision = decide(scene.look());
    return !decision || (decision->record().basis == Basis::work && !crosses(scene.request));
  });
}

TEST(AccessProperty, an_emergency_takes_two_people_and_no_administrator) {
  std::uint64_t allowed = 0;
  for_any(7, tuples(), [&](Scene& scene, AnyScene&) {
    const Decision decision = decide(scene.request);
    if (!decision || decision->record().basis != Basis::emergency) return true;
    ++allowed;
    const EmergencyGrant& grant = scene.grant;
    if (grant.approved_as == Role::administrator || grant.approved_by == grant.asked_by ||
        decision->record().approved_by != grant.approved_by ||
        scene.request.actor.roles.has(Role::administrator) || crosses(scene.request)) {
      return false;
    }
    scene.grant.approved_by = grant.asked_by;
    return !is_allowed(scene.look());
  });
  EXPECT_GT(allowed, tuples() / 5000);
}

TEST(AccessProperty, an_administrator_never_sees_content) {
  const EnumSet<Field> own{Field::account_data, Field::role_assignment, Field::service_settings,
                           Field::service_health, Field::member_name};
  for_any(8, tuples() / 5, [&](Scene& scene, AnyScene&) {
    scene.request.actor.roles.add(Role::administrator);
    scene.request.actor.acting_as = Role::administrator;
    return !is_allowed(scene.request) || own.has(scene.request.item.field);
  });
}

}  // namespace
}  // namespace lodestar::desk
