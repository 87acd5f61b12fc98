// SPDX-License-Identifier: Apache-2.0
// What a witness or a mirror needs beside its own state: its keys, and the list of logs as somebody
// edits it.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/note.h"
#include "witness/log_list.h"

namespace lodestar::app {

// Each has a key file of its own name, so that none can be started as the other.
enum class Cosigner { witness, mirror };
std::string_view to_word(Cosigner cosigner);

// The keys of the folder, Ed25519's first; made, with the folder, where there are none and a name
// is given.
Result<std::vector<ledger::Signer>> find_keys(Cosigner cosigner, const std::string& folder,
                                              const std::string& name);
// Gives a folder of one key an ML-DSA-44 key too. conflict: the witness runs.
Status add_ml_dsa_key(const std::string& folder);
// The verifiers' lines.
std::string to_lines(const std::vector<ledger::Signer>& signers);

class LogsFile {
 public:
  explicit LogsFile(std::string path) : path_(std::move(path)) {}
  Result<witness::LogList> read();
  // Once after each change that has come to rest since the last look.
  bool has_changed();

 private:
  std::string look() const;
  std::string path_, read_, seen_;  // what the file looked like
};

// Looks once a second after what an operator may have changed, or should hear.
struct Watched {
  Cosigner cosigner{};
  std::function<std::optional<Error>()> failure;
  std::function<void(witness::LogList)> set_logs;
  std::function<std::optional<std::string>()> doubt;
};
Status watch(const Watched& watched, LogsFile& logs, const std::stop_token& stop);

}  // namespace lodestar::app
