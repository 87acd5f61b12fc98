// SPDX-License-Identifier: Apache-2.0
// Digit symbols: whatever in a text stands for one or more digits, and runs of them.
//
// Shapes   read_symbol reads one symbol where a token of letters and digits starts: "730", "seven",
// "double five", "quatre-vingt-dix", "nine58", "7E0", "７３", "③". A Run holds symbols with nothing
// but gaps between them.
// Units    spans are bytes of the raw text.
// Errors   nothing where the token stands for no digits.
// Cost     linear in the token, at most 64 characters.
// Threads  pure.
// Source   none.
// Example  read_symbol("nine58 ...", 0)->digits() == "958"
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "text/span.h"

namespace lodestar::text::internal {

// How the digits of a symbol are written; none of them: plain ASCII digits.
enum Mark : std::uint8_t {
  kWords = 1,
  kLeet = 2,
  kUnicode = 4,
  kEmoji = 8,
  kWeak = 16,      // may well be a common word or letter
  kUnitLike = 32,  // "500g": the letter may be a unit
  kHasDigit = 64,  // at least one character is a digit of some kind
  kMeasure = 128,  // "128GB", "120lbs": the letters behind the digits are a known unit
};
inline constexpr std::uint8_t kDisguises = kWords | kLeet | kUnicode | kEmoji;

struct Reading {
  std::array<char, 48> buffer{};
  std::uint8_t size = 0;
  std::uint8_t marks = 0;
  std::uint32_t end = 0;

  std::string_view digits() const { return {buffer.data(), size}; }
  bool append(char digit) {
    if (size == buffer.size()) return false;
    buffer[size++] = digit;
    return true;
  }
  bool append_number(unsigned value);
};

std::optional<Reading> read_symbol(std::string_view raw, std::size_t at);

struct Symbol {
  Span span;
  std::uint16_t first = 0;  // into the run's digits
  std::uint8_t size = 0;    // digits
  std::uint8_t marks = 0;
};

class Run {
 public:
  void clear() { count_ = digit_count_ = 0; }
  bool empty() const { return count_ == 0; }
  std::size_t digit_count() const { return digit_count_; }
  std::span<const Symbol> symbols() const { return {symbols_.data(), count_}; }
  std::uint32_t end() const { return symbols_[count_ - 1U].span.end; }
  std::string_view digits() const { return {digits_.data(), digit_count_}; }
  std::string_view digits(const Symbol& symbol) const {
    return digits().substr(symbol.first, symbol.size);
  }
  // False where the run is full; a symbol of more digits than a number has is cut to one too long.
  bool push(Span span, std::string_view digits, std::uint8_t marks);
  // Forgets the symbols that end after `at`.
  void drop_from(std::uint32_t at);
  // What stands before belongs to something else: no sign of it is a number's.
  void start_after(std::uint32_t at) { start_ = at; }
  std::uint32_t start() const { return start_; }

 private:
  static constexpr std::size_t kMaxSymbols = 96, kMaxDigits = 256;
  std::array<Symbol, kMaxSymbols> symbols_;
  std::array<char, kMaxDigits> digits_;
  std::uint16_t count_ = 0, digit_count_ = 0;
  std::uint32_t start_ = 0;
};

}  // namespace lodestar::text::internal
