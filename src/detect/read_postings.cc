// SPDX-License-Identifier: Apache-2.0
#include "detect/read_postings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/ascii.h"
#include "base/counted.h"
#include "base/printable.h"
#include "detect/internal/posting_sink.h"
#include "detect/internal/read_note.h"
#include "detect/internal/times.h"
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

std::string_view name_of(char delimiter) {
  switch (delimiter) {
    case '\t':
      return "tab";
    case ';':
      return "semicolon";
    case '|':
      return "bar";
    default:
      return delimiter == ',' ? "comma" : "told";
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

// Where a source's rows go.
struct Into {
  std::uint16_t number;
  internal::KeySet& keys;
  internal::Contents* contents;  // none without a state
  std::size_t kept_rows;         // of the state; they come first
  PostingsRead& read;
  std::vector<internal::TimesSeen>& times;
};

// After the last row of a source.
Status end_source(PostingSink& sink, ReadAs how, const Into& into) {
  into.times.push_back(sink.times_seen());
  return sink.finish(std::move(how));
}

internal::PostingSink::About about(const Source& source, const Into& into, std::uint64_t bytes) {
  return {.source = into.number,
          .bytes = bytes,
          .source_bytes = source.bytes.size(),
          .kept_rows = into.kept_rows,
          .is_kept = source.is_kept,
          .is_numbered = source.is_numbered,
          .contents = into.contents};
}

Status read_workbook(const Source& source, const ReadOptions& options, const Into& into) {
  auto workbook = about(source, into, source.bytes.size());
  workbook.counts_days = true;
  PostingSink sink(workbook, options, into.keys, into.read);
  LODESTAR_TRY(table::read_xlsx(
      source.bytes,
      {.sheet = options.sheet, .has_header = options.has_header, .header_row = options.header_row},
      into.read.arena, sink));
  return end_source(sink, {.format = "xlsx"}, into);
}

constexpr std::string_view kKnownEncodings =
    "UTF-8, UTF-16, Windows-1250, Windows-1251, Windows-1252 and Mac Cyrillic";

// Names that fit no column may be letters of another encoding.
Error with_encoding(const Error& error, const ReadAs& how) {
  const bool is_code_page = !how.encoding.starts_with("UTF");
  if (error.code != Code::invalid || !is_code_page) return error;
  return Error{
      error.code,
      fmt::format("{}; the file is not UTF-8 and was read as {}: where its letters are wrong, "
                  "save it as UTF-8 first, as with iconv -f {} -t UTF-8, or name with "
                  "--encoding one that is known here: {}",
                  error.message, how.encoding,
                  how.likelier_encoding.empty() ? "NAME" : how.likelier_encoding, kKnownEncodings)};
}

Status read_text(const Source& source, const ReadOptions& options, Format format,
                 const Into& into) {
  const auto decoded = text::to_utf8(source.bytes, options.encoding, into.read.arena);
  ReadAs how{.format = kFormatNames[static_cast<std::size_t>(format)],
             .encoding = text::to_string(decoded.encoding),
             .replaced = decoded.replaced,
             .is_encoding_guess = decoded.is_guess,
             .likelier_encoding = decoded.likelier};
  const bool is_json = format == Format::json_lines;
  if (is_json && options.header_row) {
    return Error{Code::invalid, "--header-row: lines of JSON have no row of names"};
  }
  auto sink_about = about(source, into, decoded.text.size());
  sink_about.names_grow = is_json;
  PostingSink sink(sink_about, options, into.keys, into.read);
  if (is_json) {
    LODESTAR_TRY(table::read_json_lines(decoded.text, into.read.arena, sink));
    return end_source(sink, std::move(how), into);
  }
  const char delimiter = options.delimiter.value_or(table::find_delimiter(decoded.text));
  how.delimiter = name_of(delimiter);
  table::CsvOptions csv{
      .delimiter = delimiter, .has_header = options.has_header, .header_row = options.header_row};
  csv.escape = table::find_escape(decoded.text, csv);
  how.has_backslashes = csv.escape == table::QuoteEscape::backslash;
  const Status status = table::read_csv(decoded.text, csv, into.read.arena, sink);
  if (!status) return options.encoding ? status.error() : with_encoding(status.error(), how);
  return end_source(sink, std::move(how), into);
}

// Its first header has "ustar" at byte 257; one older than that has a sum of its own bytes, the
// sum's field counted as blanks. Source: POSIX.1-2017, pax, ustar interchange format.
bool is_tar(std::string_view bytes) {
  constexpr std::size_t kHeader = 512, kSum = 148, kSumLength = 8, kMagic = 257;
  if (bytes.size() < kHeader) return false;
  if (bytes.substr(kMagic).starts_with("ustar")) return true;
  std::uint32_t sum = 0, told = 0;
  for (std::size_t i = 0; i < kHeader; ++i) {
    const bool is_sum = i >= kSum && i < kSum + kSumLength;
    sum += is_sum ? ' ' : static_cast<unsigned char>(bytes[i]);
    if (is_sum && bytes[i] >= '0' && bytes[i] <= '7')
      told = told * 8 + static_cast<std::uint32_t>(bytes[i] - '0');
  }
  return bytes[0] != '\0' && sum == told;
}

// Of a table nothing but a column of that name would begin so.
bool is_web_page(std::string_view bytes) {
  if (bytes.starts_with(text::kUtf8Mark)) bytes.remove_prefix(text::kUtf8Mark.size());
  const std::size_t first = bytes.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return false;
  bytes.remove_prefix(first);
  const auto begins = [&](std::string_view mark) {
    return std::ranges::equal(bytes.substr(0, mark.size()), mark, {}, to_lower);
  };
  return begins("<!doctype html") || begins("<html>") || begins("<html ") || begins("<head>");
}

// What is no table at all by the bytes it starts with; nothing where it may be one.
std::optional<std::string_view> find_other_kind(std::string_view bytes) {
  using namespace std::string_view_literals;
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kKinds = {{
      {"\x89PNG\r\n\x1a\n"sv, "a picture (PNG)"},
      {"\xff\xd8\xff"sv, "a picture (JPEG)"},
      {"GIF87a"sv, "a picture (GIF)"},
      {"GIF89a"sv, "a picture (GIF)"},
      {"%PDF-"sv, "a PDF document"},
      {"{\\rtf"sv, "a text document (RTF)"},
      {"Rar!\x1a\x07"sv, "a RAR archive"},
      {"7z\xbc\xaf\x27\x1c"sv, "a 7z archive"},
      {"SQLite format 3\0"sv, "a database (SQLite)"},
  }};
  const auto found =
      std::ranges::find_if(kKinds, [&](const auto& kind) { return bytes.starts_with(kind.first); });
  if (found != kKinds.end()) return found->second;
  if (is_web_page(bytes)) return "a web page (HTML)";
  if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return "a picture (WebP)";
  return std::nullopt;
}

Status read_source(const Source& source, const ReadOptions& options, const Into& into) {
  const std::size_t start = source.bytes.starts_with(text::kUtf8Mark) ? text::kUtf8Mark.size() : 0;
  if (source.bytes.find_first_not_of(kBlank, start) == std::string_view::npos) {
    return Error{Code::invalid, "the file is empty"};
  }
  if (is_tar(source.bytes) && !options.format) {
    return Error{Code::invalid, "it is a tar archive: unpack it first"};
  }
  if (const auto kind = find_other_kind(source.bytes); kind && !options.format) {
    return Error{Code::invalid,
                 fmt::format("it is {}, not postings: give a table of them as CSV, JSON Lines or "
                             "XLSX",
                             *kind)};
  }
  if (source.name.ends_with(".xlsx") && !options.format &&
      recognise_format(source.bytes) != Format::xlsx &&
      looks_binary(source.bytes.substr(0, kStartBytes))) {
    return Error{Code::invalid,
                 "its name ends with .xlsx, but it is no Excel workbook: it may be damaged"};
  }
  if (!options.encoding && text::is_utf32(source.bytes)) {
    return Error{Code::invalid,
                 "it is UTF-32, which is not read: convert it first, as with iconv -f UTF-32 -t "
                 "UTF-8"};
  }
  const Format format = options.format.value_or(recognise_format(source.bytes));
  if (format == Format::xlsx) return read_workbook(source, options, into);
  Status status = read_text(source, options, format, into);
  // Columns do not come into it where the bytes are of something else.
  if (!status && status.error().code == Code::invalid && !options.format &&
      looks_binary(source.bytes.substr(0, kStartBytes))) {
    return Error{Code::invalid,
                 "it is not text: give a table of postings as CSV, JSON Lines or XLSX"};
  }
  return status;
}

// What was kept comes back whole or is damaged: left-out rows would be forgotten for good.
Status check_kept(const Source& source, const PostingsRead& read, std::size_t postings_before,
                  std::size_t skipped_before) {
  if (read.skipped.size() > skipped_before) {
    const SkippedRow& row = read.skipped[skipped_before];
    return Error{Code::corrupt,
                 fmt::format("line {}: {}", row.line, read.reasons[row.reason].words)};
  }
  const std::uint64_t found = read.postings.size() - postings_before;
  const std::uint64_t kept = source.kept_postings.value_or(found);
  if (kept == found) return {};
  return Error{Code::corrupt,
               fmt::format("{} of {} are there", found, counted(kept, "posting", "postings"))};
}

// What a state keeps is read as it was written, whatever was told about the new files.
Status read_kept(const Source& source, const ReadOptions& options, const Into& into) {
  const std::size_t postings = into.read.postings.size(), skipped = into.read.skipped.size();
  ReadOptions how{.format = Format::json_lines, .encoding = text::Encoding::utf8};
  how.progress = options.progress;
  how.stop = options.stop;
  const auto status = read_source(source, how, into);
  if (!status) {
    const Code code = status.error().code == Code::invalid ? Code::corrupt : status.error().code;
    return Error{code, status.error().message};
  }
  return check_kept(source, into.read, postings, skipped);
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
  std::map<std::string_view, internal::KeySet> keys;  // by source name: together they are the key
  internal::Contents contents;
  std::vector<internal::TimesSeen> times;
  std::size_t kept_rows = 0;
  for (const Source& source : sources) {
    const Into into{.number = read.postings.add_file(source.name),
                    .keys = keys[source.name],
                    .contents = options.has_state ? &contents : nullptr,
                    .kept_rows = kept_rows,
                    .read = read,
                    .times = times};
    const auto status =
        source.is_kept ? read_kept(source, options, into) : read_source(source, options, into);
    if (!status && source.is_kept && status.error().code == Code::corrupt) {
      return Error{Code::corrupt,
                   fmt::format("the state's postings of {} are damaged: {}; restore the state from "
                               "a copy, or move it away and start anew",
                               source.name, status.error().message)};
    }
    if (!status) {
      return Error{status.error().code, fmt::format("{}: {}", source.name, status.error().message)};
    }
    contents.end_file();
    if (source.is_kept) kept_rows = read.postings.size();
  }
  internal::read_times(sources, times, read);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    read.notes.push_back(sources[i].name + ": " + internal::in_words(read.read_as[i]));
  }
  return read;
}

void append_skipped(std::string& out, const Source& source, const PostingsRead& read,
                    const SkippedRow& skipped) {
  out += "{\"file\":";
  table::append_json_string(out, source.name);
  fmt::format_to(std::back_inserter(out),
                 ",\"line\":{},\"column\":{},\"code\":\"{}\",\"reason\":", skipped.line,
                 skipped.column, read.reasons[skipped.reason].code);
  table::append_json_string(out, read.reasons[skipped.reason].words);
  out += "}\n";
}

}  // namespace lodestar::detect
