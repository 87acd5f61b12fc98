// SPDX-License-Identifier: Apache-2.0
// What an organisation keeps: changes that wait together become durable together, and readers who
// wait for nobody.
//
// Shapes   a Change is a function on the writing connection; it is in a savepoint of its own, so
//          that one which fails takes nothing else with it. It may be run again, where one that
//          waited with it fails or the connection is lost: it does not use up what it holds.
//          `done` is told once the disk has the change, or why not.
// Units    none.
// Errors   those of the change, and where the common commit failed, its error for all that were in
//          it (unavailable: with the answer lost, the change may have been made); limited: too many
//          changes wait; cancelled: the database is closing.
// Cost     a commit (a sync of the disk) for all changes that came while the last one was made.
// Threads  any. Changes and `done` run on a thread of the database: they are short and wait for
//          nobody. read() runs on the caller's.
// Source   group commit: DeWitt et al., Implementation techniques for main memory database systems,
//          SIGMOD 1984.
// Example  database.write([&](Connection& c) -> Status { ... }, [](Status done) { ... });
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/result.h"
#include "store/connection.h"

namespace lodestar::store {

using Connect = std::function<Result<std::unique_ptr<Connection>>()>;

// DATA/store.sqlite, made where there is none; its owner's alone.
Connect sqlite_at(const std::string& path);
// The schema's owner on a server of PostgreSQL 15 or later, by libpq's connection string; not by
// way of a pooler that shares out one session. conflict: the server does not sync, or not in UTF-8.
Connect postgres_at(const std::string& conninfo);
// Of a connection string that others can see, such as on a command line. invalid: it is none, or
// holds a password; neither is repeated.
Status check_shown(const std::string& conninfo);

class Database {
 public:
  using Change = std::move_only_function<Status(Connection&)>;
  using Done = std::move_only_function<void(Status)>;
  static constexpr std::size_t kMostWaiting = 65'536;  // changes
  static constexpr std::size_t kMostTogether = 64;     // what PostgreSQL keeps at hand for readers

  // Brings the schema up to date first. conflict: the schema is a later version's. `first` is asked
  // before that, on the connection that will write.
  using First = std::function<Status(Connection& writer)>;
  static Result<std::unique_ptr<Database>> open(const Connect& connect, unsigned readers,
                                                const First& first = {});
  ~Database();  // what was asked for is written
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void write(Change change, Done done);
  Status write(Change change);  // waits
  // On a connection that nobody else has meanwhile; waits for one. Its queries see one state.
  Status read(const std::function<Status(Connection&)>& look);
  // Behind an erasure: what was deleted is in none of the files (its limits: ADR 17).
  Status scrub();

 private:
  struct Asked {
    Change change;
    Done done;
    Status outcome;
  };
  Database(std::unique_ptr<Connection> writer, std::vector<std::unique_ptr<Connection>> readers);
  Status lend(const std::function<Status(Connection&)>& use);
  void keep_writing(const std::stop_token& stop);
  Status write_together(std::deque<Asked>& asked);
  static Status run_together(Connection& writer, std::deque<Asked>& asked, Posted posted);

  std::unique_ptr<Connection> writer_;
  std::mutex reading_;
  std::condition_variable free_;
  std::vector<std::unique_ptr<Connection>> readers_;  // those that are free

  std::mutex asking_;
  std::condition_variable_any asked_more_;
  std::deque<Asked> asked_;
  std::jthread writing_;  // the last member: it ends first
};

}  // namespace lodestar::store
