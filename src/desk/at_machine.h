// SPDX-License-Identifier: Apache-2.0
// What an administrator does at the machine itself, on record like all else.
//
// Shapes   a record of type "operation", sealed under a key of the service's that is never erased:
//          it names ids and no person.
// Units    seconds since 1970.
// Errors   those of the database and of the vault.
// Cost     a row.
// Threads  those of the connection.
// Source   none.
// Example  LODESTAR_TRY(record_at_machine(connection, vault, issuer, {"export", id}, now_s));
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/outbox.h"
#include "store/vault.h"

namespace lodestar::desk {

// The subject of all of it; no id, so that nobody erases it.
inline constexpr std::string_view kAtMachine = "the service";

struct Operation {
  std::string_view what;  // "erase", "export", ...
  std::string_view of;    // an id, or empty
};
// In a change. Imports and accounts of which it shows something find it with what is theirs, too.
Status record_at_machine(store::Connection& connection, store::Vault& vault, std::uint32_t issuer,
                         const Operation& operation, std::uint64_t now_s,
                         std::span<const std::string> shown = {});

}  // namespace lodestar::desk
