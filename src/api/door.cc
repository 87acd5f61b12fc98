// SPDX-License-Identifier: Apache-2.0
#include "api/internal/door.h"

#include <fmt/format.h>

#include "api/internal/encode.h"

namespace lodestar::api::internal {

using http::Response;

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

Session session_of(const ServiceOptions& options, const desk::Entered& entered) {
  Session session = session_of(entered.session.member, options.desk->is_demonstration());
  if (entered.is_passkey_copied) session.notices.emplace().emplace_back();
  return session;
}

std::vector<std::pair<std::string, std::string>> cookies_of(const ServiceOptions& options,
                                                            const desk::Entered& entered) {
  constexpr int kYear_s = 365 * 86400;
  std::vector<std::pair<std::string, std::string>> headers{
      {"Set-Cookie", cookie_of(options, entered.session)}};
  if (!entered.device.reveal().empty()) {
    headers.emplace_back("Set-Cookie",
                         fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}",
                                     device_cookie(options), entered.device.reveal(), kYear_s,
                                     options.is_secure ? "; Secure" : ""));
  }
  return headers;
}

std::string_view provider_cookie(const ServiceOptions& options) {
  return options.is_secure ? "__Host-lodestar-provider" : "lodestar-provider";
}

}  // namespace lodestar::api::internal
