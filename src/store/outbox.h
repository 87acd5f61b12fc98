// SPDX-License-Identifier: Apache-2.0
// What is to stand in the ledger, kept in one commit with what it tells of: neither is without the
// other. A sequencer hands the leaves to the log, in order.
//
// Shapes   a row is a leaf (ledger/leaf.h) and what opens it, sealed for its subject. Its place is
//          given by the commit.
// Units    none.
// Errors   those of the database and of the vault.
// Cost     a row.
// Threads  those of the connection.
// Source   the transactional outbox: Richardson, Microservices Patterns, 3.2.
// Example  LODESTAR_TRY(outbox.append(connection, import, record));
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/leaf.h"
#include "store/connection.h"
#include "store/vault.h"

namespace lodestar::store {

class Outbox {
 public:
  Outbox(Vault& vault, std::uint32_t issuer) : vault_(&vault), issuer_(issuer) {}

  // In a change. `subject` is whose erasure takes the record with it.
  Status append(Connection& connection, std::string_view subject, const ledger::Record& record);

  struct Row {
    std::uint64_t sequence = 0;
    ledger::Leaf leaf;
  };
  // The next ones that were not handed over, in order.
  static Result<std::vector<Row>> next(Connection& connection, std::size_t most);
  struct Batch {
    std::uint64_t first_sequence = 0, last_sequence = 0;
    std::uint64_t first_entry = 0;  // the others' are behind it (log::index_behind)
  };
  static Status hand_over(Connection& connection, const Batch& batch);
  static Result<std::optional<Batch>> last_batch(Connection& connection);

  // The leaves of a batch, in order.
  static Result<std::vector<Row>> rows_of(Connection& connection, const Batch& batch);

  // Which ledger all of it is handed to, by its verifier key; empty before it is told. conflict:
  // it was told another.
  static Result<std::string> ledger_of(Connection& connection);
  static Status bind_ledger(Connection& connection, std::string_view verifier);

  struct Opened {
    std::uint64_t sequence = 0;
    ledger::Record record;
  };
  // What is told about the subject, the newest first; before that place where one is given.
  Result<std::vector<Opened>> about(Connection& connection, std::string_view subject,
                                    std::optional<std::uint64_t> before, std::size_t most);

 private:
  Vault* vault_;
  std::uint32_t issuer_;
};

}  // namespace lodestar::store
