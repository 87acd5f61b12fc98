// SPDX-License-Identifier: Apache-2.0
// lodestar ledger serve: a log over HTTP. Reading is what any web server does with the public
// folder; POST /add is ours.
#include "ledger_serve.h"

#include <fmt/format.h>

#include <algorithm>

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

// What happened inside is its keeper's to know.
http::Response refuse(const Error& error) {
  if (status_of(error.code) == 500) return say(500, "the log takes nothing now");
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

void add(const OpenLog& open, const http::Request& request, http::Reply reply) {
  if (auto refusal = refusal_of_packed(request)) return reply(*std::move(refusal));
  // An entry may be empty, where that is said.
  const bool is_told = request.has("Content-Length") || request.has("Transfer-Encoding");
  if (!is_told) return reply(say(411, "the entry is missing: send its bytes, and its length"));
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

bool is_not_now(const Error& error) {
  return error.code == Code::unavailable || error.code == Code::cancelled;
}

struct Published {
  Status ended;
  std::uint64_t next_s = 0;  // when more is due
};
// The log is open only meanwhile, so that others may add to it, and its keys may change.
Result<Published> publish_once(const std::string& folder, const std::stop_token& stop) {
  constexpr std::chrono::hours kLongTurn{1};
  const LogFiles files = LODESTAR_TRY(LogFiles::read(folder));
  const OpenLog open =
      LODESTAR_TRY(open_private(files, {.asks = Asks::witnesses, .patience = kLongTurn}, stop));
  const auto head = open.closed->publish(now_s(), stop);
  return Published{.ended = head ? Status() : Status(head.error()),
                   .next_s = open.closed->shape().next_after(now_s())};
}

// When it is time, and then again; a publication that cannot be now is tried each minute.
Status publish_on_time(const std::string& folder, const std::stop_token& stop) {
  Changes tell;
  constexpr std::uint64_t kRetry = 60;
  while (!stop.stop_requested()) {
    const auto published = publish_once(folder, stop);
    Status ended = published ? published->ended : Status(published.error());
    if (stop.stop_requested()) return {};
    if (!ended && !is_not_now(ended.error())) return ended;
    tell(ended);
    const std::uint64_t now = now_s();
    std::uint64_t pause = published ? std::max(published->next_s, now) - now : kRetry;
    if (!ended) pause = std::min(pause, kRetry);
    log::every(std::chrono::seconds(pause))(stop);
  }
  return {};
}

http::Response read(const std::string& folder, const http::Request& request) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  return reads ? serve_public(folder + "/public", request.path)
               : no_such_method("only GET", "GET, HEAD");
}

// Nobody adds over the network: an index at once would tell how many records there are, and
// strangers' leaves would fill the increments.
Status serve_private(const LogFiles& files, const http::ServerOptions& options,
                     const std::stop_token& stop) {
  const auto first = LODESTAR_TRY(publish_once(files.folder, stop));
  if (!first.ended && !is_not_now(first.ended.error())) return first.ended;
  const auto server = LODESTAR_TRY(
      http::Server::start(options, [&files](const http::Request& request, http::Reply reply) {
        if (request.path != "/add") return reply(read(files.folder, request));
        reply(say(403, "a private log takes its records on its own machine: lodestar ledger add"));
      }));
  say_where(options, *server);
  Status ended = publish_on_time(files.folder, stop);
  server->stop(kGrace);
  return ended;
}

Status serve_open(const LogFiles& files, const http::ServerOptions& options,
                  const std::stop_token& stop) {
  const log::Clock second = log::every(std::chrono::seconds(1));
  const OpenLog open = LODESTAR_TRY(open_log(files, {.wait = second, .tell = Changes()}, stop));
  const auto server = LODESTAR_TRY(
      http::Server::start(options, [&](const http::Request& request, http::Reply reply) {
        if (request.path != "/add") return reply(read(files.folder, request));
        if (request.method != "POST") return reply(no_such_method("POST an entry here", "POST"));
        add(open, request, std::move(reply));
      }));
  say_where(options, *server);
  // A log that takes nothing any more ends, so that whoever supervises it hears of that.
  Status ended;
  while (ended && !stop.stop_requested()) {
    second(stop);
    if (const auto why = open.log->failure()) ended = *why;
  }
  server->stop(kGrace);
  return ended;
}

}  // namespace

Status serve_log(const LogFiles& files, const std::string& listen, const std::stop_token& stop) {
  http::ServerOptions options = LODESTAR_TRY(parse_listen(listen));
  options.longest_body = ledger::kLongestEntry;
  return is_private(files) ? serve_private(files, options, stop) : serve_open(files, options, stop);
}

}  // namespace lodestar::app
