// SPDX-License-Identifier: Apache-2.0
#include "desk/sequencer.h"

#include <algorithm>
#include <chrono>
#include <semaphore>
#include <utility>

namespace lodestar::desk {
namespace {

constexpr std::size_t kMostRows = 1024;  // a batch
constexpr std::chrono::milliseconds kPause{200};

}  // namespace

Sequencer::Sequencer(store::Database& database, log::PrivateLog& log)
    : database_(&database),
      log_(&log),
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

Result<std::size_t> Sequencer::hand_over() {
  const std::lock_guard alone(handing_);
  const auto rows = LODESTAR_TRY(next_rows());
  if (rows.empty()) {
    is_first_ = false;
    return std::size_t{0};
  }
  std::optional<std::uint64_t> first;
  std::size_t count = rows.size();
  if (is_first_) {
    // The process may have ended between the log's answer and the row that notes it. The batch was
    // as long as what of it is found.
    first = LODESTAR_TRY(find_in_log(rows[0]));
    if (first) {
      count = 1;
      std::uint64_t at = *first;
      while (count < rows.size()) {
        const std::uint64_t next = log::index_behind(at, 1);
        const auto leaf = log_->leaf_at(next);
        if (!leaf || *leaf != rows[count].leaf) break;
        at = next;
        ++count;
      }
    }
  }
  if (!first) first = LODESTAR_TRY(give(rows));
  LODESTAR_TRY(database_->write([&](store::Connection& connection) {
    return store::Outbox::hand_over(connection, {.first_sequence = rows[0].sequence,
                                                 .last_sequence = rows[count - 1].sequence,
                                                 .first_entry = *first});
  }));
  is_first_ = false;
  return count;
}

}  // namespace lodestar::desk
