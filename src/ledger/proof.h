// SPDX-License-Identifier: Apache-2.0
// Proofs that anybody can check offline: this entry stands in that log, and witnesses have seen it.
//
// Shapes   a place in the log, the hashes from it to the root, a signed checkpoint; beside them
//          bytes of the application, which nothing vouches for.
// Units    indexes count entries.
// Errors   invalid: not a proof (which line, and what is wrong); limited: longer than this reads;
//          forbidden: the policy does not accept the checkpoint, or the entry is not in its tree.
// Cost     that of the signatures, and a hash (0.1 us) a level of the tree.
// Threads  pure.
// Source   c2sp.org/tlog-proof.
// Example  LODESTAR_TRY(verify_proof(policy, proof, hash_leaf(entry)))
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/merkle.h"
#include "ledger/note.h"
#include "ledger/policy.h"

namespace lodestar::ledger {

inline constexpr std::size_t kLongestProof = 2 * kLongestNote;  // bytes

struct LogProof {
  std::string extra;  // not authenticated: never to be trusted for itself
  std::uint64_t index = 0;
  std::vector<Hash> hashes;  // the leaf's sibling first
  Note checkpoint;
};
Result<LogProof> parse_log_proof(std::string_view bytes);
std::string to_string(const LogProof& proof);

// The checkpoint that the entry is proven in, and who stood by it.
Result<Accepted> verify_proof(const Policy& policy, const LogProof& proof, const Hash& leaf_hash);

}  // namespace lodestar::ledger
