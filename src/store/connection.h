// SPDX-License-Identifier: Apache-2.0
// One connection to a database, whichever it is: statements of the SQL that both speak.
//
// Shapes   a statement's parameters are $1, $2 ...; a value is null, an integer, text or bytes. A
//          Row is valid until the next one.
// Units    none.
// Errors   conflict: a constraint of the schema refuses; unavailable: the disk, or the server;
//          limited: the disk is full; internal: the statement is wrong. A message names the
//          statement and never a parameter.
// Cost     a statement is prepared once a connection and found again by its address: statements are
//          literals.
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
  // Statements without parameters, one behind the other, prepared for this once: migrations.
  virtual Status run_script(std::string_view statements) = 0;
  // How this database writes what each writes its own way: "{sequence}" is the type of a key that
  // grows by itself, in the order of commits.
  virtual std::string in_dialect(std::string_view statements) const = 0;

  Result<std::uint64_t> execute(std::string_view statement,
                                std::initializer_list<Value> parameters) {
    return execute(statement, std::span(parameters.begin(), parameters.size()));
  }
  Status query(std::string_view statement, std::initializer_list<Value> parameters,
               const EachRow& each) {
    return query(statement, std::span(parameters.begin(), parameters.size()), each);
  }
};

}  // namespace lodestar::store
