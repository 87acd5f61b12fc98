// SPDX-License-Identifier: Apache-2.0
// Comma-separated values as table/csv.h says them, one character after another, slowly.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lodestar::testing {

struct CsvTable {
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::uint64_t> lines;  // of the rows
  std::vector<std::string> bad;      // "line:column: reason"
};

class CsvOracle {
 public:
  CsvOracle(std::string_view text, char delimiter)
      : text_(text), delimiter_(delimiter), again_(4 * text.size()) {}

  CsvTable read() && {
    while (at_ < text_.size()) read_row();
    return table_;
  }

 private:
  struct Field {
    std::string value;
    std::size_t start = 0;
  };

  void read_row() {
    const std::size_t row = at_;
    std::vector<Field> fields;
    bool is_closed = true;
    do {
      if (!fields.empty()) ++at_;  // the delimiter
      fields.push_back({.start = at_});
      is_closed = read_field(row, fields.size(), fields.back().value);
    } while (is_closed && at_ < text_.size() && parts(at_));
    skip_newline();
    if (!is_closed) {
      skip(row, fields.back().start, "a quote opens here and never closes");
    } else if (fields.size() > 1 || !fields[0].value.empty()) {
      take(row, fields);
    }
  }

  // False where a quote opens and never closes: the rest of the text is gone.
  bool read_field(std::size_t row, std::size_t number, std::string& value) {
    const bool is_quoted = at_ < text_.size() && text_[at_] == '"' && !is_stray(row, number, at_);
    if (is_quoted) ++at_;
    while (is_quoted) {
      if (at_ == text_.size()) return false;
      if (text_[at_] == '"') {
        ++at_;
        if (at_ == text_.size() || text_[at_] != '"') break;
      }
      value += text_[at_++];
    }
    while (at_ < text_.size() && !is_newline(at_) && !parts(at_)) value += text_[at_++];
    return true;
  }

  void take(std::size_t row, const std::vector<Field>& fields) {
    if (table_.names.empty()) {
      for (const Field& field : fields) table_.names.push_back(field.value);
      return;
    }
    const std::size_t width = table_.names.size();
    bool fits = fields.size() >= width;
    for (std::size_t i = width; i < fields.size(); ++i) fits &= fields[i].value.empty();
    if (!fits) {
      const std::size_t wrong = fields.size() < width ? fields.size() - 1 : width;
      return skip(row, fields[wrong].start,
                  fmt::format("{} field{} where there {} {} column{}", fields.size(),
                              fields.size() == 1 ? "" : "s", width == 1 ? "is" : "are", width,
                              width == 1 ? "" : "s"));
    }
    table_.rows.emplace_back();
    for (std::size_t i = 0; i < width; ++i) table_.rows.back().push_back(fields[i].value);
    std::string& first = table_.rows.back().front();
    while (width == 1 && first.ends_with(delimiter_)) first.pop_back();
    table_.lines.push_back(line_of(row));
  }

  // A bad row of several lines is read again from its second, as long as that is not too often.
  void skip(std::size_t row, std::size_t field, const std::string& reason) {
    std::size_t column = 1;
    for (std::size_t i = field; i > row && !is_newline(i - 1); --i) ++column;
    table_.bad.push_back(fmt::format("{}:{}: {}", line_of(row), column, reason));
    const std::size_t end = at_;
    if (end - row > again_) return;
    at_ = row;
    while (at_ < end && !is_newline(at_)) ++at_;
    skip_newline();
    if (at_ < end)
      again_ -= end - row;
    else
      at_ = end;
  }

  // Whether the quote that opens this field of the row closes nowhere, or on a later line with more
  // behind it, though its own line and the next are rows as they are.
  bool is_stray(std::size_t row, std::size_t number, std::size_t quote) const {
    std::size_t close = quote + 1;
    while (close < text_.size() &&
           (text_[close] != '"' || (close + 1 < text_.size() && text_[close + 1] == '"')))
      close += text_[close] == '"' ? 2 : 1;
    if (close < text_.size()) {
      const std::size_t after = close + 1;
      const bool goes_on = after < text_.size() && !is_newline(after) && !parts(after);
      if (!goes_on || line_of(close) == line_of(quote)) return false;
    }
    std::size_t fields = number, at = quote;
    for (; at < text_.size() && !is_newline(at); ++at) fields += parts(at) ? 1 : 0;
    if (!table_.names.empty() && fields != table_.names.size()) return false;
    if (at < text_.size()) at += text_.substr(at, 2) == "\r\n" ? 2 : 1;
    if (at == text_.size()) return true;
    if (quote != row && (text_[row] == '"') != (text_[at] == '"')) return false;
    std::size_t next = 1;
    for (; at < text_.size() && !is_newline(at); ++at) next += parts(at) ? 1 : 0;
    return next == fields;
  }

  // Of one column nothing parts fields but a line's end.
  bool parts(std::size_t at) const { return table_.names.size() != 1 && text_[at] == delimiter_; }
  bool is_newline(std::size_t at) const { return text_[at] == '\n' || text_[at] == '\r'; }
  void skip_newline() {
    if (at_ == text_.size() || !is_newline(at_)) return;
    at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
  }
  std::uint64_t line_of(std::size_t at) const {
    std::uint64_t line = 1;
    for (std::size_t i = 0; i < at; ++i) {
      const bool is_pair = text_[i] == '\r' && i + 1 < at && text_[i + 1] == '\n';
      line += is_newline(i) && !is_pair ? 1 : 0;
    }
    return line;
  }

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
  std::size_t again_;  // bytes that may be read again
  CsvTable table_;
};

}  // namespace lodestar::testing
