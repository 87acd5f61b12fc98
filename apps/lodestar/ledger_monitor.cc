// SPDX-License-Identifier: Apache-2.0
#include "ledger_monitor.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "base/printable.h"
#include "http/client.h"
#include "io/input.h"
#include "ledger/note.h"
#include "ledger/tiles.h"
#include "ledger_private.h"
#include "log/log.h"
#include "log/monitor.h"
#include "log_source.h"
#include "trust.h"

namespace lodestar::app {
namespace {

using log::Oddity;
using log::Sighting;

struct Typed {
  std::string where, policy, folder, leaves = "any";
  log::Growth growth;
  std::uint64_t every_s = 60, most_silent_s = 0;
  bool is_once = false, reads_entries = false;
};

std::vector<Result<std::string>> ask(const std::vector<std::string>& urls,
                                     const std::stop_token& stop) {
  std::vector<http::Call> calls;
  calls.reserve(urls.size());
  for (const std::string& url : urls) calls.push_back({.url = url});
  auto answers = http::ask_all(
      calls, {.deadline = kFileDeadline, .longest_body = ledger::kLongestNote, .stop = stop});
  std::vector<Result<std::string>> bodies;
  bodies.reserve(urls.size());
  for (std::size_t i = 0; i < urls.size(); ++i) {
    bodies.push_back(body_of(std::move(answers[i]), urls[i]));
  }
  return bodies;
}

Result<ledger::Policy> read_policy(const std::string& path) {
  auto policy = ledger::parse_policy(LODESTAR_TRY(read_policy_text(path)));
  if (!policy) {
    return Error{policy.error().code, fmt::format("{}: {}", path, policy.error().message)};
  }
  if (!policy->logs.empty()) return policy;
  return Error{Code::invalid,
               fmt::format("{}: it names no log: add a line 'log KEY' with the log's key", path)};
}

// What an alarm means for who hears it.
struct Meaning {
  Code code;
  std::string_view advice;
};
Meaning meaning_of(Oddity oddity) {
  switch (oddity) {
    case Oddity::fork:
      return {Code::conflict,
              "Rely on nothing that this log says. Keep the folder, and show both notes to all who "
              "rely on the log: with its key they are proof, to anybody and for good"};
    case Oddity::shrank:
    case Oddity::hidden:
      return {Code::conflict,
              "Ask who runs the log why: an old copy may have been restored, or you are shown "
              "less than others. Keep this folder, and ask other monitors what they see"};
    case Oddity::not_signed:
    case Oddity::no_quorum:
      return {Code::forbidden,
              "Nothing new is believed. Ask who runs the log, by another way than the log itself: "
              "a key or a witness may have changed"};
    case Oddity::missing:
    case Oddity::wrong:
    case Oddity::not_a_leaf:
    case Oddity::off_step:
      return {Code::corrupt, "Tell who runs the log: its files must be repaired"};
    default:
      return {Code::unavailable, "Ask who runs the log whether it runs"};
  }
}

Status judge(const Typed& typed, const Sighting& seen) {
  const auto alarm = std::ranges::find_if(
      seen.findings, [](const auto& finding) { return log::is_alarm(finding.oddity); });
  if (alarm == seen.findings.end()) return {};
  const auto worst = std::ranges::min(seen.findings, {}, &Sighting::Finding::oddity);
  const Meaning meaning = meaning_of(worst.oddity);
  return Error{meaning.code,
               fmt::format("{}: something does not add up. {}", typed.where, meaning.advice)};
}

std::string words_of(const Sighting& seen) {
  std::string words;
  for (const auto& finding : seen.findings) {
    words += fmt::format("{}: {}\n", log::is_alarm(finding.oddity) ? "alarm" : "note",
                         to_printable(finding.what));
  }
  return words;
}

// A log that is not where it should be does not answer.
Result<Sighting> look(log::Monitor& monitor) {
  auto seen = monitor.look(now_s());
  if (seen || seen.error().code != Code::not_found) return seen;
  return Error{Code::unavailable, seen.error().message};
}

// Says what is new in each look, until a stop is asked for or the log is caught with two pasts.
Status follow(const Typed& typed, log::Monitor& monitor, const std::stop_token& stop) {
  const auto wait = log::every(std::chrono::seconds(std::max<std::uint64_t>(typed.every_s, 1)));
  std::string before;
  Status ended;
  while (!stop.stop_requested()) {
    const auto seen = look(monitor);
    if (stop.stop_requested()) break;
    if (!seen && seen.error().code != Code::unavailable) return seen.error();
    ended = seen ? judge(typed, *seen) : Status(seen.error());
    const std::string words =
        seen ? words_of(*seen) : fmt::format("alarm: {}\n", to_printable(seen.error().message));
    if (seen) {
      fmt::print("{} entries{}\n", seen->head.size, seen->is_alarming() ? "" : ", nothing amiss");
    }
    if (words != before) fmt::print("{}", words);
    std::fflush(stdout);
    before = words;
    if (seen && seen->has(Oddity::fork)) return ended;
    wait(stop);
  }
  return ended;
}

Status monitor(const Typed& typed, const std::stop_token& stop) {
  log::MonitorOptions options{
      .policy = LODESTAR_TRY(read_policy(typed.policy)),
      .fetch = fetch_from(source_of(typed.where), stop),
      .ask = [stop](const std::vector<std::string>& urls) { return ask(urls, stop); },
      .reads_entries = typed.reads_entries,
      .private_log = {},
      .most_silent_s = typed.most_silent_s,
      .stop = stop};
  if (typed.leaves == "private") {
    options.private_log = typed.growth;
    if (typed.most_silent_s == 0) options.most_silent_s = 2 * typed.growth.period_s;
  }
  const auto watching = LODESTAR_TRY(log::Monitor::open(typed.folder, std::move(options)));
  if (!typed.is_once) return follow(typed, *watching, stop);
  const Sighting seen = LODESTAR_TRY(look(*watching));
  fmt::print("{}{} entries{}{}\n", words_of(seen), seen.head.size,
             typed.reads_entries ? fmt::format(", {} read", seen.read) : "",
             seen.is_alarming() ? "" : ", nothing amiss");
  return judge(typed, seen);
}

}  // namespace

void add_ledger_monitor(CLI::App& ledger, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command =
      ledger.add_subcommand("monitor", "Follow somebody's log, and say what does not add up");
  command
      ->add_option("where", typed->where, "The log's URL, its folder, or one with its public files")
      ->required();
  command
      ->add_option("--policy", typed->policy,
                   "Whom you believe: the log's key, its witnesses, and how many of them")
      ->required();
  command
      ->add_option("--state", typed->folder,
                   "The monitor's own folder: what it knows, and proof of what it caught")
      ->required();
  command->add_flag("--once", typed->is_once, "Look once and end, for cron");
  command->add_option("--every", typed->every_s, "Seconds from one look to the next, until stopped")
      ->check(CLI::Range(1, 86400))
      ->capture_default_str();
  command->add_flag("--entries", typed->reads_entries,
                    "Read every new entry, and compute the tree from them");
  command
      ->add_option("--leaves", typed->leaves,
                   "private: the log must grow by its increment, and have private leaves")
      ->check(CLI::IsMember({"private", "any"}))
      ->capture_default_str();
  command->add_option("--increment", typed->growth.increment, "Private: leaves a publication adds")
      ->check(CLI::Range(1, 65536))
      ->capture_default_str();
  command
      ->add_option("--period", typed->growth.period_s,
                   "Private: seconds from one publication to the next")
      ->check(CLI::Range(1, 31536000))
      ->capture_default_str();
  command->add_option("--silence", typed->most_silent_s,
                      "Seconds without a new checkpoint that are no alarm; private: two periods "
                      "unless told; else any");
  command->callback([typed, &run] {
    run = [typed](const std::stop_token& stop) -> Status { return monitor(*typed, stop); };
  });
}

}  // namespace lodestar::app
