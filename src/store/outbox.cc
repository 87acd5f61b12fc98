// SPDX-License-Identifier: Apache-2.0
#include "store/outbox.h"

#include <fmt/format.h>

#include <limits>
#include <utility>

#include "io/random.h"

namespace lodestar::store {
namespace {

constexpr std::string_view kContext = "lodestar/outbox/v1";

// Columns: sequence, leaf.
class Rows {
 public:
  void take(const store::Row& row) {
    auto leaf = ledger::parse_leaf(row.as_bytes(1));
    if (leaf) {
      rows_.push_back({.sequence = std::uint64_t(row.number(0)), .leaf = *leaf});
    } else if (all_) {
      all_ = leaf.error();
    }
  }
  Result<std::vector<Outbox::Row>> all() && {
    if (!all_) return all_.error();
    return std::move(rows_);
  }

 private:
  Status all_;
  std::vector<Outbox::Row> rows_;
};

}  // namespace

Status Outbox::append(Connection& connection, std::string_view subject,
                      const ledger::Record& record) {
  ledger::Opening opening{.issuer = issuer_, .record = Sensitive(LODESTAR_TRY(to_string(record)))};
  std::string leaf;
  // One in thirty thousand commitments looks like no salted one, and no log would ever take it.
  do {
    opening.salt = LODESTAR_TRY(io::random_bytes<std::tuple_size_v<ledger::Salt>>());
    leaf = to_string(leaf_of(opening));
  } while (!ledger::parse_leaf(leaf));
  const std::string sealed =
      LODESTAR_TRY(vault_->seal(connection, subject, kContext, to_string(opening)));
  return connection.post("insert into outbox (subject, leaf, opening) values ($1, $2, $3)",
                         {subject, bytes(leaf), bytes(sealed)});
}

Result<std::vector<Outbox::Row>> Outbox::next(Connection& connection, std::size_t most) {
  Rows rows;
  LODESTAR_TRY(connection.query(
      "select sequence, leaf from outbox where sequence > "
      "(select coalesce(max(last_sequence), 0) from handed_over) order by sequence limit $1",
      {number(most)}, [&](const store::Row& row) { rows.take(row); }));
  return std::move(rows).all();
}

Result<std::vector<Outbox::Row>> Outbox::rows_of(Connection& connection, const Batch& batch) {
  Rows rows;
  LODESTAR_TRY(connection.query(
      "select sequence, leaf from outbox where sequence between $1 and $2 order by sequence",
      {number(batch.first_sequence), number(batch.last_sequence)},
      [&](const store::Row& row) { rows.take(row); }));
  return std::move(rows).all();
}

Result<std::string> Outbox::ledger_of(Connection& connection) {
  std::string verifier;
  LODESTAR_TRY(connection.query("select verifier from ledger", {},
                                [&](const store::Row& row) { verifier = row.text(0); }));
  return verifier;
}

Status Outbox::bind_ledger(Connection& connection, std::string_view verifier) {
  const std::string known = LODESTAR_TRY(ledger_of(connection));
  if (known.empty()) {
    LODESTAR_TRY(
        connection.execute("insert into ledger (only_one, verifier) values (1, $1)", {verifier}));
  } else if (known != verifier) {
    return Error{Code::conflict,
                 fmt::format("the ledger: the database's is {}, and this one is {}: a database has "
                             "one ledger, in one folder: name that one, or move it here",
                             known, verifier)};
  }
  return {};
}

Status Outbox::hand_over(Connection& connection, const Batch& batch) {
  LODESTAR_TRY(connection.execute(
      "insert into handed_over (first_sequence, last_sequence, first_entry) values ($1, $2, $3)",
      {number(batch.first_sequence), number(batch.last_sequence), number(batch.first_entry)}));
  return {};
}

Result<std::optional<Outbox::Batch>> Outbox::last_batch(Connection& connection) {
  std::optional<Batch> last;
  LODESTAR_TRY(
      connection.query("select first_sequence, last_sequence, first_entry from handed_over "
                       "order by last_sequence desc limit 1",
                       {}, [&](const store::Row& row) {
                         last = {.first_sequence = std::uint64_t(row.number(0)),
                                 .last_sequence = std::uint64_t(row.number(1)),
                                 .first_entry = std::uint64_t(row.number(2))};
                       }));
  return last;
}

Result<std::vector<Outbox::Opened>> Outbox::about(Connection& connection, std::string_view subject,
                                                  std::optional<std::uint64_t> before,
                                                  std::size_t most) {
  constexpr auto kEnd = std::uint64_t(std::numeric_limits<std::int64_t>::max());
  struct Sealed {
    std::uint64_t sequence;
    std::string bytes;
  };
  std::vector<Sealed> rows;
  LODESTAR_TRY(connection.query(
      "select sequence, opening from outbox where subject = $1 and sequence < $2 "
      "order by sequence desc limit $3",
      {subject, number(before.value_or(kEnd)), number(most)}, [&](const store::Row& row) {
        rows.push_back({std::uint64_t(row.number(0)), std::string(row.as_bytes(1))});
      }));
  std::vector<Opened> opened;
  for (const Sealed& row : rows) {
    const auto plain = LODESTAR_TRY(vault_->open(connection, subject, kContext, row.bytes));
    const auto opening = LODESTAR_TRY(ledger::parse_opening(plain.reveal()));
    opened.push_back({.sequence = row.sequence,
                      .record = LODESTAR_TRY(ledger::parse_record(opening.record.reveal()))});
  }
  return opened;
}

}  // namespace lodestar::store
