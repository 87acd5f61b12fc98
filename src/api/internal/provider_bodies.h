// SPDX-License-Identifier: Apache-2.0
// Of providers of OpenID Connect: what requests ask with and answers hold.
#pragma once

#include "api/internal/bodies.h"

namespace lodestar::api::internal {

struct Provider {
  static constexpr std::string_view kName = "Provider";
  std::string id, name;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("name", it.name, {.says = "What its people call it."});
  }
};
struct ProviderList {
  static constexpr std::string_view kName = "ProviderList";
  std::vector<Provider> items;
  static void fields(auto& it, auto& each) { each("items", it.items); }
};
struct ProviderQuestion {
  static constexpr std::string_view kName = "ProviderQuestion";
  Sensitive<std::string> url;
  static void fields(auto& it, auto& each) {
    each("url", it.url, {.says = "Where the browser goes; it comes back to /openid."});
  }
};
struct ProviderAnswer {
  static constexpr std::string_view kName = "ProviderAnswer";
  static constexpr bool kIsAsked = true;
  Sensitive<std::string> state, code;
  std::optional<std::string> issuer;
  static void fields(auto& it, auto& each) {
    each("state", it.state, {.says = "As it came to /openid.", .least = 1, .most = 200});
    each("code", it.code, {.says = "Likewise.", .least = 1, .most = 4096});
    each("iss", it.issuer, {.says = "Likewise, if the provider tells it.", .most = 2000});
  }
};
struct ProviderEntry {
  static constexpr std::string_view kName = "ProviderEntry";
  std::optional<Session> session;
  std::optional<Sensitive<std::string>> ticket;
  static void fields(auto& it, auto& each) {
    each("session", it.session, {.says = "Where the provider asked for two factors."});
    each("ticket", it.ticket, {.says = "Else: send it with a code, within five minutes."});
  }
};
struct TicketShown {
  static constexpr std::string_view kName = "TicketShown";
  static constexpr bool kIsAsked = true;
  Sensitive<std::string> ticket, code;
  static void fields(auto& it, auto& each) {
    each("ticket", it.ticket, {.least = 1, .most = 200});
    each("code", it.code, {.says = "Six digits, or a recovery code.", .least = 1, .most = 200});
  }
};
struct Identity {
  static constexpr std::string_view kName = "Identity";
  std::string id, provider;
  Time made;
  std::optional<Time> used;
  static void fields(auto& it, auto& each) {
    each("id", it.id);
    each("provider", it.provider, {.says = "Its name, or its id where it is none any more."});
    each("made", it.made);
    each("used", it.used);
  }
};
struct IdentityList {
  static constexpr std::string_view kName = "IdentityList";
  std::vector<Identity> items;
  std::vector<Provider> providers;
  static void fields(auto& it, auto& each) {
    each("items", it.items);
    each("providers", it.providers, {.says = "Of one's organisation: what can be linked."});
  }
};

}  // namespace lodestar::api::internal
