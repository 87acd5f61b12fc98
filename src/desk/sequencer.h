// SPDX-License-Identifier: Apache-2.0
// Hands what stands in the outbox to the log, in order, each once, whenever it may have been
// interrupted, and whoever else is on the same database.
//
// Shapes   of all that are on a database one leads, and hands over; a database has one log. What
//          was handed over last is looked for in the log when it begins. Whoever copies the log's
//          files holds `turn` meanwhile: nothing is handed over then.
// Units    none.
// Errors   of the last attempt, told; it is tried again. conflict: another leads.
// Cost     a commit of the log and a row for each batch.
// Threads  one of its own.
// Source   docs/adr/0017-store.md; the log finds again what it has by its commitments, which are
//          salted and so never come twice.
// Example  const Sequencer sequencer(database, log);
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "log/private_log.h"
#include "store/database.h"
#include "store/outbox.h"

namespace lodestar::desk {

inline constexpr std::string_view kLead = "sequencer";  // as store::Connection::try_lead knows it

// Whether this process is the one of all on the database that hands over: from then on until it
// ends, or the connection is lost.
Result<bool> try_lead(store::Database& database);
// conflict: the database's log is another, or this one lacks what the database has handed over, as
// an older copy does.
Status check_log(store::Database& database, const log::PrivateLog& log, std::string_view verifier);

class Sequencer {
 public:
  Sequencer(store::Database& database, log::PrivateLog& log, std::string turn = {});
  ~Sequencer();  // what is in the outbox is handed over first
  Sequencer(const Sequencer&) = delete;
  Sequencer& operator=(const Sequencer&) = delete;

  // One batch: how many rows it had. For who wants to wait, too.
  Result<std::size_t> hand_over();
  Status last_outcome() const;

 private:
  void keep_handing_over(const std::stop_token& stop);
  Result<std::vector<store::Outbox::Row>> next_rows();
  Result<std::optional<std::uint64_t>> find_in_log(const store::Outbox::Row& row);
  Result<std::size_t> hand_over(const std::vector<store::Outbox::Row>& rows);
  Result<std::size_t> length_in_log(const std::vector<store::Outbox::Row>& rows,
                                    std::uint64_t first) const;
  Result<std::uint64_t> give(const std::vector<store::Outbox::Row>& rows);

  store::Database* database_;
  log::PrivateLog* log_;
  std::string turn_;          // a file; empty: nobody copies
  bool may_be_there_ = true;  // the log may have batches that the database does not know of
  std::mutex handing_;
  mutable std::mutex mutex_;
  std::condition_variable_any waiting_;
  Status outcome_;
  std::jthread thread_;  // the last member: it ends first
};

}  // namespace lodestar::desk
