// SPDX-License-Identifier: Apache-2.0
// A log's side of witnessing: it signs nothing that a witness's view of it speaks against, and
// publishes nothing that a quorum of its policy does not stand by.
//
// Shapes   look() asks what the witnesses know; cosign() signs a head, asks them side by side, and
//          gives the checkpoint with the log's signature and theirs. All are asked of a Network,
//          which has its own limits of time and bytes. Lines of a policy with one URL are the keys
//          of one witness, which is asked once for all of them.
// Units    sizes count entries.
// Errors   unavailable: no quorum answers as it must (who does not, and why), try again; cancelled;
//          conflict: a witness shows a checkpoint by this log's key that does not fit: the log went
//          back, or was forked, and must not go on.
// Cost     a request each (two where a witness knows another size than the log remembers), a proof
//          of some 20 hashes, a signature check (75 us) a cosignature.
// Threads  one caller at a time, but of is_clear().
// Source   c2sp.org/tlog-witness: add-checkpoint, and the checkpoint of its monitoring prefix,
//          taken to be the same as the submission prefix.
// Example  Witnesses witnesses(policy, signer, network);
//          const auto known = LODESTAR_TRY(witnesses.look(published, stop));
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/merkle.h"
#include "ledger/note.h"
#include "ledger/policy.h"
#include "ledger/tiles.h"
#include "ledger/witness.h"

namespace lodestar::log {

struct WitnessCall {
  std::string url;
  std::string body;  // empty: a GET
};
struct WitnessThen {
  std::optional<WitnessCall> ask;  // on, in the same place
  bool is_enough = false;          // who has not answered by now need not
};
using WitnessHeard =
    std::function<WitnessThen(std::size_t place, Result<ledger::WitnessAnswer> answer)>;
// Asks all side by side, and returns when each was heard for the last time.
using Network = std::function<void(const std::vector<WitnessCall>& calls, const WitnessHeard& heard,
                                   const std::stop_token& stop)>;

// Whether a log can publish under it: a quorum of those that have a URL.
Status check_askable(const ledger::Policy& policy);

// While a log's key changes, and after: who signs beside it, and who has signed before.
struct OtherKeys {
  const ledger::Signer* next = nullptr;
  std::vector<ledger::VerifierKey> retired;
};

class Witnesses {
 public:
  // The policy is askable; the signers must outlive this.
  Witnesses(ledger::Policy policy, const ledger::Signer& signer, Network network,
            OtherKeys others = {})
      : policy_(std::move(policy)),
        signer_(&signer),
        others_(std::move(others)),
        network_(std::move(network)),
        sizes_(policy_.witnesses.size()),
        published_note_(sign(published_)) {}

  // Before anything new is signed: what the witnesses know, proven by this log's own signatures.
  // `published` is the last checkpoint, empty before the first; corrupt: it is none of this log's.
  // Where too few answer, cosign() will look again, and sign nothing before.
  Result<std::vector<ledger::TreeHead>> look(std::string_view published,
                                             const std::stop_token& stop);
  // `tiles` are the tree's.
  Result<std::string> cosign(const ledger::TreeHead& head, ledger::TileReader& tiles,
                             const std::stop_token& stop);
  // Whether a quorum has told what it knows: before, this may be an old copy of the log, and what
  // is added now gets an index that others have seen taken. Any thread.
  bool is_clear() const { return is_clear_; }

 private:
  class Round;
  ledger::Note sign(const ledger::TreeHead& head) const;
  Result<ledger::Checkpoint> verify(const ledger::Note& note) const;
  Status check(const Round& round, const ledger::TreeHead& head, ledger::TileReader& tiles) const;

  ledger::Policy policy_;
  const ledger::Signer* signer_;
  OtherKeys others_;
  Network network_;
  std::vector<std::uint64_t> sizes_;  // that each witness is believed to know
  ledger::TreeHead published_{0, ledger::empty_root()};
  ledger::Note published_note_;
  std::atomic<bool> is_clear_ = false;
};

}  // namespace lodestar::log
