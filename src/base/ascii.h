// SPDX-License-Identifier: Apache-2.0
// Letters and digits of ASCII, whatever the locale says.
//
// Shapes   bytes; those of other characters in UTF-8 are neither.
// Units    none.
// Errors   none.
// Cost     a comparison or two.
// Threads  pure.
// Source   none.
// Example  std::ranges::equal(a, b, {}, to_lower, to_lower)
#pragma once

namespace lodestar {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace lodestar
