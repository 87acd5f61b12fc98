// SPDX-License-Identifier: Apache-2.0
#include "store/snapshot.h"

#include <fmt/format.h>

#include <deque>
#include <string_view>
#include <utility>
#include <vector>

#include "store/migrations.h"

namespace lodestar::store {
namespace {

constexpr std::string_view kSequences = "outbox.sequence";  // the one {sequence} there is

struct Column {
  std::string name, type;
};
struct Table {
  std::string name;
  std::vector<Column> columns;
};

// In the order in which they were made: what is referred to comes first.
Result<std::vector<Table>> tables_of(Connection& sqlite) {
  std::vector<Table> tables;
  LODESTAR_TRY(sqlite.query(
      "select m.name, c.name, lower(c.type) from sqlite_master m, pragma_table_info(m.name) c "
      "where m.type = 'table' and m.name not like 'sqlite%' and m.name <> 'schema_version' "
      "order by m.rowid, c.cid",
      {}, [&](const Row& row) {
        if (tables.empty() || tables.back().name != row.text(0)) {
          tables.push_back({.name = std::string(row.text(0)), .columns = {}});
        }
        tables.back().columns.push_back({std::string(row.text(1)), std::string(row.text(2))});
      }));
  return tables;
}

Value value_in(const Row& row, int at, std::string_view type) {
  if (row.is_null(at)) return {};
  if (type == "text") return row.text(at);
  if (type == "bytea") return bytes(row.as_bytes(at));
  return row.number(at);
}

// A connection knows a statement by its address: they live as long as the connections.
using Statements = std::deque<std::string>;

Status copy_table(Connection& from, Connection& to, const Table& table, Statements& statements) {
  std::string names, places;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    names += fmt::format("{}{}", i == 0 ? "" : ", ", table.columns[i].name);
    places += fmt::format("{}${}", i == 0 ? "" : ", ", i + 1);
  }
  const std::string& read =
      statements.emplace_back(fmt::format("select {} from {}", names, table.name));
  const std::string& insert = statements.emplace_back(to.in_dialect(
      fmt::format("insert into {} ({}) {{given}} values ({})", table.name, names, places)));
  Status kept;
  std::vector<Value> values(table.columns.size());
  LODESTAR_TRY(from.stream(read, [&](const Row& row) {
    if (!kept) return;
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = value_in(row, static_cast<int>(i), table.columns[i].type);
    }
    kept = to.post(insert, std::span<const Value>(values));
  }));
  return kept;
}

Status copy_all(Connection& from, Connection& to, Connection& described, Statements& statements) {
  const auto tables = LODESTAR_TRY(tables_of(described));
  LODESTAR_TRY(to.begin(Posted::at_once));
  Status copied;
  for (const Table& table : tables) {
    if (copied) copied = copy_table(from, to, table, statements);
  }
  if (copied) copied = to.commit();
  if (!copied) to.rollback();
  return copied;
}

Status check_empty(Connection& connection) {
  bool is_empty = true;
  LODESTAR_TRY(connection.query("select count(*) from organisation", {},
                                [&](const Row& row) { is_empty = row.number(0) == 0; }));
  if (is_empty) return {};
  return Error{Code::conflict, "the database: something is kept there: name an empty one"};
}

}  // namespace

Status write_snapshot(const Connect& from, const std::string& path) {
  Statements statements;
  const auto source = LODESTAR_TRY(from());
  const int version = LODESTAR_TRY(known_version_of(*source));
  const auto copy = LODESTAR_TRY(sqlite_at(path)());
  LODESTAR_TRY(migrate_to(*copy, version));
  LODESTAR_TRY(source->begin_look());
  Status copied = copy_all(*source, *copy, *copy, statements);
  source->end_look();
  return copied;
}

Status read_snapshot(const std::string& path, const Connect& into) {
  Statements statements;
  const auto source = LODESTAR_TRY(sqlite_at(path)());
  const auto target = LODESTAR_TRY(into());
  const int version = LODESTAR_TRY(known_version_of(*source));
  LODESTAR_TRY(migrate_to(*target, version));
  if (version > 0) LODESTAR_TRY(check_empty(*target));
  LODESTAR_TRY(copy_all(*source, *target, *source, statements));
  const std::size_t dot = kSequences.find('.');
  return target->go_on_behind(kSequences.substr(0, dot), kSequences.substr(dot + 1));
}

}  // namespace lodestar::store
