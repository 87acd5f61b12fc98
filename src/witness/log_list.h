// SPDX-License-Identifier: Apache-2.0
// The logs that a witness stands by: which keys may sign for which origin.
//
// Shapes   lines `log <vkey> [<url>]`, as in a trust policy; the name in a key is the log's origin,
//          and a log may have several keys. A whole policy can be given: its other lines are left
//          alone. Lines that start with # are comments.
// Units    bytes.
// Errors   invalid: what is wrong, with its line; limited: above 2 GB.
// Cost     reading: 1.5 us a line; memory: the file and 16 bytes a log.
// Threads  a value.
// Source   c2sp.org/tlog-policy, June 2026: its log lines.
// Example  LogList logs = LODESTAR_TRY(LogList::parse(bytes)); logs.find(origin)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/note.h"

namespace lodestar::witness {

class LogList {
 public:
  LogList() = default;
  static Result<LogList> parse(std::string bytes);
  std::vector<ledger::VerifierKey> find(std::string_view origin) const;  // none: it is unknown
  std::size_t keys() const { return lines_.size(); }

 private:
  struct Line {
    std::uint64_t origin = 0;  // its hash
    std::uint32_t start = 0, length = 0;
  };
  std::string_view key_of(const Line& line) const {
    return std::string_view(bytes_).substr(line.start, line.length);
  }
  Status take_line(std::string_view line, std::size_t number);
  Status refuse_repeated() const;

  std::string bytes_;
  std::vector<Line> lines_;  // by origin
};

}  // namespace lodestar::witness
