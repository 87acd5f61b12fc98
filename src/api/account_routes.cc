// SPDX-License-Identifier: Apache-2.0
// Accounts over HTTP. Passkeys are as W3C Web Authentication, Level 3, has them in JSON (5.1.8 and
// 5.1.9: bytes in base64url).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "api/internal/call.h"
#include "base/base64.h"
#include "base/utc.h"
#include "table/json_write.h"

namespace lodestar::api::internal {
namespace {

using http::Reply;
using http::Response;
using table::Json;
using table::JsonValue;

constexpr int kPasskeyTimeout_ms = 300'000;

std::string text_of(const crypto::Challenge& bytes) { return {bytes.begin(), bytes.end()}; }

desk::Asker asker_of(const Call& call) {
  const std::string_view cookies = call.request.header("Cookie");
  return {.source = std::string(call.request.source),
          .agent = std::string(call.request.header("User-Agent")),
          .device = std::string(cookie_in(cookies, device_cookie(call.options))),
          .token = std::string(cookie_in(cookies, session_cookie(call.options)))};
}

Response try_later(const desk::TryLater& later) {
  Response response =
      problem({Code::limited, "too many attempts came from here: wait, or use a passkey"}, 429);
  response.headers.emplace_back("Retry-After", std::to_string(later.wait_s));
  return response;
}

Response entered_response(const ServiceOptions& options, const desk::Entered& entered) {
  constexpr int kYear_s = 365 * 86400;
  Response response = with_session(entered.session, options);
  if (entered.is_passkey_copied) {
    response.body.back() = ',';
    response.body += R"("notices":["passkey_copied"]})";
  }
  if (!entered.device.reveal().empty()) {
    response.headers.emplace_back(
        "Set-Cookie", fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}",
                                  device_cookie(options), entered.device.reveal(), kYear_s,
                                  options.is_secure ? "; Secure" : ""));
  }
  return response;
}

// The answer to a use-case that gives it at once.
template <typename T, typename Encode>
void give(const Call& call, Reply& reply, const Result<T>& result, const Encode& encode) {
  reply(result ? encode(*result) : refusal(call.options, call.route, result.error()));
}
void give_nothing(const Call& call, Reply& reply, const Status& status) {
  reply(status ? Response{.status = 204} : refusal(call.options, call.route, status.error()));
}

Result<Sensitive<std::string>> secret_in(const JsonValue& body, std::string_view name) {
  return Sensitive(LODESTAR_TRY(string_in(body, name)));
}

Result<std::string> bytes_in(const JsonValue& body, std::string_view name) {
  const auto bytes = from_base64url(LODESTAR_TRY(string_in(body, name)));
  if (!bytes) return Error{Code::invalid, fmt::format("{}: base64url is wanted", name)};
  return *bytes;
}

Result<desk::PasskeyAnswer> passkey_in(const JsonValue& credential) {
  const JsonValue* const response = credential.find("response");
  if (response == nullptr) return Error{Code::invalid, "response: an object is wanted"};
  return desk::PasskeyAnswer{
      .id = LODESTAR_TRY(bytes_in(credential, "rawId")),
      .client_data = LODESTAR_TRY(bytes_in(*response, "clientDataJSON")),
      .authenticator_data = LODESTAR_TRY(bytes_in(*response, "authenticatorData")),
      .signature = LODESTAR_TRY(bytes_in(*response, "signature")),
      .user = LODESTAR_TRY(bytes_in(*response, "userHandle")),
      .attestation_object = LODESTAR_TRY(bytes_in(*response, "attestationObject"))};
}

// Words with a blank between, of an array of strings.
Result<std::string> words_in(const JsonValue& body, std::string_view name) {
  const JsonValue* const member = body.find(name);
  const auto* const array = member == nullptr ? nullptr : member->as<JsonValue::Array>();
  std::string words;
  for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
    const auto* const word = (*array)[i].as<std::string>();
    if (word == nullptr || word->contains(' ')) {
      return Error{Code::invalid, fmt::format("{}: an array of names is wanted", name)};
    }
    words += (words.empty() ? "" : " ") + *word;
  }
  return words;
}

void append_words(Json& json, std::string_view words) {
  json.begin_array();
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    json.string(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  json.end_array();
}

void append_time(Json& json, const std::optional<std::uint64_t>& time_s) {
  if (time_s) {
    json.string(to_time(*time_s));
  } else {
    json.null();
  }
}

void append_organisation(Json& json, const store::Organisation& organisation) {
  json.begin_object().key("id").string(organisation.id).key("name").string(organisation.name);
  json.key("kind").string(organisation.kind);
  json.key("runs_service").boolean(organisation.runs_service).end_object();
}

// PublicKeyCredentialRequestOptionsJSON: any passkey of this place.
Response asking(const Call& call, const crypto::Challenge& challenge) {
  const auto& party = call.accounts().party();
  std::string body;
  Json json(body);
  json.begin_object().key("challenge").string(to_base64url(text_of(challenge)));
  json.key("timeout").number(kPasskeyTimeout_ms);
  if (party) json.key("rpId").string(party->id);
  json.key("allowCredentials").begin_array().end_array();
  json.key("userVerification").string("required").end_object();
  return internal::json(200, std::move(body));
}

// PublicKeyCredentialCreationOptionsJSON.
Response making(const Call& call, const desk::Creation& creation) {
  const auto& party = call.accounts().party();
  std::string body;
  Json json(body);
  json.begin_object().key("rp").begin_object();
  if (party) json.key("id").string(party->id);
  json.key("name").string("Lodestar").end_object().key("user").begin_object();
  json.key("id").string(to_base64url(creation.handle)).key("name").string(creation.name);
  json.key("displayName").string(creation.name).end_object();
  json.key("challenge").string(to_base64url(text_of(creation.challenge)));
  json.key("pubKeyCredParams").begin_array();
  using enum crypto::PasskeyAlgorithm;
  for (const auto algorithm : {eddsa, es256, rs256}) {
    json.begin_object().key("type").string("public-key").key("alg");
    json.number(static_cast<std::int32_t>(algorithm)).end_object();
  }
  json.end_array().key("timeout").number(kPasskeyTimeout_ms);
  json.key("excludeCredentials").begin_array();
  for (const std::string& id : creation.known) {
    json.begin_object().key("type").string("public-key").key("id").string(to_base64url(id));
    json.end_object();
  }
  json.end_array().key("authenticatorSelection").begin_object();
  json.key("residentKey").string("required").key("requireResidentKey").boolean(true);
  json.key("userVerification").string("required").end_object();
  json.key("attestation").string("none").end_object();
  return internal::json(200, std::move(body));
}

// The door.

void sign_in(const Call& call, Reply reply) {
  const auto typed = [&]() -> Result<desk::Typed> {
    const auto body = LODESTAR_TRY(body_of(call.request));
    return desk::Typed{.login = LODESTAR_TRY(secret_in(body, "login")),
                       .password = LODESTAR_TRY(secret_in(body, "password")),
                       .code = LODESTAR_TRY(secret_in(body, "code"))};
  }();
  if (!typed) return reply(refusal(call.options, call.route, typed.error()));
  call.accounts().sign_in(
      *typed, asker_of(call),
      answer<desk::Door>(call, std::move(reply), [options = &call.options](const desk::Door& door) {
        const auto* const later = std::get_if<desk::TryLater>(&door);
        return later ? try_later(*later)
                     : entered_response(*options, std::get<desk::Entered>(door));
      }));
}

void begin_passkey_sign_in(const Call& call, Reply reply) {
  give(call, reply, call.accounts().begin_passkey_sign_in(),
       [&](const crypto::Challenge& challenge) { return asking(call, challenge); });
}

void sign_in_by_passkey(const Call& call, Reply reply) {
  const auto entered = [&]() -> Result<desk::Entered> {
    const auto credential = LODESTAR_TRY(body_of(call.request));
    return call.accounts().sign_in_by_passkey(LODESTAR_TRY(passkey_in(credential)), asker_of(call));
  }();
  give(call, reply, entered,
       [&](const desk::Entered& one) { return entered_response(call.options, one); });
}

void begin_confirmation(const Call& call, Reply reply) {
  give(call, reply, call.accounts().begin_confirmation(*call.member),
       [&](const crypto::Challenge& challenge) { return asking(call, challenge); });
}

// With the password, or with a passkey's answer.
void confirm(const Call& call, Reply reply) {
  const auto body = body_of(call.request);
  if (!body) return reply(refusal(call.options, call.route, body.error()));
  if (body->find("response") != nullptr) {
    const auto passkey = passkey_in(*body);
    return give_nothing(call, reply,
                        passkey ? call.accounts().confirm_by_passkey(*call.member, *passkey)
                                : Status(passkey.error()));
  }
  const auto password = secret_in(*body, "password");
  if (!password) return reply(refusal(call.options, call.route, password.error()));
  call.accounts().confirm(
      *call.member, *password,
      answer<desk::TryLater>(call, std::move(reply), [](const desk::TryLater& later) {
        return later.wait_s > 0 ? try_later(later) : Response{.status = 204};
      }));
}

// Invitations.

void invite(const Call& call, Reply reply) {
  const auto link = [&]() -> Result<desk::Link> {
    const auto body = LODESTAR_TRY(body_of(call.request));
    const auto name = LODESTAR_TRY(secret_in(body, "name"));
    return call.accounts().invite(*call.member, name, LODESTAR_TRY(words_in(body, "roles")));
  }();
  give(call, reply, link, [](const desk::Link& made) {
    std::string body;
    Json(body).begin_object().key("id").string(made.id).key("link").string(made.url.reveal());
    return json(201, body + "}");
  });
}

void list_invitations(const Call& call, Reply reply) {
  give(call, reply, call.accounts().list_invitations(*call.member),
       [](const std::vector<store::Invitation>& invitations) {
         std::string body;
         Json json(body);
         json.begin_object().key("items").begin_array();
         for (const store::Invitation& one : invitations) {
           json.begin_object().key("id").string(one.id).key("name").string(one.name.reveal());
           json.key("roles");
           append_words(json, one.roles);
           json.key("made").string(to_time(one.made_s));
           json.key("ends").string(to_time(one.ends_s)).end_object();
         }
         json.end_array().end_object();
         return internal::json(200, std::move(body));
       });
}

void withdraw_invitation(const Call& call, Reply reply) {
  give_nothing(call, reply, call.accounts().withdraw_invitation(*call.member, call.parts[0]));
}

void read_invitation(const Call& call, Reply reply) {
  give(call, reply, call.accounts().read_invitation(call.parts[0]),
       [](const store::Invitation& invitation) {
         std::string body;
         Json json(body);
         json.begin_object().key("name").string(invitation.name.reveal()).key("roles");
         append_words(json, invitation.roles);
         json.key("organisation");
         if (invitation.organisation) {
           append_organisation(json, *invitation.organisation);
         } else {
           json.null();
         }
         json.key("ends").string(to_time(invitation.ends_s)).end_object();
         return internal::json(200, std::move(body));
       });
}

Response set_up_response(const desk::SetUp& set_up) {
  std::string body;
  Json json(body);
  json.begin_object().key("set_up").string(set_up.id).key("totp").begin_object();
  json.key("secret").string(set_up.totp.reveal()).key("uri").string(set_up.totp_uri.reveal());
  json.end_object().key("recovery_codes").begin_array();
  for (const Sensitive<std::string>& code : set_up.codes) json.string(code.reveal());
  json.end_array().end_object();
  return internal::json(201, std::move(body));
}

void set_up(const Call& call, Reply reply) {
  const auto asked = [&]() -> Result<desk::SetUpAsked> {
    const auto body = LODESTAR_TRY(body_of(call.request));
    return desk::SetUpAsked{.login = LODESTAR_TRY(secret_in(body, "login")),
                            .password = LODESTAR_TRY(secret_in(body, "password")),
                            .name = LODESTAR_TRY(secret_in(body, "name")),
                            .organisation = LODESTAR_TRY(string_in(body, "organisation")),
                            .kind = LODESTAR_TRY(string_in(body, "kind"))};
  }();
  if (!asked) return reply(refusal(call.options, call.route, asked.error()));
  call.accounts().set_up(call.parts[0], *asked,
                         answer<desk::SetUp>(call, std::move(reply), set_up_response));
}

void begin_set_up_passkey(const Call& call, Reply reply) {
  const auto creation = [&]() -> Result<desk::Creation> {
    const auto body = LODESTAR_TRY(body_of(call.request));
    return call.accounts().begin_set_up_passkey(call.parts[0],
                                                LODESTAR_TRY(string_in(body, "set_up")));
  }();
  give(call, reply, creation, [&](const desk::Creation& one) { return making(call, one); });
}

void finish_set_up(const Call& call, Reply reply) {
  const auto entered = [&]() -> Result<desk::Entered> {
    const auto body = LODESTAR_TRY(body_of(call.request));
    desk::Accounts::Proof proof{.code = LODESTAR_TRY(secret_in(body, "code"))};
    if (const JsonValue* const passkey = body.find("passkey")) {
      proof.passkey = LODESTAR_TRY(passkey_in(*passkey));
    }
    return call.accounts().finish_set_up(call.parts[0], LODESTAR_TRY(string_in(body, "set_up")),
                                         proof, asker_of(call));
  }();
  give(call, reply, entered,
       [&](const desk::Entered& one) { return entered_response(call.options, one); });
}

// One's own account.

void read_account(const Call& call, Reply reply) {
  give(call, reply, call.accounts().read_account(*call.member), [](const desk::Account& account) {
    std::string body;
    Json json(body);
    json.begin_object().key("totp").boolean(account.has_totp);
    json.key("recovery_codes").number(account.codes);
    json.key("password_known").boolean(account.is_password_known).key("passkeys").begin_array();
    for (const store::KeptPasskey& one : account.passkeys) {
      json.begin_object().key("id").string(to_base64url(one.passkey.id));
      json.key("name").string(one.name.reveal()).key("made").string(to_time(one.made_s));
      json.key("backed_up").boolean(one.passkey.is_backed_up).key("used");
      append_time(json, one.used_s);
      json.end_object();
    }
    json.end_array().end_object();
    return internal::json(200, std::move(body));
  });
}

void change_password(const Call& call, Reply reply) {
  const auto body = body_of(call.request);
  if (!body) return reply(refusal(call.options, call.route, body.error()));
  const auto password = secret_in(*body, "password");
  if (!password) return reply(refusal(call.options, call.route, password.error()));
  call.accounts().change_password(
      *call.member, *password, answer<std::monostate>(call, std::move(reply), [](std::monostate) {
        return Response{.status = 204};
      }));
}

void renew_codes(const Call& call, Reply reply) {
  give(call, reply, call.accounts().renew_codes(*call.member),
       [](const crypto::RecoveryCodes& codes) {
         std::string body;
         Json json(body);
         json.begin_object().key("recovery_codes").begin_array();
         for (const Sensitive<std::string>& code : codes) json.string(code.reveal());
         json.end_array().end_object();
         return internal::json(201, std::move(body));
       });
}

void begin_app(const Call& call, Reply reply) {
  give(call, reply, call.accounts().begin_app(*call.member), [](const desk::NewApp& app) {
    std::string body;
    Json json(body);
    json.begin_object().key("secret").string(app.totp.reveal());
    json.key("uri").string(app.totp_uri.reveal()).end_object();
    return internal::json(201, std::move(body));
  });
}

void finish_app(const Call& call, Reply reply) {
  const auto finished = [&]() -> Status {
    const auto body = LODESTAR_TRY(body_of(call.request));
    return call.accounts().finish_app(*call.member, LODESTAR_TRY(secret_in(body, "code")));
  }();
  give_nothing(call, reply, finished);
}

void list_sessions(const Call& call, Reply reply) {
  give(call, reply, call.accounts().list_sessions(*call.member),
       [&](const std::vector<store::Session>& sessions) {
         std::string body;
         Json json(body);
         json.begin_object().key("items").begin_array();
         for (const store::Session& one : sessions) {
           json.begin_object().key("id").string(one.id);
           json.key("device").string(one.device.reveal());
           json.key("at").string(to_time(one.made_s)).key("ends").string(to_time(one.ends_s));
           json.key("current").boolean(one.hash == call.member->session).end_object();
         }
         json.end_array().end_object();
         return internal::json(200, std::move(body));
       });
}

void end_session(const Call& call, Reply reply) {
  give_nothing(call, reply, call.accounts().end_session(*call.member, call.parts[0]));
}

void end_other_sessions(const Call& call, Reply reply) {
  give_nothing(call, reply, call.accounts().end_other_sessions(*call.member));
}

void begin_passkey(const Call& call, Reply reply) {
  give(call, reply, call.accounts().begin_passkey(*call.member),
       [&](const desk::Creation& creation) { return making(call, creation); });
}

void add_passkey(const Call& call, Reply reply) {
  const auto added = [&]() -> Status {
    const auto credential = LODESTAR_TRY(body_of(call.request));
    const auto name = LODESTAR_TRY(secret_in(credential, "name"));
    return call.accounts().add_passkey(*call.member, LODESTAR_TRY(passkey_in(credential)), name);
  }();
  give_nothing(call, reply, added);
}

void remove_passkey(const Call& call, Reply reply) {
  const auto id = from_base64url(call.parts[0]);
  give_nothing(call, reply, call.accounts().remove_passkey(*call.member, id.value_or("")));
}

// Members and organisations.

void list_members(const Call& call, Reply reply) {
  give(call, reply, call.accounts().list_members(*call.member),
       [](const std::vector<store::MemberLine>& members) {
         std::string body;
         Json json(body);
         json.begin_object().key("items").begin_array();
         for (const store::MemberLine& one : members) {
           json.begin_object().key("id").string(one.account.id);
           json.key("name").string(one.account.name.reveal()).key("roles");
           append_words(json, one.account.roles);
           json.key("last");
           append_time(json, one.last_s);
           json.key("ended").boolean(one.ended_s.has_value()).end_object();
         }
         json.end_array().end_object();
         return internal::json(200, std::move(body));
       });
}

void change_member(const Call& call, Reply reply) {
  const auto changed = [&]() -> Status {
    const auto body = LODESTAR_TRY(body_of(call.request));
    const JsonValue* const ended = body.find("ended");
    const bool* const is_ended = ended == nullptr ? nullptr : ended->as<bool>();
    if (is_ended == nullptr) return Error{Code::invalid, "ended: true or false is wanted"};
    return call.accounts().change_member(
        *call.member, call.parts[0],
        {.roles = LODESTAR_TRY(words_in(body, "roles")), .is_ended = *is_ended});
  }();
  give_nothing(call, reply, changed);
}

void list_organisations(const Call& call, Reply reply) {
  give(call, reply, call.accounts().list_organisations(*call.member),
       [](const std::vector<store::Organisation>& organisations) {
         std::string body;
         Json json(body);
         json.begin_object().key("items").begin_array();
         for (const store::Organisation& one : organisations) append_organisation(json, one);
         json.end_array().end_object();
         return internal::json(200, std::move(body));
       });
}

void add_organisation(const Call& call, Reply reply) {
  const auto added = [&]() -> Result<desk::Accounts::Added> {
    const auto body = LODESTAR_TRY(body_of(call.request));
    const std::string name = LODESTAR_TRY(string_in(body, "name"));
    return call.accounts().add_organisation(*call.member, name,
                                            LODESTAR_TRY(string_in(body, "kind")));
  }();
  give(call, reply, added, [](const desk::Accounts::Added& one) {
    std::string body;
    Json json(body);
    append_organisation(json, one.organisation);
    body.back() = ',';
    body += R"("link":)";
    table::append_json_string(body, one.link.url.reveal());
    return internal::json(201, body + "}");
  });
}

constexpr std::array kAccountRoutes{
    Route{"POST", "/api/session", Who::anybody, sign_in},
    Route{"POST", "/api/session/passkey/challenge", Who::anybody, begin_passkey_sign_in},
    Route{"POST", "/api/session/passkey", Who::anybody, sign_in_by_passkey},
    Route{"POST", "/api/session/confirm/challenge", Who::member, begin_confirmation},
    Route{"POST", "/api/session/confirm", Who::member, confirm},
    Route{"POST", "/api/invitations", Who::member, invite},
    Route{"GET", "/api/invitations", Who::member, list_invitations},
    Route{"DELETE", "/api/invitations/*", Who::member, withdraw_invitation},
    Route{"GET", "/api/invitations/*", Who::anybody, read_invitation},
    Route{"POST", "/api/invitations/*", Who::anybody, set_up},
    Route{"POST", "/api/invitations/*/challenge", Who::anybody, begin_set_up_passkey},
    Route{"POST", "/api/invitations/*/account", Who::anybody, finish_set_up},
    Route{"GET", "/api/account", Who::member, read_account},
    Route{"PUT", "/api/account/password", Who::member, change_password},
    Route{"POST", "/api/account/recovery_codes", Who::member, renew_codes},
    Route{"POST", "/api/account/totp", Who::member, begin_app},
    Route{"PUT", "/api/account/totp", Who::member, finish_app},
    Route{"GET", "/api/sessions", Who::member, list_sessions},
    Route{"DELETE", "/api/sessions", Who::member, end_other_sessions},
    Route{"DELETE", "/api/sessions/*", Who::member, end_session},
    Route{"POST", "/api/passkeys/challenge", Who::member, begin_passkey},
    Route{"POST", "/api/passkeys", Who::member, add_passkey},
    Route{"DELETE", "/api/passkeys/*", Who::member, remove_passkey},
    Route{"GET", "/api/members", Who::member, list_members},
    Route{"PUT", "/api/members/*", Who::member, change_member},
    Route{"GET", "/api/organisations", Who::member, list_organisations},
    Route{"POST", "/api/organisations", Who::member, add_organisation},
};

}  // namespace

std::span<const Route> account_routes() { return kAccountRoutes; }

}  // namespace lodestar::api::internal
