// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/read_note.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/counted.h"
#include "table/columns.h"

namespace lodestar::detect::internal {
namespace {

std::string date_order_in_words(const ReadAs& read) {
  if (!read.date_order) return {};
  const bool is_day = *read.date_order == DateOrder::day_first;
  std::string words = fmt::format("; {}dates such as 3/5/2024 read {} first",
                                  read.is_other_order ? "warning: " : "", is_day ? "day" : "month");
  if (!read.is_order_told && read.other_order_dates > 0) {
    words += ", for as many dates tell day first as month first";
  } else if (!read.is_order_told) {
    words += ", for none tells";
  }
  if (read.is_order_of_earlier) words += ", as other files of this name tell";
  if (read.is_other_order) {
    words += fmt::format(
        ", though earlier files of this name tell {} first: each file keeps its own "
        "order",
        is_day ? "month" : "day");
  }
  if (read.turned_dates > 0) {
    words += fmt::format(", and so {} now {} of earlier files of this name",
                         read.turned_dates == 1 ? "is" : "are",
                         counted(read.turned_dates, "date", "dates"));
  }
  return words;
}

std::string repeated_ids_in_words(const ReadAs& read) {
  const auto id = std::ranges::find(read.columns, "id", &ReadAs::Column::column);
  const std::string name = id == read.columns.end() ? "id" : id->name;
  return fmt::format(
      "; warning: {} of {} skipped because an earlier row has the same '{}': if that column is no "
      "id of postings, name the one that is with --column id=NAME, or what this one is, as with "
      "--column author={}",
      read.repeated_ids, counted(read.postings + read.skipped, "row", "rows"), name, name);
}

// What the file holds and nobody reads.
std::string losses_in_words(const ReadAs& read) {
  std::string words;
  if (read.other_order_dates > 0) {
    words += fmt::format(
        "; warning: dates of both orders stand in it, and {} that only the other order would read "
        "{} no time",
        counted(read.other_order_dates, "one", "ones"),
        read.other_order_dates == 1 ? "has" : "have");
  }
  if (!read.other_sheets.empty()) {
    words += fmt::format("; warning: its other sheets are not read: {} (--sheet NAME reads one)",
                         read.other_sheets);
  }
  return words;
}

std::string quotes_in_words(const ReadAs& read) {
  const auto rows = [](const ReadAs::Doubtful& seen) {
    return fmt::format("{} ({}line {})", counted(seen.rows, "row", "rows"),
                       seen.rows > 1 ? "the first in " : "", seen.line);
  };
  std::string words;
  if (read.stray_quotes.rows > 0) {
    words += fmt::format(
        "; warning: in {} a quotation mark opens a field and closes nowhere: it was taken as text",
        rows(read.stray_quotes));
  }
  if (read.holding_rows.rows > 0) {
    words += fmt::format(
        "; warning: in {} a quoted text runs over lines that look like rows: where they are, "
        "double "
        "or take out the quotation mark that opens it",
        rows(read.holding_rows));
  }
  return words;
}

}  // namespace

std::string in_words(const ReadAs& read) {
  std::string words(read.format);
  if (!read.encoding.empty()) words += fmt::format(", {}", read.encoding);
  if (read.replaced > 0) {
    words += fmt::format(" with {} shown as U+FFFD",
                         counted(read.replaced, "invalid place", "invalid places"));
  }
  if (read.delimiter == "one column") {
    words += ", one column";
  } else if (!read.delimiter.empty()) {
    words += fmt::format(", {} between fields",
                         read.delimiter == "told" ? "told delimiter" : read.delimiter);
  }
  if (read.has_backslashes) words += ", quotes read behind backslashes, as MySQL writes them";
  words += fmt::format("; {}", counted(read.postings, "posting", "postings"));
  if (read.skipped > 0) {
    words += fmt::format(", {} skipped", counted(read.skipped, "row", "rows"));
  }
  if (read.is_id_doubtful()) words += repeated_ids_in_words(read);
  if (read.header_row > 0) {
    words += fmt::format("; names of columns in row {}, {} above passed over", read.header_row,
                         counted(read.rows_above, "row", "rows"));
  }
  std::string_view between = "; ";
  for (const auto& [column, name] : read.columns) {
    words += fmt::format("{}{} from '{}'", between, column, name);
    between = ", ";
  }
  if (!read.unused.empty()) {
    const std::vector<std::string_view> unused(read.unused.begin(), read.unused.end());
    words += "; not used: " + table::list_columns(unused, ReadAs::kMostNamed);
  }
  words += date_order_in_words(read);
  words += losses_in_words(read);
  words += quotes_in_words(read);
  if (read.other_texts > 0) {
    words += fmt::format(
        "; warning: {} that the state holds with {}: if the file counts from one again, give it "
        "another name",
        counted(read.other_texts, "row has an id", "rows have ids"),
        read.other_texts == 1 ? "another text" : "other texts");
  }
  if (read.html_postings > 0) {
    words += fmt::format("; HTML of {} read as plain text",
                         counted(read.html_postings, "posting", "postings"));
  }
  if (read.is_encoding_guess && read.likelier_encoding.empty()) {
    words += "; warning: parts of it are in another encoding, and what stands there is lost";
  } else if (read.is_encoding_guess) {
    words += fmt::format(
        "; warning: {} is a guess, for many words are none in it; known here are UTF-8, UTF-16, "
        "Windows-1250, Windows-1251, Windows-1252 and Mac Cyrillic: a file in another encoding has "
        "to be saved as UTF-8 first, as with iconv -f {} -t UTF-8",
        read.encoding, read.likelier_encoding);
  }
  if (read.may_lack_header)
    words += "; warning: the first row looks like a posting: --no-header reads it as one";
  if (read.is_all_skipped() && read.other_texts == 0)
    words += "; warning: every row of it was skipped, which skipped.jsonl explains";
  if (read.has_days) words += "; times read as days that a spreadsheet counted";
  if (read.unknown_times > 0) {
    words += fmt::format("; {} not understood", counted(read.unknown_times, "time", "times"));
  }
  return words;
}

}  // namespace lodestar::detect::internal
