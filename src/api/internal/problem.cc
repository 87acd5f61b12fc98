// SPDX-License-Identifier: Apache-2.0
#include "api/internal/problem.h"

#include <algorithm>

#include "api/internal/bodies.h"
#include "store/connection.h"

namespace lodestar::api::internal {
namespace {

int status_of(Code code) {
  switch (code) {
    case Code::invalid:
      return 400;
    case Code::unauthenticated:
      return 401;
    case Code::forbidden:
      return 403;
    case Code::not_found:
      return 404;
    case Code::conflict:
      return 409;
    case Code::limited:
    case Code::unavailable:
      return 503;
    case Code::corrupt:
    case Code::cancelled:
    case Code::internal:
      break;
  }
  return 500;
}

// "password: twelve characters at least are wanted" is about the field password.
std::string_view field_in(const Error& error) {
  if (error.code != Code::invalid && error.code != Code::forbidden) return {};
  const std::string_view message = error.message;
  const std::size_t end = std::min(message.find(": "), message.size());
  const bool is_name = end < message.size() &&
                       std::ranges::all_of(
                           message.substr(0, end),
                           [](char one) { return (one >= 'a' && one <= 'z') || one == '_'; });
  return is_name ? message.substr(0, end) : std::string_view();
}

}  // namespace

std::string_view title_of(int status) {
  switch (status) {
    case 400:
      return "The request is not right";
    case 401:
      return "Sign in first";
    case 403:
      return "Not for this role";
    case 404:
      return "There is no such thing here";
    case 405:
      return "This path has no such method";
    case 409:
      return "It is there already, or has changed";
    case 412:
      return "It has changed meanwhile";
    case 413:
      return "The body is too long";
    case 415:
      return "This kind of body is not read here";
    case 417:
      return "This cannot be expected";
    case 422:
      return "This key has named something else before";
    case 428:
      return "Say what was read";
    case 429:
      return "Too many attempts";
    case 431:
      return "The header is too long";
    case 501:
      return "This is not spoken here";
    case 503:
      return "Not now";
    default:
      return "Something went wrong here";
  }
}

http::Response json(int status, std::string body) {
  return {.status = status,
          .content_type = "application/json",
          .body = std::move(body),
          .headers = {{"Cache-Control", "no-store"}}};
}

http::Response problem(const Error& error, std::optional<int> status) {
  Problem told{.type = {},
               .title = {},
               .status = status.value_or(status_of(error.code)),
               .detail = error.message,
               .field = {}};
  told.title = title_of(told.status);
  if (told.status == 500) {
    told.detail =
        "it was noted for whoever runs this service, and nothing that was accepted is lost";
  }
  // What the database says names statements: that is for whoever runs the service, too.
  if (error.message.starts_with(store::kOfDatabase) && told.status != 500) {
    told.detail = "the database did not take it just now: look again, then ask again";
  }
  if (const auto field = field_in(error); !field.empty()) told.field = std::string(field);
  http::Response response = json(told.status, to_json(told));
  response.content_type = "application/problem+json";
  if (told.status == 503) response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace lodestar::api::internal
