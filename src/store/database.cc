// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"

#include <semaphore>
#include <utility>

#include "store/migrations.h"

namespace lodestar::store {

Result<std::unique_ptr<Database>> Database::open(const Connect& connect, unsigned readers) {
  auto writer = LODESTAR_TRY(connect());
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
  std::unique_ptr<Connection> mine;
  {
    std::unique_lock lock(reading_);
    free_.wait(lock, [&] { return !readers_.empty(); });
    mine = std::move(readers_.back());
    readers_.pop_back();
  }
  Status looked = look(*mine);
  const std::lock_guard lock(reading_);
  readers_.push_back(std::move(mine));
  free_.notify_one();
  return looked;
}

void Database::keep_writing(const std::stop_token& stop) {
  while (true) {
    std::deque<Asked> together;
    {
      std::unique_lock lock(asking_);
      asked_more_.wait(lock, stop, [&] { return !asked_.empty(); });
      if (asked_.empty()) return;
      together = std::exchange(asked_, {});
    }
    write_together(together);
  }
}

void Database::write_together(std::deque<Asked>& asked) {
  if (const Status common = try_together(asked); !common) {
    (void)writer_->execute("rollback", {});
    for (Asked& one : asked) one.outcome = common;
  }
  for (Asked& one : asked) one.done(std::move(one.outcome));
}

// Whose change failed hears of that; whose did not, only of what became of all.
Status Database::try_together(std::deque<Asked>& asked) {
  LODESTAR_TRY(writer_->execute("begin", {}));
  for (Asked& one : asked) {
    LODESTAR_TRY(writer_->execute("savepoint one_change", {}));
    one.outcome = one.change(*writer_);
    if (!one.outcome) LODESTAR_TRY(writer_->execute("rollback to savepoint one_change", {}));
    LODESTAR_TRY(writer_->execute("release savepoint one_change", {}));
  }
  LODESTAR_TRY(writer_->execute("commit", {}));
  return {};
}

}  // namespace lodestar::store
