// SPDX-License-Identifier: Apache-2.0
#include "http/internal/message.h"

#include <fmt/format.h>

#include <algorithm>

namespace lodestar::http::internal {
namespace {

std::string_view view_of(beast::string_view bytes) { return {bytes.data(), bytes.size()}; }

// Where the host begins of a target in absolute form; none in another form.
std::optional<std::size_t> find_host(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (beast::iequals(target.substr(0, scheme.size()), scheme)) return scheme.size();
  }
  return {};
}

std::string_view without_site(std::string_view target) {
  const auto host = find_host(target);
  if (!host) return target;
  const std::size_t path = target.find_first_of("/?", *host);
  return path == std::string_view::npos ? "/" : target.substr(path);
}

bool is_target(std::string_view target, web::verb method) {
  if (target == "*") return method == web::verb::options;
  return target.starts_with('/') || find_host(target);
}

bool has_body(int status) { return status >= 200 && status != 204 && status != 304; }

}  // namespace

Request request_of(const Parser::value_type& message) {
  const std::string_view target = without_site(view_of(message.target()));
  const std::size_t mark = std::min(target.find('?'), target.size());
  return {.method = view_of(message.method_string()),
          .path = mark == 0 ? "/" : target.substr(0, mark),
          .query = target.substr(std::min(mark + 1, target.size())),
          .body = message.body(),
          .type = view_of(message[web::field::content_type]),
          .encoding = view_of(message[web::field::content_encoding])};
}

std::optional<Response> refusal_of(const Parser::value_type& message) {
  const auto refuse = [](int status, std::string_view words) {
    return Response{.status = status, .content_type = "text/plain", .body = std::string(words)};
  };
  const std::size_t hosts = message.count(web::field::host);
  if (hosts > 1 || (hosts == 0 && message.version() == 11)) return refuse(400, "name one host\n");
  if (!is_target(view_of(message.target()), message.method()))
    return refuse(400, "ask for a path that begins with a slash\n");
  if (expectation_of(message) == Expects::something_else)
    return refuse(417, "expect nothing but 100-continue\n");
  return {};
}

Expects expectation_of(const Parser::value_type& message) {
  const auto expected = message.find(web::field::expect);
  if (message.version() < 11 || expected == message.end()) return Expects::nothing;
  return beast::iequals(expected->value(), "100-continue") ? Expects::to_go_on
                                                           : Expects::something_else;
}

bool is_of_a_page(const Parser::value_type& message) {
  const bool reads = message.method() == web::verb::get || message.method() == web::verb::head;
  return !reads && message.find(web::field::origin) != message.end();
}

std::optional<Response> refusal_of(const beast::error_code& error, const ServerOptions& options) {
  static const beast::error_code kAny = web::error::bad_method;
  if (error.category() != kAny.category() || error == web::error::end_of_stream) return {};
  Response refusal{.status = 400, .content_type = "text/plain"};
  if (error == web::error::header_limit) {
    refusal.status = 431;
    refusal.body = fmt::format("a header may have {} bytes\n", options.longest_header);
  } else if (error == web::error::body_limit) {
    refusal.status = 413;
    refusal.body = fmt::format("a body may have {} bytes\n", options.longest_body);
  } else {
    refusal.body = fmt::format("this is no request of HTTP/1.1: {}\n", error.message());
  }
  return refusal;
}

std::string bytes_of(const Response& response, const Shape& shape) {
  constexpr std::size_t kHead = 256;  // more than most have
  const bool sends_body = has_body(response.status) && !shape.is_head;
  const auto status = static_cast<web::status>(response.status);
  std::string bytes;
  bytes.reserve(kHead + (sends_body ? response.body.size() : 0));
  const auto add = [&bytes](const auto&... parts) { (bytes.append(parts), ...); };
  add(shape.version == 10 ? "HTTP/1.0 " : "HTTP/1.1 ", std::to_string(response.status), " ",
      view_of(web::obsolete_reason(status)), "\r\n");
  if (shape.version == 10 && shape.stays) add("Connection: keep-alive\r\n");
  if (shape.version == 11 && !shape.stays) add("Connection: close\r\n");
  if (!response.content_type.empty()) {
    add("Content-Type: ", response.content_type, "\r\nX-Content-Type-Options: nosniff\r\n");
  }
  for (const auto& [name, value] : response.headers) add(name, ": ", value, "\r\n");
  if (has_body(response.status))
    add("Content-Length: ", std::to_string(response.body.size()), "\r\n");
  add("\r\n");
  if (sends_body) add(response.body);
  return bytes;
}

}  // namespace lodestar::http::internal
