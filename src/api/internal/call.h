// SPDX-License-Identifier: Apache-2.0
// A request on its way to a use-case, and its answer on the way back.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/internal/wire.h"
#include "api/service.h"

namespace lodestar::api::internal {

// What a route has at hand.
struct Call {
  const ServiceOptions& options;
  std::string_view route;
  const http::Request& request;
  const desk::Member* member;      // none where the route is open to all
  std::vector<std::string> parts;  // of the path, where the pattern has *
  Names names;
  desk::Desk& desk() const { return *options.desk; }
  desk::Accounts& accounts() const { return *options.accounts; }
};
using Act = void (*)(const Call& call, http::Reply reply);
enum class Who : std::uint8_t { anybody, member };
struct Route {
  std::string_view method, pattern;
  Who who;
  Act act;
};
// Of accounts: invitations, sessions, passkeys, members, organisations.
std::span<const Route> account_routes();
std::span<const Route> task_routes();
std::span<const Route> oversight_routes();

// What went wrong inside is for whoever runs the service.
http::Response refusal(const ServiceOptions& options, std::string_view route, const Error& error);

template <typename T>
desk::Done<T> answer(const Call& call, http::Reply reply,
                     std::move_only_function<http::Response(T)> encode) {
  return [options = &call.options, route = call.route, reply = std::move(reply),
          encode = std::move(encode)](Result<T>&& result) mutable {
    reply(result ? encode(*std::move(result)) : refusal(*options, route, result.error()));
  };
}

std::string_view cookie_in(std::string_view cookies, std::string_view name);
// Of the session; the device's has another name.
std::string_view session_cookie(const ServiceOptions& options);
std::string_view device_cookie(const ServiceOptions& options);
http::Response with_session(const desk::SignedIn& signed_in, const ServiceOptions& options);

}  // namespace lodestar::api::internal
