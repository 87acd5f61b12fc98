// SPDX-License-Identifier: Apache-2.0
// A log's side of mirroring: brings a mirror up to the published checkpoint, and gives the mirror's
// cosignatures on it.
//
// Shapes   the log is its public files, wherever they lie: anybody can bring a log to a mirror.
// Units    entries; bytes.
// Errors   conflict: the mirror knows more than is published here; forbidden: a key that was asked
//          for has not signed; not_found: the mirror does not know the log; corrupt, invalid: the
//          files do not fit each other, or not what the mirror has; unavailable: it does not
//          answer, or does not get on; cancelled.
// Cost     a request for 32 packages of 256 entries, one at a time; with its entries in memory.
// Threads  one caller.
// Source   c2sp.org/tlog-mirror, July 2026.
// Example  Pushed pushed = LODESTAR_TRY(push({.fetch = fetch, .post = post, .keys = keys}));
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/mirror.h"

namespace lodestar::mirror {

struct PushOptions {
  // A file of the log by its path, such as "checkpoint". not_found: it is not there.
  std::function<Result<std::string>(const std::string& path)> fetch;
  // A POST to the mirror's "/add-checkpoint" or "/add-entries".
  std::function<Result<ledger::WitnessAnswer>(std::string_view path, std::string body)> post;
  std::vector<ledger::VerifierKey> keys;           // the mirror's; each must sign
  std::size_t most_bytes = std::size_t{16} << 20;  // of packages in a request, but for one
  std::stop_token stop;
};

struct Pushed {
  ledger::Checkpoint checkpoint;
  std::vector<ledger::SignatureLine> cosignatures;
  std::uint64_t sent = 0;  // entries
};
Result<Pushed> push(const PushOptions& options);

}  // namespace lodestar::mirror
