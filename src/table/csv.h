// SPDX-License-Identifier: Apache-2.0
// Comma-separated values as people really write them.
//
// Shapes   the first row names the columns (or has_header = false: they are called 1, 2, 3 ...); or
//          one of the ten first that holds two usual names or more, where those above it have fewer
//          filled fields (a title); or the one told.
//          Rows end with LF, CRLF or CR; a field that starts with a quote runs to the closing one,
//          newlines included, and "" in it is a quote (so are \" and, a backslash, \\ where
//          options say so). Elsewhere a quote is an ordinary character,
//          as is an opening one that closes nowhere, or on a later line with more text behind it,
//          where its own line and the next are whole rows; what follows a closing quote on its line
//          is added to the field. Blank lines are no rows. Where there is
//          one column a line is a field, whatever delimiters it holds but at its end. Fields are
//          views into the input; only those with doubled quotes are copied, into the arena.
// Units    bytes.
// Errors   invalid: no row begins in the line that header_row tells.
//          A row with more or fewer fields than the header, or a quote that never closes, is a bad
//          row (surplus empty fields are forgiven); if it ran over several lines, reading resumes
//          at its second line, so that one lone quote does not swallow the file. Lines read again
//          this way are limited to four times the input. An opening quote that is taken as text,
//          and a row whose lines could each be a row, are told (QuoteDoubt).
// Cost     above 1 GB/s on plain text, linear whatever the input.
// Threads  pure.
// Source   RFC 4180; leniency after Python's csv module.
// Example  read_csv("id,text\n1,hello\n", {}, arena, sink)
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/arena.h"
#include "base/result.h"
#include "table/rows.h"

namespace lodestar::table {

// How a quote stands in a quoted field: as RFC 4180 has it, or also as MySQL and others write it.
enum class QuoteEscape : std::uint8_t { doubled, backslash };

struct CsvOptions {
  char delimiter = ',';
  QuoteEscape escape = QuoteEscape::doubled;
  bool has_header = true;
  std::optional<std::uint64_t> header_row{};  // its line; else found
};

Status read_csv(std::string_view utf8, const CsvOptions& options, Arena& arena, RowSink& sink);

// Which of , ; tab | separates the fields: the one that cuts the first rows most evenly, known
// column names preferred. A first line "sep=;", as Excel writes it, decides.
char find_delimiter(std::string_view utf8);

// Backslashes where some row is not as RFC 4180 says and, with them, each row is. Reads the whole
// file up to twice, but only one with a quote behind a backslash.
QuoteEscape find_escape(std::string_view utf8, CsvOptions options);

}  // namespace lodestar::table
