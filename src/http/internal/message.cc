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

struct Target {
  std::optional<std::string_view> host;  // with its port
  std::string_view path;                 // with its query
};
Target parts_of(std::string_view target) {
  const auto host = find_host(target);
  if (!host) return {{}, target};
  const std::size_t path = std::min(target.find_first_of("/?", *host), target.size());
  return {target.substr(*host, path - *host), path == target.size() ? "/" : target.substr(path)};
}

bool is_target(std::string_view target, web::verb method) {
  if (target == "*") return method == web::verb::options;
  return target.starts_with('/') || find_host(target);
}

bool is_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}
bool is_hex(char letter) {
  constexpr std::string_view kHex = "0123456789abcdefABCDEF";
  return kHex.find(letter) != std::string_view::npos;
}

// reg-name (RFC 3986, 3.2.2), which may be empty.
bool is_name(std::string_view name) {
  constexpr std::string_view kPlain =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._~!$&'()*+,;=";
  while (!name.empty()) {
    const bool is_code = name.size() > 2 && name[0] == '%' && is_hex(name[1]) && is_hex(name[2]);
    if (!is_code && kPlain.find(name[0]) == std::string_view::npos) return false;
    name.remove_prefix(is_code ? 3 : 1);
  }
  return true;
}

bool is_address_in_brackets(std::string_view host) {
  if (host.size() < 4 || !host.starts_with('[') || !host.ends_with(']')) return false;
  return std::ranges::all_of(host.substr(1, host.size() - 2), [](char letter) {
    return is_hex(letter) || letter == ':' || letter == '.';
  });
}

// A port may stand behind it.
bool is_host(std::string_view host) {
  const std::size_t end = std::min(host.find(':', host.find(']') + 1), host.size());
  const bool has_port = end < host.size();
  if (has_port && !is_digits(host.substr(end + 1))) return false;
  host = host.substr(0, end);
  return is_name(host) || is_address_in_brackets(host);
}

Response refuse(int status, std::string_view words) {
  return {.status = status, .content_type = "text/plain", .body = std::string(words)};
}

// Where it cannot be known for sure where it ends (RFC 9112, 6.1 and 6.3). Beast takes "gzip,
// chunked" for chunked, and what it does not know for no body: then the body is the next request.
std::optional<Response> refusal_of_length(const Parser::value_type& message) {
  constexpr std::string_view kChunked = "chunked";
  const auto length = message.find(web::field::content_length);
  if (length != message.end() && !is_digits(view_of(length->value())))
    return refuse(400, "give one length\n");
  const auto coded = message.find(web::field::transfer_encoding);
  if (coded == message.end()) return {};
  if (message.version() < 11) return refuse(400, "HTTP/1.0 has no transfer codings\n");
  const std::string_view codings = view_of(coded->value());
  if (beast::iequals(codings, kChunked)) return {};
  std::string_view last = codings.substr(codings.rfind(',') + 1);  // all where there is no comma
  last.remove_prefix(std::min(last.find_first_not_of(" \t"), last.size()));
  const bool ends_in_chunks = beast::iequals(last, kChunked);
  return ends_in_chunks ? refuse(501, "of transfer codings only chunked is known, and only alone\n")
                        : refuse(400, "chunked must be the last transfer coding\n");
}

bool has_body(int status) { return status >= 200 && status != 204 && status != 304; }

}  // namespace

Request request_of(const Parser::value_type& message) {
  const auto [host, target] = parts_of(view_of(message.target()));
  const std::size_t mark = std::min(target.find('?'), target.size());
  return {.method = view_of(message.method_string()),
          .host = host ? *host : view_of(message[web::field::host]),
          .path = mark == 0 ? "/" : target.substr(0, mark),
          .query = target.substr(std::min(mark + 1, target.size())),
          .body = message.body(),
          .type = view_of(message[web::field::content_type]),
          .encoding = view_of(message[web::field::content_encoding]),
          .message = &message};
}

std::optional<Response> refusal_of(const Parser::value_type& message) {
  using enum web::field;
  for (const auto field :
       {host, content_length, transfer_encoding, content_type, content_encoding, origin}) {
    if (message.count(field) > 1)
      return refuse(400, fmt::format("say {} once\n", view_of(web::to_string(field))));
  }
  const auto place = message.find(host);
  if (place == message.end() ? message.version() == 11 : !is_host(view_of(place->value())))
    return refuse(400, "name one host\n");
  if (auto refusal = refusal_of_length(message)) return refusal;
  if (!is_target(view_of(message.target()), message.method()))
    return refuse(400, "ask for a path that begins with a slash\n");
  if (const auto named = parts_of(view_of(message.target())).host; named && !is_host(*named))
    return refuse(400, "name one host\n");
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
  if (has_body(response.status) && shape.has_length)
    add("Content-Length: ", std::to_string(response.body.size()), "\r\n");
  add("\r\n");
  if (sends_body) add(response.body);
  return bytes;
}

}  // namespace lodestar::http::internal

namespace lodestar::http {

std::string_view Request::header(std::string_view name) const {
  const auto& fields = *static_cast<const internal::Parser::value_type*>(message);
  if (fields.count(name) != 1) return {};
  return internal::view_of(fields[name]);
}

bool Request::has(std::string_view name) const {
  return static_cast<const internal::Parser::value_type*>(message)->count(name) > 0;
}

}  // namespace lodestar::http
