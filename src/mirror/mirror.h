// SPDX-License-Identifier: Apache-2.0
// A mirror on a disk: copies of logs, each entry proven before it is kept, and a cosignature on
// what the disk has whole.
//
// Shapes   DIR/public/<SHA-256 of a log's origin, in hexadecimal>/ is all that a web server needs:
//          checkpoint, tile/...; DIR/pending is the memory of checkpoints that logs have sent, kept
//          as a witness keeps its own (witness/witness.h). One process at a time has DIR open.
// Units    seconds since 1970; bytes.
// Errors   of open: as a witness; conflict too where copies have more than DIR/pending remembers.
//          An answer is HTTP's: 500 when the disk has refused or files do not fit: nothing is taken
//          or signed until it is opened again.
// Cost     an entry: two hashes and its bytes, twice (0.7 us); a request: one syncfs, the last one
//          of an upload three. Memory: what waits, and some 100 kB a log and its last bundle.
// Threads  any. One thread of its own does what add_entries() asks for, one request after the
//          other, so that nothing of a copy is shared; a request is there whole, so that none can
//          hold the others up.
// Source   c2sp.org/tlog-mirror; docs/adr/0014-the-mirror.md.
// Example  auto mirror = LODESTAR_TRY(Mirror::open("mirror", {.signers = ..., .logs = ...}));
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "io/files.h"
#include "ledger/witness.h"
#include "witness/log_list.h"

namespace lodestar::mirror {

struct MirrorOptions {
  std::vector<ledger::Signer> signers;  // of any kind but ed25519; at least one. Each cosigns
  witness::LogList logs;
  std::function<std::uint64_t()> now_s;
  bool was_moved = false;                                // as a witness's
  std::uint64_t segment_bytes = std::uint64_t{4} << 20;  // of the journal of pending checkpoints
  io::Files* files = &io::system_files();
};

class Mirror {
 public:
  using Done = std::move_only_function<void(ledger::WitnessAnswer)>;
  // The memory of a new mirror, before its key (witness.h).
  static Status make(const std::string& folder, io::Files& files);
  static Result<std::unique_ptr<Mirror>> open(const std::string& folder, MirrorOptions options);
  ~Mirror();  // what waits is answered
  Mirror(const Mirror&) = delete;
  Mirror& operator=(const Mirror&) = delete;

  // A 200 is answered, with an empty body, once the disk has the checkpoint.
  void add_checkpoint(std::string_view body, Done done);
  ledger::WitnessAnswer add_checkpoint(std::string_view body);  // waits
  // `body` must stay until `done` is called, on the mirror's thread; it must be short.
  void add_entries(std::string_view body, Done done);
  // The same of a body that comes packed: `unpack` is called on the mirror's thread when it is this
  // request's turn, so that of all that wait one is unpacked at a time.
  using Unpack = std::move_only_function<Result<std::string>()>;
  void add_entries(Unpack unpack, Done done);
  ledger::WitnessAnswer add_entries(std::string_view body);  // waits
  ledger::WitnessAnswer sign_subtree(std::string_view body);
  void set_logs(witness::LogList logs);
  std::size_t origins() const;           // of which a checkpoint is pending
  std::optional<Error> failure() const;  // why it takes and signs no more
  std::optional<std::string> doubt() const;

 private:
  struct Body;
  explicit Mirror(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

}  // namespace lodestar::mirror
