// SPDX-License-Identifier: Apache-2.0
// A witness in memory, with the web's answers but without the web.
#pragma once

#include <algorithm>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/sha256.h"
#include "ledger/witness.h"
#include "support/ledger_scene.h"

namespace lodestar::testing {

inline std::string origin_hash(std::string_view origin) {
  return crypto::to_hex(crypto::sha256({origin}));
}

class MemoryWitness {
 public:
  // Seed and name come from the number.
  explicit MemoryWitness(unsigned number) { signers_.push_back(test_witness(number)); }

  const ledger::VerifierKey& key() const { return signers_[0].verifier(); }
  void sign_also_with(ledger::Signer signer) { signers_.push_back(std::move(signer)); }
  void know(const ledger::VerifierKey& log) { logs_.push_back(log); }

  // As a witness's server answers POST `path` with a body, and GET without.
  ledger::WitnessAnswer answer(std::string_view path, std::string_view body) {
    const std::lock_guard lock(mutex_);
    if (path == "/add-checkpoint") {
      const auto request = ledger::parse_add_checkpoint(body);
      return request ? decide(*request) : ledger::refuse(request.error());
    }
    for (const Kept& kept : kept_) {
      if (path == "/" + origin_hash(kept.origin) + "/checkpoint")
        return {.status = 200, .content_type = "text/plain", .body = kept.checkpoint};
    }
    return {.status = 404, .content_type = "text/plain", .body = "not found\n"};
  }

 private:
  struct Kept {
    std::string origin;
    ledger::TreeHead head;
    std::string checkpoint;
  };

  ledger::WitnessAnswer decide(const ledger::AddCheckpoint& request) {
    const std::string& origin = request.checkpoint.origin;
    std::vector<ledger::VerifierKey> keys;
    std::ranges::copy_if(logs_, std::back_inserter(keys),
                         [&](const auto& key) { return key.name == origin; });
    auto kept = std::ranges::find(kept_, origin, &Kept::origin);
    ledger::KnownLog known{.keys = keys, .latest = {0, ledger::empty_root()}};
    if (kept != kept_.end()) known.latest = kept->head;
    const auto decision = ledger::decide(known, request, signers_, ++time_s_);
    if (decision.latest) {
      if (kept == kept_.end()) kept = kept_.insert(kept, {.origin = origin});
      kept->head = *decision.latest;
      kept->checkpoint = decision.checkpoint;
    }
    return decision.answer;
  }

  std::mutex mutex_;
  std::vector<ledger::Signer> signers_;
  std::vector<ledger::VerifierKey> logs_;
  std::vector<Kept> kept_;
  std::uint64_t time_s_ = 1'800'000'000;
};

}  // namespace lodestar::testing
