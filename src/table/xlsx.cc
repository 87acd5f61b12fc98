// SPDX-License-Identifier: Apache-2.0
#include "table/xlsx.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "table/internal/first_rows.h"
#include "table/internal/workbook.h"

namespace lodestar::table {
namespace {

using internal::Workbook;
using internal::XmlAttributes;

constexpr std::size_t kMostColumns = 16384;
constexpr std::uint64_t kMostShared = std::uint64_t{2} << 30;  // bytes: 2,000 for each row there is
constexpr std::size_t kPlainNumber = 15;                       // a double holds that many digits
constexpr double kLastDay = 2958465;                           // 9999-12-31

enum class Kind : std::uint8_t { number, date, shared, plain, escaped, truth, error };

// 0-based column of "AB12"; nothing if it is no reference.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    if (column > kMostColumns) return std::nullopt;
  }
  if (column == 0) return std::nullopt;
  return column - 1;
}

// A serial number of days as ISO 8601.
std::optional<std::string> show_date(double serial, bool counts_from_1904) {
  if (!(serial >= 0 && serial < kLastDay)) return std::nullopt;
  auto seconds = static_cast<std::int64_t>(std::llround(serial * 86400));
  const auto part = seconds % 86400;
  auto clock = fmt::format("{:02}:{:02}:{:02}", part / 3600, part / 60 % 60, part % 60);
  if (seconds < 86400) return clock;
  namespace chrono = std::chrono;
  // Excel believes in 1900-02-29: from March on its day 0 is 1899-12-30.
  const chrono::sys_days zero = counts_from_1904 ? chrono::sys_days(chrono::year(1904) / 1 / 1)
                                                 : chrono::sys_days(chrono::year(1899) / 12 / 30);
  const chrono::days count(seconds / 86400 + (!counts_from_1904 && seconds / 86400 < 60 ? 1 : 0));
  const chrono::year_month_day date(zero + count);
  auto shown = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                           static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return part == 0 ? shown : shown + "T" + clock;
}

std::optional<double> to_double(std::string_view text) {
  double value = 0;
  const auto [stop, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string show_number(std::string_view text) {
  const bool is_plain =
      text.size() <= kPlainNumber && text.find_first_of("eE") == std::string_view::npos;
  const auto value = is_plain ? std::nullopt : to_double(text);
  if (!value) return std::string(text);
  const bool is_whole = std::abs(*value) < 1e15 && *value == std::trunc(*value);
  return is_whole ? fmt::format("{:.0f}", *value) : fmt::format("{}", *value);
}

class SheetReader final : public internal::XmlHandler {
 public:
  SheetReader(const Workbook& book, const XlsxOptions& options, Arena& arena, RowSink& sink)
      : book_(book), options_(options), arena_(arena), sink_(sink) {}

  // After the last row of the sheet.
  Status finish() {
    if (!first_.empty()) return give_first();
    if (width_ || !options_.header_row) return {};
    return Error{Code::invalid,
                 fmt::format("--header-row {}: the sheet has no such row", *options_.header_row)};
  }

  void read_so_far(std::uint64_t bytes) { bytes_read_ = bytes; }

  Status start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "row") start_row(attributes);
    if (name == "c") start_cell(attributes);
    is_phonetic_ |= name == "rPh";
    is_value_ = name == "v" || (name == "t" && !is_phonetic_);
    return {};
  }

  Status end(std::string_view name) override {
    is_value_ = false;
    if (name == "rPh") is_phonetic_ = false;
    if (name == "c" && !value_.empty()) end_cell();
    return name == "row" ? end_row() : Status();
  }

  void text(std::string_view piece) override {
    if (is_value_) value_ += piece;
  }

 private:
  void start_row(const XmlAttributes& attributes) {
    const auto number = attributes.find("r");
    ++line_;
    if (number) std::from_chars(number->data(), number->data() + number->size(), line_);
    fields_.assign(width_.value_or(0), {});
    next_column_ = 0;
    fault_.reset();
    is_blank_ = true;
  }

  void start_cell(const XmlAttributes& attributes) {
    value_.clear();
    const auto reference = attributes.find("r");
    column_ = reference ? column_of(*reference).value_or(kMostColumns) : next_column_;
    next_column_ = column_ + 1;
    if (column_ >= kMostColumns)
      fault({.code = "cell_place", .words = "a cell is at no place of a sheet"});
    const auto type = attributes.find("t").value_or("n");
    std::size_t style = 0;
    const auto told = attributes.find("s").value_or("0");
    std::from_chars(told.data(), told.data() + told.size(), style);
    const bool is_date = style < book_.is_date_style.size() && book_.is_date_style[style];
    kind_ = type == "s"                    ? Kind::shared
            : type == "str" || type == "d" ? Kind::plain
            : type == "inlineStr"          ? Kind::escaped
            : type == "b"                  ? Kind::truth
            : type == "e"                  ? Kind::error
            : is_date                      ? Kind::date
                                           : Kind::number;
  }

  void end_cell() {
    if (column_ >= kMostColumns) return;
    if (fields_.size() <= column_) fields_.resize(column_ + 1);
    fields_[column_] = show_cell();
    is_blank_ &= fields_[column_].empty();
  }

  std::string_view show_cell() {
    switch (kind_) {
      case Kind::shared: {
        std::size_t place = book_.strings.size();
        std::from_chars(value_.data(), value_.data() + value_.size(), place);
        if (place < book_.strings.size()) {
          shared_bytes_ += book_.strings[place].size();
          return book_.strings[place];
        }
        fault({.code = "cell_string", .words = "a cell points outside the table of strings"});
        return {};
      }
      case Kind::date: {
        const auto serial = to_double(value_);
        const auto shown = serial ? show_date(*serial, book_.counts_from_1904) : std::nullopt;
        return arena_.copy(shown.value_or(value_));
      }
      case Kind::number:
        return arena_.copy(show_number(value_));
      case Kind::escaped:
        return arena_.copy(internal::undo_escapes(value_));
      case Kind::truth:
        return value_ == "1" ? "true" : "false";
      case Kind::error:
        return {};
      case Kind::plain:
        break;
    }
    return arena_.copy(value_);
  }

  void fault(const Fault& fault) {
    if (fault_) return;
    fault_ = BadRow{.line = line_, .column = column_ + 1, .fault = fault};
  }

  Status end_row() {
    if (shared_bytes_ > kMostShared) {
      return Error{Code::limited,
                   fmt::format("row {}: the texts of its cells are more than 2 GB together, as "
                               "few of them stand in many cells; save a part of the rows",
                               line_)};
    }
    const bool is_above = !width_ && line_ < options_.header_row.value_or(0);
    if (fault_) {
      if (!is_above) sink_.take_bad_row(*fault_);
      return {};
    }
    if (is_blank_) return {};
    if (width_) return give(fields_, line_);
    first_.push_back({fields_, line_});
    const bool is_plain = options_.has_header && !options_.header_row && first_.size() == 1 &&
                          internal::names_columns(fields_);
    const bool is_enough = first_.size() >= internal::kMostFirstRows && !is_above;
    return is_plain || is_enough ? give_first() : Status();
  }

  // Once enough rows are there to know which of them names the columns.
  Status give_first() {
    std::vector<internal::FirstRow> rows = std::exchange(first_, {});
    std::size_t place = 0;
    if (options_.header_row && options_.has_header) {
      const auto told = std::ranges::find(rows, *options_.header_row, &internal::FirstRow::line);
      if (told == rows.end()) {
        return Error{Code::invalid, fmt::format("--header-row {}: that row of the sheet is empty",
                                                *options_.header_row)};
      }
      place = static_cast<std::size_t>(told - rows.begin());
    } else if (options_.has_header) {
      place = internal::find_header(rows);
    }
    if (options_.has_header) {
      width_ = rows[place].fields.size();
      sink_.take_header(internal::describe_header(rows, place));
      LODESTAR_TRY(sink_.take_columns(rows[place++].fields));
    } else {
      const auto width = [](const internal::FirstRow& row) { return row.fields.size(); };
      const std::size_t widest = width(std::ranges::max(rows, {}, width));
      width_ = widest;
      LODESTAR_TRY(sink_.take_columns(numbered_names(widest)));
    }
    for (; place < rows.size(); ++place) LODESTAR_TRY(give(rows[place].fields, rows[place].line));
    return {};
  }

  Status give(std::vector<std::string_view>& fields, std::uint64_t line) {
    const std::size_t width = width_.value_or(0);
    while (fields.size() > width && fields.back().empty()) fields.pop_back();
    if (fields.size() > width) {
      const std::string words = internal::field_count_words(fields.size(), width);
      sink_.take_bad_row(
          {.line = line,
           .column = width + 1,
           .fault = {.code = "field_count", .words = words, .found = fields.size(), .due = width}});
      return {};
    }
    fields.resize(width);
    return sink_.take_row({.fields = fields, .line = line, .bytes_read = bytes_read_});
  }

  std::vector<std::string_view> numbered_names(std::size_t count) {
    std::vector<std::string_view> names;
    for (std::size_t i = 1; i <= count; ++i) names.push_back(arena_.copy(std::to_string(i)));
    return names;
  }

  const Workbook& book_;
  const XlsxOptions& options_;
  Arena& arena_;
  RowSink& sink_;
  std::vector<std::string_view> fields_;
  std::optional<std::size_t> width_;       // once the names are known
  std::vector<internal::FirstRow> first_;  // until then
  std::optional<BadRow> fault_;
  std::string value_;
  Kind kind_ = Kind::number;
  std::size_t column_ = 0, next_column_ = 0;
  std::uint64_t line_ = 0, bytes_read_ = 0;
  std::uint64_t shared_bytes_ = 0;  // of cells that point at a text, each time
  bool is_value_ = false, is_phonetic_ = false, is_blank_ = true;
};

}  // namespace

Status read_xlsx(std::string_view bytes, const XlsxOptions& options, Arena& arena, RowSink& sink) {
  const Workbook book = LODESTAR_TRY(internal::open_workbook(bytes, options.sheet, arena));
  if (options.sheet.empty() && !book.other_sheets.empty())
    sink.take_other_sheets(book.other_sheets);
  SheetReader sheet(book, options, arena, sink);
  internal::XmlReader reader(sheet);
  const std::uint64_t before = bytes.size() - book.zip.packed_size(book.sheet_part);
  const auto read = [&]() -> Status {
    LODESTAR_TRY(book.zip.unpack(book.sheet_part, book.max_part_bytes,
                                 [&](const internal::Zip::Piece& piece) {
                                   sheet.read_so_far(before + piece.packed_read);
                                   return reader.take(piece.bytes);
                                 }));
    LODESTAR_TRY(reader.finish());
    return sheet.finish();
  };
  Status status = read();
  if (status || status.error().code != Code::invalid || !options.sheet.empty() ||
      book.other_sheets.empty()) {
    return status;
  }
  return Error{Code::invalid,
               fmt::format("{}; this is the sheet '{}', --sheet NAME reads another: {}",
                           status.error().message, book.sheet_name, book.other_sheets)};
}

}  // namespace lodestar::table
