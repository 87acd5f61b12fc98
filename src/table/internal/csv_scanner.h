// SPDX-License-Identifier: Apache-2.0
// Cuts CSV bytes into rows, one at a time. Knows nothing of headers but their width.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "table/csv.h"

namespace lodestar::table::internal {

class CsvScanner {
 public:
  CsvScanner(std::string_view bytes, char delimiter, Arena& arena,
             QuoteEscape escape = QuoteEscape::doubled)
      : begin_(bytes.data()),
        at_(bytes.data()),
        end_(bytes.data() + bytes.size()),
        delimiter_(delimiter),
        escape_(escape),
        arena_(&arena) {}

  enum class Found { row, unclosed_quote, end };
  Found next();

  // How many fields a row has, once that is known: an opening quote is judged by it. Where it is
  // one, nothing but a line's end parts fields.
  void expect_fields(std::size_t count) {
    expected_ = count;
    if (count == 1) delimiter_ = '\n';
  }
  // Of the row just read: a quote stands behind a backslash.
  bool has_escaped_quote() const;
  // Of the row just read: an opening quote closes nowhere that it could, and was taken as text.
  bool has_stray_quote() const { return has_stray_quote_; }
  bool has_text_behind_quote() const { return has_text_behind_quote_; }  // a closing one
  bool has_several_lines() const { return has_several_lines_; }
  // Of a row of several lines: each of them could be a row.
  bool looks_like_rows() const;

  // Goes back to the second line of the row just read. False if it had only one line.
  bool resume_at_second_line();

  const std::vector<std::string_view>& fields() const { return fields_; }
  std::uint64_t line() const { return row_line_; }
  // Byte column of a field, or of an unclosed quote (the last field).
  std::uint64_t column(std::size_t field) const;
  std::uint64_t offset() const { return static_cast<std::uint64_t>(at_ - begin_); }
  std::uint64_t row_bytes() const { return static_cast<std::uint64_t>(at_ - row_); }

 private:
  enum class Quote : std::uint8_t { read, unclosed, stray };
  Quote quoted_field();
  bool holds_a_row() const;
  bool is_stray(const char* quote) const;
  void end_line();
  bool is_escaped(const char* from, const char* quote) const;
  std::string_view unescape(const char* from, const char* to);

  const char* begin_;
  const char* at_;
  const char* end_;
  const char* row_ = nullptr;
  char delimiter_;
  QuoteEscape escape_;
  bool has_stray_quote_ = false;
  bool has_text_behind_quote_ = false;
  bool has_several_lines_ = false;
  bool goes_on_ = false;  // behind the closing quote of a field of several lines
  std::size_t expected_ = 0;
  Arena* arena_;
  std::uint64_t line_ = 1;
  std::uint64_t row_line_ = 1;
  std::vector<std::string_view> fields_;
  std::vector<const char*> starts_;
};

}  // namespace lodestar::table::internal
