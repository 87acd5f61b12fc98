// SPDX-License-Identifier: Apache-2.0
// lodestar verify: whether an entry is in a log, offline.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <string>

#include "cli.h"
#include "commands.h"
#include "io/input.h"
#include "ledger/proof.h"

namespace lodestar::app {
namespace {

struct Typed {
  std::string proof, key, policy, entry;
};

Result<ledger::Policy> policy_of(const Typed& typed) {
  if (typed.key.empty() == typed.policy.empty()) {
    return Error{Code::invalid, "say whom to believe: either --key LINE or --policy FILE"};
  }
  if (!typed.policy.empty()) {
    return ledger::parse_policy(LODESTAR_TRY(io::open_input(typed.policy)).bytes());
  }
  ledger::Policy policy;
  policy.logs.push_back({.key = LODESTAR_TRY(ledger::parse_verifier_key(typed.key))});
  return policy;
}

Status verify(const Typed& typed) {
  const ledger::Policy policy = LODESTAR_TRY(policy_of(typed));
  const io::Input bytes = LODESTAR_TRY(io::open_input(typed.proof));
  const io::Input entry = LODESTAR_TRY(io::open_input(typed.entry));
  const auto proof = LODESTAR_TRY(ledger::parse_log_proof(bytes.bytes()));
  const auto accepted =
      LODESTAR_TRY(ledger::verify_proof(policy, proof, ledger::hash_leaf(entry.bytes())));
  fmt::print("the entry is number {} of {} in {}\n", proof.index, accepted.checkpoint.head.size,
             accepted.checkpoint.origin);
  for (const auto& [witness, time_s] : accepted.witnesses) {
    const std::chrono::sys_seconds time{std::chrono::seconds(time_s)};
    fmt::print("witnessed by {} on {:%Y-%m-%d %H:%M:%S} UTC\n", policy.witnesses[witness].name,
               time);
  }
  return {};
}

}  // namespace

void add_verify(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command = app.add_subcommand("verify", "Check a proof that an entry is in a log");
  command->add_option("proof", typed->proof, "The proof, a .tlog-proof file")->required();
  command->add_option("--key", typed->key, "The log's verifier key, as init printed it");
  command->add_option("--policy", typed->policy, "Logs and witnesses to believe");
  command->add_option("--entry", typed->entry, "The entry; - for standard input")->required();
  command->callback(
      [typed, &run] { run = [typed](const std::stop_token&) { return verify(*typed); }; });
}

}  // namespace lodestar::app
