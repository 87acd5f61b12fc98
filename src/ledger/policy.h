// SPDX-License-Identifier: Apache-2.0
// Trust policies: which logs are believed, and which of their witnesses must stand by them.
//
// Shapes   logs, witnesses, groups of witnesses and groups (a forest: whoever is a member is one
//          once), and the quorum: a witness, a group, or nobody. Names are bytes without meaning.
// Units    none.
// Errors   invalid: not a policy (line, field, what is wrong); limited: longer than this reads;
//          forbidden: no log of the policy has signed, a known signature does not hold, or the
//          quorum is not reached (who stands by it, then).
// Cost     linear; accepting costs a signature check (80 us) a line of a known key.
// Threads  pure.
// Source   c2sp.org/tlog-policy, June 2026.
// Example  Accepted seen = LODESTAR_TRY(accept_checkpoint(policy, note)); use(seen.checkpoint);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/note.h"

namespace lodestar::ledger {

inline constexpr std::size_t kLongestPolicy = 1 << 20;  // bytes; there is no other limit

struct PolicyLog {
  VerifierKey key;  // its name is the log's origin
  std::string url;  // empty: none
};
struct PolicyWitness {
  std::string name;
  VerifierKey key;
  std::string url;       // empty: none
  std::size_t line = 0;  // of the policy's bytes, from 1 on
};

// Who may be asked to stand by a checkpoint: a place among the witnesses or among the groups.
struct Voter {
  enum class Kind : std::uint8_t { witness, group };
  Kind kind = Kind::witness;
  std::size_t place = 0;
  friend bool operator==(const Voter&, const Voter&) = default;
};
struct PolicyGroup {
  std::string name;
  std::size_t least = 1;       // of the members
  std::vector<Voter> members;  // groups among them stand before this one
};

struct Policy {
  std::vector<PolicyLog> logs;  // none: the caller knows its log from elsewhere and adds it
  std::vector<PolicyWitness> witnesses;
  std::vector<PolicyGroup> groups;
  std::optional<Voter> quorum;  // none: no cosignature is asked for
};
Result<Policy> parse_policy(std::string_view bytes);

// Whether those witnesses are enough; has_signed has a place for each witness of the policy.
bool has_quorum(const Policy& policy, const std::vector<bool>& has_signed);

// A checkpoint that the policy accepts, and who stood by it.
struct Standing {
  std::size_t witness = 0;   // its place in the policy
  std::uint64_t time_s = 0;  // its latest
};
struct Accepted {
  Checkpoint checkpoint;
  std::vector<std::size_t> logs;    // places in the policy of the keys that signed, of this origin
  std::vector<Standing> witnesses;  // in the policy's order
};
Result<Accepted> accept_checkpoint(const Policy& policy, const Note& note);

// Why whoever holds the policy refuses the checkpoint, whatever its log signed: each signature of a
// witness's key that does not hold, by its line of the note from 1 on, and a quorum that is not
// met. None: the witnesses stand by it. Lines of keys unknown to the policy are passed over.
std::vector<std::string> faults_of_cosignatures(const Policy& policy, const Note& note);

}  // namespace lodestar::ledger
