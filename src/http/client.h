// SPDX-License-Identifier: Apache-2.0
// A web client for a few small questions asked side by side, none of which can hold up the others
// or take longer than it was given.
//
// Shapes   a Call is a URL and, if it is a POST, a body. `heard` gets each answer as it comes and
//          may ask on in its place, or say that enough has been heard. Redirects are answers: what
//          authorizes a call goes nowhere else.
// Units    bytes; milliseconds.
// Errors   invalid: a URL that is none (http or https, a host, no user, no fragment); limited: the
//          answer is longer than allowed; unavailable: no connection, no answer in time, one that
//          is cut off or is not HTTP, a certificate that does not hold; cancelled: a stop was asked
//          for, or enough was heard before this answer.
// Cost     a connection a call, a thread while a name is looked up.
// Threads  all happens on the caller's; `heard` must be short. A look-up of a name that is not
//          answered in time ends in a thread of its own, later.
// Source   RFC 9112, RFC 9110 through Boost.Beast; OpenSSL verifies certificates against the
//          system's store, or what SSL_CERT_FILE names, and against the host's name (RFC 9525).
// Example  Response answer = LODESTAR_TRY(ask({.url = "https://example.com/"}));
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/server.h"

namespace lodestar::http {

struct Call {
  std::string url;
  std::string body;             // with a type it is a POST
  std::string content_type;     // empty: a GET
  std::string encoding;         // of the body, such as gzip; empty: none
  std::string authorization{};  // as the header has it; empty: none
  friend bool operator==(const Call&, const Call&) = default;
};

struct ClientOptions {
  std::chrono::milliseconds deadline{5000};  // for all, and for what follows from them
  std::size_t longest_header = 16 << 10;
  std::size_t longest_body = 1 << 20;
  std::string trusted;  // a file of certificates (PEM) to believe instead of the system's
  std::stop_token stop;
};

// Whether calls can go there. invalid: what is wrong with it.
Status check_url(std::string_view url);

// What to do after an answer: ask on in its place; let all others have no more than so long.
struct Then {
  std::optional<Call> ask;
  std::optional<std::chrono::milliseconds> remaining;
};
using Heard = std::function<Then(std::size_t place, Result<Response> answer)>;

// Returns when each place has been heard for the last time.
void ask_all(std::span<const Call> calls, const ClientOptions& options, const Heard& heard);
// All answers, in the calls' order.
std::vector<Result<Response>> ask_all(std::span<const Call> calls, const ClientOptions& options);
Result<Response> ask(const Call& call, const ClientOptions& options = {});

}  // namespace lodestar::http
