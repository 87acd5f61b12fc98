// SPDX-License-Identifier: Apache-2.0
// The way to a provider and back: what does not fit together opens nothing.
#include "desk/openid.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>

#include "support/invented_provider.h"

namespace lodestar::desk {
namespace {

using lodestar::testing::field_of;
using lodestar::testing::InventedProvider;

constexpr std::string_view kIssuer = "https://login.agency.example";

struct OpenIdTest : ::testing::Test {
  OpenIdTest() { open(); }
  void open() {
    openid.emplace(OpenId::Options{.providers = settings,
                                   .origin = "https://desk.example",
                                   .key = Sensitive(crypto::Digest{7}),
                                   .fetch =
                                       [this](const WebQuestion& question) {
                                         return question.url.starts_with(kIssuer)
                                                    ? agency.answer(question)
                                                    : other.answer(question);
                                       },
                                   .now_s = [this] { return now_s; }});
  }
  template <typename T>
  static Result<T> wait(const std::function<void(Done<T>)>& ask) {
    std::promise<Result<T>> promise;
    ask([&](Result<T>&& result) { promise.set_value(std::move(result)); });
    return promise.get_future().get();
  }
  Result<OpenId::Begun> begin(const OpenId::Question& question) {
    return wait<OpenId::Begun>(
        [&](Done<OpenId::Begun> done) { openid->begin(question, std::move(done)); });
  }
  OpenId::Begun begun(std::string_view provider = "agency",
                      OpenIdPurpose purpose = OpenIdPurpose::enter, std::string_view asker = "") {
    auto result = begin({.provider = provider, .purpose = purpose, .asker = asker});
    EXPECT_TRUE(result) << result.error().message;
    return *std::move(result);
  }
  static std::string state_of(const OpenId::Begun& begun) {
    const std::string& url = begun.url.reveal();
    return field_of(std::string_view(url).substr(url.find('?') + 1), "state");
  }
  OpenId::Answer answer_to(const OpenId::Begun& begun) {
    return {.cookie = begun.cookie.reveal(),
            .state = state_of(begun),
            .code = agency.let_in(begun.url.reveal()),
            .issuer = {},
            .asker = {}};
  }
  Result<OpenId::Identified> finish(const OpenId::Answer& answer) {
    return wait<OpenId::Identified>(
        [&](Done<OpenId::Identified> done) { openid->finish(answer, std::move(done)); });
  }
  Code code_of(const OpenId::Answer& answer) {
    const auto result = finish(answer);
    EXPECT_FALSE(result);
    return result ? Code::internal : result.error().code;
  }

  std::uint64_t now_s = 1'800'000'000;
  std::function<std::uint64_t()> clock = [this] { return now_s; };
  InventedProvider agency{std::string(kIssuer), "lodestar-desk", clock};
  InventedProvider other{"https://login.other.example", "lodestar-desk", clock};
  std::vector<OpenIdSettings> settings{{.id = "agency",
                                        .name = "Agency sign-in",
                                        .organisation = "o1",
                                        .issuer = std::string(kIssuer),
                                        .client_id = "lodestar-desk",
                                        .origins = {std::string(kIssuer)},
                                        .methods = {"mfa"}},
                                       {.id = "other",
                                        .name = "Other sign-in",
                                        .organisation = "o2",
                                        .issuer = "https://login.other.example",
                                        .client_id = "lodestar-desk",
                                        .origins = {"https://login.other.example"}}};
  std::optional<OpenId> openid;
};

TEST_F(OpenIdTest, WhoComesBackIsKnownByIssuerAndSubject) {
  const auto asked = begun();
  const std::string& url = asked.url.reveal();
  EXPECT_EQ(field_of(url, "scope"), "openid") << "nothing of the person is asked for";
  EXPECT_EQ(field_of(url, "response_mode"), "fragment") << "no code in a server's log";
  EXPECT_EQ(field_of(url, "redirect_uri"), "https://desk.example/openid");
  const auto known = finish(answer_to(asked));
  ASSERT_TRUE(known) << known.error().message;
  EXPECT_EQ(known->name.reveal(), "https://login.agency.example\n24400320");
  EXPECT_EQ(known->provider->id, "agency");
  EXPECT_FALSE(known->has_two_factors);
  agency.methods = R"(["pwd","mfa"])";
  EXPECT_TRUE(finish(answer_to(begun()))->has_two_factors);
}

TEST_F(OpenIdTest, AnAnswerIsTakenOnceAndForAQuarterOfAnHour) {
  const auto answer = answer_to(begun());
  ASSERT_TRUE(finish(answer));
  EXPECT_EQ(code_of(answer), Code::unauthenticated);
  const auto late = answer_to(begun());
  now_s += 900;
  EXPECT_EQ(code_of(late), Code::unauthenticated);
}

TEST_F(OpenIdTest, AnAnswerIsTakenInTheBrowserThatAskedAndFromWhoAskedAlone) {
  const auto mine = begun(), anothers = begun();
  OpenId::Answer mixed = answer_to(mine);
  mixed.cookie = anothers.cookie.reveal();
  EXPECT_EQ(code_of(mixed), Code::unauthenticated) << "login CSRF: another's answer in my browser";
  OpenId::Answer none = answer_to(mine);
  for (const auto* cookie : {"", "agency", "agency.enter", "agency.enter.short", "..", "a.b.c.d"}) {
    none.cookie = cookie;
    EXPECT_EQ(code_of(none), Code::unauthenticated) << cookie;
  }
  OpenId::Answer link = answer_to(begun("agency", OpenIdPurpose::link, "account-1 session-1"));
  link.asker = "account-2 session-2";
  EXPECT_EQ(code_of(link), Code::unauthenticated);
  link.asker = "account-1 session-1";
  EXPECT_TRUE(finish(link)) << "a wrong try does not use up the right one";
}

TEST_F(OpenIdTest, ACookieCannotBeMadeForAnotherPurposeOrProvider) {
  OpenId::Answer answer = answer_to(begun());
  const std::string cookie = answer.cookie;
  for (const std::string_view head : {"agency.link.", "agency.confirm.", "other.enter."}) {
    answer.cookie = std::string(head) + cookie.substr(cookie.rfind('.') + 1);
    EXPECT_EQ(code_of(answer), Code::unauthenticated) << head;
  }
}

TEST_F(OpenIdTest, ACodeOfAnotherQuestionIsWorthNothing) {
  const auto mine = begun();
  OpenId::Answer injected = answer_to(mine);
  injected.code = agency.let_in(begun().url.reveal());  // stolen from another browser
  EXPECT_EQ(code_of(injected), Code::unauthenticated) << "PKCE";
  agency.claims["nonce"] = "\"n-another\"";
  EXPECT_EQ(code_of(answer_to(begun())), Code::forbidden);
}

TEST_F(OpenIdTest, ProvidersAreNotMixedUp) {
  OpenId::Answer mixed = answer_to(begun());
  mixed.issuer = "https://login.other.example";
  agency.asked.clear();
  EXPECT_EQ(code_of(mixed), Code::forbidden);
  EXPECT_TRUE(agency.asked.empty()) << "the code went nowhere";
  OpenId::Answer right = answer_to(begun());
  right.issuer = kIssuer;
  EXPECT_TRUE(finish(right));
  agency.document["authorization_response_iss_parameter_supported"] = "true";
  open();
  EXPECT_EQ(code_of(answer_to(begun())), Code::forbidden) << "it says that it tells its name";
}

TEST_F(OpenIdTest, TokensThatAreForgedOrForOthersAreRefused) {
  const auto refused = [&](std::string_view why) {
    EXPECT_EQ(code_of(answer_to(begun())), Code::forbidden) << why;
    agency.claims.clear();
    agency.header.clear();
    agency.is_signed = true;
  };
  agency.claims["aud"] = "\"another\"";
  refused("another audience");
  agency.claims["aud"] = R"(["lodestar-desk","another"])";
  refused("two audiences");
  agency.claims["iss"] = "\"https://login.other.example\"";
  refused("a foreign issuer");
  agency.claims["exp"] = std::to_string(now_s - 61);
  refused("expired");
  agency.header = R"({"alg":"none"})";
  agency.is_signed = false;
  refused("none");
  agency.header = R"({"alg":"HS256","kid":"key-1"})";
  refused("HS256");
  EXPECT_TRUE(finish(answer_to(begun())));
}

TEST_F(OpenIdTest, WhoHasToProveItAnewIsNotTakenAtAnOldWord) {
  const auto asked = begun("agency", OpenIdPurpose::confirm);
  EXPECT_EQ(field_of(asked.url.reveal(), "prompt"), "login");
  EXPECT_EQ(field_of(asked.url.reveal(), "max_age"), "0");
  agency.signed_in_s = now_s - 61;
  EXPECT_EQ(code_of(answer_to(asked)), Code::forbidden);
  EXPECT_TRUE(finish(answer_to(begun()))) << "to enter, an hour is good";
  agency.signed_in_s = now_s - 3600 - 61;
  EXPECT_EQ(code_of(answer_to(begun())), Code::forbidden);
  agency.signed_in_s = 0;
  EXPECT_TRUE(finish(answer_to(begun("agency", OpenIdPurpose::confirm))));
  agency.claims["auth_time"] = "";
  EXPECT_EQ(code_of(answer_to(begun())), Code::forbidden) << "it does not say when";
}

TEST_F(OpenIdTest, AKeyThatIsNotKnownIsLookedForOnceAMinute) {
  ASSERT_TRUE(finish(answer_to(begun())));
  const auto looks = [&] {
    return std::ranges::count(agency.asked, std::string(kIssuer) + "/keys");
  };
  EXPECT_EQ(looks(), 1);
  agency.change_key();
  EXPECT_EQ(code_of(answer_to(begun())), Code::forbidden);
  EXPECT_EQ(looks(), 1);
  now_s += 60;
  EXPECT_TRUE(finish(answer_to(begun())));
  EXPECT_EQ(looks(), 2);
  agency.header = R"({"alg":"ES256","kid":"nobody's"})";
  for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(answer_to(begun())), Code::forbidden);
  EXPECT_EQ(looks(), 2);
}

TEST_F(OpenIdTest, AProviderThatIsDownIsSaidToBeAndHoldsUpNoOther) {
  agency.is_down = true;
  const auto refused = begin({.provider = "agency"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::unavailable);
  EXPECT_TRUE(refused.error().message.contains("Agency sign-in")) << refused.error().message;
  EXPECT_TRUE(refused.error().message.contains("sign in another way"));
  EXPECT_TRUE(begin({.provider = "other"}));
  agency.is_down = false;
  EXPECT_FALSE(begin({.provider = "agency"})) << "it is not asked again at once";
  EXPECT_EQ(agency.asked.size(), 1U);
  now_s += 10;
  EXPECT_TRUE(begin({.provider = "agency"}));
  EXPECT_EQ(begin({.provider = "nobody"}).error().code, Code::not_found);
}

TEST_F(OpenIdTest, AProviderThatLeadsElsewhereOrIsAnotherIsNotFollowed) {
  const auto refused = [&](std::string_view name, std::string_view value) {
    agency.document = {{std::string(name), std::string(value)}};
    open();
    const auto result = begin({.provider = "agency"});
    ASSERT_FALSE(result) << name << value;
    EXPECT_EQ(result.error().code, Code::unavailable);
  };
  refused("issuer", "\"https://login.other.example\"");
  refused("issuer", "\"https://login.agency.example/\"");
  for (const auto* name : {"authorization_endpoint", "token_endpoint", "jwks_uri"}) {
    refused(name, "\"https://10.0.0.1/x\"");
    refused(name, "\"http://login.agency.example/x\"");
    refused(name, "\"https://login.agency.example@10.0.0.1/x\"");
    refused(name, "\"https://login.agency.example:8443/x\"");
    refused(name, "\"\"");
    refused(name, "7");
  }
  refused("code_challenge_methods_supported", "[\"plain\"]");
  refused("response_types_supported", "[\"id_token\"]");
}

TEST_F(OpenIdTest, ASecretIsShownToTheProviderInTheWayItTakes) {
  agency.secret = "s3cret&more";
  EXPECT_EQ(code_of(answer_to(begun())), Code::unavailable) << "the settings lack it";
  settings[0].secret = Sensitive(std::string("s3cret&more"));
  open();
  EXPECT_TRUE(finish(answer_to(begun())));
  agency.document["token_endpoint_auth_methods_supported"] = R"(["client_secret_post"])";
  open();
  EXPECT_TRUE(finish(answer_to(begun())));
}

TEST(OpenIdSettings, AreReadAndWhatIsWrongIsTold) {
  const auto read = parse_openid_settings(
      R"({"providers":[{"id":"agency","name":"Agency","organisation":"o1",
          "issuer":"https://login.agency.example/realm","client_id":"c","max_age_s":60,
          "client_secret_file":"s","origins":["https://keys.agency.example"],
          "second_factor":{"amr":["mfa"],"acr":["urn:x"]}}]})");
  ASSERT_TRUE(read) << read.error().message;
  const OpenIdSettings& one = read->front();
  EXPECT_EQ(one.origins, (std::vector<std::string>{"https://login.agency.example",
                                                   "https://keys.agency.example"}));
  EXPECT_EQ(one.max_age_s, 60U);
  EXPECT_EQ(one.methods, std::vector<std::string>{"mfa"});
  const std::string right =
      R"("id":"a","name":"A","organisation":"o","issuer":"https://a.example","client_id":"c")";
  const auto why = [](std::string_view text) {
    const auto parsed = parse_openid_settings(text);
    return parsed ? std::string() : parsed.error().message;
  };
  const auto with = [&](std::string_view more) {
    return why("{\"providers\":[{" + right + std::string(more) + "}]}");
  };
  EXPECT_EQ(with(""), "");
  EXPECT_EQ(with(R"(,"secret":"x")"), "providers[1].secret: there is no such setting");
  EXPECT_EQ(with(R"(,"max_age_s":-1)"),
            "providers[1].max_age_s: seconds are wanted, a month at most");
  EXPECT_EQ(with(R"(,"origins":["https://b.example/"])"),
            "providers[1].origins: https:// and a host in small letters are wanted, no path");
  EXPECT_EQ(with(R"(,"second_factor":{"mfa":[]})"),
            "providers[1].second_factor.mfa: there is no such setting");
  EXPECT_EQ(why("{\"providers\":[{" + right + "},{" + right + "}]}"),
            "providers[2].id: another provider has it");
  EXPECT_TRUE(why("{}").starts_with("settings.providers: "));
  EXPECT_TRUE(why(R"({"providers":[7]})").starts_with("providers[1]: "));
}

TEST(OpenIdSettings, TakeAddressesThatHaveOneReading) {
  EXPECT_EQ(origin_of_url("https://a.example/x?y"), "https://a.example");
  EXPECT_EQ(origin_of_url("https://a.example:8443"), "https://a.example:8443");
  EXPECT_EQ(origin_of_url("http://localhost:3000/x"), "http://localhost:3000");
  EXPECT_EQ(origin_of_url("http://127.0.0.1:3000"), "http://127.0.0.1:3000");
  for (const auto* wrong :
       {"http://a.example", "ftp://a.example", "https://", "https:///x", "https://A.example",
        "https://u@a.example", "https://a.example\\@b.example", "https://a.example/ x",
        "http://localhost.a.example", "http://127.0.0.1.a.example", "//a.example", ""}) {
    EXPECT_EQ(origin_of_url(wrong), "") << wrong;
  }
}

}  // namespace
}  // namespace lodestar::desk
