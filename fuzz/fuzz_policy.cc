// SPDX-License-Identifier: Apache-2.0
// Any bytes as a policy: whoever it is, all witnesses together are a quorum, and one more never
// undoes one.
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "ledger/policy.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace ledger = lodestar::ledger;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto policy = ledger::parse_policy(bytes);
  if (!policy) {
    const auto code = policy.error().code;
    LODESTAR_ASSERT(code == lodestar::Code::invalid || code == lodestar::Code::limited);
    return 0;
  }
  std::vector<bool> has_signed(policy->witnesses.size());
  bool is_enough = ledger::has_quorum(*policy, has_signed);
  LODESTAR_ASSERT(is_enough == !policy->quorum);
  for (std::size_t i = 0; i < has_signed.size(); ++i) {
    has_signed[i] = true;
    const bool is_enough_now = ledger::has_quorum(*policy, has_signed);
    LODESTAR_ASSERT(is_enough_now || !is_enough);
    is_enough = is_enough_now;
  }
  LODESTAR_ASSERT(is_enough);
  return 0;
}
