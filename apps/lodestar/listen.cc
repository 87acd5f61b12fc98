// SPDX-License-Identifier: Apache-2.0
#include "listen.h"

#include <fmt/format.h>

#include <charconv>
#include <thread>

namespace lodestar::app {

http::Response say(int status, std::string words) {
  return {.status = status, .content_type = std::string(kText), .body = std::move(words) + "\n"};
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
