// SPDX-License-Identifier: Apache-2.0
// A transparency log on a disk: entries in, an index for each once the disk has it, and the public
// files of a tile log behind it.
//
// Shapes   DIR/public is all that a web server needs: checkpoint, tile/...; DIR/private is the
//          log's own (mode 0700). One process at a time has a log open.
// Units    entries; bytes.
// Errors   invalid: an entry is longer than the format allows; limited: too much waits already,
//          come again; conflict: another process has it open, or what was published is not the
//          beginning of what is here (it says what to do, and nothing was changed); corrupt: files
//          do not fit each other; unavailable: the disk refused: the log has stopped for good and
//          must be opened again.
// Cost     waiting entries share a write and an fdatasync; memory: what waits for the disk and for
//          publication. Opening reads and replays the journal, two segments of it or so.
// Threads  any; `done` runs on the log's own thread and must be short; it must not call back but
//          for add() with a `done`.
// Source   c2sp.org/tlog-tiles, c2sp.org/tlog-checkpoint; docs/adr/0008-the-log-on-disk.md.
// Example  auto log = LODESTAR_TRY(Log::open("log", {.sign = sign, .wait = every(1s)}));
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "io/files.h"
#include "ledger/merkle.h"

namespace lodestar::log {

// Returns when the next publication is due, or a stop is asked for.
using Clock = std::function<void(const std::stop_token&)>;
Clock every(std::chrono::milliseconds period);

// A checkpoint, whole, of a tree whose tiles are there and whose head the journal has. It may take
// its time, as nothing but publication waits for it. unavailable, cancelled: not now; what was
// published stays, and the next publication asks again. Any other error stops the log for good.
using Sign =
    std::function<Result<std::string>(const ledger::TreeHead& head, const std::stop_token& stop)>;

struct LogOptions {
  Sign sign;
  // Whether a published checkpoint has all that `sign` gives one, such as witnesses' signatures:
  // one that has not is signed anew, as if it were not published. Without this nobody asks.
  std::function<bool(std::string_view checkpoint)> stands;
  Clock wait;                               // without one, only publish() publishes
  std::function<void(const Status&)> tell;  // how each publication of the clock went
  std::vector<ledger::TreeHead> known;      // heads of this log that others hold, such as witnesses
  std::uint64_t segment_bytes = std::uint64_t{256} << 20;      // of the journal, at full size
  std::uint64_t first_segment_bytes = std::uint64_t{1} << 20;  // or less, if full size is
  bool makes_ready = false;  // publish() makes the journal's next file too, as the clock would
  // Opening publishes nothing but what was signed and cut off on its way, and leaves public files
  // alone that are as they must be: whoever sees them does not see when the log was opened. The
  // next publication does what was left.
  bool keeps_public = false;
  // Asked while another process has the log open: whether to try again. It may wait.
  std::function<bool()> waits_for_others;
  std::uint64_t most_waiting_bytes = std::uint64_t{256} << 20;  // for the disk or publication
  io::Files* files = &io::system_files();
};

class Log {
 public:
  // The index of the first of the entries, or why none of them is known to be there.
  using Done = std::move_only_function<void(Result<std::uint64_t> first)>;
  // Makes the log where there is none.
  static Result<std::unique_ptr<Log>> open(const std::string& folder, LogOptions options);
  ~Log();  // what waits becomes durable; what is durable, published, if it can be now
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  void add(std::span<const std::string_view> entries, Done done);
  Result<std::uint64_t> add(std::span<const std::string_view> entries);  // waits
  // What is durable now. unavailable, cancelled: not yet, as `sign` says.
  Result<ledger::TreeHead> publish(const std::stop_token& stop = {});
  ledger::TreeHead published() const;
  // How many entries the checkpoint spoke of that this was opened with (none: 0), where a later one
  // was published, or signed to be: which is there again.
  std::optional<std::uint64_t> set_back_to() const;
  bool stands() const;                   // what is published, as LogOptions say; false: not yet
  std::uint64_t size() const;            // entries that have an index, published or not
  std::optional<Error> failure() const;  // why it takes and publishes nothing any more

 private:
  struct Body;
  explicit Log(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

}  // namespace lodestar::log
