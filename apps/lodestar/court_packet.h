// SPDX-License-Identifier: Apache-2.0
// The court packet as files, and the time stamps that go into it.
#pragma once

#include <stop_token>
#include <string>

#include "custody_files.h"

namespace lodestar::app {

struct PacketTyped {
  std::string folder, item, file, out, authorities;
};
Status write_court_packet(const PacketTyped& typed, const std::stop_token& stop);

Status write_request(const ledger::Commitment& commitment, const std::string& path);
struct StampTyped {
  ledger::Hash item{};
  ledger::Commitment commitment{};
  std::string authority, answer, authorities;  // a URL to ask, or a file with its answer
};
Status attach_stamp(CustodyLog& log, const StampTyped& typed, const std::stop_token& stop);

// Text of several lines, each made harmless.
std::string to_printable_lines(std::string_view text);

}  // namespace lodestar::app
