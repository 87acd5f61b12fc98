// SPDX-License-Identifier: Apache-2.0
// Changes of two rows that belong together, and whether a database has kept them so.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "store/database.h"

namespace lodestar::test {

inline Status write_pair(store::Connection& connection, std::string_view id) {
  LODESTAR_TRY(connection.execute(
      "insert into organisation (id, name, kind, made_s) values ($1, $1, $1, 1)", {id}));
  return connection.post("insert into outbox (subject, leaf, opening) values ($1, $2, $3)",
                         {id, store::bytes("leaf"), store::bytes("opening")});
}

struct Pairs {
  std::set<std::string> rows, leaves;
};
inline Result<Pairs> read_pairs(store::Database& database) {
  Pairs pairs;
  LODESTAR_TRY(database.read([&](store::Connection& connection) -> Status {
    LODESTAR_TRY(connection.query("select id from organisation", {},
                                  [&](const store::Row& row) { pairs.rows.emplace(row.text(0)); }));
    return connection.query("select subject from outbox", {},
                            [&](const store::Row& row) { pairs.leaves.emplace(row.text(0)); });
  }));
  return pairs;
}

}  // namespace lodestar::test
