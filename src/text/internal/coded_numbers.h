// SPDX-License-Identifier: Apache-2.0
// A telephone number in an address that leads to it, as a link holds it.
//
// Shapes   the colon behind "tel", "sms" or "callto"; none where nothing of the number is coded,
//          for then it stands there as it is.
// Units    the span is bytes of the raw text, of the number without what leads to it.
// Errors   none.
// Cost     linear in the number, at most 64 characters.
// Threads  pure.
// Source   RFC 3966, and RFC 3986 for the percents.
// Example  read_coded_number("tel:07481%20227940", 3)->digits == "07481 227940"
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/span.h"

namespace lodestar::text::internal {

struct CodedNumber {
  Span span;
  std::string digits;  // and the signs between them
};

std::optional<CodedNumber> read_coded_number(std::string_view raw, std::size_t colon);

}  // namespace lodestar::text::internal
