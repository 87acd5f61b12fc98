// SPDX-License-Identifier: Apache-2.0
// Of lodestar serve: how it listens, what it tells of itself.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api/metrics.h"
#include "api/service.h"
#include "http/server.h"

namespace CLI {
class App;
}

namespace lodestar::app {

struct HttpTyped {
  std::string listen = "127.0.0.1:8080", origin, tls_certificate, tls_key, metrics, log = "none";
  bool is_behind_proxy = false;
  std::size_t most_connections = 10'000;
};
void add_http_options(CLI::App& command, HttpTyped& typed);

// What the flags say, within the service's limits.
Result<http::ServerOptions> http_options(const HttpTyped& typed, bool is_demonstration);
std::vector<std::string> origins_of(const HttpTyped& typed, std::uint16_t port);

// Counts what is answered, and writes it down where that is asked for.
class Watching {
 public:
  Watching(const HttpTyped& typed, std::vector<api::Gauge> gauges)
      : log_(typed.log), metrics_(std::move(gauges)) {}
  void note(const api::Done& done);
  // GET /metrics at the address of --metrics, and nothing else; none where there is none.
  Result<std::unique_ptr<http::Server>> serve(const HttpTyped& typed);

 private:
  std::string log_;
  api::Metrics metrics_;
};

}  // namespace lodestar::app
