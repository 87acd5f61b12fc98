// SPDX-License-Identifier: Apache-2.0
#include "desk/openid_provider.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "base/base64.h"
#include "base/percent.h"
#include "crypto/sha256.h"
#include "table/json_value.h"

namespace lodestar::desk {
namespace {

using table::JsonValue;

constexpr std::uint64_t kKept_s = 3600, kBetweenKeys_s = 60, kAfterFailure_s = 10;

// Of a list that may be missing, in which case it is as the standard has it.
bool lists(const JsonValue& document, std::string_view name, std::string_view wanted,
           bool where_missing) {
  const JsonValue* const member = document.find(name);
  if (member == nullptr) return where_missing;
  const auto* const list = member->as<JsonValue::Array>();
  return list != nullptr && std::ranges::any_of(*list, [&](const JsonValue& one) {
           const auto* const text = one.as<std::string>();
           return text != nullptr && *text == wanted;
         });
}

std::string text_in(const JsonValue& object, std::string_view name) {
  const JsonValue* const member = object.find(name);
  const auto* const text = member == nullptr ? nullptr : member->as<std::string>();
  return text == nullptr ? std::string() : *text;
}

std::string form_of(std::span<const std::pair<std::string_view, std::string>> fields) {
  std::string form;
  for (const auto& [name, value] : fields) {
    if (!form.empty()) form += '&';
    form += fmt::format("{}={}", name, to_percent(value));
  }
  return form;
}

std::string challenge_of(std::string_view verifier) {
  const crypto::Digest digest = crypto::sha256({verifier});
  return to_base64url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace

Error OpenIdProvider::no_answer(std::string_view why) const {
  return {
      Code::unavailable,
      fmt::format("{} cannot be asked who you are: {}; come again later, or sign in another way",
                  options_.settings.name, why)};
}

Result<std::string> OpenIdProvider::fetch(const WebQuestion& question, int* status) const {
  const std::string origin = origin_of_url(question.url);
  if (std::ranges::find(options_.settings.origins, origin) == options_.settings.origins.end()) {
    return no_answer("it leads to a host that its settings do not name (\"origins\")");
  }
  auto answer = options_.fetch(question);
  if (!answer) return no_answer(answer.error().message);
  if (status != nullptr) {
    *status = answer->status;
  } else if (answer->status != 200) {
    return no_answer(fmt::format("it answers {}", answer->status));
  }
  return std::move(answer->body);
}

Result<OpenIdProvider::Document> OpenIdProvider::parse_document(std::string_view text) const {
  const auto read = table::parse_json_value(text);
  if (!read) return no_answer("what it says of itself is no JSON");
  if (text_in(*read, "issuer") != options_.settings.issuer) {
    return no_answer("it calls itself another issuer than its settings do");
  }
  Document document{.authorization = text_in(*read, "authorization_endpoint"),
                    .token = text_in(*read, "token_endpoint"),
                    .keys = text_in(*read, "jwks_uri"),
                    .read_s = options_.now_s()};
  for (const std::string* url : {&document.authorization, &document.token, &document.keys}) {
    const std::string origin = origin_of_url(*url);
    const auto& ours = options_.settings.origins;
    if (std::ranges::find(ours, origin) == ours.end() || url->find('#') != std::string::npos) {
      return no_answer("it leads to a host that its settings do not name (\"origins\")");
    }
  }
  if (!lists(*read, "code_challenge_methods_supported", "S256", true) ||
      !lists(*read, "response_types_supported", "code", true)) {
    return no_answer("it does not do the code flow with S256");
  }
  const JsonValue* const tells = read->find("authorization_response_iss_parameter_supported");
  const bool* const is_told = tells == nullptr ? nullptr : tells->as<bool>();
  document.tells_issuer = is_told != nullptr && *is_told;
  document.takes_fragment = lists(*read, "response_modes_supported", "fragment", true);
  constexpr std::string_view kHow = "token_endpoint_auth_methods_supported";
  document.takes_basic = lists(*read, kHow, "client_secret_basic", true) ||
                         !lists(*read, kHow, "client_secret_post", false);
  return document;
}

Status OpenIdProvider::read_document() {
  const std::uint64_t now = options_.now_s();
  if (document_ && now - document_->read_s < kKept_s) return {};
  if (failed_ && now - failed_s_ < kAfterFailure_s) return *failed_;
  std::string base = options_.settings.issuer;
  if (base.ends_with('/')) base.pop_back();
  const auto read = [&]() -> Result<Document> {
    return parse_document(LODESTAR_TRY(fetch({.url = base + "/.well-known/openid-configuration"})));
  };
  auto document = read();
  failed_ = document ? std::nullopt : std::optional(document.error());
  failed_s_ = now;
  if (!document) return document.error();
  document_ = *std::move(document);
  return {};
}

Status OpenIdProvider::read_keys() {
  keys_read_s_ = options_.now_s();
  keys_.clear();
  auto keys = parse_provider_keys(LODESTAR_TRY(fetch({.url = document_->keys})));
  if (!keys) return no_answer(keys.error().message);
  keys_ = *std::move(keys);
  return {};
}

Result<std::string> OpenIdProvider::url_for(const Question& question) {
  LODESTAR_TRY(read_document());
  const OpenIdSettings& settings = options_.settings;
  std::vector<std::pair<std::string_view, std::string>> fields{
      {"response_type", "code"},
      {"client_id", settings.client_id},
      {"redirect_uri", options_.redirect},
      {"scope", "openid"},
      {"state", std::string(question.state)},
      {"nonce", std::string(question.nonce)},
      {"code_challenge", challenge_of(question.verifier)},
      {"code_challenge_method", "S256"},
      {"max_age", question.is_anew ? "0" : std::to_string(settings.max_age_s)}};
  if (question.is_anew) fields.emplace_back("prompt", "login");
  // In a fragment, the code goes to no server on its way back, and into no server's log.
  if (document_->takes_fragment) fields.emplace_back("response_mode", "fragment");
  if (!settings.contexts.empty()) {
    fields.emplace_back("acr_values", fmt::format("{}", fmt::join(settings.contexts, " ")));
  }
  const std::string& at = document_->authorization;
  return at + (at.find('?') == std::string::npos ? '?' : '&') + form_of(fields);
}

Result<std::string> OpenIdProvider::token_for(const Answer& answer) {
  const OpenIdSettings& settings = options_.settings;
  const bool has_secret = !settings.secret.reveal().empty();
  std::vector<std::pair<std::string_view, std::string>> fields{
      {"grant_type", "authorization_code"},
      {"code", std::string(answer.code)},
      {"redirect_uri", options_.redirect},
      {"code_verifier", std::string(answer.verifier)}};
  WebQuestion question{.url = document_->token, .form = {}, .authorization = {}};
  if (has_secret && document_->takes_basic) {
    question.authorization =
        "Basic " + to_base64(fmt::format("{}:{}", to_percent(settings.client_id),
                                         to_percent(settings.secret.reveal())));
  } else {
    fields.emplace_back("client_id", settings.client_id);
    if (has_secret) fields.emplace_back("client_secret", settings.secret.reveal());
  }
  question.form = form_of(fields);
  int status = 0;
  const std::string body = LODESTAR_TRY(fetch(question, &status));
  const auto read = table::parse_json_value(body);
  if (status == 400 && read && text_in(*read, "error") == "invalid_grant") {
    return Error{Code::unauthenticated, "that sign-in was used already, or is over: begin again"};
  }
  if (status != 200 || !read) {
    return no_answer(fmt::format("it answers {} where it should give a token", status));
  }
  return text_in(*read, "id_token");
}

Result<IdToken> OpenIdProvider::redeem(const Answer& answer) {
  LODESTAR_TRY(read_document());
  // Before the code goes anywhere: it may be another provider's, whose answers were mixed up.
  if (answer.issuer ? *answer.issuer != options_.settings.issuer : document_->tells_issuer) {
    return Error{Code::forbidden, "that is the answer of another provider: begin again"};
  }
  const std::string token = LODESTAR_TRY(token_for(answer));
  const std::uint64_t now = options_.now_s();
  if (!keys_read_s_ || now - *keys_read_s_ >= kKept_s || keys_.empty()) LODESTAR_TRY(read_keys());
  const ExpectedToken expected{.issuer = options_.settings.issuer,
                               .client = options_.settings.client_id,
                               .nonce = answer.nonce,
                               .now_s = now,
                               .proved_since_s = answer.proved_since_s};
  auto read = check_id_token(token, keys_, expected);
  const auto is_unknown = [&] { return !read && read.error().code == Code::not_found; };
  if (is_unknown() && now - *keys_read_s_ >= kBetweenKeys_s) {
    LODESTAR_TRY(read_keys());
    read = check_id_token(token, keys_, expected);
  }
  if (is_unknown()) return Error{Code::forbidden, read.error().message};
  return read;
}

bool OpenIdProvider::shows_two_factors(const IdToken& token) const {
  const OpenIdSettings& settings = options_.settings;
  return std::ranges::any_of(token.methods,
                             [&](const std::string& method) {
                               return std::ranges::find(settings.methods, method) !=
                                      settings.methods.end();
                             }) ||
         std::ranges::find(settings.contexts, token.context) != settings.contexts.end();
}

}  // namespace lodestar::desk
