// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/texts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <numeric>
#include <utility>

#include "base/hash.h"

namespace lodestar::detect {
namespace {

constexpr std::size_t kBlock = 16384;
constexpr std::size_t kLongNumber = 7;  // digits: telephone numbers must not link texts
// A small file is taken for a part of one of so many words: of its own words alone, those of a text
// that it repeats throughout would say next to nothing.
constexpr std::uint64_t kLeastTotal = 1 << 16;
constexpr std::uint64_t kLeastIdeographs = 1 << 12;  // there are far fewer of them than words
constexpr std::uint32_t kNumberHash = 0x6e756d00;

std::size_t digits_in(const text::Word& word) { return word.span.end - word.span.start; }

// A run of digit words with seven or more digits in all becomes one word.
void join_numbers(std::vector<FieldWord>& words, std::size_t from) {
  const auto first =
      std::find_if(words.begin() + static_cast<std::ptrdiff_t>(from), words.end(),
                   [](const FieldWord& it) { return it.word.kind == text::WordKind::digits; });
  auto out = static_cast<std::size_t>(first - words.begin());
  for (std::size_t i = out; i < words.size();) {
    std::size_t end = i;
    std::size_t digits = 0;
    while (end < words.size() && words[end].word.kind == text::WordKind::digits) {
      digits += digits_in(words[end++].word);
    }
    if (digits >= kLongNumber) {
      FieldWord joined = words[i];
      joined.word.span.end = words[end - 1].word.span.end;
      joined.word.hash = kNumberHash;
      words[out++] = joined;
      i = end;
    } else {
      end = std::max(end, i + 1);
      while (i < end) words[out++] = words[i++];
    }
  }
  words.resize(out);
}

bool is_word_byte(char c) {
  const auto lower = static_cast<unsigned char>(c | 32);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// The words of each contact become one, from its first letter or digit to its last.
void join_contacts(std::string_view raw, Field field, std::span<const Occurrence> contacts,
                   std::vector<FieldWord>& words, std::size_t from) {
  if (std::ranges::none_of(contacts, [&](const auto& it) { return it.field == field; })) return;
  std::size_t out = from, in = from;
  for (const Occurrence& contact : contacts) {
    if (contact.field != field || contact.span.end > raw.size()) continue;
    text::Span span = contact.span;
    while (span.start < span.end && !is_word_byte(raw[span.start])) ++span.start;
    while (span.start < span.end && !is_word_byte(raw[span.end - 1])) --span.end;
    while (in < words.size() && words[in].word.span.end <= span.start) words[out++] = words[in++];
    const std::size_t first = in;
    while (in < words.size() && words[in].word.span.start < span.end) ++in;
    if (in == first) continue;
    FieldWord joined = words[first];
    joined.word.span = {std::min(span.start, joined.word.span.start),
                        std::max(span.end, words[in - 1].word.span.end)};
    joined.word.hash = kNumberHash;
    words[out++] = joined;
  }
  while (in < words.size()) words[out++] = words[in++];
  words.resize(out);
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// Drawings and other texts of signs: what stands between blanks is the word.
void cut_at_blanks(std::string_view raw, Field field, std::vector<FieldWord>& words) {
  for (std::size_t i = 0; i < raw.size();) {
    while (i < raw.size() && is_blank(raw[i])) ++i;
    const std::size_t start = i;
    while (i < raw.size() && !is_blank(raw[i])) ++i;
    if (i == start) break;
    const auto hash = static_cast<std::uint32_t>(hash_bytes(raw.substr(start, i - start)) >> 33);
    words.push_back({{.span = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(i)},
                      .hash = hash,
                      .kind = text::WordKind::symbol},
                     field});
  }
}

void cut_field(std::string_view raw, Field field, std::span<const Occurrence> contacts,
               std::vector<text::Word>& scratch, std::vector<FieldWord>& words) {
  if (raw.empty()) return;
  raw = raw.substr(0,
                   64 * kMaxWords);  // a 10 MB field is cut short here: only kMaxWords are compared
  scratch.clear();
  text::cut_words(raw, scratch);
  const std::size_t from = words.size();
  const auto blanks = static_cast<std::size_t>(std::count(raw.begin(), raw.end(), ' '));
  if (2 * scratch.size() < blanks) {
    cut_at_blanks(raw, field, words);
  } else {
    text::drop_ornament(scratch);
    for (const text::Word& word : scratch) words.push_back({word, field});
    join_contacts(raw, field, contacts, words, from);
    join_numbers(words, from);
  }
}

}  // namespace

bool is_of_ideographs(std::span<const std::uint32_t> words) {
  const auto ideographs = std::ranges::count_if(words, text::is_ideograph);
  return 2 * static_cast<std::size_t>(ideographs) > words.size();
}

std::uint64_t hash_of(std::span<const std::uint32_t> words) {
  return hash_bytes({reinterpret_cast<const char*>(words.data()), words.size_bytes()});
}

std::uint32_t log2_eighths(std::uint64_t n) {
  // By the top nine bits: the exponent, and a table for the rest.
  static const std::array<std::uint8_t, 257> kFraction = [] {
    std::array<std::uint8_t, 257> table{};
    for (std::size_t i = 0; i <= 256; ++i) {
      table[i] = static_cast<std::uint8_t>(
          std::lround(std::log2(1 + static_cast<double>(i) / 256) * kBit));
    }
    return table;
  }();
  if (n == 0) return 0;
  const auto exponent = static_cast<unsigned>(std::bit_width(n)) - 1;
  const std::uint64_t top = exponent > 8 ? n >> (exponent - 8) : n << (8 - exponent);
  return exponent * kBit + kFraction[top & 255];
}

void cut_posting(const Postings& postings, const Contacts* contacts, std::size_t row,
                 std::vector<FieldWord>& words) {
  thread_local std::vector<text::Word> scratch;
  words.clear();
  const auto held = contacts == nullptr ? std::span<const Occurrence>() : contacts->of(row);
  cut_field(postings.get(Field::title, row), Field::title, held, scratch, words);
  cut_field(postings.get(Field::text, row), Field::text, held, scratch, words);
  if (words.size() > kMaxWords) words.resize(kMaxWords);
}

bool stands_for_contact(const FieldWord& word) { return word.word.hash == kNumberHash; }

Texts::Texts(const Postings& postings, const Contacts* contacts, const Parallel& parallel)
    : contacts_(contacts) {
  const auto hashes = cut(postings, parallel);
  if (parallel.stop.stop_requested()) places_.clear();
  drop_repeats(hashes);
  std::size_t total = 0;
  for (const Place& place : places_) total += place.length;
  bits_.resize(total);
  std::uint8_t* at = bits_.data();
  for (Place& place : places_) place.bits = std::exchange(at, at + place.length);
  std::vector<std::uint32_t> all(size());
  std::iota(all.begin(), all.end(), 0U);
  weigh(all, parallel);
}

// Returns the hash of each row's words.
HugeVector<std::uint64_t> Texts::cut(const Postings& postings, const Parallel& parallel) {
  const std::size_t rows = postings.size();
  HugeVector<std::uint64_t> hashes(rows);
  places_.resize(rows);
  chunks_.resize((rows + kBlock - 1) / kBlock);
  for_blocks(parallel, rows, kBlock, [&](std::size_t begin, std::size_t end, unsigned) {
    thread_local std::vector<std::uint32_t> cut;  // grows once; the chunk is as large as it must be
    thread_local std::vector<FieldWord> words;
    cut.clear();
    for (std::size_t row = begin; row < end; ++row) {
      cut_posting(postings, contacts_, row, words);
      for (const FieldWord& word : words) cut.push_back(word.word.hash);
      places_[row] = {.length = static_cast<std::uint16_t>(words.size())};
    }
    HugeVector<std::uint32_t>& chunk = chunks_[begin / kBlock];
    chunk.assign(cut.begin(), cut.end());
    const std::uint32_t* at = chunk.data();
    for (std::size_t row = begin; row < end; at += places_[row++].length) {
      places_[row].words = at;
      hashes[row] = hash_of({at, places_[row].length});
    }
  });
  return hashes;
}

// Open addressing over 64-bit hashes of whole texts; equal hashes are compared word by word.
void Texts::drop_repeats(const HugeVector<std::uint64_t>& hashes) {
  constexpr std::size_t kAhead = 8;
  const std::size_t rows = places_.size();
  std::vector<std::uint32_t> slots(std::bit_ceil(2 * rows + 2), kNoText);
  const std::size_t mask = slots.size() - 1;
  text_of_.assign(rows, kNoText);
  std::size_t texts = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    if (row + kAhead < rows) __builtin_prefetch(&slots[hashes[row + kAhead] & mask]);
    const std::span<const std::uint32_t> words = this->words(row);
    if (words.empty()) continue;
    std::size_t slot = hashes[row] & mask;
    while (slots[slot] != kNoText && !std::ranges::equal(words, this->words(slots[slot])))
      slot = (slot + 1) & mask;
    if (slots[slot] == kNoText) {
      slots[slot] = static_cast<std::uint32_t>(texts);
      places_[texts] = places_[row];  // texts <= row: rows still to be read are untouched
      first_row_.push_back(static_cast<std::uint32_t>(row));
      ++texts;
    }
    text_of_[row] = slots[slot];
  }
  places_.resize(texts);
}

void Texts::weigh(std::span<const std::uint32_t> counted, const Parallel& parallel) {
  total_words_ = 0;
  for (const std::uint32_t text : counted) total_words_ += places_[text].length;
  const std::size_t table_size =
      std::bit_ceil(std::clamp<std::uint64_t>(4 * total_words_, 1 << 12, 1 << 22));
  const std::size_t mask = table_size - 1;
  std::vector<HugeVector<std::uint32_t>> counts(std::max(1U, parallel.threads));
  std::vector<std::uint64_t> ideographs(counts.size(), 0);
  for_blocks(parallel, counted.size(), kBlock,
             [&](std::size_t begin, std::size_t end, unsigned worker) {
               HugeVector<std::uint32_t>& mine = counts[worker];
               if (mine.empty()) mine.assign(table_size, 0);
               for (const std::uint32_t text : counted.subspan(begin, end - begin)) {
                 for (const std::uint32_t word : words(text)) {
                   ++mine[word & mask];
                   ideographs[worker] += text::is_ideograph(word) ? 1 : 0;
                 }
               }
             });
  HugeVector<std::uint8_t> weights(table_size);
  log_total_ = log2_eighths(std::max(total_words_, kLeastTotal));
  log_ideographs_ = std::min(
      log_total_,
      log2_eighths(std::max(std::reduce(ideographs.begin(), ideographs.end()), kLeastIdeographs)));
  const std::uint32_t lighter = log_total_ - log_ideographs_;
  for_blocks(parallel, table_size, 1 << 16, [&](std::size_t begin, std::size_t end, unsigned) {
    for (std::size_t slot = begin; slot < end; ++slot) {
      std::uint64_t count = 0;
      for (const auto& mine : counts) count += mine.empty() ? 0 : mine[slot];
      // A word of none of the counted texts weighs like one that is used once.
      weights[slot] = static_cast<std::uint8_t>(std::min(255U, log_total_ - log2_eighths(count)));
    }
  });
  for_blocks(parallel, size(), kBlock, [&](std::size_t begin, std::size_t end, unsigned) {
    for (std::size_t i = begin; i < end; ++i) {
      std::uint8_t* out = places_[i].bits;
      std::uint32_t sum = 0;
      for (const std::uint32_t word : words(i)) {
        const std::uint32_t bits = weights[word & mask];
        const std::uint32_t less = text::is_ideograph(word) ? std::min(bits, lighter) : 0;
        sum += * out++ = static_cast<std::uint8_t>(bits - less);
      }
      places_[i].lone_bits = sum;
    }
  });
}

Texts Texts::only(std::span<const std::uint32_t> texts, const Parallel& parallel) {
  weigh(texts, parallel);
  Texts some(contacts_);
  some.places_.reserve(texts.size());
  for (const std::uint32_t text : texts) {
    some.places_.push_back(places_[text]);
    some.first_row_.push_back(first_row_[text]);
  }
  some.total_words_ = total_words_;
  some.log_total_ = log_total_;
  some.log_ideographs_ = log_ideographs_;
  return some;
}

}  // namespace lodestar::detect
