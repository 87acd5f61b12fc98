// SPDX-License-Identifier: Apache-2.0
#include "ledger_push.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>

#include "base/printable.h"
#include "io/input.h"
#include "log/log.h"
#include "log_source.h"
#include "mirror/push.h"
#include "table/inflate.h"

namespace lodestar::app {
namespace {

struct Typed {
  std::string where, mirror, keys;
  std::uint64_t every_s = 0;
};

constexpr std::chrono::seconds kDeadline{20};          // for a checkpoint
constexpr std::chrono::seconds kEntriesDeadline{120};  // for 32 packages over a slow line
constexpr std::string_view kEntries = "/add-entries";

// The lines that 'lodestar mirror key' prints.
Result<std::vector<ledger::VerifierKey>> read_keys(const std::string& path) {
  const std::string bytes =
      LODESTAR_TRY(io::read_small(path, {"a file of keys", ledger::kLongestNote}));
  std::vector<ledger::VerifierKey> keys;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.empty() || line.starts_with('#')) continue;
    auto key = ledger::parse_verifier_key(line);
    if (key && key->kind == ledger::KeyKind::ed25519)
      key = Error{Code::invalid, "it is a log's key and no mirror's"};
    if (!key) return Error{key.error().code, fmt::format("{}: {}", path, key.error().message)};
    keys.push_back(*std::move(key));
  }
  if (!keys.empty()) return keys;
  return Error{Code::invalid,
               fmt::format("{}: no key is in it: write what 'lodestar mirror key' prints", path)};
}

Result<ledger::WitnessAnswer> post(const std::string& url, std::string_view path, std::string body,
                                   const std::stop_token& stop) {
  http::Call call{.url = url + std::string(path),
                  .body = std::move(body),
                  .content_type = "text/plain; charset=utf-8"};
  const bool is_long = path == kEntries;
  if (is_long) {
    call.content_type = "application/octet-stream";
    call.body = table::pack_gzip(call.body);
    call.encoding = "gzip";
  }
  const http::ClientOptions options{.deadline = is_long ? kEntriesDeadline : kDeadline,
                                    .longest_body = ledger::kLongestRequest,
                                    .stop = stop};
  auto answer = http::ask(call, options);
  if (!answer) {
    return Error{answer.error().code, fmt::format("{}: {}", call.url, answer.error().message)};
  }
  return ledger::WitnessAnswer{answer->status, std::move(answer->content_type),
                               std::move(answer->body)};
}

void say(const mirror::Pushed& pushed) {
  fmt::print("{} entries of {} are at the mirror, {} sent now; signed by",
             pushed.checkpoint.head.size, to_printable(pushed.checkpoint.origin), pushed.sent);
  for (const ledger::SignatureLine& line : pushed.cosignatures)
    fmt::print(" {}+{:08x}", line.name, line.id);
  fmt::print("\n");
  std::fflush(stdout);
}

Status push(const Typed& typed, const std::stop_token& stop) {
  std::string url = typed.mirror;
  while (url.ends_with('/')) url.pop_back();
  const mirror::PushOptions options{
      .fetch = fetch_from(source_of(typed.where), stop),
      .post = [&](std::string_view path,
                  std::string body) { return post(url, path, std::move(body), stop); },
      .keys = LODESTAR_TRY(read_keys(typed.keys)),
      .stop = stop};
  if (typed.every_s == 0) {
    say(LODESTAR_TRY(mirror::push(options)));
    return {};
  }
  const auto wait = log::every(std::chrono::seconds(typed.every_s));
  std::string before;
  for (; !stop.stop_requested(); wait(stop)) {
    const auto pushed = mirror::push(options);
    if (stop.stop_requested()) break;
    if (pushed && (pushed->sent > 0 || !before.empty())) say(*pushed);
    const std::string now = pushed ? "" : pushed.error().message;
    if (!now.empty() && now != before) fmt::print(stderr, "lodestar: {}\n", to_printable(now));
    before = now;
  }
  return {};
}

}  // namespace

void add_ledger_push(CLI::App& ledger, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command = ledger.add_subcommand(
      "push", "Bring a mirror up to what a log has published, and check that it signs for it");
  command
      ->add_option("where", typed->where,
                   "The log's folder or URL, or a folder with its public files")
      ->required();
  command->add_option("--mirror", typed->mirror, "The mirror's URL")->required();
  command->add_option("--keys", typed->keys, "A file with the mirror's keys; each must sign")
      ->required();
  command
      ->add_option("--follow", typed->every_s,
                   "Go on until stopped, and look every so many seconds for what is new")
      ->check(CLI::Range(1, 86400));
  command->callback([typed, &run] {
    run = [typed](const std::stop_token& stop) -> Status { return push(*typed, stop); };
  });
}

}  // namespace lodestar::app
