// SPDX-License-Identifier: Apache-2.0
//   row    = field *(delimiter field) (CRLF / LF / CR / end)
//   field  = quoted [plain] / plain
//   quoted = '"' *(any but '"' / '""') '"'        or, with backslashes, also '\"' and '\\'
//   plain  = *(any but delimiter, CR, LF)         not starting with '"', or with a stray one
//
// A quote is stray where it closes nowhere, or closes on a later line and more text follows, and
// its own line and the next are whole rows by themselves:
//
//   1,"Nice flat
//   4,"Lovely" studio
#include "table/internal/csv_scanner.h"

#include <emmintrin.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace lodestar::table::internal {
namespace {

// The first delimiter, CR or LF at or after `at`.
const char* find_field_end(const char* at, const char* end, char delimiter) {
  const __m128i delimiters = _mm_set1_epi8(delimiter);
  const __m128i returns = _mm_set1_epi8('\r');
  const __m128i feeds = _mm_set1_epi8('\n');
  for (; end - at >= 16; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i hits =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiters),
                     _mm_or_si128(_mm_cmpeq_epi8(bytes, returns), _mm_cmpeq_epi8(bytes, feeds)));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(hits));
    if (mask != 0) return at + std::countr_zero(mask);
  }
  while (at != end && *at != delimiter && *at != '\r' && *at != '\n') ++at;
  return at;
}

const char* find_quote(const char* at, const char* end) {
  return static_cast<const char*>(std::memchr(at, '"', static_cast<std::size_t>(end - at)));
}

// LF, CRLF and CR, in whatever mixture. memchr: most fields have none, and it finds that sixteen
// times as fast.
std::uint64_t count_newlines(const char* from, const char* to) {
  const auto count = [&](char newline, const auto& counts) {
    std::uint64_t sum = 0;
    for (const char* at = from; at != to; ++at) {
      at = static_cast<const char*>(std::memchr(at, newline, static_cast<std::size_t>(to - at)));
      if (at == nullptr) break;
      sum += counts(at) ? 1 : 0;
    }
    return sum;
  };
  return count('\n', [](const char*) { return true; }) +
         count('\r', [&](const char* at) { return at + 1 == to || at[1] != '\n'; });
}

const char* find_line_end(const char* at, const char* end) { return find_field_end(at, end, '\n'); }

std::size_t count(const char* from, const char* to, char delimiter) {
  std::size_t found = 0;
  while (from != to) {
    const void* at = std::memchr(from, delimiter, static_cast<std::size_t>(to - from));
    if (at == nullptr) break;
    from = static_cast<const char*>(at) + 1;
    ++found;
  }
  return found;
}

const char* after_newline(const char* at, const char* end) {
  if (at == end) return end;
  return at + (*at == '\r' && at + 1 != end && at[1] == '\n' ? 2 : 1);
}

// Each run of digits counts as one, and so does each run of letters.
char kind_of(char c) {
  if (c >= '0' && c <= '9') return '0';
  const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
  return is_letter ? 'a' : c;
}

std::string_view cut_run(std::string_view& text) {
  const char kind = kind_of(text.front());
  std::size_t length = 1;
  while ((kind == '0' || kind == 'a') && length < text.size() && kind_of(text[length]) == kind)
    ++length;
  const std::string_view run = text.substr(0, length);
  text.remove_prefix(length);
  return run;
}

// "p-17" and "x-3", "2026-01-02" and "2025-12-9": nothing where there is no digit.
bool have_one_shape(std::string_view a, std::string_view b) {
  bool has_digit = false;
  while (!a.empty() && !b.empty()) {
    const char kind = kind_of(cut_run(a).front());
    if (kind != kind_of(cut_run(b).front())) return false;
    has_digit |= kind == '0';
  }
  return a.empty() && b.empty() && has_digit;
}

std::vector<std::string_view> cut_line(std::string_view line, char delimiter) {
  std::vector<std::string_view> fields;
  for (std::size_t at = 0; at != line.npos;) {
    const std::size_t end = line.find(delimiter, at);
    fields.push_back(line.substr(at, end - at));
    at = end == line.npos ? end : end + 1;
  }
  return fields;
}

}  // namespace

std::string_view CsvScanner::unescape(const char* from, const char* to) {
  char* const kept = arena_->reserve(static_cast<std::size_t>(to - from));
  char* out = kept;
  while (from != to && escape_ == QuoteEscape::doubled) {
    const char* quote = find_quote(from, to);
    const char* stop = quote == nullptr ? to : quote + 1;
    out = std::copy(from, stop, out);
    from = quote == nullptr ? to : std::min(to, quote + 2);
  }
  for (; from != to; ++from) {
    const bool is_escape = *from == '\\' || *from == '"';
    if (is_escape && from + 1 != to && (from[1] == '"' || from[1] == *from)) ++from;
    *out++ = *from;
  }
  return arena_->keep(static_cast<std::size_t>(out - kept));
}

// Of a quote that opens a field and closes wrongly on a later line, or nowhere.
bool CsvScanner::is_stray(const char* quote) const {
  const char* const line_end = find_line_end(quote, end_);
  const char* const next = after_newline(line_end, end_);
  const std::size_t own = starts_.size() + count(quote, line_end, delimiter_);
  if (expected_ != 0 && own != expected_) return false;
  if (next == end_) return true;
  if (quote != row_ && (*row_ == '"') != (*next == '"')) return false;
  const char* const next_end = find_line_end(next, end_);
  return 1 + count(next, next_end, delimiter_) == own;
}

// A quote of a field that begins at `from`, behind an odd number of backslashes.
bool CsvScanner::is_escaped(const char* from, const char* quote) const {
  if (escape_ == QuoteEscape::doubled) return false;
  const char* at = quote;
  while (at != from && at[-1] == '\\') --at;
  return (quote - at) % 2 != 0;
}

// at_ is on the opening quote; where the field is read, afterwards on what ends it.
CsvScanner::Quote CsvScanner::quoted_field() {
  const char* const from = at_ + 1;
  const char* close = from;
  bool has_escapes = false;
  for (;;) {
    close = find_quote(close, end_);
    if (close == nullptr) return is_stray(from - 1) ? Quote::stray : Quote::unclosed;
    const bool is_one = is_escaped(from, close);
    if (!is_one && (close + 1 == end_ || close[1] != '"')) break;
    has_escapes = true;
    close += is_one ? 1 : 2;
  }
  has_escapes |= escape_ == QuoteEscape::backslash && std::find(from, close, '\\') != close;
  const std::uint64_t newlines = count_newlines(from, close);
  if (newlines > 0) {
    const char* const next = close + 1;
    const bool goes_on = next != end_ && find_field_end(next, next + 1, delimiter_) != next;
    if (goes_on && is_stray(from - 1)) return Quote::stray;
    has_several_lines_ = true;
    goes_on_ |= goes_on;
  }
  line_ += newlines;
  std::string_view field = has_escapes
                               ? unescape(from, close)
                               : std::string_view(from, static_cast<std::size_t>(close - from));
  at_ = find_field_end(close + 1, end_, delimiter_);
  if (const auto extra = static_cast<std::size_t>(at_ - close - 1); extra > 0) {
    has_text_behind_quote_ = true;
    char* const joined = arena_->reserve(field.size() + extra);
    std::memcpy(std::copy(field.begin(), field.end(), joined), close + 1, extra);
    field = arena_->keep(field.size() + extra);
  }
  fields_.push_back(field);
  return Quote::read;
}

void CsvScanner::end_line() {
  if (at_ == end_) return;
  const bool pair = *at_ == '\r' && at_ + 1 != end_ && at_[1] == '\n';
  at_ += pair ? 2 : 1;
  ++line_;
}

CsvScanner::Found CsvScanner::next() {
  fields_.clear();
  starts_.clear();
  row_ = at_;
  row_line_ = line_;
  has_stray_quote_ = has_text_behind_quote_ = has_several_lines_ = goes_on_ = false;
  if (at_ == end_) return Found::end;
  for (;;) {
    starts_.push_back(at_);
    const bool is_quoted = at_ != end_ && *at_ == '"';
    const Quote quote = is_quoted ? quoted_field() : Quote::stray;
    if (quote == Quote::unclosed) {
      at_ = end_;
      return Found::unclosed_quote;
    }
    if (quote == Quote::stray) {
      has_stray_quote_ |= is_quoted;
      const char* stop = find_field_end(at_, end_, delimiter_);
      fields_.emplace_back(at_, static_cast<std::size_t>(stop - at_));
      at_ = stop;
    }
    if (at_ == end_ || *at_ != delimiter_ || expected_ == 1) break;
    ++at_;
  }
  end_line();
  return Found::row;
}

// One of the lines between its first and its last has as many fields as the row.
bool CsvScanner::holds_a_row() const {
  const char* at = after_newline(find_line_end(row_, at_), at_);
  while (at != at_) {
    const char* const line_end = find_line_end(at, at_);
    const char* const next = after_newline(line_end, at_);
    if (next != at_ && count(at, line_end, delimiter_) + 1 == fields_.size()) return true;
    at = next;
  }
  return false;
}

// Each line has as many fields as the row, and one of them is alike in all, digits being digits; or
// there are so many lines and fields that chance makes no such text.
bool CsvScanner::looks_like_rows() const {
  constexpr std::size_t kManyLines = 4;
  const std::size_t width = fields_.size();
  if (width < 2) return false;
  if (goes_on_) return holds_a_row();
  std::vector<std::string_view> first;
  std::vector<bool> is_alike;
  std::size_t lines = 0;
  for (const char* at = row_; at != at_;) {
    const char* const line_end = find_line_end(at, at_);
    if (lines > 0 && line_end == at) {  // a blank line is no row
      at = after_newline(line_end, at_);
      continue;
    }
    if (count(at, line_end, delimiter_) + 1 != width) return false;
    const std::string_view line(at, static_cast<std::size_t>(line_end - at));
    at = after_newline(line_end, at_);
    // Most texts of several lines are told by the second, before anything is cut.
    const char* const next_end = find_line_end(at, at_);
    if (lines == 0 && next_end != at && count(at, next_end, delimiter_) + 1 != width) return false;
    const auto fields = cut_line(line, delimiter_);
    if (lines == 0) {
      first = fields;
      is_alike.assign(width, true);
    }
    for (std::size_t i = 0; i < width && lines > 0; ++i)
      is_alike[i] = is_alike[i] && have_one_shape(first[i], fields[i]);
    ++lines;
  }
  return lines > 1 && (std::ranges::find(is_alike, true) != is_alike.end() ||
                       (lines >= kManyLines && width > 2));
}

bool CsvScanner::has_escaped_quote() const {
  return std::string_view(row_, static_cast<std::size_t>(at_ - row_)).find("\\\"") !=
         std::string_view::npos;
}

bool CsvScanner::resume_at_second_line() {
  const char* feed = row_;
  while (feed != at_ && *feed != '\n' && *feed != '\r') ++feed;
  const char* const whole_end = at_;
  const std::uint64_t whole_line = line_;
  at_ = feed;
  line_ = row_line_;
  end_line();
  if (at_ < whole_end) return true;
  at_ = whole_end;
  line_ = whole_line;
  return false;
}

std::uint64_t CsvScanner::column(std::size_t field) const {
  const char* const start = starts_[std::min(field, starts_.size() - 1)];
  const char* line_start = start;
  while (line_start != row_ && line_start[-1] != '\n' && line_start[-1] != '\r') --line_start;
  return static_cast<std::uint64_t>(start - line_start) + 1;
}

}  // namespace lodestar::table::internal
