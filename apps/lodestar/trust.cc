// SPDX-License-Identifier: Apache-2.0
#include "trust.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/printable.h"
#include "base/utc.h"
#include "io/input.h"
#include "text/words.h"

namespace lodestar::app {

Result<std::string> read_policy_text(const std::string& path) {
  return io::read_small(path, {"a policy", ledger::kLongestPolicy});
}

Result<ledger::Policy> policy_of(const Trust& trust) {
  if (trust.key.empty() == trust.policy.empty()) {
    return Error{Code::invalid, "say whom to believe: either --key LINE or --policy FILE"};
  }
  if (!trust.policy.empty()) {
    return ledger::parse_policy(LODESTAR_TRY(read_policy_text(trust.policy)));
  }
  ledger::Policy policy;
  policy.logs.push_back({.key = LODESTAR_TRY(parse_typed_key(trust.key))});
  return policy;
}

Result<ledger::VerifierKey> parse_typed_key(std::string_view typed) {
  constexpr std::string_view kBlank = " \t\r\n\v\f";
  const std::size_t first = std::min(typed.find_first_not_of(kBlank), typed.size());
  const std::size_t last = typed.find_last_not_of(kBlank);  // -1 where there is none
  return ledger::parse_verifier_key(typed.substr(first, last + 1 - first));
}

Status check_shown_whole(std::string_view option, std::string_view name) {
  const auto unseen = text::find_unseen(name, text::Joiners::unseen);
  if (!unseen) return {};
  return Error{Code::invalid, fmt::format("{} {}: {}: who reads the name must see all of it",
                                          option, to_printable(name), *unseen)};
}

void print_witnesses(const ledger::Policy& policy, const ledger::Accepted& accepted) {
  for (const auto& [witness, time_s] : accepted.witnesses) {
    fmt::print("witnessed by {} on {}\n", to_printable(policy.witnesses[witness].name),
               say_time(time_s));
  }
}

}  // namespace lodestar::app
