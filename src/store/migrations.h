// SPDX-License-Identifier: Apache-2.0
// The schema by numbered steps, each of which can be taken back.
//
// Shapes   step N makes version N of N - 1; a database without a schema has version 0.
// Units    none.
// Errors   conflict: the schema is of a version that this program does not know; else those of the
//          statements. A step is taken whole or not at all.
// Cost     that of its statements.
// Threads  one at a time; nobody else writes.
// Source   src/store/internal/schema_*.sql, up and down.
// Example  LODESTAR_TRY(migrate_to(connection, newest_version()));
#pragma once

#include "base/result.h"
#include "store/connection.h"

namespace lodestar::store {

int newest_version();
Result<int> version_of(Connection& connection);
Result<int> known_version_of(Connection& connection);  // conflict, as above
Status migrate_to(Connection& connection, int version);

}  // namespace lodestar::store
