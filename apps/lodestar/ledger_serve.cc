// SPDX-License-Identifier: Apache-2.0
// lodestar ledger serve: a log over HTTP. Reading is what any web server does with the public
// folder; POST /add is ours.
#include "ledger_serve.h"

#include <fmt/format.h>

#include <condition_variable>
#include <mutex>

#include "io/files.h"
#include "ledger/tiles.h"
#include "listen.h"
#include "log/log.h"
#include "open_log.h"

namespace lodestar::app {
namespace {

int status_of(Code code) {
  switch (code) {
    case Code::invalid:
      return 400;
    case Code::not_found:
      return 404;
    case Code::limited:
      return 503;
    default:
      return 500;
  }
}

http::Response refuse(const Error& error) {
  http::Response response = say(status_of(error.code), error.message);
  if (response.status == 503) response.headers.emplace_back("Retry-After", "1");
  return response;
}

// Answered once the disk has the entry.
void add(log::Log& log, const http::Request& request, http::Reply reply) {
  log.add(std::span(&request.body, 1),
          [reply = std::move(reply)](Result<std::uint64_t> first) mutable {
            reply(first ? say(200, std::to_string(*first)) : refuse(first.error()));
          });
}

http::Response read(const std::string& folder, std::string_view path) {
  path.remove_prefix(path.starts_with('/') ? 1 : 0);
  const bool is_checkpoint = path == "checkpoint";
  if (!is_checkpoint && !ledger::parse_path(path)) return say(404, "there is nothing here");
  auto bytes = io::system_files().read(fmt::format("{}/public/{}", folder, path));
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

// Says how publishing goes where that has changed.
class Changes {
 public:
  void operator()(const Status& published) {
    const std::string now = published ? "" : published.error().message;
    if (now == before_) return;
    fmt::print(stderr, "lodestar: {}\n", now.empty() ? "what waited is published" : now);
    before_ = now;
  }

 private:
  std::string before_;
};

}  // namespace

Status serve_log(const LogFiles& files, const std::string& listen, const std::stop_token& stop) {
  http::ServerOptions options = LODESTAR_TRY(parse_listen(listen));
  options.longest_body = ledger::kLongestEntry;
  const OpenLog open = LODESTAR_TRY(
      open_log(files, {.wait = log::every(std::chrono::seconds(1)), .tell = Changes()}, stop));
  const auto server = LODESTAR_TRY(
      http::Server::start(options, [&](const http::Request& request, http::Reply reply) {
        if (request.path == "/add") {
          if (request.method == "POST") return add(*open.log, request, std::move(reply));
          http::Response response = say(405, "POST an entry here");
          response.headers.emplace_back("Allow", "POST");
          return reply(std::move(response));
        }
        if (request.method == "GET" || request.method == "HEAD")
          return reply(read(files.folder, request.path));
        reply(say(405, "only GET"));
      }));
  say_where(options, *server);
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  stopped.wait(lock, stop, [] { return false; });
  server->stop(kGrace);
  return {};
}

}  // namespace lodestar::app
