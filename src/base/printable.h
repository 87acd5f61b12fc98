// SPDX-License-Identifier: Apache-2.0
// Text of unknown origin made harmless for a terminal or an error message: what is seen is what is
// there, on one line.
//
// Shapes   to_printable(text) is text with each disguise, newline, tab and byte that is no UTF-8
//          shown as U+FFFD.
// Units    bytes.
// Errors   none.
// Cost     one pass; a copy.
// Threads  pure.
// Source   Unicode Technical Report 36 (bidirectional spoofing); CVE-2021-42574.
// Example  to_printable("a\x1b[2Jb") is a�[2Jb
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lodestar {

std::string to_printable(std::string_view text);

// Bytes of the disguise at the start of text, 0 if there is none. Disguises are characters that
// change what a person sees without being seen: C0 but tab, LF and CR, DEL, C1, soft hyphen,
// zero-width and bidirectional controls, interlinear annotations, tags.
std::size_t disguise_length(std::string_view text);

}  // namespace lodestar
