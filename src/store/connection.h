// SPDX-License-Identifier: Apache-2.0
// One connection to a database, whichever it is: statements of the SQL that both speak.
//
// Shapes   a statement's parameters are $1, $2 ..., each where a column tells its type ("id = $1 or
//          $1 is null", in this order); a value is null, an integer, text (UTF-8 without a zero
//          byte) or bytes. A Row is valid until the next one.
// Units    none.
// Errors   conflict: a constraint of the schema refuses; unavailable: the disk, or the server, or a
//          lock that others held for too long; limited: the disk is full, a value is too large, a
//          statement took too long; invalid: a value cannot be kept; internal: the statement is
//          wrong. A message names the statement and never a parameter. A lost connection is made
//          again at the next use outside of a transaction.
// Cost     a statement is prepared once a connection, found again by its text, and kept: texts that
//          are made up each time are for stream(). A statement is one round trip to a server, the
//          boundaries of a change none.
//          A server's rows are all in memory before the first is given: ask for pages.
// Threads  one at a time.
// Source   SQLite 3.40; PostgreSQL 15.
// Example  connection.execute("delete from session where hash = $1", {bytes(hash)})
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"

namespace lodestar::store {

// A message that begins so names a statement, or the server: it is for whoever runs the service.
inline constexpr std::string_view kOfDatabase = "the database: ";

struct Bytes {
  std::string_view bytes;
};
// Refers to the caller's bytes until the call has returned.
using Value = std::variant<std::monostate, std::int64_t, std::string_view, Bytes>;

inline Value bytes(std::string_view of) { return Bytes{of}; }
inline Value number(std::uint64_t of) { return static_cast<std::int64_t>(of); }
inline Value text_or_null(std::string_view of) { return of.empty() ? Value{} : Value{of}; }

class Row {
 public:
  Row() = default;
  Row(const Row&) = delete;
  Row& operator=(const Row&) = delete;
  virtual ~Row() = default;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t number(int column) const = 0;        // 0 where it is null
  virtual std::string_view text(int column) const = 0;      // empty where it is null
  virtual std::string_view as_bytes(int column) const = 0;  // likewise
};

// When the failure of a posted statement is told: by post(); or, at the latest, by await_posted().
// Whose it was is not known then, and the transaction is begun again.
enum class Posted { at_once, together };

class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  using EachRow = std::function<void(const Row&)>;
  // How many rows it changed.
  virtual Result<std::uint64_t> execute(std::string_view statement,
                                        std::span<const Value> parameters) = 0;
  virtual Status query(std::string_view statement, std::span<const Value> parameters,
                       const EachRow& each) = 0;
  // A transaction beside which nobody else is in one, in whichever process: what a sequence gives
  // grows in the order of commits, and what a change has read stays so until it is kept. Where the
  // answer to a commit is lost, it may have been made.
  virtual Status begin(Posted posted) = 0;
  virtual Status await_posted() = 0;
  virtual Status commit() = 0;
  virtual void rollback() = 0;
  // In it, a statement of which nobody asks how many rows it changed: it costs no round trip.
  virtual Status post(std::string_view statement, std::span<const Value> parameters) = 0;
  // In it, one change that can be dropped alone. One of which a statement has failed is not kept
  // (internal), whatever it made of that: "on conflict do nothing" does not fail.
  virtual Status begin_change() = 0;
  virtual Status keep_change() = 0;
  virtual Status drop_change() = 0;

  // What is asked between them sees one state of the database, that of the first question, and
  // changes nothing: nobody waits for it.
  virtual Status begin_look() = 0;
  virtual void end_look() = 0;

  // Whether this connection is, of all on the database, the one that does what `name` says: from
  // then on until it closes or is lost. Asked in a change, what is written there stands only if so.
  virtual Result<bool> try_lead(std::string_view name) = 0;
  // What was deleted before is in none of the database's own files, as far as it can tell.
  virtual Status scrub() = 0;

  // All rows of a statement without parameters, one by one, however many there are.
  virtual Status stream(std::string_view statement, const EachRow& each) = 0;

  // Statements without parameters, one behind the other, prepared for this once: migrations.
  virtual Status run_script(std::string_view statements) = 0;
  // How this database writes what each writes its own way: "{sequence}" is the type of a key that
  // grows by itself, in the order of commits; "{given}" stands before the values of rows that bring
  // theirs.
  virtual std::string in_dialect(std::string_view statements) const = 0;
  // Behind such rows: the column, a {sequence}, goes on behind the highest.
  virtual Status go_on_behind(std::string_view table, std::string_view column) = 0;

  Result<std::uint64_t> execute(std::string_view statement,
                                std::initializer_list<Value> parameters) {
    return execute(statement, std::span(parameters.begin(), parameters.size()));
  }
  Status post(std::string_view statement, std::initializer_list<Value> parameters) {
    return post(statement, std::span(parameters.begin(), parameters.size()));
  }
  Status query(std::string_view statement, std::initializer_list<Value> parameters,
               const EachRow& each) {
    return query(statement, std::span(parameters.begin(), parameters.size()), each);
  }
};

}  // namespace lodestar::store
