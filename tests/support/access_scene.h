// SPDX-License-Identifier: Apache-2.0
// Requests for access: one that is right, to be spoilt in one place, and any.
//
// A few ids and times each, so that chance brings the same ones together often.
#pragma once

#include <cstdint>
#include <vector>

#include "desk/access_rules.h"
#include "support/dice.h"

namespace lodestar::desk::testing {

inline constexpr std::uint64_t kNow = 1'800'000'000;
inline constexpr OrganisationId kShelter{1};
inline constexpr OrganisationId kProsecution{2};
inline constexpr OrganisationId kClinic{3};
inline constexpr AccountId kAna{1};
inline constexpr AccountId kBo{2};
inline constexpr SubjectId kHer{1};

// Owns what a Request borrows.
struct Scene {
  Request request;
  std::vector<Consent> consents;
  std::vector<OrganisationId> organisations;
  std::vector<AccountId> people;
  EmergencyGrant grant;
  bool has_grant = false;

  const Request& look() {
    request.consents = consents;
    request.item.marking.organisations = organisations;
    request.item.marking.people = people;
    request.emergency = has_grant ? &grant : nullptr;
    return request;
  }
};

inline EnumSet<Purpose> all_purposes() {
  EnumSet<Purpose> all;
  for (std::size_t i = 0; i < kCountOf<Purpose>; ++i) all.add(static_cast<Purpose>(i));
  return all;
}

inline EnumSet<Field> all_fields() {
  EnumSet<Field> all;
  for (std::size_t i = 0; i < kCountOf<Field>; ++i) all.add(static_cast<Field>(i));
  return all;
}

// Ana, a caseworker of the shelter, reveals a name for support; she who is concerned consented.
inline Scene caseworker_scene() {
  Scene scene;
  scene.request.actor = {.account = kAna,
                         .organisation = kShelter,
                         .roles = {Role::caseworker},
                         .acting_as = Role::caseworker,
                         .self = SubjectId::none,
                         .confirmed_at_s = kNow - 10};
  scene.request.action = Action::reveal;
  scene.request.purpose = Purpose::support;
  scene.request.item = {.field = Field::person_name,
                        .space = Space::care,
                        .holder = kShelter,
                        .subject = kHer,
                        .marking = {.tlp = Tlp::green,
                                    .pap = Pap::green,
                                    .set_by = kShelter,
                                    .organisations = {},
                                    .people = {}},
                        .kept_until_s = kNow + 1000};
  scene.request.time_s = kNow;
  scene.consents = {{.subject = kHer,
                     .recipient = kShelter,
                     .purposes = all_purposes(),
                     .fields = all_fields(),
                     .from_s = kNow - 100,
                     .until_s = kNow + 100,
                     .withdrawn_at_s = std::nullopt}};
  return scene;
}

class AnyScene {
 public:
  explicit AnyScene(std::uint32_t seed) : dice_(seed) {}

  // Fills `scene` anew: mostly near to something that a rule allows.
  void roll(Scene& scene) {
    Request& r = scene.request;
    r = {};
    r.time_s = kNow;
    roll_question(r);
    roll_actor(r.actor);
    const bool is_of_service = r.item.space == Space::administration && one_in(3);
    r.item.holder = is_of_service ? OrganisationId::none : near(kShelter);
    r.item.subject = near(kHer);
    r.item.kept_until_s = often(8) ? kNow + 1000 : any_time();
    r.item.marking.tlp = any<Tlp>();
    r.item.marking.pap = any<Pap>();
    r.item.marking.set_by = static_cast<OrganisationId>(dice_.below(4));
    r.recipient = {.organisation = near(kProsecution),
                   .account = near(kBo),
                   .side = static_cast<Side>(dice_.below(3))};
    roll_lists(scene);
    roll_grant(scene.grant, r);
    scene.has_grant = often(8);
  }

  std::uint32_t below(std::uint32_t end) { return dice_.below(end); }

 private:
  bool one_in(std::uint32_t n) { return dice_.below(n) == 0; }
  bool often(std::uint32_t n) { return dice_.below(n) != 0; }

  // Now and then one that does not exist.
  template <typename E>
  E any() {
    return static_cast<E>(one_in(500) ? 255 : dice_.below(kCountOf<E>));
  }
  template <typename Id>
  Id near(Id usual) {
    return often(6) ? usual : static_cast<Id>(dice_.below(4));
  }
  std::uint64_t any_time() {
    static constexpr std::int64_t kOffsets[] = {-90000, -86400, -301, -300,  -299,  -1,   0,
                                                1,      100,    300,  86399, 86400, 90000};
    return kNow + static_cast<std::uint64_t>(kOffsets[dice_.below(std::size(kOffsets))]);
  }
  template <typename E>
  E member(EnumSet<E> set) {
    const auto start = dice_.below(kCountOf<E>);
    for (std::size_t i = 0; i < kCountOf<E>; ++i) {
      const auto value = static_cast<E>((start + i) % kCountOf<E>);
      if (set.has(value)) return value;
    }
    return any<E>();
  }

  // Who asks for what: as a rule has it, or with one part of it changed, or anything.
  void roll_question(Request& r) {
    const Rule& rule = kRules[dice_.below(kRules.size())];
    r.actor.acting_as = often(12) ? member(rule.roles) : any<Role>();
    r.item.space = often(12) ? member(rule.spaces) : any<Space>();
    r.action = often(12) ? member(rule.actions) : any<Action>();
    r.purpose = often(12) ? member(rule.purposes) : any<Purpose>();
    r.item.field = often(12) ? member(rule.fields) : any<Field>();
  }

  void roll_actor(Actor& actor) {
    actor.account = near(kAna);
    actor.organisation = near(kShelter);
    actor.self = near(kHer);
    if (often(20)) actor.roles.add(actor.acting_as);
    while (one_in(6)) actor.roles.add(any<Role>());
    actor.confirmed_at_s = often(6) ? kNow - dice_.below(300) : any_time();
  }

  void roll_lists(Scene& scene) {
    scene.consents.clear();
    scene.organisations.clear();
    scene.people.clear();
    for (std::uint32_t i = dice_.below(4); i > 0; --i) scene.consents.push_back(any_consent(scene));
    for (std::uint32_t i = dice_.below(3); i > 0; --i) {
      scene.organisations.push_back(static_cast<OrganisationId>(dice_.below(4)));
    }
    for (std::uint32_t i = dice_.below(3); i > 0; --i) {
      scene.people.push_back(static_cast<AccountId>(dice_.below(4)));
    }
  }

  Consent any_consent(const Scene& scene) {
    const bool shares = scene.request.action == Action::share && !one_in(4);
    Consent consent{.subject = near(kHer),
                    .recipient = near(shares ? kProsecution : kShelter),
                    .purposes = {any<Purpose>()},
                    .fields = {any<Field>()},
                    .from_s = often(4) ? kNow - 100 : any_time(),
                    .until_s = often(4) ? kNow + 100 : any_time(),
                    .withdrawn_at_s = std::nullopt};
    if (often(6)) consent.purposes.add(scene.request.purpose);
    if (often(6)) consent.fields.add(scene.request.item.field);
    if (one_in(4)) consent.withdrawn_at_s = any_time();
    return consent;
  }

  void roll_grant(EmergencyGrant& grant, const Request& r) {
    grant = {.subject = near(kHer),
             .fields = {any<Field>()},
             .asked_by = near(r.actor.account),
             .approved_by = near(kBo),
             .approved_as = one_in(3) ? any<Role>() : r.actor.acting_as,
             .approver_organisation = near(r.item.holder),
             .from_s = often(4) ? kNow - 100 : any_time(),
             .until_s = often(4) ? kNow + 100 : any_time(),
             .notice_sent_s = std::nullopt};
    if (often(6)) grant.fields.add(r.item.field);
    if (often(6)) grant.notice_sent_s = often(4) ? kNow - 50 : any_time();
  }

  lodestar::testing::Dice dice_;
};

}  // namespace lodestar::desk::testing
