// SPDX-License-Identifier: Apache-2.0
// Any bytes as a proof: what is read is written and read again the same, and nothing is proven to
// who trusts nobody.
#include <cstddef>
#include <cstdint>

#include "base/assert.h"
#include "ledger/proof.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace ledger = lodestar::ledger;
  using lodestar::Code;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto proof = ledger::parse_log_proof(bytes);
  if (!proof) {
    LODESTAR_ASSERT(proof.error().code == Code::invalid || proof.error().code == Code::limited);
    return 0;
  }
  const std::string text = to_string(*proof);
  LODESTAR_ASSERT(to_string(ledger::parse_log_proof(text).value()) == text);
  const auto accepted = ledger::verify_proof({}, *proof, ledger::empty_root());
  LODESTAR_ASSERT(!accepted && accepted.error().code == Code::forbidden);
  const auto head = ledger::parse_checkpoint(proof->checkpoint.text).value().head;
  ledger::root_of_inclusion({proof->index, head.size}, ledger::empty_root(), proof->hashes);
  return 0;
}
