// SPDX-License-Identifier: Apache-2.0
// Between messages as Beast has them and as handlers do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "http/internal/beast.h"
#include "http/server.h"

namespace lodestar::http::internal {

namespace web = beast::http;
using Parser = web::request_parser<web::string_body>;

// Views of the message. A target in absolute form says which host is meant, whatever the field
// does (RFC 9112, 3.2.2).
Request request_of(const Parser::value_type& message);

// What is refused though it can be read: a target that is neither a path, nor a URL, nor the '*' of
// OPTIONS (RFC 9112, 3.2); no host, two, or what is none; a length that another reader could take
// for a different one; a transfer coding other than chunked; two types or encodings; an expectation
// that nobody here knows.
std::optional<Response> refusal_of(const Parser::value_type& message);

// Whether its sender waits for a word before it sends the body (RFC 9110, 10.1.1).
enum class Expects : std::uint8_t { nothing, to_go_on, something_else };
Expects expectation_of(const Parser::value_type& message);

// Whether a page in a browser asks to write.
bool is_of_a_page(const Parser::value_type& message);

// What reading a request failed with, as an answer; none where nobody is there to read it.
std::optional<Response> refusal_of(const beast::error_code& error, const ServerOptions& options);

struct Shape {
  unsigned version = 11;
  bool stays = false;    // the connection, for another request
  bool is_head = false;  // what is asked for: the body is left out
  bool has_length = true;
};
// Head and body in one piece, so that one call sends both.
std::string bytes_of(const Response& response, const Shape& shape);

}  // namespace lodestar::http::internal
