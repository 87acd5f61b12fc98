// SPDX-License-Identifier: Apache-2.0
// Tokens that another library made (tools/make_openid_vectors.py), right and wrong.
#include "desk/openid_token.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "table/json_value.h"

namespace lodestar::desk {
namespace {

using table::JsonValue;

struct OpenIdTokens : ::testing::Test {
  OpenIdTokens() {
    std::ifstream file(LODESTAR_SOURCE_DIR "/tests/vectors/openid/tokens.json");
    auto read = table::parse_json_value(std::string(std::istreambuf_iterator<char>(file), {}));
    EXPECT_TRUE(read) << read.error().message;
    vectors = *std::move(read);
    keys = parse_provider_keys(text("keys")).value();
    expected = {.issuer = text("issuer"),
                .client = text("client"),
                .nonce = text("nonce"),
                .now_s = number("now_s"),
                .proved_since_s = number("proved_since_s")};
  }
  const std::string& text(std::string_view name) const {
    return *vectors.find(name)->as<std::string>();
  }
  std::uint64_t number(std::string_view name) const {
    return static_cast<std::uint64_t>(*vectors.find(name)->as<std::int64_t>());
  }
  const std::string& token(std::string_view name) const {
    for (const JsonValue& one : *vectors.find("cases")->as<JsonValue::Array>()) {
      if (*one.find("name")->as<std::string>() == name)
        return *one.find("token")->as<std::string>();
    }
    ADD_FAILURE() << "no case is called " << name;
    return text("nonce");
  }

  JsonValue vectors;
  std::vector<ProviderKey> keys;
  ExpectedToken expected;
};

std::string_view outcome_of(const Result<IdToken>& token) {
  if (token) return "good";
  if (token.error().code == Code::invalid) return "invalid";
  if (token.error().code == Code::not_found) return "not_found";
  return token.error().code == Code::forbidden ? "forbidden" : "another";
}

TEST_F(OpenIdTokens, AreJudgedAsTheirMakerMeantThem) {
  const auto& cases = *vectors.find("cases")->as<JsonValue::Array>();
  EXPECT_GT(cases.size(), 60U);
  for (const JsonValue& one : cases) {
    const auto& name = *one.find("name")->as<std::string>();
    const auto token = check_id_token(*one.find("token")->as<std::string>(), keys, expected);
    EXPECT_EQ(outcome_of(token), *one.find("outcome")->as<std::string>())
        << name << ": " << (token ? "" : token.error().message);
    if (token) {
      EXPECT_EQ(token->subject.reveal(), *one.find("subject")->as<std::string>()) << name;
    }
  }
}

TEST_F(OpenIdTokens, TellHowThePersonProvedIt) {
  const auto read = check_id_token(token("RS256"), keys, expected);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->methods, (std::vector<std::string>{"pwd", "otp"}));
  EXPECT_EQ(read->context, "https://refeds.org/profile/mfa");
}

TEST_F(OpenIdTokens, NeedNoTimeOfProofWhereNobodyAsksForOne) {
  expected.proved_since_s.reset();
  EXPECT_TRUE(check_id_token(token("no time of proof"), keys, expected));
}

TEST_F(OpenIdTokens, OfOneByteLessOrAnotherAreNoneOrRefused) {
  const std::string right = token("ES256");
  for (std::size_t i = 0; i < right.size(); ++i) {
    std::string damaged = right;
    damaged[i] = damaged[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(check_id_token(damaged, keys, expected)) << i;
    EXPECT_FALSE(check_id_token(right.substr(0, i), keys, expected)) << i;
  }
}

TEST_F(OpenIdTokens, AreNotReadWithKeysThatAreNoSet) {
  for (const auto* text : {"", "{}", "[]", R"({"keys":{}})", R"({"keys":1})", "{\"keys\":["}) {
    EXPECT_EQ(parse_provider_keys(text).error().code, Code::invalid) << text;
  }
  EXPECT_TRUE(parse_provider_keys(R"({"keys":[1,{},{"kty":"oct","k":"AA"}]})").value().empty());
  EXPECT_EQ(check_id_token(token("RS256"), {}, expected).error().code, Code::not_found);
}

}  // namespace
}  // namespace lodestar::desk
