// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"

#include <semaphore>
#include <utility>

#include "store/migrations.h"

namespace lodestar::store {

Result<std::unique_ptr<Database>> Database::open(const Connect& connect, unsigned readers,
                                                 const First& first) {
  auto writer = LODESTAR_TRY(connect());
  if (first) LODESTAR_TRY(first(*writer));
  LODESTAR_TRY(migrate_to(*writer, newest_version()));
  std::vector<std::unique_ptr<Connection>> reading;
  while (reading.size() < readers) reading.push_back(LODESTAR_TRY(connect()));
  return std::unique_ptr<Database>(new Database(std::move(writer), std::move(reading)));
}

Database::Database(std::unique_ptr<Connection> writer,
                   std::vector<std::unique_ptr<Connection>> readers)
    : writer_(std::move(writer)),
      readers_(std::move(readers)),
      writing_([this](const std::stop_token& stop) { keep_writing(stop); }) {}

Database::~Database() = default;

void Database::write(Change change, Done done) {
  {
    const std::lock_guard lock(asking_);
    if (asked_.size() < kMostWaiting) {
      asked_.push_back({.change = std::move(change), .done = std::move(done), .outcome = {}});
      asked_more_.notify_one();
      return;
    }
  }
  done(Error{Code::limited, "the database: too much waits to be written; try again in a moment"});
}

Status Database::write(Change change) {
  Status outcome;
  std::binary_semaphore over(0);
  write(std::move(change), [&](Status status) {
    outcome = std::move(status);
    over.release();
  });
  over.acquire();
  return outcome;
}

Status Database::read(const std::function<Status(Connection&)>& look) {
  return lend([&](Connection& connection) -> Status {
    LODESTAR_TRY(connection.begin_look());
    Status looked = look(connection);
    connection.end_look();
    return looked;
  });
}

Status Database::lend(const std::function<Status(Connection&)>& use) {
  std::unique_ptr<Connection> mine;
  {
    std::unique_lock lock(reading_);
    free_.wait(lock, [&] { return !readers_.empty(); });
    mine = std::move(readers_.back());
    readers_.pop_back();
  }
  Status used = use(*mine);
  const std::lock_guard lock(reading_);
  readers_.push_back(std::move(mine));
  free_.notify_one();
  return used;
}

Status Database::scrub() {
  return lend([](Connection& connection) { return connection.scrub(); });
}

void Database::keep_writing(const std::stop_token& stop) {
  while (true) {
    std::deque<Asked> together;
    {
      std::unique_lock lock(asking_);
      asked_more_.wait(lock, stop, [&] { return !asked_.empty(); });
      if (asked_.empty()) return;
      while (!asked_.empty() && together.size() < kMostTogether) {
        together.push_back(std::move(asked_.front()));
        asked_.pop_front();
      }
    }
    const Status common = write_together(together);
    for (Asked& one : together) one.done(common ? std::move(one.outcome) : common);
  }
}

// First without waiting for each statement; where something fails on the way, again and with care.
// What was asked to be committed is not run again.
Status Database::write_together(std::deque<Asked>& asked) {
  Status ran = run_together(*writer_, asked, Posted::together);
  if (!ran) {
    writer_->rollback();
    ran = run_together(*writer_, asked, Posted::at_once);
  }
  if (ran) ran = writer_->commit();
  if (!ran) writer_->rollback();
  return ran;
}

// Whose change failed hears of that; whose did not, only of what became of all.
Status Database::run_together(Connection& writer, std::deque<Asked>& asked, Posted posted) {
  LODESTAR_TRY(writer.begin(posted));
  for (Asked& one : asked) {
    LODESTAR_TRY(writer.begin_change());
    one.outcome = one.change(writer);
    if (one.outcome) one.outcome = writer.keep_change();
    if (one.outcome) continue;
    const bool is_first_try = posted == Posted::together;
    if (is_first_try && one.outcome.error().code == Code::unavailable) return one.outcome;
    LODESTAR_TRY(writer.drop_change());
  }
  return writer.await_posted();
}

}  // namespace lodestar::store
