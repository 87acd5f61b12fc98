// SPDX-License-Identifier: Apache-2.0
// Text of unknown origin made harmless for whoever reads it: what is seen is what is there. The one
// list of disguises, for every output format.
//
// Shapes   to_printable(text) is text with each disguise, newline, tab and byte that is no UTF-8
//          shown as U+FFFD: one line. decode() and is_disguise() are for formats that write a
//          disguise in their own way.
// Units    bytes.
// Errors   none: a byte that is no UTF-8 is a Character of length 0.
// Cost     one pass; a copy.
// Threads  pure.
// Source   Unicode 15, table 3-7; Unicode Technical Report 36 (bidirectional spoofing);
//          CVE-2021-42574.
// Example  to_printable("a\x1b[2Jb") is a�[2Jb
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lodestar {

std::string to_printable(std::string_view text);

// Disguises are characters that change what a person sees without being seen: C0 but tab, LF and
// CR, DEL, C1, soft hyphen, zero-width and bidirectional controls, interlinear annotations, tags.
bool is_disguise(char32_t character);

struct Character {
  char32_t code = 0;
  std::size_t length = 0;  // 0: no UTF-8
};

// The character at the start of text, which must not be empty.
Character decode(std::string_view text);

// Bytes of the disguise at the start of text, 0 if there is none.
std::size_t disguise_length(std::string_view text);

// Whether these are no bytes of a text: control characters stand among them. UTF-16 with its mark
// is a text.
bool looks_binary(std::string_view bytes);

}  // namespace lodestar
