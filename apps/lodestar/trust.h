// SPDX-License-Identifier: Apache-2.0
// Whom a command believes, and how it tells who stood by a checkpoint.
#pragma once

#include <string>

#include "base/result.h"
#include "ledger/policy.h"

namespace lodestar::app {

struct Trust {
  std::string key, policy;  // as typed: a verifier key's line, or a file; one of them
};
Result<ledger::Policy> policy_of(const Trust& trust);
void print_witnesses(const ledger::Policy& policy, const ledger::Accepted& accepted);

}  // namespace lodestar::app
