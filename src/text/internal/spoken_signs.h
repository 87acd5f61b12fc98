// SPDX-License-Identifier: Apache-2.0
// The signs of an address, "@", "." and "/", in any writing: of full width, as words, and framed by
// brackets or other signs: "(at)", "_dot_", " [.] ", " slash ".
//
// Shapes   read_sign reads forwards, read_dot_before backwards, each with the blanks around.
// Units    positions are bytes of the raw text.
// Errors   nothing where no such sign stands.
// Cost     one word.    Threads  pure.    Source  ours.
// Example  read_sign("gmail (dot) com", 5, Sense::dot) is 12
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "text/internal/lexicon.h"

namespace lodestar::text::internal {

// Which of the three a character is, of whatever width; Sense::none for others.
Sense sign_of(char32_t c);

// A pair of signs around another: brackets, or twice the same sign. What closes the frame that
// `open` opens, or 0.
enum class Frame : std::uint8_t { brackets, any };
char closing(char open, Frame frame);

// The end of a sign that starts at `at` or behind blanks. A word needs a blank before it, or a
// frame.
std::optional<std::size_t> read_sign(std::string_view raw, std::size_t at, Sense sense);

// Where a spoken full stop that ends at `at` begins, not before `from`.
std::optional<std::size_t> read_dot_before(std::string_view raw, std::size_t at, std::size_t from);

}  // namespace lodestar::text::internal
