// SPDX-License-Identifier: Apache-2.0
#include "trust.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>

#include "io/input.h"

namespace lodestar::app {

Result<ledger::Policy> policy_of(const Trust& trust) {
  if (trust.key.empty() == trust.policy.empty()) {
    return Error{Code::invalid, "say whom to believe: either --key LINE or --policy FILE"};
  }
  if (!trust.policy.empty()) {
    return ledger::parse_policy(LODESTAR_TRY(io::open_input(trust.policy)).bytes());
  }
  ledger::Policy policy;
  policy.logs.push_back({.key = LODESTAR_TRY(ledger::parse_verifier_key(trust.key))});
  return policy;
}

void print_witnesses(const ledger::Policy& policy, const ledger::Accepted& accepted) {
  for (const auto& [witness, time_s] : accepted.witnesses) {
    const std::chrono::sys_seconds time{std::chrono::seconds(time_s)};
    fmt::print("witnessed by {} on {:%Y-%m-%d %H:%M:%S} UTC\n", policy.witnesses[witness].name,
               time);
  }
}

}  // namespace lodestar::app
