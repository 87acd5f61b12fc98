// SPDX-License-Identifier: Apache-2.0
// From the bytes of input files to postings, with a word about every row that was left out.
//
// Shapes   postings are views into the sources' bytes and the result's arena: keep both. Skipped
//          rows are in input order.
// Units    lines and columns from 1; time as in detect/postings.h.
// Errors   invalid: a file that cannot be read as a table of postings (empty, no text column, no
//          such sheet ...); the message names the file and what to do. cancelled: options.stop was
//          asked. Bad rows are not errors, but of kept postings: those are corrupt unless whole.
// Cost     some .6 GB/s of plain CSV; 16 bytes a row and present field, and 16 to 32 a row to
//          find repeated ids.
// Threads  pure; progress is called on the calling thread.
// Source   none.
// Example  PostingsRead read = LODESTAR_TRY(read_postings(sources, {}));
//
// A posting's id is its id column, or its row number where it has none; where another posting of
// that file name has this id already, "#2", "#3" ... behind it. A row whose (file, id) was seen
// before is skipped, and so is one with neither text nor title. Where there is a state, a row
// without an id is known by what it says (detect/internal/contents.h). A time that cannot be read
// is unknown and counted. Which figure of 3/5/2024 is the month a file's own dates tell, else the
// other files of its name (detect/internal/times.h). Title, text, place, author and phone that hold
// HTML are turned into plain text first (detect/internal/markup.h): from there on that is the
// field, and spans count in it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/result.h"
#include "detect/postings.h"
#include "detect/when.h"
#include "table/columns.h"
#include "text/encoding.h"

namespace lodestar::detect {

enum class Format : std::uint8_t { csv, json_lines, xlsx };
Result<Format> parse_format(std::string_view name);  // csv, jsonl, xlsx

struct Source {
  std::string name;  // the file's part of a posting's key
  std::string_view bytes;
  bool is_kept = false;  // written by detect/kept.h: JSON Lines with our own field names
  std::optional<std::uint64_t> kept_postings{};  // how many were written, where that is known
  bool is_numbered = false;            // kept: their ids are row numbers, not the input's own
  std::optional<TimeReading> times{};  // kept: how they were read, where that was told
};

struct ReadOptions {
  std::optional<Format> format{};             // else recognised by content
  std::optional<char> delimiter{};            // CSV; else found
  std::optional<text::Encoding> encoding{};   // else recognised
  bool has_header = true;                     // CSV, XLSX
  std::optional<std::uint64_t> header_row{};  // its line, CSV and XLSX; else found
  bool has_state = false;                     // rows without an id are known by what they say
  std::string sheet{};                        // XLSX; else the first
  std::vector<table::ToldColumn> columns{};
  std::function<void(std::uint64_t bytes)> progress{};  // bytes read since the last call
  std::stop_token stop{};
};

struct SkippedRow {
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  std::uint32_t reason = 0;  // into PostingsRead::reasons
  std::uint16_t file = 0;    // into the sources
};

// Why rows were left out, as the fault of a row (table/rows.h) says it.
struct SkipReason {
  std::string_view code;
  std::string words;
  std::uint64_t found = 0, due = 0;
};

// How a file was understood.
struct ReadAs {
  struct Column {
    std::string_view column;  // ours
    std::string name;         // the file's, as table::shown_names
  };
  std::string_view format;       // csv, jsonl, xlsx
  std::string_view encoding;     // empty for a workbook
  std::string_view delimiter;    // comma, semicolon, tab, bar, told, one column; CSV only
  bool has_backslashes = false;  // before quotes; CSV only
  // Places that were no text in that encoding, or half of a pair in JSON's escapes.
  std::uint64_t replaced = 0;
  std::uint64_t postings = 0, skipped = 0;
  std::uint64_t other_texts = 0;   // of the skipped: the state holds another text by that id
  std::uint64_t repeated_ids = 0;  // of the skipped: an earlier row of the file has that id
  std::uint64_t header_row = 0;    // where that is not the first
  std::uint64_t rows_above = 0;    // it, passed over
  std::vector<Column> columns;
  static constexpr std::size_t kMostNamed = 8;
  std::vector<std::string> unused;      // the file's columns that nothing is read from
  bool may_lack_header = false;         // the first row, taken for names, looks like a posting
  bool has_days = false;                // times are days as spreadsheets count them
  std::optional<DateOrder> date_order;  // where 3/5/2024 can be two days
  bool is_order_told = false;           // by dates that have only one reading
  bool is_order_of_earlier = false;     // told by earlier files of the name alone
  bool is_other_order = false;          // earlier files of the name tell the other one
  std::uint64_t turned_dates = 0;       // of earlier files of the name, left open till now
  std::uint64_t other_order_dates = 0;  // that only the other order would read: they are lost
  std::uint64_t unknown_times = 0;
  std::uint64_t html_postings = 0;       // with a field whose HTML was turned into plain text
  bool is_encoding_guess = false;        // recognised, but many words are none in it
  std::string_view likelier_encoding{};  // then
  // Rows of a CSV file, and the line of the first: as table::QuoteDoubt says.
  struct Doubtful {
    std::uint64_t rows = 0, line = 0;
  };
  Doubtful stray_quotes{}, holding_rows{};
  std::string other_sheets{};  // of a workbook, not read, as a message shows their names

  bool is_all_skipped() const { return postings == 0 && skipped > 0; }
  // More than one row in twenty: the column may be of something else than ids.
  bool is_id_doubtful() const { return 20 * repeated_ids > postings + skipped; }
  // Whether the note warns: of what a person has to know even where no other word is wanted.
  bool warns() const {
    return other_texts > 0 || may_lack_header || is_all_skipped() || is_encoding_guess ||
           is_other_order || is_id_doubtful() || other_order_dates > 0 || !other_sheets.empty() ||
           stray_quotes.rows > 0 || holding_rows.rows > 0;
  }
};

struct PostingsRead {
  Postings postings;
  std::vector<SkippedRow> skipped;
  std::vector<SkipReason> reasons;
  std::vector<ReadAs> read_as;     // a source each
  std::vector<std::string> notes;  // the same in words
  std::uint64_t unknown_times = 0;
  std::uint64_t html_postings = 0;
  Arena arena;
};

Result<PostingsRead> read_postings(std::span<const Source> sources, const ReadOptions& options);

// One line of skipped.jsonl, newline included: {"file","line","column","code","reason"}, never the
// row's content.
void append_skipped(std::string& out, const Source& source, const PostingsRead& read,
                    const SkippedRow& skipped);

}  // namespace lodestar::detect
