// SPDX-License-Identifier: Apache-2.0
// A witness on a disk: what it has cosigned, for each origin the latest, and the decision on the
// next request with it.
//
// Shapes   DIR holds the journal of what was cosigned, the file place (see
//          internal/whereabouts.h) and, once the witness has found that it forgot something,
//          the file halted. One process at a time has it open. The key is the caller's business;
//          the memory is made before it, so that a key without one is a key that has lost it.
// Units    seconds since 1970; bytes.
// Errors   of make: conflict (something is remembered there), unavailable. Of open: conflict
//          (another process has it open; it is a copy, or has no memory; it was halted), corrupt,
//          unavailable. An answer is HTTP's: 500 when the disk has refused, or when the witness has
//          halted: it signs nothing until it is opened again.
// Cost     a request: 100 us of the calling thread, 350 us with an ML-DSA-44 key beside Ed25519's;
//          those that wait share a write and an fdatasync. Memory: 140 bytes an origin, and the
//          list of logs; disk: three times the latest checkpoints at most, and 48 MB.
//          Opening reads that.
// Threads  any; `done` runs on the caller's thread or on the witness's own and must be short.
// Source   c2sp.org/tlog-witness; docs/adr/0009-the-witness-on-disk.md.
// Example  auto witness = LODESTAR_TRY(Witness::open("witness", {.signers = ..., .logs = ...}));
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "io/files.h"
#include "ledger/witness.h"
#include "witness/log_list.h"

namespace lodestar::witness {

struct WitnessOptions {
  std::vector<ledger::Signer> signers;  // of any kind but ed25519; at least one. Each cosigns
  LogList logs;
  std::function<std::uint64_t()> now_s;
  // The operator's word that a folder which looks copied is the newest and the only one, or that a
  // key without a memory has signed nothing.
  bool was_moved = false;
  // A mirror's: it keeps the log's checkpoints as they are, and its signers sign subtrees alone.
  bool only_keeps = false;
  std::uint64_t segment_bytes = std::uint64_t{16} << 20;  // of the journal
  io::Files* files = &io::system_files();
};

class Witness {
 public:
  using Done = std::move_only_function<void(ledger::WitnessAnswer)>;
  // The memory of a new witness: that nothing was signed yet.
  static Status make(const std::string& folder, io::Files& files);
  static Result<std::unique_ptr<Witness>> open(const std::string& folder, WitnessOptions options);
  ~Witness();  // what waits is answered
  Witness(const Witness&) = delete;
  Witness& operator=(const Witness&) = delete;

  // A 200, and whatever tells of one, is answered once the disk has it.
  void add_checkpoint(std::string_view body, Done done);
  ledger::WitnessAnswer add_checkpoint(std::string_view body);  // waits
  // Some entries of a tree that it has cosigned. Touches no disk.
  ledger::WitnessAnswer sign_subtree(std::string_view body);
  // The latest of an origin, by its SHA-256, for monitors. not_found: none was cosigned.
  Result<std::string> checkpoint(const ledger::Hash& origin) const;
  void set_logs(LogList logs);
  std::span<const ledger::Signer> signers() const;
  std::size_t origins() const;           // of which something was cosigned
  std::optional<Error> failure() const;  // why it signs no more
  // An origin whose log says that it knows a later cosignature than this witness does; the first.
  std::optional<std::string> doubt() const;

 private:
  struct Body;
  explicit Witness(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

}  // namespace lodestar::witness
