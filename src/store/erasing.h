// SPDX-License-Identifier: Apache-2.0
// Erases a subject: its key, and every row that is of it alone.
//
// Shapes   of an import nothing stays but its leaves; of an account, its id, under which others'
//          records speak of it, and that it has ended.
// Units    seconds since 1970.
// Errors   not_found: it was erased, or was never here; those of the database.
// Cost     the rows that go.
// Threads  those of the connection.
// Source   docs/adr/0017-store.md.
// Example  LODESTAR_TRY(erase_subject(connection, import, now_s)); ... database.scrub();
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/connection.h"

namespace lodestar::store {

// In a change; behind it Vault::forget() and Database::scrub().
Status erase_subject(Connection& connection, std::string_view subject, std::uint64_t now_s);
Result<bool> is_kept(Connection& connection, std::string_view subject);

}  // namespace lodestar::store
