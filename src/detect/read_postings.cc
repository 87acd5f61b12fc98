// SPDX-License-Identifier: Apache-2.0
#include "detect/read_postings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "detect/internal/posting_sink.h"
#include "table/csv.h"
#include "table/json_lines.h"
#include "table/json_write.h"
#include "table/xlsx.h"

namespace lodestar::detect {
namespace {

using internal::PostingSink;

constexpr std::string_view kBlank = " \t\r\n";
constexpr std::size_t kStartBytes = 4096;
constexpr std::array<std::string_view, 3> kFormatNames = {"csv", "jsonl", "xlsx"};

std::string_view show(char delimiter) {
  switch (delimiter) {
    case '\t':
      return "tab";
    case ';':
      return "semicolon";
    case '|':
      return "bar";
    default:
      return delimiter == ',' ? "comma" : "told delimiter";
  }
}

Format recognise_format(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xd0\xcf\x11\xe0")) {
    return Format::xlsx;  // or an old Excel file, about which the reader has words
  }
  Arena scratch;
  const auto start = text::to_utf8(bytes.substr(0, kStartBytes), std::nullopt, scratch);
  const std::size_t first = start.text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return Format::csv;
  const std::size_t second = start.text.find_first_not_of(kBlank, first + 1);
  const bool is_list =
      start.text[first] == '[' && second != std::string_view::npos && start.text[second] == '{';
  return start.text[first] == '{' || is_list ? Format::json_lines : Format::csv;
}

Status read_workbook(const Source& source, std::uint16_t number, const ReadOptions& options,
                     PostingsRead& read) {
  PostingSink sink({.source = number, .bytes = source.bytes.size()}, options, read);
  LODESTAR_TRY(table::read_xlsx(
      source.bytes, {.sheet = options.sheet, .has_header = options.has_header}, read.arena, sink));
  return sink.finish("xlsx");
}

Status read_text(const Source& source, std::uint16_t number, const ReadOptions& options,
                 Format format, PostingsRead& read) {
  const auto decoded = text::to_utf8(source.bytes, options.encoding, read.arena);
  std::string how = fmt::format("{}, {}", kFormatNames[static_cast<std::size_t>(format)],
                                text::to_string(decoded.encoding));
  if (decoded.replaced > 0) {
    how += fmt::format(" with {} invalid places shown as U+FFFD", decoded.replaced);
  }
  const bool is_json = format == Format::json_lines;
  PostingSink sink({.source = number, .bytes = decoded.text.size(), .names_grow = is_json}, options,
                   read);
  if (is_json) {
    LODESTAR_TRY(table::read_json_lines(decoded.text, read.arena, sink));
    return sink.finish(how);
  }
  const char delimiter = options.delimiter.value_or(table::find_delimiter(decoded.text));
  how += fmt::format(", {} between fields", show(delimiter));
  LODESTAR_TRY(table::read_csv(
      decoded.text, {.delimiter = delimiter, .has_header = options.has_header}, read.arena, sink));
  return sink.finish(how);
}

Status read_source(const Source& source, std::uint16_t number, const ReadOptions& options,
                   PostingsRead& read) {
  if (source.bytes.find_first_not_of(kBlank) == std::string_view::npos) {
    return Error{Code::invalid, "the file is empty"};
  }
  const Format format = options.format.value_or(recognise_format(source.bytes));
  if (format == Format::xlsx) return read_workbook(source, number, options, read);
  return read_text(source, number, options, format, read);
}

}  // namespace

Result<Format> parse_format(std::string_view name) {
  const auto found = std::ranges::find(kFormatNames, name);
  if (found != kFormatNames.end()) return static_cast<Format>(found - kFormatNames.begin());
  return Error{Code::invalid,
               fmt::format("'{}' is no format: {}", name, fmt::join(kFormatNames, ", "))};
}

Result<PostingsRead> read_postings(std::span<const Source> sources, const ReadOptions& options) {
  PostingsRead read;
  for (const Source& source : sources) {
    const std::uint16_t number = read.postings.add_file(source.name);
    if (const auto status = read_source(source, number, options, read); !status) {
      return Error{status.error().code, fmt::format("{}: {}", source.name, status.error().message)};
    }
    read.notes.back().insert(0, source.name + ": ");
  }
  return read;
}

void append_skipped(std::string& out, const Source& source, const PostingsRead& read,
                    const SkippedRow& skipped) {
  out += "{\"file\":";
  table::append_json_string(out, source.name);
  fmt::format_to(std::back_inserter(out), ",\"line\":{},\"column\":{},\"reason\":", skipped.line,
                 skipped.column);
  table::append_json_string(out, read.reasons[skipped.reason]);
  out += "}\n";
}

}  // namespace lodestar::detect
