// SPDX-License-Identifier: Apache-2.0
// token = base64url(header) "." base64url(claims) "." base64url(signature)
#include "desk/openid_token.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/base64.h"
#include "table/json_value.h"

namespace lodestar::desk {
namespace {

using table::JsonValue;

constexpr std::uint64_t kLeeway_s = 60;
constexpr std::uint64_t kOldest_s = 3600;  // since a token was made: it comes straight from there
constexpr std::size_t kLongestToken = 16 << 10;  // bytes
constexpr std::size_t kMostKeys = 100;

Error no_token() { return {Code::invalid, "the provider's ID token is none"}; }
Error refuse(std::string_view why) {
  return {Code::forbidden, fmt::format("the provider's ID token: {}", why)};
}

const std::string* text_in(const JsonValue& object, std::string_view name) {
  const JsonValue* const member = object.find(name);
  return member == nullptr ? nullptr : member->as<std::string>();
}

// base64url of JSON, an object.
Result<JsonValue> object_in(std::string_view text) {
  const auto bytes = from_base64url(text);
  if (!bytes) return no_token();
  auto value = table::parse_json_value(*bytes);
  if (!value || value->as<JsonValue::Object>() == nullptr) return no_token();
  return *std::move(value);
}

std::optional<ProviderKey> key_in(const JsonValue& jwk) {
  const auto member = [&](std::string_view name) {
    const std::string* const text = text_in(jwk, name);
    return text == nullptr ? std::string() : *text;
  };
  const auto number = [&](std::string_view name) {
    return from_base64url(member(name)).value_or(std::string());
  };
  if (const std::string use = member("use"); !use.empty() && use != "sig") return {};
  const std::string kind = member("kty"), algorithm = member("alg");
  const auto fits = [&](std::string_view wanted) {
    return algorithm.empty() || algorithm == wanted;
  };
  if (kind == "RSA" && fits("RS256")) {
    return ProviderKey{.kid = member("kid"),
                       .key = crypto::RsaKey{.n = number("n"), .e = number("e")}};
  }
  if (kind == "EC" && member("crv") == "P-256" && fits("ES256")) {
    return ProviderKey{.kid = member("kid"),
                       .key = crypto::EcKey{.x = number("x"), .y = number("y")}};
  }
  return {};
}

// That of the header's algorithm and name. Where it names none, there has to be one choice.
Result<const ProviderKey*> key_for(const JsonValue& header, std::span<const ProviderKey> keys) {
  const std::string* const algorithm = text_in(header, "alg");
  if (algorithm == nullptr) return no_token();
  const bool is_rsa = *algorithm == "RS256";
  if (!is_rsa && *algorithm != "ES256") return refuse("its algorithm is neither RS256 nor ES256");
  for (const std::string_view name : {"crit", "b64", "jwk", "jku", "x5u", "zip", "enc"}) {
    if (header.find(name) != nullptr) return refuse("its header asks for what is not done here");
  }
  const std::string* const kid = text_in(header, "kid");
  if (kid == nullptr && header.find("kid") != nullptr) return no_token();
  const ProviderKey* fitting = nullptr;
  for (const ProviderKey& one : keys) {
    const bool is_its_kind = std::holds_alternative<crypto::RsaKey>(one.key) == is_rsa;
    if (!is_its_kind || (kid != nullptr && one.kid != *kid)) continue;
    if (fitting != nullptr) return refuse("several of the provider's keys could have signed it");
    fitting = &one;
  }
  if (fitting == nullptr) return Error{Code::not_found, "the provider has no such key"};
  return fitting;
}

class Claims {
 public:
  explicit Claims(const JsonValue& object) : object_(object) {}

  bool is(std::string_view name, std::string_view wanted) const {
    const std::string* const text = text_in(object_, name);
    return text != nullptr && *text == wanted;
  }
  bool has(std::string_view name) const { return object_.find(name) != nullptr; }
  // None: it is not there, or no time. A part of a second is cut off.
  std::optional<std::uint64_t> time(std::string_view name) const {
    constexpr double kLast = 253'402'300'799;  // of the year 9999
    const JsonValue* const member = object_.find(name);
    if (member == nullptr) return {};
    double seconds = -1;
    if (const auto* const whole = member->as<std::int64_t>()) {
      seconds = static_cast<double>(*whole);
    } else if (const auto* const real = member->as<double>()) {
      seconds = *real;
    }
    if (!(seconds >= 0 && seconds <= kLast)) return {};
    return static_cast<std::uint64_t>(seconds);
  }
  // One, alone or in a list of one.
  bool is_only_audience(std::string_view wanted) const {
    const JsonValue* const member = object_.find("aud");
    if (member == nullptr) return false;
    const auto* const list = member->as<JsonValue::Array>();
    if (list != nullptr && list->size() != 1) return false;
    const auto* const one = (list == nullptr ? *member : list->front()).as<std::string>();
    return one != nullptr && *one == wanted;
  }
  std::vector<std::string> texts(std::string_view name) const {
    std::vector<std::string> texts;
    const JsonValue* const member = object_.find(name);
    const auto* const list = member == nullptr ? nullptr : member->as<JsonValue::Array>();
    if (list == nullptr) return texts;
    for (const JsonValue& one : *list) {
      if (const auto* const text = one.as<std::string>()) texts.push_back(*text);
    }
    return texts;
  }
  std::string text(std::string_view name) const {
    const std::string* const text = text_in(object_, name);
    return text == nullptr ? std::string() : *text;
  }

 private:
  const JsonValue& object_;
};

Status check_times(const Claims& claims, const ExpectedToken& expected) {
  const std::uint64_t now = expected.now_s;
  const auto ends = claims.time("exp"), made = claims.time("iat");
  if (!ends || !made) return refuse("it does not say from when until when it holds");
  if (*ends + kLeeway_s <= now) return refuse("it is over");
  if (*made > now + kLeeway_s) return refuse("it was made later than now: see that clocks agree");
  if (*made + kOldest_s < now) return refuse("it was made long ago");
  if (claims.has("nbf")) {
    const auto begins = claims.time("nbf");
    if (!begins || *begins > now + kLeeway_s) return refuse("it does not hold yet");
  }
  if (!expected.proved_since_s) return {};
  const auto proved = claims.time("auth_time");
  if (!proved || *proved > now + kLeeway_s)
    return refuse("it does not say when a person was there");
  if (*proved + kLeeway_s < *expected.proved_since_s) {
    return refuse("the person was there too long ago");
  }
  return {};
}

}  // namespace

Result<std::vector<ProviderKey>> parse_provider_keys(std::string_view text) {
  const auto set = table::parse_json_value(text);
  const JsonValue* const member = set ? set->find("keys") : nullptr;
  const auto* const list = member == nullptr ? nullptr : member->as<JsonValue::Array>();
  if (list == nullptr || list->size() > kMostKeys) {
    return Error{Code::invalid, "the provider's keys are no set of keys"};
  }
  std::vector<ProviderKey> keys;
  for (const JsonValue& jwk : *list) {
    if (auto key = key_in(jwk)) keys.push_back(*std::move(key));
  }
  return keys;
}

Result<IdToken> check_id_token(std::string_view token, std::span<const ProviderKey> keys,
                               const ExpectedToken& expected) {
  constexpr std::size_t kLongestSubject = 255;
  const std::size_t first = token.find('.'), last = token.rfind('.');
  const bool has_three = first != std::string_view::npos && first != last &&
                         token.find('.', first + 1) == last && token.size() <= kLongestToken;
  if (!has_three) return no_token();
  const JsonValue header = LODESTAR_TRY(object_in(token.substr(0, first)));
  const auto signature = from_base64url(token.substr(last + 1));
  if (!signature) return no_token();
  const ProviderKey* const key = LODESTAR_TRY(key_for(header, keys));
  if (!crypto::verify_web_signature(key->key, token.substr(0, last), *signature)) {
    return refuse("its signature does not hold");
  }
  const JsonValue said = LODESTAR_TRY(object_in(token.substr(first + 1, last - first - 1)));
  const Claims claims(said);
  if (!claims.is("iss", expected.issuer)) return refuse("it is another provider's");
  if (!claims.is_only_audience(expected.client)) return refuse("it is not for this service alone");
  if (claims.has("azp") && !claims.is("azp", expected.client)) {
    return refuse("it was given to another service");
  }
  if (!claims.is("nonce", expected.nonce)) return refuse("it answers another question");
  LODESTAR_TRY(check_times(claims, expected));
  std::string subject = claims.text("sub");
  if (subject.empty() || subject.size() > kLongestSubject) return refuse("it names nobody");
  return IdToken{.subject = Sensitive(std::move(subject)),
                 .methods = claims.texts("amr"),
                 .context = claims.text("acr")};
}

}  // namespace lodestar::desk
