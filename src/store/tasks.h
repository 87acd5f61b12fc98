// SPDX-License-Identifier: Apache-2.0
// What people have set themselves to do, as rows.
//
// Shapes   the words are sealed for the lead's import where a task is of a lead, else for the
//          account that wrote them down.
// Units    seconds since 1970; 0: none.
// Errors   those of the database and of the vault.
// Cost     a row each.
// Threads  those of the connection.
// Source   none.
// Example  LODESTAR_TRY(add_task(connection, vault, task));
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sensitive.h"
#include "store/connection.h"
#include "store/vault.h"

namespace lodestar::store {

struct Task {
  std::string id, organisation, subject, lead, assigned;  // the last two may be empty
  Sensitive<std::string> title;
  Sensitive<std::string> line{};  // of its lead, where it has one
  std::uint64_t due_s = 0, done_s = 0, made_s = 0;
};

Status add_task(Connection& connection, Vault& vault, const Task& task);
// Those that are open, the next due first, then those that are done. What was erased with its
// subject is left out.
Result<std::vector<Task>> list_tasks(Connection& connection, Vault& vault,
                                     std::string_view organisation);
// None: nowhere, or another organisation's.
Result<std::optional<Task>> find_task(Connection& connection, Vault& vault,
                                      std::string_view organisation, std::string_view id);
Status finish_task(Connection& connection, std::string_view id, std::uint64_t done_s);

}  // namespace lodestar::store
