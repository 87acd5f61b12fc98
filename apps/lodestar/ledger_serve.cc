// SPDX-License-Identifier: Apache-2.0
// lodestar ledger serve: a log over HTTP. Reading is what any web server does with the public
// folder; POST /add is ours.
#include "ledger_serve.h"

#include <fmt/format.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "ledger/leaf.h"
#include "ledger_private.h"
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

// The index, in the first line. Where the witnesses have not told yet whether this is the newest
// copy of the log, it may be one that is taken: that is no 200.
http::Response tell(std::uint64_t index, const log::Witnesses* witnesses) {
  if (witnesses == nullptr || witnesses->is_clear()) return say(200, std::to_string(index));
  return say(202, fmt::format("{}\nthe entry is on the disk; its number holds if this is the log's "
                              "newest copy, which too few witnesses can say: see whether a "
                              "checkpoint comes to hold it",
                              index));
}

// Once the disk has the entry.
log::Log::Done answer_with(http::Reply reply, const log::Witnesses* witnesses) {
  return [reply = std::move(reply), witnesses](Result<std::uint64_t> first) mutable {
    reply(first ? tell(*first, witnesses) : refuse(first.error()));
  };
}

// The leaf of a record that whoever asks keeps.
void add_leaf(const OpenLog& open, std::uint32_t issuer, const http::Request& request,
              http::Reply reply) {
  const auto leaf = ledger::parse_leaf(request.body);
  if (leaf && leaf->issuer != issuer) {
    return reply(say(400, "the leaf names another issuer than this log's key"));
  }
  if (!leaf) return reply(refuse(leaf.error()));
  open.closed->add_leaves({&*leaf, 1}, answer_with(std::move(reply), open.witnesses.get()));
}

void add(const OpenLog& open, std::uint32_t issuer, const http::Request& request,
         http::Reply reply) {
  if (open.closed) return add_leaf(open, issuer, request, std::move(reply));
  open.log->add(std::span(&request.body, 1), answer_with(std::move(reply), open.witnesses.get()));
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

// When it is time, and then again; a publication that cannot be now is tried each minute.
void publish_on_time(log::PrivateLog& log, const std::stop_token& stop) {
  Changes tell;
  constexpr std::uint64_t kRetry = 60;
  while (!stop.stop_requested()) {
    const auto published = log.publish(now_s(), stop);
    if (stop.stop_requested()) return;
    tell(published ? Status() : Status(published.error()));
    const std::uint64_t now = now_s(), next = log.shape().next_after(now);
    log::every(std::chrono::seconds(published ? next - now : std::min(next - now, kRetry)))(stop);
  }
}

}  // namespace

Status serve_log(const LogFiles& files, const std::string& listen, const std::stop_token& stop) {
  http::ServerOptions options = LODESTAR_TRY(parse_listen(listen));
  options.longest_body = ledger::kLongestEntry;
  const bool is_closed = is_private(files);
  const OpenLog open = LODESTAR_TRY(
      is_closed ? open_private(files, Asks::witnesses, stop)
                : open_log(files, {.wait = log::every(std::chrono::seconds(1)), .tell = Changes()},
                           stop));
  const auto server = LODESTAR_TRY(
      http::Server::start(options, [&](const http::Request& request, http::Reply reply) {
        const bool reads = request.method == "GET" || request.method == "HEAD";
        if (request.path == "/add" && request.method != "POST") {
          return reply(no_such_method("POST an entry here", "POST"));
        }
        if (request.path == "/add") return add(open, files.issuer(), request, std::move(reply));
        reply(reads ? serve_public(files.folder + "/public", request.path)
                    : no_such_method("only GET", "GET, HEAD"));
      }));
  say_where(options, *server);
  std::jthread publishing;
  if (is_closed) {
    publishing =
        std::jthread([&](const std::stop_token& ending) { publish_on_time(*open.closed, ending); });
  }
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  stopped.wait(lock, stop, [] { return false; });
  server->stop(kGrace);
  return {};
}

}  // namespace lodestar::app
