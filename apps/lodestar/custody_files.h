// SPDX-License-Identifier: Apache-2.0
// The item, the key and the log that a custody command works with.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/court_packet.h"
#include "ledger/custody_chain.h"
#include "ledger_private.h"
#include "log/find_records.h"
#include "open_log.h"

namespace lodestar::app {

inline constexpr std::string_view kEventType = "custody/", kStampType = "custody-stamp";

// A private log that is open.
struct CustodyLog {
  std::unique_ptr<const LogFiles> files;  // which what is open refers to
  OpenLog opened;

  static Result<CustodyLog> open(const std::string& folder, const std::stop_token& stop);
  log::PrivateLog& log() const { return *opened.closed; }
  // By when the log had that entry, which is when it is due to be published: by its own clock.
  std::uint64_t logged_s(std::uint64_t index) const;
  Result<std::vector<ledger::CustodyEntry>> entries_of(const ledger::Hash& item) const;
};

// --item: 64 digits, or a file, which is measured.
struct NamedItem {
  ledger::Hash hash{};
  std::optional<ledger::Item> measured;
};
Result<NamedItem> find_item(const std::string& named, const std::stop_token& stop);
Result<ledger::Item> measure_item(const std::string& path, const std::stop_token& stop);

Result<ledger::Signer> read_signer(const std::string& path);
Result<ledger::VerifierKey> read_verifier(const std::string& path);
Status make_signer(const std::string& name, const std::string& path);

}  // namespace lodestar::app
