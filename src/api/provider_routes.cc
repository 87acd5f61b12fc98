// SPDX-License-Identifier: Apache-2.0
// Providers of OpenID Connect over HTTP. The browser goes to the provider and comes back to the
// page /openid, which hands over what it brought in the body of a request.
#include <fmt/format.h>

#include <array>
#include <utility>
#include <variant>

#include "api/internal/call.h"
#include "api/internal/door.h"
#include "api/internal/encode.h"
#include "api/internal/provider_bodies.h"

namespace lodestar::api::internal {
namespace {

Provider provider_of(const desk::OpenIdSettings& settings) {
  return {.id = settings.id, .name = settings.name};
}

std::string cookie_line(const ServiceOptions& options, std::string_view value, int age_s) {
  return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}",
                     provider_cookie(options), value, age_s, options.is_secure ? "; Secure" : "");
}

// The way there: an address, and a cookie without which nobody comes back.
desk::Done<desk::OpenId::Begun> leaving(Answer<ProviderQuestion> answer) {
  return later<desk::OpenId::Begun>(
      std::move(answer), [](Answer<ProviderQuestion>& given, const desk::OpenId::Begun& begun) {
        constexpr int kQuarter_s = 900;
        given({.url = begun.url},
              {{"Set-Cookie", cookie_line(given.options(), begun.cookie.reveal(), kQuarter_s)}});
      });
}

desk::ProviderAnswer brought(const Call& call, const ProviderAnswer& body) {
  return {.cookie =
              std::string(cookie_in(call.request.header("Cookie"), provider_cookie(call.options))),
          .state = body.state.reveal(),
          .code = body.code.reveal(),
          .issuer = body.issuer};
}

void list_providers(const Call& call, Ask<Nothing>, Answer<ProviderList> answer) {
  ProviderList list;
  for (const auto* one : call.accounts().providers()) list.items.push_back(provider_of(*one));
  answer(list);
}

void begin_provider_sign_in(const Call& call, Ask<Nothing>, Answer<ProviderQuestion> answer) {
  call.accounts().begin_provider_sign_in(call.parts[0], leaving(std::move(answer)));
}

void sign_in_by_provider(const Call& call, Ask<Nothing, ProviderAnswer> asked,
                         Answer<ProviderEntry> answer) {
  call.accounts().sign_in_by_provider(
      brought(call, asked.body), asker_of(call),
      later<desk::ProviderDoor>(
          std::move(answer), [](Answer<ProviderEntry>& given, const desk::ProviderDoor& door) {
            const ServiceOptions& options = given.options();
            if (const auto* const wait = std::get_if<desk::TryLater>(&door)) {
              return given.refuse_as(try_later(*wait));
            }
            Answer<ProviderEntry>::Headers headers;
            ProviderEntry entry;
            if (const auto* const wanted = std::get_if<desk::CodeWanted>(&door)) {
              entry.ticket = wanted->ticket;
            } else {
              const auto& entered = std::get<desk::Entered>(door);
              entry.session = session_of(options, entered);
              headers = cookies_of(options, entered);
            }
            headers.emplace_back("Set-Cookie", cookie_line(options, "", 0));
            given(entry, std::move(headers));
          }));
}

void finish_provider_sign_in(const Call& call, Ask<Nothing, TicketShown> asked,
                             Answer<Session> answer) {
  const auto door = call.accounts().finish_provider_sign_in(asked.body.ticket.reveal(),
                                                            asked.body.code, asker_of(call));
  if (!door) return answer.refuse(door.error());
  if (const auto* const wait = std::get_if<desk::TryLater>(&*door)) {
    return answer.refuse_as(try_later(*wait));
  }
  const auto& entered = std::get<desk::Entered>(*door);
  answer(session_of(call.options, entered), cookies_of(call.options, entered));
}

void begin_provider_confirmation(const Call& call, Ask<Nothing>, Answer<ProviderQuestion> answer) {
  call.accounts().begin_provider_confirmation(*call.member, call.parts[0],
                                              leaving(std::move(answer)));
}

desk::Done<std::monostate> returning(Answer<Nothing> answer) {
  return later<std::monostate>(std::move(answer), [](Answer<Nothing>& given, std::monostate) {
    given({}, {{"Set-Cookie", cookie_line(given.options(), "", 0)}});
  });
}

void confirm_by_provider(const Call& call, Ask<Nothing, ProviderAnswer> asked,
                         Answer<Nothing> answer) {
  call.accounts().confirm_by_provider(*call.member, brought(call, asked.body),
                                      returning(std::move(answer)));
}

void list_identities(const Call& call, Ask<Nothing>, Answer<IdentityList> answer) {
  const auto account = call.accounts().read_account(*call.member);
  if (!account) return answer.refuse(account.error());
  IdentityList list;
  const auto all = call.accounts().providers();
  for (const auto* one : all) {
    if (one->organisation == call.member->account.organisation.id) {
      list.providers.push_back(provider_of(*one));
    }
  }
  for (const store::Identity& one : account->identities) {
    Identity identity{.id = one.name, .provider = one.provider, .made = {one.made_s}, .used = {}};
    if (one.used_s) identity.used = Time{*one.used_s};
    for (const auto* provider : all) {
      if (provider->id == one.provider) identity.provider = provider->name;
    }
    list.items.push_back(std::move(identity));
  }
  answer(list);
}

void begin_link(const Call& call, Ask<Nothing>, Answer<ProviderQuestion> answer) {
  call.accounts().begin_link(*call.member, call.parts[0], leaving(std::move(answer)));
}

void link(const Call& call, Ask<Nothing, ProviderAnswer> asked, Answer<Nothing> answer) {
  call.accounts().link(*call.member, brought(call, asked.body), returning(std::move(answer)));
}

void unlink(const Call& call, Ask<Nothing>, Answer<Nothing> answer) {
  answer.give(call.accounts().unlink(*call.member, call.parts[0]));
}

constexpr std::array kAway{404, 503};            // no such provider, or it does not answer
constexpr std::array kDoor{401, 403, 429, 503};  // what is brought does not fit
constexpr std::array kCode{401, 429};
constexpr std::array kBack{503};
constexpr std::array kLinked{404, 409, 503};

constexpr std::array kRoutes{
    route<list_providers>({.method = "GET",
                           .pattern = "/api/providers",
                           .name = "providers",
                           .says = "With which providers of OpenID Connect one may sign in",
                           .who = Who::anybody}),
    route<begin_provider_sign_in>({.method = "POST",
                                   .pattern = "/api/session/providers/{provider}",
                                   .name = "begin_provider_sign_in",
                                   .says = "Go to a provider to sign in",
                                   .who = Who::anybody,
                                   .problems = kAway}),
    route<sign_in_by_provider>({.method = "POST",
                                .pattern = "/api/session/provider",
                                .name = "sign_in_by_provider",
                                .says = "Come back from a provider",
                                .who = Who::anybody,
                                .problems = kDoor}),
    route<finish_provider_sign_in>({.method = "POST",
                                    .pattern = "/api/session/provider/code",
                                    .name = "finish_provider_sign_in",
                                    .says = "A second factor, where the provider showed one",
                                    .who = Who::anybody,
                                    .problems = kCode}),
    route<begin_provider_confirmation>({.method = "POST",
                                        .pattern = "/api/session/confirm/providers/{provider}",
                                        .name = "begin_provider_confirmation",
                                        .says = "Go to a provider to show that one is there",
                                        .problems = kAway}),
    route<confirm_by_provider>({.method = "POST",
                                .pattern = "/api/session/confirm/provider",
                                .name = "confirm_by_provider",
                                .says = "Come back from there",
                                .status = 204,
                                .problems = kBack}),
    route<list_identities>({.method = "GET",
                            .pattern = "/api/identities",
                            .name = "identities",
                            .says = "Who one is at providers, and which can be linked"}),
    route<begin_link>({.method = "POST",
                       .pattern = "/api/identities/providers/{provider}",
                       .name = "begin_link",
                       .says = "Go to a provider to link it to one's account",
                       .problems = kAway,
                       .step = Step::up}),
    route<link>({.method = "POST",
                 .pattern = "/api/identities",
                 .name = "link",
                 .says = "Come back from there",
                 .status = 204,
                 .problems = kLinked}),
    route<unlink>({.method = "DELETE",
                   .pattern = "/api/identities/{identity}",
                   .name = "unlink",
                   .says = "Enter by it no more",
                   .status = 204,
                   .step = Step::up}),
};

}  // namespace

std::span<const Route> provider_routes() { return kRoutes; }

}  // namespace lodestar::api::internal
