// SPDX-License-Identifier: Apache-2.0
#include "table/csv.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <vector>

#include "table/columns.h"
#include "table/internal/csv_scanner.h"
#include "table/internal/first_rows.h"

namespace lodestar::table {
namespace {

using internal::CsvScanner;
using internal::FirstRow;
using internal::kMostFirstRows;
using Fields = std::vector<std::string_view>;

constexpr std::size_t kSampleBytes = std::size_t{64} * 1024;
constexpr std::size_t kSampleRows = 200;
constexpr std::string_view kExcelHint = "sep=";
constexpr std::string_view kBackslashes =
    "; its quotes stand behind backslashes, as MySQL writes them: export the table with quotes "
    "doubled, or put \"\" for \\\"";

bool is_blank(const Fields& fields) { return fields.size() == 1 && fields[0].empty(); }

// "sep=;" alone on the first line; 0 if there is none.
char excel_hint(std::string_view utf8) {
  if (!utf8.starts_with(kExcelHint) || utf8.size() < kExcelHint.size() + 2) return 0;
  const char after = utf8[kExcelHint.size() + 1];
  return after == '\r' || after == '\n' ? utf8[kExcelHint.size()] : char{0};
}

// The rows up to that line, and so many in all where they are not yet enough.
std::vector<FirstRow> first_rows(CsvScanner& scanner, std::uint64_t line, std::size_t enough) {
  std::vector<FirstRow> rows;
  while ((rows.size() < enough || scanner.line() < line) &&
         scanner.next() == CsvScanner::Found::row) {
    if (!is_blank(scanner.fields())) rows.push_back({scanner.fields(), scanner.line()});
  }
  return rows;
}

class Reading {
 public:
  Reading(std::string_view utf8, const CsvOptions& options, Arena& arena, RowSink& sink)
      : scanner_(utf8, options.delimiter, arena, options.escape),
        options_(options),
        arena_(arena),
        sink_(sink),
        hinted_(excel_hint(utf8) == options.delimiter),
        reread_left_(4 * utf8.size()) {}

  Status run() {
    if (hinted_) scanner_.next();
    LODESTAR_TRY(find_header());
    for (auto found = scanner_.next(); found != CsvScanner::Found::end; found = scanner_.next()) {
      if (scanner_.line() < header_line_) continue;
      if (found == CsvScanner::Found::unclosed_quote) {
        skip(scanner_.fields().size(),
             {.code = "unclosed_quote", .words = "a quote opens here and never closes"});
      } else if (!is_blank(scanner_.fields())) {
        LODESTAR_TRY(take(scanner_.fields()));
      }
    }
    return {};
  }

  // Rows that are not as the grammar says.
  std::uint64_t faults() const { return faults_; }

 private:
  // Looks ahead: the rows above the names are passed over, whatever they are.
  Status find_header() {
    if (!options_.has_header) return {};
    CsvScanner ahead = scanner_;
    const std::uint64_t told = options_.header_row.value_or(0);
    const auto is_told = [&](const FirstRow& row) { return row.line == told; };
    std::vector<FirstRow> rows = first_rows(ahead, told, kMostFirstRows);
    std::size_t place = rows.empty() ? 0 : internal::find_header(rows);
    if (told > 0) {
      place = static_cast<std::size_t>(std::ranges::find_if(rows, is_told) - rows.begin());
      if (place == rows.size()) {
        return Error{Code::invalid,
                     fmt::format("--header-row {}: no row begins in that line", told)};
      }
    }
    if (rows.empty()) return {};
    header_line_ = rows[place].line;
    sink_.take_header(internal::describe_header(rows, place));
    return {};
  }

  Status take(const Fields& fields) {
    if (width_ == 0) {
      width_ = fields.size();
      scanner_.expect_fields(width_);
      LODESTAR_TRY(sink_.take_columns(options_.has_header ? fields : numbered_names()));
      if (options_.has_header) return {};
    }
    if (width_ == 1) return take_line(fields[0]);
    const auto is_surplus = [](std::string_view field) { return !field.empty(); };
    if (fields.size() < width_ || std::any_of(fields.begin() + static_cast<std::ptrdiff_t>(width_),
                                              fields.end(), is_surplus)) {
      std::string words = internal::field_count_words(fields.size(), width_);
      if (scanner_.has_escaped_quote()) words += kBackslashes;
      skip(std::min(fields.size() - 1, width_),
           {.code = "field_count", .words = words, .found = fields.size(), .due = width_});
      return {};
    }
    return give(std::span(fields).first(width_));
  }

  // Of one column, commas are of the text; those at the end are a spreadsheet's empty cells.
  Status take_line(std::string_view line) {
    while (line.ends_with(options_.delimiter)) line.remove_suffix(1);
    return give(std::span(&line, 1));
  }

  Status give(std::span<const std::string_view> fields) {
    faults_ += scanner_.has_stray_quote() || scanner_.has_text_behind_quote() ? 1 : 0;
    if (scanner_.has_stray_quote()) {
      sink_.take_quote_doubt(QuoteDoubt::taken_as_text, scanner_.line());
    }
    if (scanner_.has_several_lines() && scanner_.looks_like_rows()) {
      sink_.take_quote_doubt(QuoteDoubt::holds_rows, scanner_.line());
    }
    return sink_.take_row(
        {.fields = fields, .line = scanner_.line(), .bytes_read = scanner_.offset()});
  }

  void skip(std::size_t field, const Fault& fault) {
    ++faults_;
    sink_.take_bad_row({.line = scanner_.line(), .column = scanner_.column(field), .fault = fault});
    if (scanner_.row_bytes() > reread_left_) return;
    const std::uint64_t bytes = scanner_.row_bytes();
    if (scanner_.resume_at_second_line()) reread_left_ -= bytes;
  }

  Fields numbered_names() {
    Fields names;
    for (std::size_t i = 1; i <= width_; ++i) names.push_back(arena_.copy(std::to_string(i)));
    return names;
  }

  CsvScanner scanner_;
  const CsvOptions& options_;
  Arena& arena_;
  RowSink& sink_;
  bool hinted_;
  std::uint64_t header_line_ = 0;
  std::uint64_t faults_ = 0;
  std::size_t width_ = 0;
  std::uint64_t reread_left_;
};

struct Unread final : RowSink {
  Status take_columns(std::span<const std::string_view> /*names*/) override { return {}; }
  Status take_row(const Row& /*row*/) override { return {}; }
  void take_bad_row(const BadRow& /*bad*/) override {}
};

bool has_faults(std::string_view utf8, const CsvOptions& options) {
  Arena scratch;
  Unread sink;
  Reading reading(utf8, options, scratch, sink);
  return !reading.run() || reading.faults() > 0;
}

// How well a delimiter cuts the sample: larger is better, compared in this order.
using Fit = std::tuple<bool, double, std::size_t, std::size_t>;

Fit fit_of(std::string_view sample, bool is_whole, char delimiter) {
  Arena scratch;
  CsvScanner scanner(sample, delimiter, scratch);
  std::vector<FirstRow> rows;
  while (rows.size() < kSampleRows && scanner.next() == CsvScanner::Found::row) {
    if (!is_whole && scanner.offset() == sample.size()) break;  // cut in the middle
    if (!is_blank(scanner.fields())) rows.push_back({scanner.fields(), scanner.line()});
  }
  if (rows.empty()) return {};
  std::span<const FirstRow> table = rows;
  table = table.subspan(internal::find_header(table.first(std::min(kMostFirstRows, rows.size()))));
  const Fields& names = table.front().fields;
  if (names.size() < 2) return {};
  const auto known = std::ranges::count_if(
      names, [](std::string_view name) { return usual_column(name).has_value(); });
  const auto even = std::ranges::count_if(
      table, [&](const FirstRow& row) { return row.fields.size() == names.size(); });
  return {known > 0, static_cast<double>(even) / static_cast<double>(table.size()),
          static_cast<std::size_t>(known), names.size()};
}

}  // namespace

Status read_csv(std::string_view utf8, const CsvOptions& options, Arena& arena, RowSink& sink) {
  return Reading(utf8, options, arena, sink).run();
}

QuoteEscape find_escape(std::string_view utf8, CsvOptions options) {
  if (utf8.find("\\\"") == std::string_view::npos) return QuoteEscape::doubled;
  options.escape = QuoteEscape::doubled;
  if (!has_faults(utf8, options)) return QuoteEscape::doubled;
  options.escape = QuoteEscape::backslash;
  return has_faults(utf8, options) ? QuoteEscape::doubled : QuoteEscape::backslash;
}

char find_delimiter(std::string_view utf8) {
  if (const char hint = excel_hint(utf8); hint != 0) return hint;
  const std::string_view sample = utf8.substr(0, kSampleBytes);
  char best = ',';
  Fit best_fit{};
  for (const char delimiter : {',', ';', '\t', '|'}) {
    const Fit fit = fit_of(sample, sample.size() == utf8.size(), delimiter);
    if (fit > best_fit) {
      best = delimiter;
      best_fit = fit;
    }
  }
  return best;
}

}  // namespace lodestar::table
