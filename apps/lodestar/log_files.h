// SPDX-License-Identifier: Apache-2.0
// A log as its commands find it: the folder, the keys that sign it.
//
//   private/key            signs; and says what the log is, for good (ADR 10)
//   private/next-key       signs beside it, while the key changes
//   private/retired-keys   verifier keys that signed before, a line each, the first one first
//   private/policy         whose quorum must stand by what is published
//
//   key = PRIVATE-KEY "\nleaves " ("private" / "any") "\npolicy " ("required" / "none") "\n"
//
// A key that says that the leaves are any is refused beside files of private logs.
// A private log without its shape, or a log under a policy without that file, is none of the other
// kind: it is refused until the file is back. next-key says the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/note.h"
#include "ledger/policy.h"

namespace lodestar::app {

// What a log is, whatever else of it is there.
struct LogKind {
  enum class Leaves : std::uint8_t { any, records };
  Leaves leaves = Leaves::any;
  bool has_policy = false;
};

struct LogFiles {
  std::string folder;
  ledger::Signer signer;
  LogKind kind;
  std::optional<ledger::Signer> next;
  std::vector<ledger::VerifierKey> retired;
  std::optional<ledger::Policy> policy;  // whose quorum must stand by what is published
  // Whether a log can be made there. conflict: there is one, or something else.
  static Status check_place(const std::string& folder);
  // Makes the folders, empty but for the policy; `policy` is one's bytes.
  static Status begin(const std::string& folder, const std::string& origin,
                      std::optional<std::string_view> policy);
  // Makes the key, which makes it a log: what else belongs to it is there. Whatever was made before
  // it, by an attempt that ended early, begin() takes away.
  static Result<LogFiles> make(const std::string& folder, const std::string& origin,
                               const LogKind& kind);
  static Result<LogFiles> read(const std::string& folder);

  // Makes the next key, which signs from now on too. conflict: there is one already.
  static Status begin_rotation(const std::string& folder);
  // The next key takes the place of the key, which is gone from here for good.
  static Status finish_rotation(const std::string& folder, const ledger::VerifierKey& next);
  // Where the key is lost: a new one takes its place. `old` verifies what was published.
  static Status replace_lost(const std::string& folder, const ledger::VerifierKey& old);

  // What the leaves of a private log name: the first key's id, whatever signs now.
  std::uint32_t issuer() const { return (retired.empty() ? signer.verifier() : retired[0]).id; }
  std::string sign(const ledger::TreeHead& head) const;  // a checkpoint, whole
  // The published checkpoint, whose signature by this log's keys holds.
  Result<ledger::Checkpoint> verify(std::string_view checkpoint) const;
  // What is wrong with the cosignatures under it, by the policy; without one nobody asks.
  std::vector<std::string> faults_of_cosignatures(std::string_view checkpoint) const;
  Result<std::string> published() const;    // as it stands in the public folder
  Result<std::string> policy_text() const;  // as it was given
};

// A log's published checkpoint as it stands in its public folder, whoever may read the rest.
Result<std::string> read_published(const std::string& folder);

// Says it on standard error where others than its owner can read a file of secrets.
void warn_of_readers(const std::string& path);

}  // namespace lodestar::app
