// SPDX-License-Identifier: Apache-2.0
// What the formats of the log have in common: lines, numbers without leading zeroes, hashes.
#pragma once

#include <fmt/core.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/merkle.h"

namespace lodestar::ledger::internal {

// A text line by line, each ended by a newline.
class Lines {
 public:
  Lines(std::string_view what, std::string_view text) : what_(what), rest_(text) {}
  std::optional<std::string_view> next();  // without its newline; none where none is left
  std::string_view rest() const { return rest_; }
  std::size_t number() const { return number_; }  // of the line read last
  Error error(std::string_view message) const;    // of the line read last

 private:
  std::string_view what_, rest_;
  std::size_t number_ = 0;
};

std::optional<std::uint64_t> parse_decimal(std::string_view text);
std::optional<Hash> parse_hash(std::string_view text);
std::string to_line(const Hash& hash);

// The hashes of a proof, one a line, up to and with the empty line behind them.
Result<std::vector<Hash>> read_hashes(Lines& lines, std::size_t most);

// A value as a message may show it.
std::string shown(std::string_view value);

}  // namespace lodestar::ledger::internal
