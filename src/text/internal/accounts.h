// SPDX-License-Identifier: Apache-2.0
// Account numbers: IBAN, Bitcoin, Ethereum. Each is emitted only if its own checksum is right.
//
// Shapes   find_account reads one that starts at a token.   Units    bytes of the raw text.
// Errors   nothing where there is none.                     Cost     constant for ordinary tokens.
// Threads  pure.                                            Source   text/internal/checksums.h.
// Example  find_account("DE89 3704 0044 0532 0130 00", 0)->value == "DE89370400440532013000"
#pragma once

#include <optional>
#include <string_view>

#include "text/identifiers.h"

namespace lodestar::text::internal {

std::optional<Identifier> find_account(std::string_view raw, std::size_t at);

// Where what is written like an IBAN ends, whatever its checksum: its digits are no phone number.
std::optional<std::size_t> find_end_of_iban(std::string_view raw, std::size_t at);

}  // namespace lodestar::text::internal
