// SPDX-License-Identifier: Apache-2.0
// Whether a name or address is all there: what begins or ends beside a letter that may be of it is
// the rest of somebody else's.
//
// Shapes   an edge is a position between two characters.
// Units    positions are bytes of the raw text.
// Errors   none.
// Cost     a few characters.
// Threads  pure.
// Source   blocks of Unicode 15 whose letters nobody takes for Latin ones.
// Example  is_cut_off("жanna@mail.com", {2, 15})
#pragma once

#include <cstddef>
#include <string_view>

#include "text/span.h"

namespace lodestar::text::internal {

// A letter or digit beyond ASCII follows that may be part of the word before it: "é", "ж", "٧";
// none of "微", "안", "س", which go with no Latin letters.
bool is_followed_by_its_own(std::string_view raw, std::size_t at);

bool is_cut_off(std::string_view raw, Span span);

// A sign beyond ASCII, and nothing else, stands between an address and a letter or digit before it:
// "maria❤lopez@gmail.com". None where it is an ornament behind the name of what follows
// ("mail❤anna") or behind a number, sets apart ("：", "—") or shows the way ("📧", "👉"). What ends
// at `from` is something else.
bool is_tied_before(std::string_view raw, Span address, std::size_t from);
// So behind a name that ends at `at`: "@lola❤msk".
bool is_tied_behind(std::string_view raw, std::size_t at);

// Whether a word says what stands beside it: "mail", "correo", "telegram".
bool is_cue_before(std::string_view raw, std::size_t at);

}  // namespace lodestar::text::internal
