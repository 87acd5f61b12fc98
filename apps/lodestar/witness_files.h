// SPDX-License-Identifier: Apache-2.0
// What a witness or a mirror needs beside its own state: its keys, and the list of logs as somebody
// edits it.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "io/file_watch.h"
#include "ledger/note.h"
#include "witness/log_list.h"

namespace lodestar::app {

// Each has a key file of its own name, so that none can be started as the other.
enum class Cosigner { witness, mirror };
std::string_view to_word(Cosigner cosigner);

// The keys of the folder, Ed25519's first; made, with the folder, where there are none and a name
// is given.
struct Keys {
  std::vector<ledger::Signer> signers;
  bool are_new = false;
};
Result<Keys> find_keys(Cosigner cosigner, const std::string& folder, const std::string& name);
// Gives a folder of one key an ML-DSA-44 key too. conflict: the witness runs.
Status add_ml_dsa_key(const std::string& folder);
// The verifiers' lines.
std::string to_lines(const std::vector<ledger::Signer>& signers);
// What a start says of them: those lines once, and then, as they are long, only which they are.
std::string to_words(Cosigner cosigner, const Keys& keys);

class LogsFile {
 public:
  explicit LogsFile(std::string path) : path_(std::move(path)), watch_(path_) {}
  Result<witness::LogList> read();
  // Waits for a change whose writer has finished, at most that long. Where the system does not tell
  // of that, a change is one that has come to rest since the last time.
  bool wait_for_change(const std::stop_token& stop, std::chrono::milliseconds most);

 private:
  std::string look() const;
  std::string path_, read_, seen_;  // what the file looked like
  io::FileWatch watch_;
};

// Hears of changes to the list of logs, and looks once a second after what its keeper should hear.
struct Watched {
  Cosigner cosigner{};
  std::function<std::optional<Error>()> failure;
  std::function<void(witness::LogList)> set_logs;
  std::function<std::optional<std::string>()> doubt;
};
Status watch(const Watched& watched, LogsFile& logs, const std::stop_token& stop);

}  // namespace lodestar::app
