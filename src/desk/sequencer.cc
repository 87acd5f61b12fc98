// SPDX-License-Identifier: Apache-2.0
#include "desk/sequencer.h"

#include <algorithm>
#include <chrono>
#include <semaphore>
#include <utility>

#include "io/turn.h"

namespace lodestar::desk {
namespace {

constexpr std::size_t kMostRows = 1024;  // a batch
constexpr std::chrono::milliseconds kPause{200};

Error other_leads() {
  return {Code::conflict, "another service on this database hands over to the ledger now"};
}

}  // namespace

Result<bool> try_lead(store::Database& database) {
  bool leads = false;
  LODESTAR_TRY(database.write([&](store::Connection& connection) -> Status {
    leads = LODESTAR_TRY(connection.try_lead(kLead));
    return {};
  }));
  return leads;
}

Status check_log(store::Database& database, const log::PrivateLog& log, std::string_view verifier) {
  std::optional<store::Outbox::Batch> last;
  std::vector<store::Outbox::Row> rows;
  LODESTAR_TRY(database.write([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(store::Outbox::bind_ledger(connection, verifier));
    last = LODESTAR_TRY(store::Outbox::last_batch(connection));
    if (last) rows = LODESTAR_TRY(store::Outbox::rows_of(connection, *last));
    return {};
  }));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto leaf = log.leaf_at(log::index_behind(last->first_entry, i));
    if (leaf && *leaf == rows[i].leaf) continue;
    if (!leaf && leaf.error().code != Code::not_found && leaf.error().code != Code::invalid) {
      return leaf.error();
    }
    return Error{
        Code::conflict,
        "the ledger: it lacks entries that the database has handed over to it, as an older "
        "copy does: bring back its newest copy"};
  }
  return {};
}

Sequencer::Sequencer(store::Database& database, log::PrivateLog& log, std::string turn)
    : database_(&database),
      log_(&log),
      turn_(std::move(turn)),
      thread_([this](const std::stop_token& stop) { keep_handing_over(stop); }) {}

Sequencer::~Sequencer() = default;

void Sequencer::keep_handing_over(const std::stop_token& stop) {
  while (true) {
    const auto handed = hand_over();
    {
      const std::lock_guard lock(mutex_);
      outcome_ = handed ? Status() : Status(handed.error());
    }
    if (handed && *handed == kMostRows) continue;  // more is waiting
    if (stop.stop_requested()) return;
    std::unique_lock lock(mutex_);
    waiting_.wait_for(lock, stop, kPause, [] { return false; });
  }
}

Status Sequencer::last_outcome() const {
  const std::lock_guard lock(mutex_);
  return outcome_;
}

Result<std::vector<store::Outbox::Row>> Sequencer::next_rows() {
  std::vector<store::Outbox::Row> rows;
  LODESTAR_TRY(database_->read([&](store::Connection& connection) -> Status {
    rows = LODESTAR_TRY(store::Outbox::next(connection, kMostRows));
    return {};
  }));
  return rows;
}

// Behind the last entry that the database knows of.
Result<std::optional<std::uint64_t>> Sequencer::find_in_log(const store::Outbox::Row& row) {
  std::optional<store::Outbox::Batch> last;
  LODESTAR_TRY(database_->read([&](store::Connection& connection) -> Status {
    last = LODESTAR_TRY(store::Outbox::last_batch(connection));
    return {};
  }));
  for (const std::uint64_t index : log_->unpublished()) {
    if (LODESTAR_TRY(log_->leaf_at(index)) == row.leaf) return std::optional(index);
  }
  const std::uint64_t from = last ? last->first_entry : 0;
  for (std::uint64_t index = from; index < log_->published().size; ++index) {
    if (LODESTAR_TRY(log_->leaf_at(index)) == row.leaf) return std::optional(index);
  }
  return std::optional<std::uint64_t>();
}

Result<std::uint64_t> Sequencer::give(const std::vector<store::Outbox::Row>& rows) {
  std::vector<ledger::Leaf> leaves;
  for (const auto& row : rows) leaves.push_back(row.leaf);
  Result<std::uint64_t> first = Error{Code::internal, "the log has not answered"};
  std::binary_semaphore over(0);
  log_->add_leaves(leaves, [&](Result<std::uint64_t> given) {
    first = std::move(given);
    over.release();
  });
  over.acquire();
  return first;
}

// The batch was as long as what of it is found.
Result<std::size_t> Sequencer::length_in_log(const std::vector<store::Outbox::Row>& rows,
                                             std::uint64_t first) const {
  std::size_t count = 1;
  while (count < rows.size()) {
    const auto leaf = log_->leaf_at(log::index_behind(first, count));
    if (!leaf && leaf.error().code != Code::not_found) return leaf.error();
    if (!leaf || *leaf != rows[count].leaf) break;
    ++count;
  }
  return count;
}

Result<std::size_t> Sequencer::hand_over() {
  const std::lock_guard alone(handing_);
  const auto rows = LODESTAR_TRY(next_rows());
  if (rows.empty()) {
    may_be_there_ = false;
    return std::size_t{0};
  }
  if (!LODESTAR_TRY(try_lead(*database_))) return other_leads();
  if (turn_.empty()) return hand_over(rows);
  const auto turn = LODESTAR_TRY(io::Turn::take(turn_, {}));
  return hand_over(rows);
}

// The process may have ended between the log's answer and the row that notes it; and a database
// that was restored may be older than its log by many batches.
Result<std::size_t> Sequencer::hand_over(const std::vector<store::Outbox::Row>& rows) {
  std::optional<std::uint64_t> first;
  if (may_be_there_) first = LODESTAR_TRY(find_in_log(rows[0]));
  const bool was_there = first.has_value();
  may_be_there_ = true;  // until it is noted that it is
  const std::size_t count = first ? LODESTAR_TRY(length_in_log(rows, *first)) : rows.size();
  if (!first) first = LODESTAR_TRY(give(rows));
  LODESTAR_TRY(database_->write([&](store::Connection& connection) -> Status {
    if (!LODESTAR_TRY(connection.try_lead(kLead))) return other_leads();
    return store::Outbox::hand_over(connection, {.first_sequence = rows[0].sequence,
                                                 .last_sequence = rows[count - 1].sequence,
                                                 .first_entry = *first});
  }));
  may_be_there_ = was_there;
  return count;
}

}  // namespace lodestar::desk
