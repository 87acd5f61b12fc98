// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/posting_sink.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/counted.h"
#include "detect/internal/markup.h"
#include "detect/kept.h"
#include "detect/when.h"
#include "table/json_lines.h"

namespace lodestar::detect::internal {
namespace {

using table::Column;

constexpr std::string_view kMayLackHeader = "the first row looks like a posting: --no-header";
constexpr std::string_view kReadsIt = " reads it as one";
constexpr std::uint64_t kRowsBetweenReports = 4096;
constexpr double kMostGrowth = 16;
constexpr std::uint64_t kMostRows = std::numeric_limits<std::uint32_t>::max() - 1;
constexpr std::size_t kLongestField = std::size_t{1} << 30;  // spans have 32 bits

static_assert(kFieldCount == table::kColumnCount);
static_assert(static_cast<int>(Field::image_hash) == static_cast<int>(Column::image_hash));

std::vector<ReadAs::Column> list_map(const table::ColumnMap& map,
                                     std::span<const std::string> names) {
  std::vector<ReadAs::Column> list;
  for (std::size_t i = 0; i < table::kColumnCount; ++i) {
    const std::optional<std::size_t> place = map.places[i];
    if (place) list.push_back({table::to_string(static_cast<Column>(i)), names[*place]});
  }
  return list;
}

// The columns that nothing is read from.
std::vector<std::string> list_unused(const table::ColumnMap& map,
                                     std::span<const std::string> names) {
  std::vector<std::string> unused;
  for (std::size_t place = 0; place < names.size(); ++place) {
    const auto used = [&](const auto& taken) { return taken == place; };
    if (std::ranges::none_of(map.places, used)) unused.push_back(names[place]);
  }
  return unused;
}

// Whether a kept text is this one, with nothing changed but what was forgotten since.
bool says_same(std::string_view kept, std::string_view now) {
  std::size_t gap = kept.find(kRemoved);
  if (gap == std::string_view::npos) return kept == now;
  if (!now.starts_with(kept.substr(0, gap))) return false;
  now.remove_prefix(gap);
  while (true) {
    kept.remove_prefix(gap + kRemoved.size());
    gap = kept.find(kRemoved);
    if (gap == std::string_view::npos) return now.ends_with(kept);
    const std::size_t at = now.find(kept.substr(0, gap));
    if (at == std::string_view::npos) return false;
    now.remove_prefix(at + gap);
  }
}

}  // namespace

PostingSink::PostingSink(const About& about, const ReadOptions& options, KeySet& keys,
                         PostingsRead& read)
    : about_(about), first_row_(read.postings.size()), options_(options), read_(read), keys_(keys) {
  for (std::size_t i = 0; i < read.reasons.size(); ++i) {
    reasons_.emplace(read.reasons[i].words, static_cast<std::uint32_t>(i));
  }
}

Status PostingSink::take_columns(std::span<const std::string_view> names) {
  names_.assign(names.begin(), names.end());
  shown_names_ = table::shown_names(names);
  std::vector<table::ToldColumn> told = options_.columns;
  if (about_.names_grow) {
    std::erase_if(told, [&](const table::ToldColumn& one) {
      return !table::map_columns(names, std::span(&one, 1));
    });
  }
  auto map = table::map_columns(names, told);
  if (!map && may_lack_header()) {
    return Error{map.error().code,
                 fmt::format("{}; {}{}", map.error().message, kMayLackHeader, kReadsIt)};
  }
  map_ = LODESTAR_TRY(std::move(map));
  // One column without a name can only be the text.
  const auto is_taken = [](const auto& place) { return place.has_value(); };
  if (!options_.has_header && names.size() == 1 && std::ranges::none_of(map_.places, is_taken))
    map_.places[static_cast<std::size_t>(Column::text)] = 0;
  return about_.names_grow ? Status() : check_columns();
}

bool PostingSink::may_lack_header() const {
  const std::vector<std::string_view> names(names_.begin(), names_.end());
  return options_.has_header && !about_.names_grow && table::looks_like_posting(names);
}

// Whether the row taken for names may be a title above them.
bool PostingSink::may_stand_above() const {
  return options_.has_header && !options_.header_row && header_.most_cells > header_.cells;
}

// What to type, all at once.
Status PostingSink::check_columns() const {
  if (map_[Column::text] || map_[Column::title]) return {};
  const std::vector<std::string_view> names(names_.begin(), names_.end());
  const bool is_one = names.size() == 1 && options_.has_header && !about_.names_grow &&
                      !table::usual_column(names[0]);
  if (is_one && !may_lack_header() && !may_stand_above()) {
    return Error{
        Code::invalid,
        fmt::format("no column looks like the text of a posting; its one column is called "
                    "{}: --column text=#1 reads it, or --no-header where that is a posting",
                    table::list_columns(names))};
  }
  std::string hint = "say which it is with --column text=NAME";
  if (may_lack_header()) {
    const auto longest = std::ranges::max_element(names, {}, &std::string_view::size);
    const std::string column =
        is_one ? "" : fmt::format(" --column text={}", longest - names.begin() + 1);
    hint = fmt::format("{}; {}{}{}", hint, kMayLackHeader, column, kReadsIt);
  }
  if (may_stand_above()) {
    hint += ", or, where a later row has the names, which with --header-row N";
  }
  return Error{Code::invalid,
               fmt::format("no column looks like the text of a posting; the columns are {}: {}",
                           table::list_columns(names), hint)};
}

Status PostingSink::take_row(const table::Row& row) {
  if (rows_ % kRowsBetweenReports == 0) LODESTAR_TRY(report_progress(row.bytes_read));
  if (rows_ == next_guess_) expect_rows(row.bytes_read);
  ++rows_;
  Postings::Row posting;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const auto place = map_.places[i];
    if (place && *place < row.fields.size()) posting.fields[i] = row.fields[*place];
  }
  const auto field = [&](Field f) -> std::string_view& {
    return posting.fields[static_cast<std::size_t>(f)];
  };
  orders_.see(field(Field::time));
  const auto reject = [&](const table::Fault& fault) {
    --rows_;  // take_bad_row counts it
    take_bad_row({.line = row.line, .column = 1, .fault = fault});
    return Status();
  };
  if (const auto other = read_parts(row, posting)) return reject(*other);
  const bool is_html = !about_.is_kept && read_html(posting);
  if (about_.counts_days) field(Field::time) = read_day(field(Field::time));
  if (field(Field::text).empty() && field(Field::title).empty()) {
    return reject({.code = "no_text", .words = "neither text nor title"});
  }
  for (const std::string_view value : posting.fields) {
    if (value.size() <= kLongestField) continue;
    return reject({.code = "huge_field", .words = "a field of more than 1 GB"});
  }
  if (const auto known = find_known(posting)) return reject(*known);
  if (read_.postings.size() == kMostRows) {
    return Error{Code::limited, "there are more than 4 thousand million postings"};
  }
  read_.postings.add(about_.source, posting);
  ++taken_;
  html_postings_ += is_html ? 1 : 0;
  return {};
}

// Joins a title or a text that JSON holds in parts; a fault where it holds something else.
std::optional<table::Fault> PostingSink::read_parts(const table::Row& row, Postings::Row& posting) {
  for (const Field field : {Field::title, Field::text}) {
    const auto place = map_[static_cast<Column>(field)];
    if (!place || std::ranges::find(row.nested, *place) == row.nested.end()) continue;
    std::string_view& value = posting.fields[static_cast<std::size_t>(field)];
    const auto joined = table::join_parts(value, read_.arena);
    if (!joined && field == Field::title) {
      return table::Fault{.code = "nested_title",
                          .words = "the title is a JSON list or object of another shape"};
    }
    if (!joined) {
      return table::Fault{.code = "nested_text",
                          .words = "the text is a JSON list or object of another shape"};
    }
    value = *joined;
  }
  return std::nullopt;
}

// Turns the fields that hold HTML into plain text; whether there was one.
bool PostingSink::read_html(Postings::Row& posting) {
  bool is_html = false;
  for (const Field field : {Field::title, Field::text, Field::place, Field::author, Field::phone}) {
    std::string_view& value = posting.fields[static_cast<std::size_t>(field)];
    const auto plain = find_plain_text(value);
    if (!plain) continue;
    value = read_.arena.copy(*plain);
    is_html = true;
  }
  return is_html;
}

// A spreadsheet's number of a day as Unix time, which is the same wherever it is read again.
std::string_view PostingSink::read_day(std::string_view time) {
  const auto day = parse_when(time) ? std::nullopt : parse_serial_day(time);
  if (!day) return time;
  const fmt::format_int seconds(*day);
  return read_.arena.copy({seconds.data(), seconds.size()});
}

void PostingSink::take_bad_row(const table::BadRow& bad) {
  ++rows_;
  ++skipped_;
  const auto& [code, words, found, due] = bad.fault;
  const auto [known, is_new] =
      reasons_.try_emplace(std::string(words), static_cast<std::uint32_t>(read_.reasons.size()));
  if (is_new) {
    read_.reasons.push_back(
        {.code = code, .words = std::string(words), .found = found, .due = due});
  }
  read_.skipped.push_back(
      {.line = bad.line, .column = bad.column, .reason = known->second, .file = about_.source});
}

void PostingSink::take_quote_doubt(table::QuoteDoubt doubt, std::uint64_t line) {
  auto& seen = doubt == table::QuoteDoubt::holds_rows ? holding_rows_ : stray_quotes_;
  if (seen.rows++ == 0) seen.line = line;
}

Status PostingSink::report_progress(std::uint64_t bytes_read) {
  if (options_.stop.stop_requested()) return Error{Code::cancelled, "reading was stopped"};
  const double share = static_cast<double>(bytes_read) / static_cast<double>(about_.bytes);
  const auto came =
      bytes_read >= about_.bytes
          ? about_.source_bytes
          : static_cast<std::uint64_t>(share * static_cast<double>(about_.source_bytes));
  if (options_.progress) options_.progress(came - reported_bytes_);
  reported_bytes_ = came;
  return {};
}

// The rows so far tell about how many will come: room for them is made at once instead of by
// doubling; but never for many more than were seen, as the first rows may be the short ones.
void PostingSink::expect_rows(std::uint64_t bytes_read) {
  const double share = static_cast<double>(about_.bytes) / static_cast<double>(bytes_read + 1);
  const double rows = static_cast<double>(rows_) * std::clamp(share * 1.05, 1.0, kMostGrowth);
  read_.postings.reserve(read_.postings.size() + static_cast<std::size_t>(rows));
  if (map_[Column::id]) keys_.expect(static_cast<std::size_t>(rows));
  next_guess_ = rows_ * static_cast<std::uint64_t>(kMostGrowth);
}

std::optional<table::Fault> PostingSink::find_known(Postings::Row& posting) {
  std::string_view& id = posting.fields[static_cast<std::size_t>(Field::id)];
  posting.is_numbered = about_.is_numbered || id.empty();
  if (id.empty()) id = number_row();
  const bool is_by_content = posting.is_numbered && !about_.is_kept;
  if (about_.contents != nullptr && is_by_content &&
      about_.contents->knows(read_.postings, posting)) {
    return table::Fault{.code = "known_by_content",
                        .words = "a posting that says the same is known already"};
  }
  const bool may_repeat = map_[Column::id].has_value() || keys_.size() > 0;
  if (may_repeat && !take_id(posting)) {
    return find_repeated(posting);
  }
  if (about_.contents != nullptr && !is_by_content) {
    about_.contents->count(read_.postings, posting);
  }
  return std::nullopt;
}

table::Fault PostingSink::find_repeated(const Postings::Row& posting) {
  if (last_repeated_ >= about_.kept_rows || about_.is_kept) {
    ++repeated_ids_;
    return {.code = "repeated_id", .words = "an earlier row has the same id"};
  }
  const auto is_same = [&](Field field) {
    return says_same(read_.postings.get(field, last_repeated_),
                     posting.fields[static_cast<std::size_t>(field)]);
  };
  if (is_same(Field::title) && is_same(Field::text)) {
    return {.code = "known_by_id", .words = "the state holds a posting of this file name and id"};
  }
  ++other_texts_;
  return {.code = "known_by_id_other_text",
          .words = "the state holds another text by this file name and id"};
}

// False where an earlier row is the same posting. A row number is nobody's own: where it is taken,
// whoever comes later gets a mark behind it.
bool PostingSink::take_id(Postings::Row& posting) {
  std::string_view& id = posting.fields[static_cast<std::size_t>(Field::id)];
  const std::string_view own = id;
  const auto place = static_cast<std::uint32_t>(read_.postings.size());
  const auto is_same = [&](std::uint32_t earlier) {
    return read_.postings.get(Field::id, earlier) == id;
  };
  for (unsigned copy = 2;; ++copy) {
    last_repeated_ = keys_.find_or_add(hash_bytes(id), place, is_same);
    if (last_repeated_ == place) return true;
    const bool is_number = posting.is_numbered || read_.postings.is_numbered(last_repeated_);
    if (about_.is_kept || !is_number) return false;
    id = read_.arena.copy(fmt::format("{}#{}", own, copy));
  }
}

std::string_view PostingSink::number_row() {
  const fmt::format_int number(rows_);
  return read_.arena.copy({number.data(), number.size()});
}

Status PostingSink::finish(ReadAs how) {
  LODESTAR_TRY(report_progress(about_.bytes));
  if (about_.names_grow && taken_ == 0 && skipped_ > 0 && names_.empty()) {
    const SkippedRow& first = read_.skipped[read_.skipped.size() - skipped_];
    return Error{Code::invalid, fmt::format("no line of it can be read: line {}: {}", first.line,
                                            read_.reasons[first.reason].words)};
  }
  if (about_.names_grow && taken_ + skipped_ > 0) {
    const std::vector<std::string_view> names(names_.begin(), names_.end());
    LODESTAR_TRY(table::map_columns(names, options_.columns));
    LODESTAR_TRY(check_columns());
  }
  if (about_.counts_days && names_.empty()) {
    return Error{Code::invalid, "the sheet is empty; --sheet names another"};
  }
  how.replaced += replaced_;
  how.postings = taken_;
  how.skipped = skipped_;
  how.other_texts = other_texts_;
  how.repeated_ids = repeated_ids_;
  how.header_row = header_.rows_above > 0 ? header_.line : 0;
  how.rows_above = header_.rows_above;
  if (!names_.empty()) {
    how.columns = list_map(map_, shown_names_);
    how.unused = list_unused(map_, shown_names_);
  }
  if (!how.delimiter.empty() && names_.size() == 1) how.delimiter = "one column";
  how.may_lack_header = may_lack_header();
  how.html_postings = html_postings_;
  how.other_sheets = other_sheets_;
  how.stray_quotes = stray_quotes_;
  how.holding_rows = holding_rows_;
  read_.html_postings += html_postings_;
  read_.read_as.push_back(std::move(how));
  return {};
}

}  // namespace lodestar::detect::internal
