// SPDX-License-Identifier: Apache-2.0
// What a witness needs beside its own state: its key, and the list of logs as somebody edits it.
#pragma once

#include <string>

#include "base/result.h"
#include "ledger/note.h"
#include "witness/log_list.h"

namespace lodestar::app {

// The key of the folder; made, with its folder, where there is none and a name is given.
Result<ledger::Signer> find_witness_key(const std::string& folder, const std::string& name);

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

}  // namespace lodestar::app
