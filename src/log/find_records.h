// SPDX-License-Identifier: Apache-2.0
// The records of a private log about one thing.
//
// Shapes   in the order of their index; those that wait for publication last. Erased ones are not
//          among them.
// Units    none.
// Errors   corrupt: a payload does not open; unavailable: the disk refuses.
// Cost     the bundles of entries are read once (40 bytes an entry), and each payload that is held
//          is opened: 20 us.
// Threads  any.
// Source   none: the log keeps no index of what its entries are about, which erasures would have to
//          reach.
// Example  LODESTAR_TRY(find_records(log, folder, {.type = "custody/", .subject = hash}))
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "log/private_log.h"

namespace lodestar::log {

struct Wanted {
  std::string_view type;  // how it begins
  std::string_view subject;
};
struct FoundRecord {
  std::uint64_t index = 0;
  ledger::Opening opening;
  ledger::Record record;
};
Result<std::vector<FoundRecord>> find_records(const PrivateLog& log, const std::string& folder,
                                              const Wanted& wanted,
                                              io::Files& files = io::system_files());

}  // namespace lodestar::log
