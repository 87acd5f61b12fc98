// SPDX-License-Identifier: Apache-2.0
// A transparency log whose entries say nothing and whose growth says nothing: records are kept
// encrypted beside it, their commitments are its leaves, and the published tree is as large as the
// time of day says, whatever happened.
//
// Shapes   DIR/private/shape: since when, how often and by how many leaves the published tree
//          grows, and a keyed hash of that. DIR/private/waiting: leaves that have an index and
//          are not yet in the tree. What of an increment nobody needs is padding, which looks like
//          any other leaf; what is too much for one waits for the next. The last place of each
//          bundle is a map's (record_map.h).
//          An index is never given out in an increment whose time has come: so its place in the
//          tree tells, to a period, when an entry was written down, published or not.
// Units    leaves; seconds since 1970.
// Errors   as log.h and payloads.h tell them. forbidden: the key is not this log's. limited: too
//          much waits for the disk or for publication. After unavailable it must be opened again.
// Cost     adding: two small files a record, a sync of the disk for all that come together, one
//          record of a journal. Publishing: that of the log.
// Threads  any; all calls wait for the disk but add_leaves(), whose `done` runs on a thread of the
//          log and must be short.
// Source   docs/adr/0010-private-logs.md.
// Example  auto log = LODESTAR_TRY(PrivateLog::open("log", options)); log->add(records, &where);
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "crypto/sealed.h"
#include "io/files.h"
#include "io/journal.h"
#include "ledger/leaf.h"
#include "log/log.h"
#include "log/payloads.h"
#include "log/record_map.h"

namespace lodestar::log {

// The published tree has increment * ((now - begins) / period) leaves: a function of the time.
struct PrivateShape {
  std::uint64_t begins_s = 0;
  std::uint64_t period_s = 3600;
  std::uint64_t increment = 256;  // 1 to 65536

  std::uint64_t size_at(std::uint64_t now_s) const;
  std::uint64_t next_after(std::uint64_t now_s) const;   // when the tree grows next
  std::uint64_t published_s(std::uint64_t index) const;  // when it is to have that entry
};

// How much of what is due may be published at once.
enum class CatchUp : std::uint8_t { a_month, all };

// The index `count` entries behind `first`: places of maps are passed over.
std::uint64_t index_behind(std::uint64_t first, std::uint64_t count);

struct PrivateOptions {
  LogOptions log;            // without a clock: publish() is called when it is time
  std::uint32_t issuer = 0;  // the id of the key that these leaves name
  Sensitive<crypto::SealingKey> key;
  // Seconds since 1970. Without it, entries have the places one behind the other that are not
  // published yet, whatever the time is.
  std::function<std::uint64_t()> now_s;
};

// Of a private log, without opening it.
Result<PrivateShape> shape_of(const std::string& folder, const PrivateOptions& options);

// What opens an entry of the published tree, padding too; beside a process that has the log open.
Result<ledger::Opening> read_opening(const std::string& folder, ledger::LeafOf entry,
                                     const PrivateOptions& options);

// All entries about the subject under the newest map, or that there are none; and what an auditor
// of the maps is given. Beside a process that has the log open, too. corrupt: labels that are not
// those of the log's maps, or (for an auditor alone) a map's root, which the next publication
// mends; ledger fsck tells more.
Result<ledger::Completeness> prove_completeness(const std::string& folder, std::string_view subject,
                                                const PrivateOptions& options);
Result<ledger::MapLabels> read_map_labels(const std::string& folder, const PrivateOptions& options);

class PrivateLog {
 public:
  static Status check(const PrivateShape& shape);  // invalid: no log can have it
  // Makes the folder private; a log in which something was published cannot become it.
  static Status make(const std::string& folder, const PrivateShape& shape,
                     const Sensitive<crypto::SealingKey>& key, io::Files& files);
  static bool is_one(const std::string& folder, io::Files& files);
  static Result<std::unique_ptr<PrivateLog>> open(const std::string& folder,
                                                  const PrivateOptions& options);
  ~PrivateLog();
  PrivateLog(const PrivateLog&) = delete;
  PrivateLog& operator=(const PrivateLog&) = delete;

  const PrivateShape& shape() const { return shape_; }
  // Whether a check vouches for the shape: one that was made before has none until publish().
  bool is_bound() const { return is_bound_; }
  // The index of the first; the others' are behind it (index_behind), and theirs for good. invalid:
  // a record of a type that is the log's own, "erasure" or "padding". conflict: as of publish(), as
  // all that is added later would have its place behind an index that a wrong clock has made.
  Result<std::uint64_t> add(std::span<const ledger::Record> records);
  // Leaves whose records somebody else keeps; `done` gets the index of the first, once the disk has
  // them. Those that wait together share a sync.
  using Done = Log::Done;
  void add_leaves(std::span<const ledger::Leaf> leaves, Done done);

  // Lets the tree grow to what it has to have now; nothing where it has that. unavailable,
  // cancelled: not yet, as the log's witnesses say, or as the stop was asked for before all was
  // there that is due; the next call goes on. conflict: more than a month is due at once, which a
  // wrong clock may have made, and what is published is for good.
  Result<ledger::TreeHead> publish(std::uint64_t now_s, const std::stop_token& stop = {},
                                   CatchUp most = CatchUp::a_month);
  ledger::TreeHead published() const { return log_->published(); }
  std::optional<std::uint64_t> set_back_to() const { return log_->set_back_to(); }
  std::uint64_t waiting() const;
  std::vector<std::uint64_t> unpublished() const;  // the indexes of what is not in published()

  Result<ledger::Leaf> leaf_at(std::uint64_t index) const;
  Result<ledger::Opening> opening_of(std::uint64_t index) const;  // of padding, too
  // Takes away for good what the entry stood for, and logs that it did: a record of type "erasure"
  // whose previous is the erased leaf and whose body is the reason, which should name nobody. The
  // index of that record; a crash at the wrong moment may leave two. Of what was lost before, the
  // rest is destroyed, in copies that come back too, and the record says so. not_found: nothing was
  // ever kept behind it here, or it was erased.
  Result<std::uint64_t> erase(std::uint64_t index, std::string_view reason);

  // Entries about the subject that were erased: the list has them still, and nobody what they said.
  // Reads all labels: some 0.1 us an entry.
  Result<std::vector<std::uint64_t>> erased_about(std::string_view subject) const;

  struct Tally {
    std::uint64_t held = 0, erased = 0, padding = 0, elsewhere = 0;  // by whoever gave the leaf
    std::uint64_t maps = 0;
    std::vector<std::uint64_t> missing;  // leaves of records of its own with nothing behind them
    std::vector<std::uint64_t> other_subjects;  // records about what nobody can ask for any more
    std::vector<std::string> damaged;      // what does not open, or is in no list, or another's
    std::set<ledger::Commitment> orphans;  // payloads or keys that no leaf knows
    std::map<ledger::Commitment, std::uint64_t> erased_at;  // the index of each that is erased
  };
  Result<Tally> check() const;  // every leaf, what it stands for, and every map
  // When the published tree grows next. Where a clock that was ahead had it grow, that is later
  // than the shape alone says.
  std::uint64_t next_publication_s(std::uint64_t now_s) const;

 private:
  struct Waiting {
    std::uint64_t index = 0, segment = 0;
    ledger::Leaf leaf;
    ledger::Label label{};
  };
  // What the journal of waiting leaves has, those among them that the tree has already.
  struct Found {
    std::deque<Waiting> leaves;
    std::unordered_set<std::string> commitments;
    RecordMap::AllWaited moved;  // those that the tree has and the files of its maps have not
  };
  PrivateLog(std::string folder, const PrivateShape& shape, const PrivateOptions& options,
             std::unique_ptr<Log> log, std::unique_ptr<RecordMap> map, io::Journal journal,
             Payloads payloads);
  struct Asked {
    std::vector<ledger::Leaf> leaves;
    Done done;
  };
  Result<std::uint64_t> add_own(std::span<const ledger::Record> records);
  void take_asked(const std::stop_token& stop);
  void answer(std::deque<Asked> asked);
  Status has_room(std::uint64_t leaves) const;
  Result<std::uint64_t> queue(std::span<const ledger::Leaf> leaves,
                              std::span<const ledger::Label> labels);
  std::vector<ledger::Labelled> next_increment();
  Status check_clock(std::uint64_t due) const;
  Status move_increments(std::uint64_t due, const std::stop_token& stop);
  Error stopped(std::uint64_t due) const;
  Status move_increment(const std::stop_token& stop);
  Status bind_shape();
  Status forget_moved();
  Result<std::uint64_t> log_receipt(const Payloads::Erasure& erasure);
  Result<bool> is_kept_elsewhere(const ledger::ListEntry& entry) const;
  Result<bool> may_be_receipt(std::uint64_t index, const ledger::Commitment& of) const;
  Result<bool> is_told(const Payloads::Erased& one, const ledger::Commitment& of) const;
  Result<bool> has_receipt(const ledger::Commitment& erased) const;  // as far as can be told
  Status count(Tally& tally, const ledger::Labelled& entry) const;
  Result<bool> was_erased(std::uint64_t index) const;
  Status check_erased(Tally& tally) const;
  void tell_orphans(Tally& tally) const;
  Result<std::uint64_t> check_maps(Tally& tally) const;
  ledger::Opening padding(std::uint64_t index) const;
  Result<ledger::Opening> draw(const ledger::Record& record) const;

  std::string folder_;
  PrivateShape shape_;
  std::atomic<bool> is_bound_ = false;
  std::uint32_t issuer_;
  Sensitive<crypto::SealingKey> key_;
  std::function<std::uint64_t()> now_s_;
  std::uint64_t most_waiting_;  // leaves
  io::Files* files_;
  std::unique_ptr<Log> log_;
  std::unique_ptr<RecordMap> map_;
  mutable std::mutex publication_;  // held by who publishes
  mutable std::mutex mutex_;        // of all that follows
  io::Journal journal_;
  Payloads payloads_;
  std::deque<Waiting> waiting_;
  std::uint64_t moved_ = 0;  // leaves that the tree has
  std::uint64_t next_ = 0;   // index
  std::optional<Error> failed_;

  std::mutex asking_;  // never held over the disk; of the next three
  std::condition_variable_any changed_;
  std::deque<Asked> asked_;
  std::uint64_t asked_leaves_ = 0;
  std::jthread taking_;  // the last member: it ends first
};

}  // namespace lodestar::log
