// SPDX-License-Identifier: Apache-2.0
// Character references of HTML: "&eacute;", "&#233;", "&#xe9;".
//
// Shapes   what begins like one and is none, or names a character that there cannot be, is none.
// Units    bytes of UTF-8.
// Errors   none.
// Cost     read_reference looks at 16 bytes at most; decode_references is linear.
// Threads  pure.
// Source   the names and the numbers 128 to 159 as the WHATWG HTML standard has them.
// Example  read_reference("&amp; so on")->code == '&'
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lodestar::detect::internal {

struct Reference {
  std::size_t length = 0;
  char32_t code = 0;
};

// The one that text starts with; it starts with "&".
std::optional<Reference> read_reference(std::string_view text);

std::string decode_references(std::string_view text);

}  // namespace lodestar::detect::internal
