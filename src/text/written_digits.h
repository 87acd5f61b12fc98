// SPDX-License-Identifier: Apache-2.0
// The digits of a text in whatever writing, also where they are no number that somebody could dial:
// for who must know whether a number's digits stand anywhere; and its letters, for who must know
// that of a name.
//
// Shapes   digits in the order of the text; a blank where a word stands between them, nothing where
//          only signs do.
// Units    none.
// Errors   none; letters that pass for digits are read as such beside one.
// Cost     linear in the text.    Threads  pure.    Source  none.
// Example  written_digits("ref. six 55-two") == " 6552"
//          written_letters("@Lola_88!") == " lola 88 "
#pragma once

#include <string>
#include <string_view>

namespace lodestar::text {

std::string written_digits(std::string_view raw);

// The Latin letters (a-z, as they are seen) and digits of a text, for names: one blank for
// whatever stands between them, one at each end, and kOtherLetter for a letter of another kind.
inline constexpr char kOtherLetter = '\x7F';
std::string written_letters(std::string_view raw);

}  // namespace lodestar::text
