// SPDX-License-Identifier: Apache-2.0
// Whether a text that was read in a Windows code page is hardly of it: any bytes can be read so.
//
// Shapes   the text as UTF-8, its first mebibyte.
// Units    none.
// Errors   none.
// Cost     about 100 MB/s.
// Threads  pure.
// Source   the letters of each language: Unicode CLDR 45, main exemplar sets.
// Example  is_implausible("zamìstnání v øíjnu", false) is true: that was Windows-1250
#pragma once

#include <string_view>

namespace lodestar::text::internal {

// More than one in ten of the words beyond ASCII are none of a language that is written in
// Windows-1251 (is_cyrillic) or Windows-1252.
bool is_implausible(std::string_view text, bool is_cyrillic);

}  // namespace lodestar::text::internal
