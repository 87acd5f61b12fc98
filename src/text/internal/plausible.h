// SPDX-License-Identifier: Apache-2.0
// Whether a text that was read in a Windows code page is hardly of it: any bytes can be read so.
//
// Shapes   the text as UTF-8, its first mebibyte.
// Units    none.
// Errors   none.
// Cost     about 100 MB/s.
// Threads  pure.
// Source   the letters of each language: Unicode CLDR 45, main exemplar sets.
// Example  is_implausible("zamìstnání v øíjnu", Letters::western_european): that was Windows-1250
#pragma once

#include <cstdint>
#include <string_view>

namespace lodestar::text::internal {

// Of Windows-1250, -1251 and -1252.
enum class Letters : std::uint8_t { central_european, cyrillic, western_european };

// More than one in ten of the words beyond ASCII are none of a language that is written in them.
bool is_implausible(std::string_view text, Letters letters);

}  // namespace lodestar::text::internal
