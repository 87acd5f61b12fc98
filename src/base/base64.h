// SPDX-License-Identifier: Apache-2.0
// Bytes as text and back.
//
// Shapes   base64: the alphabet with + and /, padded with =. base64url: with - and _, not padded.
// Units    bytes.
// Errors   none: what is not base64 is no value. Padding must be there and right (base64url: not
//          there), no space may stand in it. The unused bits of the last letter are not looked at,
//          as in Go; those of base64url must be zero, so that bytes have one text.
// Cost     linear; one allocation.
// Threads  pure.
// Source   RFC 4648, sections 4 and 5.
// Example  from_base64("YWJj")  // "abc"
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lodestar {

std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace lodestar
