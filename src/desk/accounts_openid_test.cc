// SPDX-License-Identifier: Apache-2.0
// A provider says who somebody is; who may enter is said here.
#include <gtest/gtest.h>

#include "support/accounts_scene.h"
#include "support/invented_provider.h"

namespace lodestar::desk {
namespace {

using lodestar::testing::field_of;
using lodestar::testing::InventedProvider;
using test::Person;
using test::secret;

constexpr std::string_view kIssuer = "https://login.agency.example";

struct ProvidersTest : test::AccountsScene {
  // The first organisation has the provider; whoever is first administers it.
  ProvidersTest() : lena(first()) { open_with({}); }
  void open_with(std::vector<std::string> methods) {
    OpenIdSettings settings{.id = "agency",
                            .name = "Agency sign-in",
                            .organisation = lena.member.account.organisation.id,
                            .issuer = std::string(kIssuer),
                            .client_id = "lodestar-desk",
                            .origins = {std::string(kIssuer)},
                            .methods = std::move(methods)};
    open({std::move(settings)},
         [this](const WebQuestion& question) { return agency.answer(question); });
  }
  ProviderAnswer answer_to(const OpenId::Begun& begun) {
    const std::string& url = begun.url.reveal();
    return {.cookie = begun.cookie.reveal(),
            .state = field_of(std::string_view(url).substr(url.find('?') + 1), "state"),
            .code = agency.let_in(url),
            .issuer = {}};
  }
  Result<ProviderAnswer> go_to_enter() {
    test::Answer<OpenId::Begun> begun;
    accounts->begin_provider_sign_in("agency", begun.done());
    return answer_to(LODESTAR_TRY(begun.get()));
  }
  Result<ProviderAnswer> go_to_link(const Member& member, std::string_view provider = "agency") {
    test::Answer<OpenId::Begun> begun;
    accounts->begin_link(member, provider, begun.done());
    return answer_to(LODESTAR_TRY(begun.get()));
  }
  Result<ProviderAnswer> go_to_confirm(const Member& member) {
    test::Answer<OpenId::Begun> begun;
    accounts->begin_provider_confirmation(member, "agency", begun.done());
    return answer_to(LODESTAR_TRY(begun.get()));
  }
  Result<std::monostate> come_to_link(const Member& member, const ProviderAnswer& answer) {
    test::Answer<std::monostate> linked;
    accounts->link(member, answer, linked.done());
    return linked.get();
  }
  Result<std::monostate> come_to_confirm(const Member& member, const ProviderAnswer& answer) {
    test::Answer<std::monostate> confirmed;
    accounts->confirm_by_provider(member, answer, confirmed.done());
    return confirmed.get();
  }
  void link(const Person& person) {
    const Member member = fresh(person.member);
    const auto linked = come_to_link(member, go_to_link(member).value());
    ASSERT_TRUE(linked) << linked.error().message;
  }
  Result<ProviderDoor> come_to_enter(const ProviderAnswer& answer, const Asker& asker = home()) {
    test::Answer<ProviderDoor> door;
    accounts->sign_in_by_provider(answer, asker, door.done());
    return door.get();
  }
  Result<ProviderDoor> enter() { return come_to_enter(go_to_enter().value()); }
  std::string ticket() {
    const auto door = enter();
    EXPECT_TRUE(door && std::holds_alternative<CodeWanted>(*door));
    return std::get<CodeWanted>(*door).ticket.reveal();
  }
  bool enters_with(std::string_view ticket, std::string_view code) {
    const auto door = accounts->finish_provider_sign_in(ticket, secret(code), home());
    return door && std::holds_alternative<Entered>(*door);
  }

  InventedProvider agency{std::string(kIssuer), "lodestar-desk", [this] { return now_s; }};
  Person lena;
};

TEST_F(ProvidersTest, WhoIsLinkedToNoAccountEntersNone) {
  agency.claims["email"] = "\"lena.virta@agency.example\"";
  agency.claims["preferred_username"] = "\"lena.virta\"";
  const auto door = enter();
  ASSERT_FALSE(door) << "a name or an address that fits links nobody";
  EXPECT_EQ(door.error().code, Code::unauthenticated);
  EXPECT_TRUE(door.error().message.contains("link it"));
}

TEST_F(ProvidersTest, WhoIsLinkedEntersWithASecondFactorOfOurs) {
  link(lena);
  EXPECT_FALSE(enters_with(ticket(), "000000"));
  const std::string given = ticket();
  EXPECT_TRUE(enters_with(given, code_of(lena)));
  now_s += 30;
  EXPECT_FALSE(enters_with(given, code_of(lena))) << "a ticket is good once";
  EXPECT_TRUE(enters_with(ticket(), lena.codes.front().reveal())) << "or a code on paper";
  EXPECT_FALSE(enters_with(ticket(), lena.codes.front().reveal()));
  const std::string late = ticket();
  now_s += 300;
  EXPECT_FALSE(enters_with(late, code_of(lena)));
  for (const auto* wrong : {"", ".", "x.y", "0123456789abcdef.AAAA"}) {
    EXPECT_FALSE(enters_with(wrong, code_of(lena))) << wrong;
  }
}

TEST_F(ProvidersTest, TwoFactorsOfTheProviderCountWhereTheSettingsSaySoAndTheTokenShowsThem) {
  link(lena);
  agency.methods = R"(["pwd","mfa"])";
  EXPECT_TRUE(std::holds_alternative<CodeWanted>(*enter())) << "the settings do not say so";
  open_with({"mfa"});
  EXPECT_TRUE(std::holds_alternative<Entered>(*enter()));
  agency.methods = R"(["pwd"])";
  EXPECT_TRUE(std::holds_alternative<CodeWanted>(*enter())) << "the token does not show it";
  agency.methods = R"("mfa")";
  EXPECT_TRUE(std::holds_alternative<CodeWanted>(*enter())) << "amr is a list";
}

TEST_F(ProvidersTest, TenWrongCodesCloseTheSixDigitsHereToo) {
  link(lena);
  for (int i = 0; i < 10; ++i) {
    EXPECT_FALSE(enters_with(ticket(), "000000"));
    now_s += 3600;
  }
  EXPECT_FALSE(enters_with(ticket(), code_of(lena)));
  EXPECT_TRUE(enters_with(ticket(), lena.codes.front().reveal()));
}

TEST_F(ProvidersTest, OnlyWhoHasProvedToBeThereLinksAndOnlyWithHerOwnProvider) {
  Member stale = fresh(lena.member);
  stale.confirmed_at_s -= kConfirmationHoldsSeconds;
  EXPECT_TRUE(go_to_link(stale).error().message.starts_with("confirm: "));
  EXPECT_EQ(go_to_link(fresh(lena.member), "nobody").error().code, Code::not_found);
  const auto added = accounts->add_organisation(fresh(lena.member), "Inspectorate", "labour");
  ASSERT_TRUE(added) << added.error().message;
  const Person noor = join(added->link, "noor.haddad");
  EXPECT_EQ(go_to_link(fresh(noor.member)).error().code, Code::not_found);
  EXPECT_EQ(go_to_confirm(noor.member).error().code, Code::not_found);
}

TEST_F(ProvidersTest, AnAnswerLinksNoOtherAccountOrSessionThanTheOneThatAsked) {
  const Person ana = invited(lena, "ana.prosper", "analyst");
  const auto asked = go_to_link(fresh(lena.member)).value();
  EXPECT_EQ(come_to_link(ana.member, asked).error().code, Code::forbidden);
  Member elsewhere = lena.member;
  elsewhere.session = ana.member.session;
  EXPECT_EQ(come_to_link(elsewhere, asked).error().code, Code::forbidden);
  EXPECT_EQ(come_to_confirm(lena.member, asked).error().code, Code::forbidden);
  EXPECT_EQ(come_to_enter(asked).error().code, Code::unauthenticated);
  EXPECT_TRUE(come_to_link(lena.member, asked));
}

TEST_F(ProvidersTest, AnAnswerToEnterLinksAndConfirmsNothing) {
  const auto asked = go_to_enter().value();
  EXPECT_EQ(come_to_link(lena.member, asked).error().code, Code::forbidden);
  EXPECT_EQ(come_to_confirm(lena.member, asked).error().code, Code::forbidden);
}

TEST_F(ProvidersTest, OneOfThemIsOfOneAccount) {
  const Person ana = invited(lena, "ana.prosper", "analyst");
  link(lena);
  const auto again = go_to_link(fresh(ana.member)).value();
  EXPECT_EQ(come_to_link(ana.member, again).error().code, Code::conflict);
  EXPECT_EQ(accounts->read_account(lena.member)->identities.size(), 1U);
  EXPECT_TRUE(accounts->read_account(ana.member)->identities.empty());
}

TEST_F(ProvidersTest, WhoseAccountHasEndedStaysOutWhateverTheProviderSays) {
  const Person ana = invited(lena, "ana.prosper", "analyst");
  link(ana);
  open_with({"pwd"});
  ASSERT_TRUE(enter());
  const std::string before = [&] {
    open_with({});
    return ticket();
  }();
  ASSERT_TRUE(accounts->change_member(fresh(lena.member), ana.member.account.id,
                                      {.roles = "analyst", .is_ended = true}));
  EXPECT_EQ(enter().error().code, Code::unauthenticated);
  EXPECT_FALSE(enters_with(before, code_of(ana)));
}

TEST_F(ProvidersTest, WhatWasUnlinkedOpensNothing) {
  link(lena);
  const std::string given = ticket();
  const std::string id = accounts->read_account(lena.member)->identities.front().name;
  const Person ana = invited(lena, "ana.prosper", "analyst");
  EXPECT_EQ(accounts->unlink(fresh(ana.member), id).error().code, Code::not_found);
  Member stale = fresh(lena.member);
  stale.confirmed_at_s -= kConfirmationHoldsSeconds;
  EXPECT_EQ(accounts->unlink(stale, id).error().code, Code::forbidden);
  ASSERT_TRUE(accounts->unlink(fresh(lena.member), id));
  EXPECT_FALSE(enter());
  EXPECT_FALSE(enters_with(given, code_of(lena)));
}

TEST_F(ProvidersTest, AProofByTheProviderIsTheSamePersonsAndNew) {
  link(lena);
  EXPECT_TRUE(come_to_confirm(lena.member, go_to_confirm(lena.member).value()));
  agency.signed_in_s = now_s - 120;
  EXPECT_EQ(come_to_confirm(lena.member, go_to_confirm(lena.member).value()).error().code,
            Code::forbidden);
  agency.signed_in_s = 0;
  agency.subject = "another";
  EXPECT_EQ(come_to_confirm(lena.member, go_to_confirm(lena.member).value()).error().code,
            Code::forbidden);
}

TEST_F(ProvidersTest, AProviderThatIsDownClosesNoOtherDoor) {
  link(lena);
  agency.is_down = true;
  const auto asked = go_to_enter();
  ASSERT_TRUE(asked) << "what it said of itself is known for an hour";
  const auto door = come_to_enter(*asked);
  ASSERT_FALSE(door);
  EXPECT_EQ(door.error().code, Code::unavailable);
  EXPECT_TRUE(enters(lena, code_of(lena), known(lena)));
}

TEST_F(ProvidersTest, TriesAreCountedByWhereTheyComeFrom) {
  const ProviderAnswer nonsense{.cookie = "x", .state = "y", .code = "z", .issuer = {}};
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(come_to_enter(nonsense, elsewhere()));
  const auto door = come_to_enter(nonsense, elsewhere());
  ASSERT_TRUE(door);
  EXPECT_TRUE(std::holds_alternative<TryLater>(*door));
}

}  // namespace
}  // namespace lodestar::desk
