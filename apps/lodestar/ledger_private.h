// SPDX-License-Identifier: Apache-2.0
// What the commands of a private log do beside those of any log.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/merkle.h"
#include "log/private_log.h"
#include "log_files.h"

namespace lodestar::app {

struct PrivateMaking {
  std::uint64_t period_s = log::PrivateShape{}.period_s;
  std::uint64_t increment = log::PrivateShape{}.increment;
  std::string key_file;  // empty: inside the folder
  bool operator==(const PrivateMaking&) const = default;
};
Status check_making(const PrivateMaking& making);  // before anything is made
// Before the log is opened for the first time. Says where the key lies and what that means.
Status make_private(const std::string& folder, const PrivateMaking& making);
bool is_private(const LogFiles& files);
Result<log::PrivateOptions> private_options(const LogFiles& files, log::LogOptions options);

// Prints the index of each once the disk has them. Entries are bodies of records of the type, or
// records as they stand.
struct RecordKind {
  std::string type;
  bool are_records = false;
};
Status add_records(const std::string& folder, std::span<const std::string_view> entries,
                   const RecordKind& kind, const std::stop_token& stop);
Status write_opening(const LogFiles& files, ledger::LeafOf entry, const std::string& out);
Status print_tally(const LogFiles& files, const log::PrivateLog& log);

std::uint64_t now_s();               // 0 where the clock is before 1970
Result<std::uint64_t> read_clock();  // conflict there

}  // namespace lodestar::app
