// SPDX-License-Identifier: Apache-2.0
// Writes CSV that a spreadsheet can open without running or misreading what a stranger wrote.
//
// Shapes   append_text for what came from outside, append_number for our own; fields of a row are
//          joined by the caller's ','.
// Units    none.
// Errors   none.
// Cost     about 1 GB/s; a field that needs nothing is appended as it is.
// Threads  pure.
// Source   RFC 4180; OWASP "CSV injection" for the formula characters.
// Example  append_text(line, "=1+1") appends '=1+1
//
// A field that a spreadsheet would take for a formula (it starts with = + - @, tab, CR or LF, or a
// full-width = + - @) gets an apostrophe in front. To keep that reversible, a field of apostrophes
// followed by such a character gets one more. With Disguises::escaped, control characters,
// zero-width and bidirectional controls are written as in JSON (\u202e), so that what a person sees
// is what is there; a backslash of the field's own before a 'u' is written as \u005c. as_it_was()
// undoes both.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace lodestar::table {

enum class Disguises { kept, escaped };

void append_text(std::string& out, std::string_view field, Disguises disguises = Disguises::kept);

template <std::integral T>
void append_number(std::string& out, T number) {
  const fmt::format_int digits(number);
  out.append(digits.data(), digits.size());
}

// The field as it was before append_text guarded it (quotes already removed by a CSV reader), and
// before it guarded and escaped it.
std::string_view unguard(std::string_view field);
std::string as_it_was(std::string_view field);

}  // namespace lodestar::table
