// SPDX-License-Identifier: Apache-2.0
// Whether every file of a log is what its entries make it: all is computed again, and what differs
// is told by file and entry.
//
// Shapes   a finding names the file, the entry or hash in it, and what is wrong. Which of two files
//          that differ is the damaged one, a third decides: the tile above. A partial tile that is
//          gone is looked for in the full one, as readers do. A foreign file is no finding: nothing
//          of the log depends on it. Where a tile of a larger tree would lie, one of a log is told,
//          and one of a copy is not, as nobody knows how far that has come.
//          No link to a folder is followed to look for them.
// Units    entries.
// Errors   not_found, unavailable: there is no log, or it cannot be read; cancelled. Damage is no
//          error but a finding.
// Cost     some 0.4 us an entry and thread; reads each file once.
// Threads  its own, as many as asked for; the same findings for any number. Of a log in use it
//          checks the published tree.
// Source   c2sp.org/tlog-tiles.
// Example  fsck("log", {.parallel = {.threads = 2}})->findings.empty()
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/parallel.h"
#include "base/result.h"
#include "io/files.h"
#include "ledger/merkle.h"

namespace lodestar::log {

struct FsckOptions {
  Parallel parallel;
  // The head of a checkpoint whose signatures hold; without it nobody looks at them.
  std::function<Result<ledger::TreeHead>(std::string_view checkpoint)> verify;
  // What else is wrong with the checkpoint; the rest is checked all the same.
  std::function<std::vector<std::string>(std::string_view checkpoint)> find_faults;
  std::size_t most_findings = 1000;
  io::Files* files = &io::system_files();
};

struct Finding {
  std::string path;  // below the log's folder
  std::string what;
  friend bool operator==(const Finding&, const Finding&) = default;
};

struct Checked {
  ledger::TreeHead head;  // as the checkpoint says
  std::uint64_t files = 0;
  std::vector<Finding> findings;     // in order of their entries, files above behind those below
  std::vector<std::string> foreign;  // what lies among the public files and is none of a log's
};
Result<Checked> fsck(const std::string& folder, const FsckOptions& options);
// Of its journal alone, against what is published.
Result<Checked> fsck_journal(const std::string& folder, const FsckOptions& options);
// Of a folder that has a log's public files and nothing else, such as a mirror's copy.
Result<Checked> fsck_copy(const std::string& folder, const FsckOptions& options);

}  // namespace lodestar::log
