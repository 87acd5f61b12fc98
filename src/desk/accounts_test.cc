// SPDX-License-Identifier: Apache-2.0
// The door is held against who guesses, who replays, who wants to keep somebody out, and who asks
// for what is another's.
#include "desk/accounts.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <future>

#include "support/accounts_scene.h"
#include "support/virtual_authenticator.h"

namespace lodestar::desk {
namespace {

using test::Answer;
using test::from_base32;
using test::kOrigin;
using test::kPassword;
using test::Person;
using test::secret;
using AccountsTest = test::AccountsScene;

using lodestar::testing::client_data_of;
using lodestar::testing::VirtualAuthenticator;

PasskeyAnswer new_answer(const VirtualAuthenticator& key, const crypto::Challenge& challenge) {
  const std::string data = VirtualAuthenticator::authenticator_data(
      {.party_id = "localhost", .flags = 0x45, .attested = key.attested_passkey()});
  return {.id = key.id(),
          .client_data = client_data_of("webauthn.create", challenge, kOrigin),
          .attestation_object = VirtualAuthenticator::attest_none(data)};
}

PasskeyAnswer known_answer(const VirtualAuthenticator& key, const crypto::Challenge& challenge,
                           std::uint32_t count = 0) {
  PasskeyAnswer answer{.id = key.id(),
                       .client_data = client_data_of("webauthn.get", challenge, kOrigin),
                       .authenticator_data = VirtualAuthenticator::authenticator_data(
                           {.party_id = "localhost", .sign_count = count})};
  answer.signature = key.sign(answer.authenticator_data, answer.client_data);
  return answer;
}

TEST_F(AccountsTest, TheFirstLinkMakesTheFirstAdministratorOnceAndForADay) {
  const auto old = accounts->invite_first();
  ASSERT_TRUE(old && *old);
  const auto link = accounts->invite_first();
  ASSERT_TRUE(link && *link);
  EXPECT_FALSE(accounts->read_invitation(token_of(**old))) << "the newer one takes its place";
  EXPECT_TRUE((*link)->url.reveal().starts_with("http://localhost:8080/invitation#"));
  const std::string token = token_of(**link);
  ASSERT_TRUE(accounts->read_invitation(token));
  now_s += 24 * 3600;
  EXPECT_EQ(accounts->read_invitation(token).error().code, Code::not_found);

  const Person lena = first();
  EXPECT_EQ(lena.member.account.roles, "administrator");
  EXPECT_EQ(lena.member.account.organisation.name, "Harbour hotline");
  const auto again = accounts->invite_first();
  ASSERT_TRUE(again);
  EXPECT_FALSE(*again);
}

TEST_F(AccountsTest, AnInvitationIsUsedOnceAndIsOverAfterADay) {
  const Person lena = first();
  const auto link = accounts->invite(fresh(lena.member), secret("Ana"), "analyst");
  ASSERT_TRUE(link);
  const std::string token = token_of(*link);
  const auto begun = set_up(token, "ana.prosper");
  ASSERT_TRUE(begun) << begun.error().message;
  const auto code = crypto::totp_code(from_base32(begun->totp.reveal()), now_s / 30);
  const Accounts::Proof right{.code = code, .passkey = {}};
  EXPECT_EQ(
      accounts->finish_set_up(token, begun->id, {.code = secret("00000x")}, home()).error().code,
      Code::invalid);
  ASSERT_TRUE(accounts->finish_set_up(token, begun->id, right, home()));
  EXPECT_EQ(accounts->finish_set_up(token, begun->id, right, home()).error().code, Code::not_found);
  EXPECT_EQ(set_up(token, "another").error().code, Code::not_found);

  const auto late = accounts->invite(fresh(lena.member), secret("Noor"), "analyst");
  const auto too_late = set_up(token_of(*late), "noor.haddad");
  ASSERT_TRUE(too_late);
  now_s += 24 * 3600;
  EXPECT_EQ(
      accounts
          ->finish_set_up(
              token_of(*late), too_late->id,
              {.code = crypto::totp_code(from_base32(too_late->totp.reveal()), now_s / 30)}, home())
          .error()
          .code,
      Code::not_found);
}

TEST_F(AccountsTest, WhatIsAmissWithALoginOrPasswordIsToldByItsField) {
  const Person lena = first();
  const auto link = accounts->invite(fresh(lena.member), secret("Ana"), "analyst");
  const std::string token = token_of(*link);
  EXPECT_TRUE(set_up(token, "ana", "short").error().message.starts_with("password: "));
  EXPECT_TRUE(
      set_up(token, "ana.prosper", "ana.prosper1234").error().message.starts_with("password: "));
  EXPECT_TRUE(set_up(token, "a b c").error().message.starts_with("login: "));
  EXPECT_TRUE(set_up(token, "LENA.Virta").error().message.starts_with("login: somebody"));
}

TEST_F(AccountsTest, RolesThatDoNotMixAreNotInvited) {
  const Person lena = first();
  for (const auto* roles : {"", "caseworker prosecutor", "analyst administrator", "person",
                            "analyst queen", "analyst analyst"}) {
    const auto link = accounts->invite(fresh(lena.member), secret("Ana"), roles);
    ASSERT_FALSE(link) << roles;
    EXPECT_TRUE(link.error().message.starts_with("roles: ")) << roles;
  }
  EXPECT_TRUE(accounts->invite(fresh(lena.member), secret("Ana"), "analyst caseworker"));
}

TEST_F(AccountsTest, OnlyAnAdministratorWhoHasProvedToBeThereInvites) {
  const Person lena = first();
  const Person ana = invited(lena, "ana.prosper", "analyst");
  EXPECT_EQ(accounts->invite(fresh(ana.member), secret("x"), "analyst").error().code,
            Code::forbidden);
  Member stale = fresh(lena.member);
  stale.confirmed_at_s -= kConfirmationHoldsSeconds;
  EXPECT_TRUE(
      accounts->invite(stale, secret("x"), "analyst").error().message.starts_with("confirm: "));
}

TEST_F(AccountsTest, AWrongPasswordAnUnknownLoginAndAWrongCodeAreOneAnswer) {
  const Person lena = first();
  const auto password = try_to_enter(lena.login, "another password", code_of(lena), home());
  const auto login = try_to_enter("nobody.here", kPassword, code_of(lena), home());
  const auto code = try_to_enter(lena.login, kPassword, "nonsense", home());
  const auto none = try_to_enter(lena.login, kPassword, "", home());
  for (const auto* one : {&password, &login, &code, &none}) {
    ASSERT_FALSE(*one);
    EXPECT_EQ(one->error().code, Code::unauthenticated);
    EXPECT_EQ(one->error().message, password.error().message);
  }
  EXPECT_TRUE(enters(lena, code_of(lena), home()));
}

TEST_F(AccountsTest, ACodeIsGoodOnceAndARecoveryCodeToo) {
  const Person lena = first();
  const std::string code = code_of(lena);
  EXPECT_TRUE(enters(lena, code, home()));
  EXPECT_FALSE(enters(lena, code, home()));
  now_s += crypto::kTotpStepSeconds;
  EXPECT_FALSE(enters(lena, code, home())) << "it stays used where it would still be in time";
  EXPECT_TRUE(enters(lena, code_of(lena), home()));
  EXPECT_TRUE(enters(lena, lena.codes[3].reveal(), home()));
  EXPECT_FALSE(enters(lena, lena.codes[3].reveal(), home()));
  EXPECT_EQ(accounts->read_account(lena.member)->codes, 9U);
}

TEST_F(AccountsTest, NoStrangerKeepsHerOut) {
  const Person lena = first();
  std::size_t later = 0;
  for (int attempt = 0; attempt < 10'000; ++attempt) {
    const auto door = try_to_enter(lena.login, "a wrong password", "123456", elsewhere());
    later += door && std::holds_alternative<TryLater>(*door) ? 1 : 0;
  }
  EXPECT_EQ(later, 9'990U);
  EXPECT_TRUE(enters(lena, code_of(lena), home())) << "from another place";
  now_s += crypto::kTotpStepSeconds;
  Asker beside_him = known(lena);
  beside_him.source = elsewhere().source;
  EXPECT_TRUE(enters(lena, code_of(lena), beside_him)) << "from his, by a browser that is known";
  EXPECT_FALSE(accounts->read_account(lena.member)->is_password_known);
}

TEST_F(AccountsTest, WhoHasThePasswordAndTriesCodesLosesItWithoutLockingHerOut) {
  const Person lena = first();
  for (int attempt = 0; attempt < 10; ++attempt) {
    Asker asker = elsewhere();
    asker.source = fmt::format("203.0.113.{}", attempt);
    EXPECT_FALSE(enters(lena, attempt % 2 == 0 ? "000000" : "7K2Q-9BXM-04TD-WEPA", asker));
  }
  EXPECT_FALSE(enters(lena, code_of(lena), elsewhere()));
  // What was counted is on the disk once a later change is.
  ASSERT_TRUE(database->write([](store::Connection&) -> Status { return {}; }));
  EXPECT_TRUE(accounts->read_account(lena.member)->is_password_known);
  EXPECT_TRUE(enters(lena, lena.codes[0].reveal(), elsewhere()));
  EXPECT_TRUE(enters(lena, code_of(lena), known(lena)));
  Answer<std::monostate> changed;
  accounts->change_password(fresh(lena.member), secret("another lantern by the ferry"),
                            changed.done());
  ASSERT_TRUE(changed.get());
  EXPECT_FALSE(accounts->read_account(lena.member)->is_password_known);
  now_s += crypto::kTotpStepSeconds;
  EXPECT_FALSE(enters(lena, code_of(lena), known(lena)));
  const auto door = try_to_enter(lena.login, "another lantern by the ferry", code_of(lena), home());
  EXPECT_TRUE(door && std::holds_alternative<Entered>(*door));
}

TEST_F(AccountsTest, ASessionEndsWhereAnotherBeginsAndOpensInNoOtherBrowser) {
  const Person lena = first();
  auto door = try_to_enter(lena.login, kPassword, code_of(lena), home());
  ASSERT_TRUE(door);
  const std::string before = std::get<Entered>(*door).session.token.reveal();
  EXPECT_TRUE(desk_->find_member(before, home().agent));
  EXPECT_FALSE(desk_->find_member(before, "Another browser"));
  now_s += crypto::kTotpStepSeconds;
  Asker again = home();
  again.token = before;
  door = try_to_enter(lena.login, kPassword, code_of(lena), again);
  ASSERT_TRUE(door);
  EXPECT_NE(std::get<Entered>(*door).session.token.reveal(), before);
  EXPECT_FALSE(desk_->find_member(before, home().agent));
}

TEST_F(AccountsTest, OnesOwnSessionsAreListedAndEndedAndNobodyElses) {
  const Person lena = first();
  const Person ana = invited(lena, "ana.prosper", "analyst");
  EXPECT_TRUE(enters(ana, code_of(ana), elsewhere()));
  const auto hers = accounts->list_sessions(ana.member);
  ASSERT_TRUE(hers);
  ASSERT_EQ(hers->size(), 2U);
  EXPECT_EQ((*hers)[0].device.reveal(), "A script");
  EXPECT_EQ(accounts->end_session(lena.member, (*hers)[0].id).error().code, Code::not_found);
  EXPECT_TRUE(accounts->end_other_sessions(lena.member));
  EXPECT_EQ(accounts->list_sessions(ana.member)->size(), 2U);
  EXPECT_TRUE(accounts->end_session(ana.member, (*hers)[0].id));
  EXPECT_EQ(accounts->list_sessions(ana.member)->size(), 1U);
}

TEST_F(AccountsTest, ConfirmingWantsThePasswordAndIsThrottledBySession) {
  const Person lena = first();
  const auto confirm = [&](std::string_view password) {
    Answer<TryLater> answer;
    accounts->confirm(lena.member, secret(password), answer.done());
    return answer.get();
  };
  EXPECT_EQ(confirm("a wrong password").error().code, Code::forbidden);
  now_s += 1000;
  const auto right = confirm(kPassword);
  ASSERT_TRUE(right);
  EXPECT_EQ(right->wait_s, 0U);
  EXPECT_EQ(accounts->list_sessions(lena.member)->front().confirmed_at_s, now_s);
  std::uint64_t wait_s = 0;
  for (int i = 0; i < 12; ++i) {
    const auto answer = confirm("a wrong password");
    if (answer) wait_s = answer->wait_s;
  }
  EXPECT_GT(wait_s, 0U);
}

TEST_F(AccountsTest, APasskeyIsTakenInAndOpensAndEachChallengeOnce) {
  const Person lena = first();
  const VirtualAuthenticator key(crypto::PasskeyAlgorithm::es256);
  const auto creation = begin_passkey(lena);
  ASSERT_TRUE(creation) << creation.error().message;
  const PasskeyAnswer added = new_answer(key, creation->challenge);
  const auto kept = accounts->add_passkey(fresh(lena.member), added, secret("the blue one"));
  ASSERT_TRUE(kept) << kept.error().message;
  EXPECT_FALSE(accounts->add_passkey(fresh(lena.member), added, secret("again")));

  const auto challenge = accounts->begin_passkey_sign_in();
  const PasskeyAnswer answer = known_answer(key, *challenge, 5);
  const auto entered = accounts->sign_in_by_passkey(answer, home());
  ASSERT_TRUE(entered) << entered.error().message;
  EXPECT_EQ(entered->session.member.account.id, lena.member.account.id);
  EXPECT_EQ(accounts->sign_in_by_passkey(answer, home()).error().code, Code::unauthenticated);
  EXPECT_EQ(accounts->read_account(lena.member)->passkeys.front().passkey.sign_count, 5U);

  const auto copied = accounts->sign_in_by_passkey(
      known_answer(key, *accounts->begin_passkey_sign_in(), 4), home());
  ASSERT_TRUE(copied);
  EXPECT_TRUE(copied->is_passkey_copied);
  const auto late = accounts->begin_passkey_sign_in();
  now_s += Challenges::kHoldsSeconds;
  EXPECT_FALSE(accounts->sign_in_by_passkey(known_answer(key, *late, 6), home()));
  EXPECT_FALSE(accounts->sign_in_by_passkey(known_answer(key, crypto::Challenge{}, 7), home()));
  EXPECT_FALSE(
      accounts->sign_in_by_passkey(known_answer(key, begin_passkey(lena)->challenge, 8), home()))
      << "a challenge for something else";
}

TEST_F(AccountsTest, APasskeyIsItsOwnersAlone) {
  const Person lena = first();
  const Person ana = invited(lena, "ana.prosper", "analyst");
  const VirtualAuthenticator key(crypto::PasskeyAlgorithm::eddsa);
  const auto creation = begin_passkey(lena);
  EXPECT_FALSE(accounts->add_passkey(fresh(ana.member), new_answer(key, creation->challenge),
                                     secret("hers")))
      << "a challenge of another's";
  ASSERT_TRUE(accounts->add_passkey(fresh(lena.member), new_answer(key, creation->challenge),
                                    secret("mine")));
  EXPECT_FALSE(accounts->add_passkey(
      fresh(ana.member), new_answer(key, begin_passkey(ana)->challenge), secret("hers")));
  EXPECT_EQ(accounts->remove_passkey(fresh(ana.member), key.id()).error().code, Code::not_found);
  EXPECT_FALSE(accounts->confirm_by_passkey(
      ana.member, known_answer(key, *accounts->begin_confirmation(ana.member))));
  EXPECT_TRUE(accounts->confirm_by_passkey(
      lena.member, known_answer(key, *accounts->begin_confirmation(lena.member))));
  Member stale = lena.member;
  now_s += kConfirmationHoldsSeconds;
  EXPECT_EQ(accounts->remove_passkey(stale, key.id()).error().code, Code::forbidden);
  EXPECT_TRUE(accounts->remove_passkey(fresh(lena.member), key.id()));
}

TEST_F(AccountsTest, APasskeyAloneMakesAnAccountAndItsLastIsNotRemoved) {
  const Person lena = first();
  const auto link = accounts->invite(fresh(lena.member), secret("Ana"), "analyst");
  const std::string token = token_of(*link);
  const auto begun = set_up(token, "ana.prosper");
  const VirtualAuthenticator key(crypto::PasskeyAlgorithm::es256);
  const auto creation = accounts->begin_set_up_passkey(token, begun->id);
  ASSERT_TRUE(creation);
  const auto entered = accounts->finish_set_up(
      token, begun->id, {.code = {}, .passkey = new_answer(key, creation->challenge)}, home());
  ASSERT_TRUE(entered) << entered.error().message;
  const Member ana = entered->session.member;
  EXPECT_FALSE(accounts->read_account(ana)->has_totp);
  EXPECT_EQ(accounts->remove_passkey(ana, key.id()).error().code, Code::forbidden);
  EXPECT_TRUE(
      accounts->sign_in_by_passkey(known_answer(key, *accounts->begin_passkey_sign_in()), home()));
}

TEST_F(AccountsTest, MembersAreChangedByTheirOwnAdministratorsAndNobodyChangesHerself) {
  const Person lena = first();
  const Person ana = invited(lena, "ana.prosper", "analyst");
  const auto added = accounts->add_organisation(fresh(lena.member), "Norland court", "prosecutor");
  ASSERT_TRUE(added) << added.error().message;
  const Person ines = join(added->link, "ines.marau");
  EXPECT_EQ(ines.member.account.organisation.id, added->organisation.id);

  const auto change = [&](const Person& by, const Person& whom, std::string_view roles) {
    return accounts->change_member(fresh(by.member), whom.member.account.id,
                                   {.roles = std::string(roles)});
  };
  EXPECT_EQ(change(ines, ana, "auditor").error().code, Code::not_found);
  EXPECT_EQ(change(ana, ana, "administrator").error().code, Code::forbidden);
  EXPECT_EQ(change(lena, lena, "analyst").error().code, Code::forbidden);
  EXPECT_EQ(change(lena, ana, "caseworker investigator").error().code, Code::invalid);
  ASSERT_TRUE(change(lena, ana, "caseworker"));
  EXPECT_TRUE(accounts->list_sessions(ana.member)->empty()) << "what she was has ended";
  EXPECT_TRUE(enters(ana, code_of(ana), home()));
  EXPECT_EQ(accounts->list_members(lena.member)->size(), 2U);
  EXPECT_EQ(accounts->list_members(ines.member)->size(), 1U);

  now_s += crypto::kTotpStepSeconds;
  ASSERT_TRUE(accounts->change_member(fresh(lena.member), ana.member.account.id,
                                      {.roles = "caseworker", .is_ended = true}));
  EXPECT_FALSE(enters(ana, code_of(ana), home()));
  EXPECT_TRUE(accounts->list_members(lena.member)->back().ended_s.has_value());
}

TEST_F(AccountsTest, WithAnAdministratorEndTheLinksThatMayBeHers) {
  const Person lena = first();
  const Person omar = invited(lena, "omar.said", "administrator");
  const auto link = accounts->invite(fresh(omar.member), secret("Somebody"), "administrator");
  const auto elsewhere = accounts->add_organisation(fresh(omar.member), "A court", "prosecutor");
  ASSERT_TRUE(link && elsewhere);
  ASSERT_TRUE(accounts->change_member(fresh(lena.member), omar.member.account.id,
                                      {.roles = "administrator", .is_ended = true}));
  EXPECT_TRUE(accounts->list_invitations(fresh(lena.member))->empty());
  EXPECT_EQ(accounts->read_invitation(token_of(*link)).error().code, Code::not_found);
  EXPECT_EQ(accounts->read_invitation(token_of(elsewhere->link)).error().code, Code::not_found);
}

// Each ends the other, as both were asked while both were there.
TEST_F(AccountsTest, OneAdministratorIsLeft) {
  const Person lena = first();
  const Person omar = invited(lena, "omar.said", "administrator");
  const Member both[] = {fresh(lena.member), fresh(omar.member)};
  ASSERT_TRUE(accounts->change_member(both[0], omar.member.account.id,
                                      {.roles = "administrator", .is_ended = true}));
  EXPECT_EQ(accounts
                ->change_member(both[1], lena.member.account.id,
                                {.roles = "administrator", .is_ended = true})
                .error()
                .code,
            Code::unauthenticated);
}

// Whatever was asked while he was one, and comes to the database when he is none any more.
TEST_F(AccountsTest, WhatAnAdministratorAskedIsDoneByNoneWhoHasCeasedToBeOne) {
  const Person lena = first();
  const Person omar = invited(lena, "omar.said", "administrator");
  const Person ana = invited(lena, "ana.prosper", "analyst");
  const Member before = fresh(omar.member);
  ASSERT_TRUE(accounts->list_members(before));
  ASSERT_TRUE(accounts->change_member(fresh(lena.member), before.account.id, {.roles = "auditor"}));
  const auto waiting = accounts->invite(fresh(lena.member), secret("Noor"), "analyst");
  ASSERT_TRUE(waiting);
  const auto expect_refused = [](const auto& answer, std::string_view what) {
    ASSERT_FALSE(answer) << what;
    EXPECT_EQ(answer.error().code, Code::unauthenticated) << what;
  };
  expect_refused(accounts->invite(before, secret("x"), "administrator"), "invite");
  expect_refused(accounts->withdraw_invitation(before, waiting->id), "withdraw_invitation");
  expect_refused(accounts->add_organisation(before, "Another", "police"), "add_organisation");
  expect_refused(accounts->change_member(before, ana.member.account.id, {.roles = "auditor"}),
                 "change_member");
  expect_refused(accounts->list_invitations(before), "list_invitations");
  expect_refused(accounts->list_organisations(before), "list_organisations");
  expect_refused(accounts->list_members(before), "list_members");
  EXPECT_EQ(accounts->list_invitations(fresh(lena.member))->size(), 1U);
  EXPECT_EQ(accounts->list_organisations(lena.member)->size(), 1U);
  EXPECT_EQ(accounts->list_members(lena.member)->back().account.roles, "analyst");
}

TEST_F(AccountsTest, WhoRunsTheMachineInvitesAnAdministratorAndAllMembersAreTold) {
  EXPECT_TRUE(accounts->invite_at_machine("").error().message.contains("lodestar serve"));
  const Person lena = first();
  const auto added = accounts->add_organisation(fresh(lena.member), "Norland court", "prosecutor");
  const Person ines = join(added->link, "ines.marau");
  EXPECT_EQ(accounts->invite_at_machine("nobody").error().code, Code::not_found);
  const auto made = accounts->invite_at_machine(added->organisation.id);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(accounts->list_invitations(fresh(ines.member))->size(), 1U);
  const auto told = [&](const Person& whom) {
    const auto records = accounts->read_records(whom.member, {})->records;
    return std::ranges::any_of(records, [](const auto& one) {
      return one.record.body.contains("an administrator was invited at the machine");
    });
  };
  EXPECT_TRUE(told(ines));
  EXPECT_FALSE(told(lena)) << "of another organisation";
  const Person noor = join(made->link, "noor.haddad");
  EXPECT_EQ(noor.member.account.roles, "administrator");
  EXPECT_EQ(noor.member.account.organisation.id, added->organisation.id);
  EXPECT_EQ(accounts->invite_at_machine("")->organisation.id, lena.member.account.organisation.id);
  store::Outbox outbox(*vault, 77);
  std::vector<std::string> operations;
  ASSERT_TRUE(database->read([&](store::Connection& connection) -> Status {
    for (const auto& one : LODESTAR_TRY(outbox.about(connection, "the service", {}, 10))) {
      operations.push_back(one.record.subject);
    }
    return {};
  }));
  EXPECT_EQ(operations, (std::vector<std::string>{"invite/" + lena.member.account.organisation.id,
                                                  "invite/" + added->organisation.id}));
}

TEST_F(AccountsTest, OrganisationsAreAddedByThoseWhoRunTheServiceAlone) {
  const Person lena = first();
  const auto added = accounts->add_organisation(fresh(lena.member), "Norland court", "prosecutor");
  ASSERT_TRUE(added);
  const Person ines = join(added->link, "ines.marau");
  EXPECT_EQ(accounts->list_organisations(lena.member)->size(), 2U);
  EXPECT_EQ(accounts->list_organisations(ines.member)->size(), 1U);
  EXPECT_EQ(accounts->add_organisation(fresh(ines.member), "Another", "police").error().code,
            Code::forbidden);
}

TEST_F(AccountsTest, AnotherAppTakesThePlaceOfTheOneBeforeOnceItsCodeWasSeen) {
  Person lena = first();
  Member stale = lena.member;
  stale.confirmed_at_s = 0;
  EXPECT_EQ(accounts->begin_app(stale).error().code, Code::forbidden);
  EXPECT_EQ(accounts->finish_app(fresh(lena.member), secret("123456")).error().code,
            Code::not_found);
  const auto app = accounts->begin_app(fresh(lena.member));
  ASSERT_TRUE(app) << app.error().message;
  EXPECT_EQ(accounts->finish_app(fresh(lena.member), secret("not six")).error().code,
            Code::invalid);
  EXPECT_TRUE(enters(lena, code_of(lena), home())) << "the one before, until the new one was seen";
  now_s += crypto::kTotpStepSeconds;
  const std::string before = code_of(lena);
  lena.totp = from_base32(app->totp.reveal());
  ASSERT_TRUE(accounts->finish_app(fresh(lena.member), secret(code_of(lena))));
  EXPECT_FALSE(enters(lena, code_of(lena), home())) << "that code was used";
  now_s += crypto::kTotpStepSeconds;
  EXPECT_FALSE(enters(lena, before, home()));
  EXPECT_TRUE(enters(lena, code_of(lena), home()));
}

TEST_F(AccountsTest, NewRecoveryCodesMakeThoseBeforeWorthless) {
  const Person lena = first();
  Member stale = lena.member;
  stale.confirmed_at_s = 0;
  EXPECT_EQ(accounts->renew_codes(stale).error().code, Code::forbidden);
  ASSERT_TRUE(enters(lena, lena.codes[0].reveal(), home()));
  EXPECT_EQ(accounts->read_account(lena.member)->codes, 9U);
  const auto codes = accounts->renew_codes(fresh(lena.member));
  ASSERT_TRUE(codes) << codes.error().message;
  EXPECT_EQ(accounts->read_account(lena.member)->codes, 10U);
  EXPECT_FALSE(enters(lena, lena.codes[1].reveal(), home()));
  EXPECT_TRUE(enters(lena, codes->front().reveal(), home()));
}

TEST_F(AccountsTest, InvitationsAreSeenAndWithdrawnByTheirOwnAdministrators) {
  const Person lena = first();
  const auto link = accounts->invite(fresh(lena.member), secret("Ana"), "analyst");
  ASSERT_TRUE(link);
  const auto added = accounts->add_organisation(fresh(lena.member), "Norland court", "prosecutor");
  ASSERT_TRUE(added);
  const Person ines = join(added->link, "ines.marau");
  const auto waiting = accounts->list_invitations(lena.member);
  ASSERT_TRUE(waiting);
  ASSERT_EQ(waiting->size(), 1U);
  EXPECT_EQ(waiting->front().id, link->id);
  EXPECT_EQ(waiting->front().name.reveal(), "Ana");
  EXPECT_TRUE(accounts->list_invitations(ines.member)->empty());
  EXPECT_EQ(accounts->withdraw_invitation(fresh(ines.member), link->id).error().code,
            Code::not_found);
  ASSERT_TRUE(accounts->withdraw_invitation(fresh(lena.member), link->id));
  EXPECT_EQ(accounts->withdraw_invitation(fresh(lena.member), link->id).error().code,
            Code::not_found);
  EXPECT_EQ(set_up(token_of(*link), "ana.prosper").error().code, Code::not_found);
  EXPECT_TRUE(accounts->list_invitations(lena.member)->empty());
}

TEST_F(AccountsTest, WhatIsRecordedIsForThoseWhomItIsAboutAndTheirAuditors) {
  const Person lena = first();
  const Person ana = invited(lena, "ana.prosper", "analyst");
  const Person omar = invited(lena, "omar.said", "auditor");
  const std::string& her = ana.member.account.id;
  const auto own = accounts->read_records(ana.member, {});
  ASSERT_TRUE(own);
  EXPECT_EQ(own->records.size(), 2U) << "begun, entered";
  EXPECT_TRUE(own->records.front().record.body.contains("entered by code"));
  EXPECT_FALSE(own->next.has_value());
  const auto before = own->records.front().sequence;
  EXPECT_EQ(accounts->read_records(ana.member, {.subject = {}, .before = before})->records.size(),
            1U);
  const auto newest = accounts->read_records(ana.member, {.subject = {}, .most = 1});
  EXPECT_EQ(newest->records.size(), 1U);
  EXPECT_EQ(newest->next, before);
  EXPECT_EQ(accounts->read_records(lena.member, {.subject = her}).error().code, Code::forbidden);
  EXPECT_EQ(accounts->read_records(omar.member, {.subject = her})->records.size(), 2U);
  const auto seen = accounts->read_records(omar.member, {});
  EXPECT_EQ(seen->records.front().record.subject, "records/" + her) << "and that is recorded, too";
  EXPECT_EQ(accounts->read_records(omar.member, {.subject = "nobody"}).error().code,
            Code::not_found);
  const auto added = accounts->add_organisation(fresh(lena.member), "Norland court", "prosecutor");
  const Person ines = join(added->link, "ines.marau");
  EXPECT_EQ(accounts->read_records(omar.member, {.subject = ines.member.account.id}).error().code,
            Code::not_found);
}

// Whoever has lost everything is invited anew, and types the login that she had.
TEST_F(AccountsTest, TheLoginOfAMemberWhoHasLeftIsRefusedBeforeAnythingIsSetUp) {
  const Person lena = first();
  const Person ana = invited(lena, "ana.prosper", "analyst");
  ASSERT_TRUE(accounts->change_member(fresh(lena.member), ana.member.account.id,
                                      {.roles = "analyst", .is_ended = true}));
  const auto link = accounts->invite(fresh(lena.member), secret("Ana"), "analyst");
  ASSERT_TRUE(link);
  const auto again = set_up(token_of(*link), "ana.prosper");
  ASSERT_FALSE(again);
  EXPECT_TRUE(again.error().message.starts_with("login: ")) << again.error().message;
  EXPECT_TRUE(set_up(token_of(*link), "ana.prosper.2"));
}

// Whoever was ended is often whom an auditor looks into.
TEST_F(AccountsTest, AnAuditorReadsWhatIsRecordedOfAMemberWhoHasLeft) {
  const Person lena = first();
  const Person ana = invited(lena, "ana.prosper", "analyst");
  const Person omar = invited(lena, "omar.said", "auditor");
  const std::string& her = ana.member.account.id;
  ASSERT_TRUE(
      accounts->change_member(fresh(lena.member), her, {.roles = "analyst", .is_ended = true}));
  const auto records = accounts->read_records(omar.member, {.subject = her});
  ASSERT_TRUE(records) << records.error().message;
  EXPECT_TRUE(records->records.front().record.body.contains("ended as analyst"));
}

TEST_F(AccountsTest, WhatHappenedToAnAccountIsToldInTheOutboxAndNothingLiesOpen) {
  const Person lena = first();
  const Person ana = invited(lena, "ana.prosper", "analyst");
  store::Outbox outbox(*vault, 77);
  std::string told;
  ASSERT_TRUE(database->read([&](store::Connection& connection) -> Status {
    for (const auto& one : LODESTAR_TRY(outbox.about(connection, ana.member.account.id, {}, 100))) {
      told += one.record.body;
    }
    for (const auto& one :
         LODESTAR_TRY(outbox.about(connection, lena.member.account.id, {}, 100))) {
      told += one.record.subject;
    }
    return {};
  }));
  EXPECT_NE(told.find("begun with invitation"), std::string::npos);
  EXPECT_NE(told.find("entered by code"), std::string::npos);
  EXPECT_NE(told.find("invitation/"), std::string::npos);
  bool is_open = false;
  ASSERT_TRUE(database->read([&](store::Connection& connection) {
    return connection.query("select login, sealed, totp, password from account", {},
                            [&](const store::Row& row) {
                              for (int i = 0; i < 4; ++i) {
                                const std::string_view kept = row.as_bytes(i);
                                is_open = is_open || kept.contains("prosper") ||
                                          kept.contains("Invented") || kept.contains(kPassword);
                              }
                            });
  }));
  EXPECT_FALSE(is_open);
}

}  // namespace
}  // namespace lodestar::desk
