// SPDX-License-Identifier: Apache-2.0
// What the commands that serve have in common.
#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "http/server.h"
#include "ledger/witness.h"

namespace lodestar::app {

inline constexpr std::string_view kText = "text/plain; charset=utf-8";
inline constexpr std::chrono::seconds kGrace{10};  // for what was asked before the end

http::Response say(int status, std::string words);
http::Response no_such_method(std::string_view words, std::string_view allowed);
// Where the body is packed: what that would be taken for is not what was meant.
std::optional<http::Response> refusal_of_packed(const http::Request& request);
http::Response response_of(ledger::WitnessAnswer answer);
// A file of a log: its checkpoint or a tile, by a path with or without a slash before it.
http::Response serve_public(const std::string& folder, std::string_view path);
// ADDRESS:PORT, or [ADDRESS]:PORT; a thread a processor.
Result<http::ServerOptions> parse_listen(const std::string& listen);
void say_where(const http::ServerOptions& options, const http::Server& server);

}  // namespace lodestar::app
