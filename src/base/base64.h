// SPDX-License-Identifier: Apache-2.0
// Bytes as text and back.
//
// Shapes   the alphabet with + and /, padded with =.
// Units    bytes.
// Errors   none: what is not base64 is no value. Padding must be there and right, no space may
//          stand in it; the unused bits of the last letter are not looked at, as in Go.
// Cost     linear; one allocation.
// Threads  pure.
// Source   RFC 4648, section 4.
// Example  from_base64("YWJj")  // "abc"
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lodestar {

std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

}  // namespace lodestar
