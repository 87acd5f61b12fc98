// SPDX-License-Identifier: Apache-2.0
// Everything that a database holds, as of one moment, in a file of SQLite, whichever it is kept in;
// and back into either.
//
// Shapes   all rows of all tables; the schema is of the version that the database had.
// Units    none.
// Errors   conflict: the schema is a later version's, or the database to fill is not empty; those
//          of both databases. A file that was begun is not whole: it is the caller's to remove.
// Cost     a read of everything, some 300,000 rows a second; nobody waits for it.
// Threads  one at a time.
// Source   none.
// Example  LODESTAR_TRY(write_snapshot(postgres_at(server), folder + "/store.sqlite"));
#pragma once

#include <string>

#include "base/result.h"
#include "store/database.h"

namespace lodestar::store {

Status write_snapshot(const Connect& from, const std::string& path);
Status read_snapshot(const std::string& path, const Connect& into);

}  // namespace lodestar::store
