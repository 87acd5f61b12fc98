// SPDX-License-Identifier: Apache-2.0
// Hands what stands in the outbox to the log, in order, each once, whenever it may have been
// interrupted.
//
// Shapes   one for a log; what it handed over last is looked for in the log when it begins.
// Units    none.
// Errors   of the last attempt, told; it is tried again.
// Cost     a commit of the log and a row for each batch.
// Threads  one of its own.
// Source   docs/adr/0017-store.md; the log finds again what it has by its commitments, which are
//          salted and so never come twice.
// Example  const Sequencer sequencer(database, log);
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "log/private_log.h"
#include "store/database.h"
#include "store/outbox.h"

namespace lodestar::desk {

class Sequencer {
 public:
  Sequencer(store::Database& database, log::PrivateLog& log);
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
  Result<std::uint64_t> give(const std::vector<store::Outbox::Row>& rows);

  store::Database* database_;
  log::PrivateLog* log_;
  bool is_first_ = true;  // the log may have a batch that the database does not know of
  std::mutex handing_;
  mutable std::mutex mutex_;
  std::condition_variable_any waiting_;
  Status outcome_;
  std::jthread thread_;  // the last member: it ends first
};

}  // namespace lodestar::desk
