// SPDX-License-Identifier: Apache-2.0
// lodestar mirror: keeps whole copies of logs, proven entry by entry, and signs what it has.
#include "mirror/mirror.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <ctime>
#include <memory>

#include "cli.h"
#include "commands.h"
#include "io/only_one.h"
#include "listen.h"
#include "table/inflate.h"
#include "witness_files.h"

namespace lodestar::app {
namespace {

struct Typed {
  std::string folder, name, logs, listen = "127.0.0.1:8082";
  bool was_moved = false;
};

// 32 packages of 256 entries of 4 kB fit; of a longer body the first packages are taken.
constexpr std::size_t kLongestBody = std::size_t{32} << 20, kLongestUnpacked = kLongestBody;
// Of all that is on its way or waits; one more is unpacked at a time.
constexpr std::size_t kMostBodyBytes = std::size_t{256} << 20;
constexpr std::size_t kMostConnections = 256;
constexpr std::chrono::seconds kRequestTimeout{120};  // over a slow line

constexpr std::string_view kBytes = "application/octet-stream";

http::Response with_encodings(http::Response response) {
  response.headers.emplace_back("Accept-Encoding", "gzip, identity");
  return response;
}

// As it is said, without letters' case and parameters.
bool is_bytes(std::string_view type) {
  const std::string_view essence = type.substr(0, type.find_first_of("; \t"));
  return std::ranges::equal(essence, kBytes, {}, [](unsigned char letter) {
    return static_cast<char>(std::tolower(letter));
  });
}

void add_entries(mirror::Mirror& mirror, const http::Request& request, http::Reply reply) {
  if (!is_bytes(request.type))
    return reply(with_encodings(say(415, fmt::format("send it as {}", kBytes))));
  const std::string_view encoding = request.encoding;
  auto answer = [reply = std::move(reply)](ledger::WitnessAnswer given) mutable {
    reply(with_encodings(response_of(std::move(given))));
  };
  if (encoding == "gzip" || encoding == "x-gzip") {
    const auto unpack = [body = request.body] {
      return table::unpack_gzip(body, kLongestUnpacked);
    };
    return mirror.add_entries(unpack, std::move(answer));
  }
  if (encoding.empty() || encoding == "identity")
    return mirror.add_entries(request.body, std::move(answer));
  answer({.status = 415,
          .content_type = std::string(kText),
          .body = "send it as it is, or packed with gzip\n"});
}

// <origin hash>/checkpoint, <origin hash>/tile/...
http::Response read(const std::string& folder, std::string_view path) {
  path.remove_prefix(path.starts_with('/') ? 1 : 0);
  const std::string_view origin = path.substr(0, path.find('/'));
  if (!crypto::from_hex(origin)) return say(404, "there is nothing here");
  return serve_public(fmt::format("{}/public/{}", folder, origin), path.substr(origin.size()));
}

http::Handler handler_of(mirror::Mirror& mirror, const std::string& folder,
                         const std::string& keys) {
  const std::string about = fmt::format(
      "A mirror of transparency logs (c2sp.org/tlog-mirror). Its keys:\n\n{}\nLogs POST to "
      "/add-checkpoint and /add-entries; its copies are at /<SHA-256 of the log's origin>/.",
      keys);
  return [&mirror, folder, about](const http::Request& request, http::Reply reply) {
    const bool is_checkpoint = request.path == "/add-checkpoint";
    const bool is_subtree = request.path == "/sign-subtree";
    if (is_checkpoint || is_subtree || request.path == "/add-entries") {
      if (request.method != "POST") return reply(no_such_method("only POST", "POST"));
      if (!is_checkpoint && !is_subtree) return add_entries(mirror, request, std::move(reply));
      if (auto refusal = refusal_of_packed(request)) return reply(*std::move(refusal));
      if (is_subtree) return reply(response_of(mirror.sign_subtree(request.body)));
      return mirror.add_checkpoint(
          request.body, [reply = std::move(reply)](ledger::WitnessAnswer answer) mutable {
            reply(response_of(std::move(answer)));
          });
    }
    if (request.method != "GET" && request.method != "HEAD")
      return reply(no_such_method("only GET", "GET, HEAD"));
    reply(request.path == "/" ? say(200, about) : read(folder, request.path));
  };
}

Status serve(const Typed& typed, const std::stop_token& stop) {
  if (typed.logs.empty()) {
    return Error{Code::invalid,
                 "--logs FILE is missing: a file with a line 'log KEY' for each log to mirror"};
  }
  http::ServerOptions options = LODESTAR_TRY(parse_listen(typed.listen));
  options.longest_body = kLongestBody;
  options.most_body_bytes = kMostBodyBytes;
  options.most_connections = kMostConnections;
  options.request_timeout = kRequestTimeout;
  LogsFile logs(typed.logs);
  auto list = LODESTAR_TRY(logs.read());
  Keys found = LODESTAR_TRY(find_keys(Cosigner::mirror, typed.folder, typed.name));
  const std::string own = to_lines(found.signers), said = to_words(Cosigner::mirror, found);
  const auto alone = io::OnlyOne::hold(
      "lodestar-mirror-" + crypto::to_hex(crypto::sha256({found.signers.front().verifier().key})));
  if (!alone) {
    return Error{alone.error().code,
                 fmt::format("{}: a mirror with this key runs on this machine already; two could "
                             "be made to sign two pasts",
                             typed.folder)};
  }
  const std::size_t keys = list.keys();
  mirror::MirrorOptions choices{
      .signers = std::move(found.signers),
      .logs = std::move(list),
      .now_s = [] { return static_cast<std::uint64_t>(std::time(nullptr)); },
      .was_moved = typed.was_moved};
  const auto mirror = LODESTAR_TRY(mirror::Mirror::open(typed.folder, std::move(choices)));
  const auto server =
      LODESTAR_TRY(http::Server::start(options, handler_of(*mirror, typed.folder, own)));
  fmt::print("{}{} keys of logs; {} logs mirrored so far\n", said, keys, mirror->origins());
  say_where(options, *server);
  Status ended = watch({.cosigner = Cosigner::mirror,
                        .failure = [&] { return mirror->failure(); },
                        .set_logs = [&](witness::LogList one) { mirror->set_logs(std::move(one)); },
                        .doubt = [&] { return mirror->doubt(); }},
                       logs, stop);
  server->stop(kGrace);
  return ended;
}

Status print_keys(const Typed& typed) {
  const auto signers = LODESTAR_TRY(find_keys(Cosigner::mirror, typed.folder, typed.name)).signers;
  fmt::print("{}", to_lines(signers));
  return {};
}

}  // namespace

void add_mirror(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command = app.add_subcommand(
      "mirror", "Keep whole copies of transparency logs for others, and sign what is kept");
  CLI::App* key = command->add_subcommand(
      "key", "Print the mirror's keys for logs and verifiers; --name makes them");
  for (CLI::App* const one : {command, key}) {
    one->add_option("--state", typed->folder,
                    "The mirror's own folder: its keys, its memory and the copies");
    one->add_option("--name", typed->name,
                    "The mirror's name, for the first start: such as mirror.example.org/harbour");
  }
  command->add_option("--logs", typed->logs,
                      "The logs to mirror: lines 'log KEY [URL]'; read again when changed");
  command->add_option("--listen", typed->listen, "ADDRESS:PORT; port 0: any that is free")
      ->capture_default_str();
  command->add_flag("--moved", typed->was_moved,
                    "DIR was moved here while the mirror was stopped, and is its only copy");
  const auto choose = [typed, &run](auto act) {
    return [typed, &run, act] {
      run = [typed, act](const std::stop_token& stop) -> Status {
        if (typed->folder.empty())
          return Error{Code::invalid, "--state DIR is missing: the mirror's own folder"};
        return act(*typed, stop);
      };
    };
  };
  command->parse_complete_callback(choose(serve));
  key->final_callback(
      choose([](const Typed& one, const std::stop_token&) { return print_keys(one); }));
}

}  // namespace lodestar::app
