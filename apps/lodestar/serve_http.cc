// SPDX-License-Identifier: Apache-2.0
#include "serve_http.h"

#include <fmt/format.h>

#include <cstdio>

#include "base/utc.h"
#include "cli.h"
#include "io/files.h"
#include "ledger_private.h"
#include "listen.h"

namespace lodestar::app {
namespace {

constexpr std::size_t kLongestUpload = std::size_t{512} << 20;  // bytes
constexpr std::size_t kLongestAsked = std::size_t{256} << 10;   // of any other body
constexpr std::size_t kMostAsked = std::size_t{128} << 20;      // of all those together
constexpr std::size_t kMostOfAddress = 1000;                    // an office has one address

bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "::1";
}

Status check(const HttpTyped& typed, std::string_view address, bool is_demonstration) {
  if (is_demonstration && (!is_loopback(address) || typed.is_behind_proxy)) {
    return Error{Code::invalid, "--demonstration lets anybody in: it listens on 127.0.0.1 alone"};
  }
  if (typed.tls_certificate.empty() != typed.tls_key.empty()) {
    return Error{Code::invalid, "--tls-certificate and --tls-key go together: give both files"};
  }
  const bool is_secure = typed.origin.starts_with("https://");
  if (!typed.tls_key.empty() && !is_secure) {
    return Error{Code::invalid,
                 "--tls-key: say with --origin how browsers name this service, as "
                 "https://desk.example.org"};
  }
  if (typed.is_behind_proxy && (!is_secure || !is_loopback(address))) {
    return Error{Code::invalid,
                 "--behind-proxy: the proxy stands on this machine and speaks TLS: listen on "
                 "127.0.0.1, and give --origin https://..."};
  }
  if (typed.log != "none" && typed.log != "words" && typed.log != "json") {
    return Error{Code::invalid, fmt::format("--log {}: write words, json or none", typed.log)};
  }
  return {};
}

}  // namespace

void add_http_options(CLI::App& command, HttpTyped& typed) {
  command.add_option("--listen", typed.listen, "ADDRESS:PORT (127.0.0.1:8080)");
  command.add_option("--origin", typed.origin,
                     "How browsers name this service, as https://desk.example.org");
  command.add_option("--tls-certificate", typed.tls_certificate,
                     "The certificate with its chain, in PEM: what listens speaks TLS");
  command.add_option("--tls-key", typed.tls_key, "Its key");
  command.add_flag("--behind-proxy", typed.is_behind_proxy,
                   "A proxy on this machine speaks TLS and says who asks (X-Forwarded-For)");
  command.add_option("--metrics", typed.metrics, "ADDRESS:PORT for Prometheus (GET /metrics)");
  command.add_option("--log", typed.log,
                     "A line a request on standard error: words, json (none). Nothing of a person "
                     "is in it");
  command.add_option("--most-connections", typed.most_connections, "At a time (10000)")
      ->check(CLI::Range(10, 1'000'000));
}

Result<http::ServerOptions> http_options(const HttpTyped& typed, bool is_demonstration) {
  http::ServerOptions options = LODESTAR_TRY(parse_listen(typed.listen));
  LODESTAR_TRY(check(typed, options.address, is_demonstration));
  options.pages = http::Pages::write;
  options.longest_body = kLongestAsked;
  options.most_body_bytes = kMostAsked;
  options.ends_greatest_body = true;
  options.longest_admitted = kLongestUpload;
  options.most_connections = typed.most_connections;
  options.most_of_address = typed.is_behind_proxy ? 0 : kMostOfAddress;
  options.refuse = api::refused;
  options.tls_certificate = typed.tls_certificate;
  options.tls_key = typed.tls_key;
  options.is_behind_proxy = typed.is_behind_proxy;
  return options;
}

std::vector<std::string> origins_of(const HttpTyped& typed, std::uint16_t port) {
  if (!typed.origin.empty()) return {typed.origin};
  return {fmt::format("http://localhost:{}", port), fmt::format("http://127.0.0.1:{}", port)};
}

void Watching::note(const api::Done& done) {
  metrics_.note(done);
  if (log_ == "none") return;
  const auto form = log_ == "json" ? api::LogForm::json : api::LogForm::words;
  const std::string line = api::log_line(form, to_time(now_s()), done);
  (void)std::fwrite(line.data(), 1, line.size(), stderr);
}

Result<std::unique_ptr<http::Server>> Watching::serve(const HttpTyped& typed) {
  if (typed.metrics.empty()) return std::unique_ptr<http::Server>();
  http::ServerOptions options = LODESTAR_TRY(parse_listen(typed.metrics));
  options.threads = 1;
  options.most_connections = 100;
  return http::Server::start(options, [this](const http::Request& request, http::Reply reply) {
    if (request.path != "/metrics") return reply(say(404, "there is /metrics"));
    if (request.method != "GET") return reply(no_such_method("it is read", "GET"));
    reply({.status = 200,
           .content_type = "text/plain; version=0.0.4; charset=utf-8",
           .body = metrics_.text()});
  });
}

}  // namespace lodestar::app
