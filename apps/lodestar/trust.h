// SPDX-License-Identifier: Apache-2.0
// Whom a command believes, and how it tells who stood by a checkpoint.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/policy.h"

namespace lodestar::app {

struct Trust {
  std::string key, policy;  // as typed: a verifier key's line, or a file; one of them
};
Result<std::string> read_policy_text(const std::string& path);
Result<ledger::Policy> policy_of(const Trust& trust);
// A verifier key's line, without what a mail or another system's end of a line has put around it.
Result<ledger::VerifierKey> parse_typed_key(std::string_view typed);
// Of names that are made here: the format allows more, and nobody sees it.
Status check_shown_whole(std::string_view option, std::string_view name);
void print_witnesses(const ledger::Policy& policy, const ledger::Accepted& accepted);

}  // namespace lodestar::app
