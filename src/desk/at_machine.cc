// SPDX-License-Identifier: Apache-2.0
#include "desk/at_machine.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "base/utc.h"
#include "table/json_write.h"

namespace lodestar::desk {

Status record_at_machine(store::Connection& connection, store::Vault& vault, std::uint32_t issuer,
                         const Operation& operation, std::uint64_t now_s,
                         std::span<const std::string> shown) {
  LODESTAR_TRY(vault.make_sure(connection, kAtMachine));
  std::string body;
  table::Json(body)
      .begin_object()
      .key("at")
      .string(to_time(now_s))
      .key("what")
      .string(operation.what)
      .end_object();
  store::Outbox outbox(vault, issuer);
  const ledger::Record record{.type = "operation",
                              .subject = fmt::format("{}/{}", operation.what, operation.of),
                              .previous = {},
                              .body = std::move(body)};
  for (const std::string& subject : shown) {
    LODESTAR_TRY(outbox.append(connection, subject, record));
  }
  return outbox.append(connection, kAtMachine, record);
}

}  // namespace lodestar::desk
