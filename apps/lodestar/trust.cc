// SPDX-License-Identifier: Apache-2.0
#include "trust.h"

#include <fmt/format.h>

#include "base/utc.h"
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
    fmt::print("witnessed by {} on {}\n", policy.witnesses[witness].name, say_time(time_s));
  }
}

}  // namespace lodestar::app
