// SPDX-License-Identifier: Apache-2.0
// Text inside a URL or a form, where it cannot be mistaken for a part of either.
//
// Shapes   all but letters, digits and - . _ ~ becomes %XX, byte by byte.
// Units    bytes.
// Errors   none.
// Cost     linear.
// Threads  pure.
// Source   RFC 3986, section 2.3.
// Example  to_percent("a b")  // "a%20b"
#pragma once

#include <string>
#include <string_view>

namespace lodestar {

std::string to_percent(std::string_view text);

}  // namespace lodestar
