// SPDX-License-Identifier: Apache-2.0
#include "listen.h"

#include <fmt/format.h>

#include <charconv>
#include <thread>

#include "io/files.h"
#include "ledger/tiles.h"

namespace lodestar::app {

http::Response say(int status, std::string words) {
  return {.status = status, .content_type = std::string(kText), .body = std::move(words) + "\n"};
}

http::Response no_such_method(std::string_view words, std::string_view allowed) {
  http::Response response = say(405, std::string(words));
  response.headers.emplace_back("Allow", std::string(allowed));
  return response;
}

std::optional<http::Response> refusal_of_packed(const http::Request& request) {
  if (request.encoding.empty() || request.encoding == "identity") return {};
  http::Response response = say(415, "send it as it is, not packed");
  response.headers.emplace_back("Accept-Encoding", "identity");
  return response;
}

http::Response response_of(ledger::WitnessAnswer answer) {
  return {.status = answer.status,
          .content_type = std::move(answer.content_type),
          .body = std::move(answer.body)};
}

http::Response serve_public(const std::string& folder, std::string_view path) {
  path.remove_prefix(path.starts_with('/') ? 1 : 0);
  const bool is_checkpoint = path == "checkpoint";
  if (!is_checkpoint && !ledger::parse_path(path)) return say(404, "there is nothing here");
  auto bytes = io::system_files().read(fmt::format("{}/{}", folder, path));
  if (!bytes) {
    const bool is_missing = bytes.error().code == Code::not_found;
    return is_missing ? say(404, "not found") : say(500, "cannot be read");
  }
  http::Response response{.body = *std::move(bytes)};
  response.content_type = is_checkpoint ? kText : "application/octet-stream";
  response.headers.emplace_back("Cache-Control",
                                is_checkpoint ? "no-cache" : "public, max-age=31536000, immutable");
  response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  return response;
}

Result<http::ServerOptions> parse_listen(const std::string& listen) {
  const std::size_t colon = listen.rfind(':');
  http::ServerOptions options{.threads = std::max(1U, std::thread::hardware_concurrency())};
  const std::string_view port = std::string_view(listen).substr(std::min(colon, listen.size()));
  const auto [end, error] =
      std::from_chars(port.data() + 1, port.data() + port.size(), options.port);
  if (colon == std::string::npos || port.size() < 2 || error != std::errc() ||
      end != port.data() + port.size()) {
    return Error{Code::invalid, fmt::format("--listen {}: write ADDRESS:PORT", listen)};
  }
  options.address = listen.substr(0, colon);
  if (options.address.starts_with('[') && options.address.ends_with(']')) {
    options.address = options.address.substr(1, options.address.size() - 2);
  }
  return options;
}

void say_where(const http::ServerOptions& options, const http::Server& server) {
  const bool is_v6 = options.address.contains(':');
  fmt::print("listening on http://{}{}{}:{}\n", is_v6 ? "[" : "", options.address, is_v6 ? "]" : "",
             server.port());
  std::fflush(stdout);
}

}  // namespace lodestar::app
