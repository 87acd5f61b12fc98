// SPDX-License-Identifier: Apache-2.0
// What the leaves of a private log stand for: openings, each encrypted under a key of its own, in
// files that can be erased one by one.
//
// Shapes   FOLDER/payloads/ab/cd... is an opening, FOLDER/payload-keys/ab/cd... its key, sealed
//          under the log's key; the name is the commitment, which is public. FOLDER/incoming holds
//          both until their leaf is in the log, FOLDER/erased the names of what must not be here,
//          in each whether the log has its receipt.
// Units    bytes.
// Errors   not_found: it was never here, or was erased (it says which); corrupt: a file does not
//          open, or is not what its leaf commits to; unavailable: the disk refuses.
// Cost     two small files an opening, and one sync of the disk for all that come together.
// Threads  one at a time.
// Source   XChaCha20-Poly1305; erasure by destroying the key, NIST SP 800-88r1, 2.6, and then the
//          rest. Keys lie apart so that copies of them can be kept for days and copies of the
//          payloads for years: without its key a payload in an old copy is noise.
// Example  payloads.stage(openings); log the leaves; payloads.keep(openings)
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/sealed.h"
#include "io/files.h"
#include "ledger/leaf.h"

namespace lodestar::log {

class Payloads {
 public:
  // What is in FOLDER/erased and still here (a copy was brought back, or the power failed) is
  // erased; what came in and `is_known` (its leaf is in the log) is kept, what is not, removed.
  static Result<Payloads> open(io::Files& files, const std::string& folder,
                               const Sensitive<crypto::SealingKey>& key,
                               const std::function<bool(const ledger::Commitment&)>& is_known);
  // Only for find() and state_of(), and beside who has them open.
  static Payloads read(io::Files& files, const std::string& folder,
                       const Sensitive<crypto::SealingKey>& key) {
    return {files, folder, key, -1};
  }
  Payloads(Payloads&& other) noexcept;
  Payloads& operator=(Payloads&&) = delete;
  ~Payloads();

  // On the disk when it returns, but not yet kept.
  Status stage(std::span<const ledger::Opening> openings);
  Status keep(std::span<const ledger::Opening> openings);

  enum class State { held, erased, absent };
  Result<State> state_of(const ledger::Commitment& commitment) const;
  Result<ledger::Opening> find(const ledger::Commitment& commitment) const;

  // From its return on nothing of it comes back: the decision is on the disk first, and is carried
  // out again at each opening.
  Status erase(const ledger::Commitment& commitment, std::string_view reason);
  // Erasures that the log has no receipt of yet, and the word that it has.
  struct Erasure {
    ledger::Commitment commitment;
    std::string reason;
  };
  Result<std::vector<Erasure>> without_receipt() const;
  // What is in FOLDER/erased. `receipt` is none where the file's text is neither.
  struct Erased {
    std::string name;
    bool waits = false;
    std::optional<std::uint64_t> receipt;  // its index
  };
  Result<std::vector<Erased>> all_erased() const;
  // What has a payload or a key here, and the files that one of them has, below FOLDER.
  Result<std::set<ledger::Commitment>> all_kept() const;
  std::vector<std::string> files_of(const ledger::Commitment& commitment) const;
  Status has_receipt(const ledger::Commitment& commitment, std::uint64_t index);

 private:
  Payloads(io::Files& files, std::string folder, const Sensitive<crypto::SealingKey>& key,
           io::Files::Handle lock)
      : files_(&files), folder_(std::move(folder)), key_(key), lock_(lock) {}
  Status put(const std::string& path, std::string_view bytes);
  Status stage_one(const ledger::Opening& opening);
  Status sort_incoming(const std::function<bool(const ledger::Commitment&)>& is_known);
  Status keep_one(const std::string& name);
  Status destroy(const std::string& name);
  Status shred(const std::string& path);
  Status make_folder_once(const std::string& path);
  std::string erased(std::string_view name) const;
  Status mark_erased(const std::string& name, std::string_view text);

  io::Files* files_;
  std::string folder_;
  Sensitive<crypto::SealingKey> key_;
  io::Files::Handle lock_;      // -1: none
  std::set<std::string> made_;  // folders that the disk has
};

}  // namespace lodestar::log
