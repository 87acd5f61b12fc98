// SPDX-License-Identifier: Apache-2.0
// Any bytes as a proof of completeness, and as what an auditor is given: what is read is written
// the same, and nothing is proven to who trusts nobody.
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "ledger/completeness.h"
#include "ledger/map_audit.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace ledger = lodestar::ledger;
  using lodestar::Code;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto labels = ledger::parse_map_labels(bytes)) {
    LODESTAR_ASSERT(to_string(*labels).reveal() == bytes);
  }
  const auto proof = ledger::parse_completeness(bytes);
  if (!proof) {
    LODESTAR_ASSERT(proof.error().code == Code::invalid || proof.error().code == Code::limited);
    return 0;
  }
  LODESTAR_ASSERT(to_string(*proof) == bytes);
  LODESTAR_ASSERT(proof->entries.empty() || !proof->path.neighbour);
  const auto covered = ledger::verify_completeness({}, *proof, "case 1");
  LODESTAR_ASSERT(!covered && covered.error().code == Code::forbidden);
  ledger::root_of_absence({}, proof->path);
  return 0;
}
