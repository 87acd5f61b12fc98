// SPDX-License-Identifier: Apache-2.0
// A partner's eye on a log: remembers what the log has signed, and says what does not add up.
//
// Shapes   a folder of its own: `state` is the newest checkpoint that was proven to follow from all
//          before it, since when it stands, and how many entries were read. Two checkpoints that
//          cannot both be true are kept in `fork-1` and `fork-2`, and from then on nothing else is
//          said. `unproven`, and `unproven-2` to `unproven-16` behind it, are signed checkpoints,
//          a note each, that could not be held against the others yet, or that no quorum stood by:
//          they are held against what is shown later. None gives way to a later one: where there
//          are 16, no further one is kept.
// Units    entries; seconds since 1970.
// Errors   unavailable: the log cannot be reached, or the disk refuses; corrupt: `state` is none;
//          conflict: another process watches with this folder; cancelled. What is wrong with the
//          log is no error but a finding.
// Cost     a look at an unchanged log: a file; at one that grew: two tiles or so a level, and with
//          its entries a bundle and a tile for 256 of them. One request at a time; 10 MB of memory.
// Threads  one caller at a time.
// Source   c2sp.org/tlog-checkpoint, tlog-tiles; the monitor retrieval of tlog-witness.
// Example  auto eye = LODESTAR_TRY(Monitor::open("state", options)); eye->look(now_s);
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "io/files.h"
#include "ledger/merkle.h"
#include "ledger/policy.h"

namespace lodestar::log {

// How a private log grows: by multiples of so many leaves, once a period.
struct Growth {
  std::uint64_t increment = 256;
  std::uint64_t period_s = 3600;
};

struct MonitorOptions {
  ledger::Policy policy;
  // A file of the log by its path, such as "checkpoint". not_found: it is not there; unavailable.
  std::function<Result<std::string>(const std::string& path)> fetch;
  // What is at these addresses, in their order; without it no witness is asked.
  std::function<std::vector<Result<std::string>>(const std::vector<std::string>& urls)> ask;
  bool reads_entries = false;         // every new entry, against the tree
  std::optional<Growth> private_log;  // its sizes, and with its entries their form, are looked at
  std::uint64_t most_silent_s = 0;    // without a new checkpoint; zero: it may be silent
  std::stop_token stop;
  io::Files* files = &io::system_files();
};

enum class Oddity : std::uint8_t {
  fork,               // two signed pasts
  shrank,             // shows less than it has signed
  hidden,             // a witness knows more than is shown
  not_signed,         // the checkpoint is none of this log's
  no_quorum,          // too few witnesses stand by it
  silent,             // no new checkpoint in time
  missing,            // a file is not there
  wrong,              // a file is not what was signed
  unreachable,        // a file cannot be had, though the checkpoint can
  not_a_leaf,         // an entry of a private log that is none
  off_step,           // a private log's size is no multiple of its increment
  witness_missing,    // of enough; no alarm
  witness_unhelpful,  // it cannot be asked, or shows nothing of use; no alarm
};
bool is_alarm(Oddity oddity);

struct Sighting {
  struct Finding {
    Oddity oddity{};
    std::string what;
    friend bool operator==(const Finding&, const Finding&) = default;
  };
  ledger::TreeHead head;   // that is known now
  std::uint64_t read = 0;  // entries
  std::vector<Finding> findings;
  bool has(Oddity oddity) const;
  bool is_alarming() const;
};

class Monitor {
 public:
  static Result<std::unique_ptr<Monitor>> open(const std::string& folder, MonitorOptions options);
  ~Monitor();
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;

  Result<Sighting> look(std::uint64_t now_s);

 private:
  class Look;
  struct State {
    std::uint64_t since_s = 0;  // the first sight of this checkpoint
    std::uint64_t read = 0;
    std::string note;  // as it was fetched; empty before the first
  };
  Monitor(std::string folder, MonitorOptions options, io::Files::Handle lock)
      : folder_(std::move(folder)), options_(std::move(options)), lock_(lock) {}
  Status load();
  Status save();
  Status keep(std::string_view name, std::string_view note);

  std::string folder_;
  MonitorOptions options_;
  io::Files::Handle lock_;
  State state_;
  bool is_forked_ = false;
};

}  // namespace lodestar::log
