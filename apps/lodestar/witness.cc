// SPDX-License-Identifier: Apache-2.0
// lodestar witness: cosigns what logs say, over HTTP, so that no log can have two pasts.
#include <fmt/format.h>

#include <ctime>
#include <memory>

#include "cli.h"
#include "commands.h"
#include "io/only_one.h"
#include "listen.h"
#include "witness/witness.h"
#include "witness_files.h"

namespace lodestar::app {
namespace {

struct Typed {
  std::string folder, name, logs, listen = "127.0.0.1:8081";
  bool was_moved = false, adds_ml_dsa = false;
};

constexpr std::string_view kBehind = "/checkpoint";

// <origin hash>/checkpoint
std::optional<ledger::Hash> find_origin(std::string_view path) {
  if (!path.ends_with(kBehind)) return {};
  return crypto::from_hex(path.substr(0, path.size() - kBehind.size()));
}

http::Response read(const witness::Witness& witness, std::string_view path) {
  const auto origin = find_origin(path);
  if (!origin) return say(404, "there is nothing here");
  auto checkpoint = witness.checkpoint(*origin);
  if (!checkpoint) {
    const bool is_missing = checkpoint.error().code == Code::not_found;
    return is_missing ? say(404, checkpoint.error().message) : say(500, "cannot be read");
  }
  return {.status = 200,
          .content_type = std::string(kText),
          .body = *std::move(checkpoint),
          .headers = {{"Cache-Control", "no-cache"}, {"Access-Control-Allow-Origin", "*"}}};
}

http::Handler handler_of(witness::Witness& witness, const std::string& keys) {
  const std::string about = fmt::format(
      "A witness for transparency logs (c2sp.org/tlog-witness). Its keys:\n\n{}\nLogs POST to "
      "/add-checkpoint and /sign-subtree; monitors GET /<SHA-256 of the log's origin>/checkpoint.",
      keys);
  return [&witness, about](const http::Request& request, http::Reply reply) {
    const bool is_subtree = request.path == "/sign-subtree";
    if (is_subtree || request.path == "/add-checkpoint") {
      if (request.method != "POST") return reply(no_such_method("POST a checkpoint here", "POST"));
      if (auto refusal = refusal_of_packed(request)) return reply(*std::move(refusal));
      if (is_subtree) return reply(response_of(witness.sign_subtree(request.body)));
      return witness.add_checkpoint(
          request.body, [reply = std::move(reply)](ledger::WitnessAnswer answer) mutable {
            reply(response_of(std::move(answer)));
          });
    }
    if (request.method != "GET" && request.method != "HEAD") {
      return reply(no_such_method("only GET", "GET, HEAD"));
    }
    if (request.path == "/") return reply(say(200, about));
    reply(read(witness, request.path.substr(std::min<std::size_t>(request.path.size(), 1))));
  };
}

Status serve(const Typed& typed, const std::stop_token& stop) {
  if (typed.logs.empty()) {
    return Error{Code::invalid,
                 "--logs FILE is missing: a file with a line 'log KEY' for each log to stand by"};
  }
  http::ServerOptions options = LODESTAR_TRY(parse_listen(typed.listen));
  options.longest_body = ledger::kLongestRequest;
  LogsFile logs(typed.logs);
  auto list = LODESTAR_TRY(logs.read());
  Keys found = LODESTAR_TRY(find_keys(Cosigner::witness, typed.folder, typed.name));
  const std::string own = to_lines(found.signers), said = to_words(Cosigner::witness, found);
  // The first key is as old as the folder: copies have it, whatever was added to them.
  const auto alone = io::OnlyOne::hold(
      "lodestar-witness-" + crypto::to_hex(crypto::sha256({found.signers.front().verifier().key})));
  if (!alone) {
    return Error{alone.error().code,
                 fmt::format("{}: a witness with this key runs on this machine already; two could "
                             "be made to sign two pasts",
                             typed.folder)};
  }
  const std::size_t keys = list.keys();
  witness::WitnessOptions choices{
      .signers = std::move(found.signers),
      .logs = std::move(list),
      .now_s = [] { return static_cast<std::uint64_t>(std::time(nullptr)); },
      .was_moved = typed.was_moved};
  const auto witness = LODESTAR_TRY(witness::Witness::open(typed.folder, std::move(choices)));
  const auto server = LODESTAR_TRY(http::Server::start(options, handler_of(*witness, own)));
  fmt::print("{}{} keys of logs; {} logs cosigned so far\n", said, keys, witness->origins());
  say_where(options, *server);
  Status ended =
      watch({.cosigner = Cosigner::witness,
             .failure = [&] { return witness->failure(); },
             .set_logs = [&](witness::LogList one) { witness->set_logs(std::move(one)); },
             .doubt = [&] { return witness->doubt(); }},
            logs, stop);
  server->stop(kGrace);
  return ended;
}

Status print_keys(const Typed& typed) {
  auto signers = LODESTAR_TRY(find_keys(Cosigner::witness, typed.folder, typed.name)).signers;
  if (typed.adds_ml_dsa) {
    LODESTAR_TRY(add_ml_dsa_key(typed.folder));
    signers = LODESTAR_TRY(find_keys(Cosigner::witness, typed.folder, typed.name)).signers;
  }
  fmt::print("{}", to_lines(signers));
  return {};
}

}  // namespace

void add_witness(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command = app.add_subcommand(
      "witness", "Cosign what transparency logs say, so that none can show two pasts");
  CLI::App* key = command->add_subcommand(
      "key", "Print the witness's keys for logs and verifiers; --name makes them");
  for (CLI::App* const one : {command, key}) {
    one->add_option("--state", typed->folder, "The witness's own folder: its keys and memory");
    one->add_option("--name", typed->name,
                    "The witness's name, for the first start: such as witness.example.org/harbour");
  }
  command->add_option("--logs", typed->logs,
                      "The logs to stand by: lines 'log KEY [URL]'; read again when changed");
  command->add_option("--listen", typed->listen, "ADDRESS:PORT; port 0: any that is free")
      ->capture_default_str();
  command->add_flag("--moved", typed->was_moved,
                    "DIR was moved here while the witness was stopped, and is its only copy");
  key->add_flag("--ml-dsa", typed->adds_ml_dsa,
                "Give a witness of one key, as they were made before, an ML-DSA-44 key too");
  const auto choose = [typed, &run](auto act) {
    return [typed, &run, act] {
      run = [typed, act](const std::stop_token& stop) -> Status {
        if (typed->folder.empty()) {
          return Error{Code::invalid, "--state DIR is missing: the witness's own folder"};
        }
        return act(*typed, stop);
      };
    };
  };
  command->parse_complete_callback(choose(serve));
  key->final_callback(
      choose([](const Typed& one, const std::stop_token&) { return print_keys(one); }));
}

}  // namespace lodestar::app
