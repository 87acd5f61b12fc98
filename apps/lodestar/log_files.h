// SPDX-License-Identifier: Apache-2.0
// A log as its commands find it: the folder, the key that signs it.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/note.h"
#include "ledger/policy.h"

namespace lodestar::app {

struct LogFiles {
  std::string folder;
  ledger::Signer signer;
  std::optional<ledger::Policy> policy;  // whose quorum must stand by what is published
  // `policy` is one's bytes.
  static Result<LogFiles> make(const std::string& folder, const std::string& origin,
                               std::optional<std::string_view> policy);
  static Result<LogFiles> read(const std::string& folder);

  std::string sign(const ledger::TreeHead& head) const;  // a checkpoint, whole
  // The published checkpoint, whose signature by this log holds.
  Result<ledger::Checkpoint> verify(std::string_view checkpoint) const;
  Result<std::string> published() const;  // as it stands in the public folder
};

}  // namespace lodestar::app
