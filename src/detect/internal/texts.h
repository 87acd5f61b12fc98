// SPDX-License-Identifier: Apache-2.0
// The postings as sequences of hashed words, equal texts taken once, and the information each word
// carries.
//
//   posting rows   0   1   2   3   4          row 3 repeats row 1
//   texts          0   1   2       3          text -> first row; row 3 -> text 1
//
// Bits are eighths of a bit, one byte a word: log2(all words / occurrences of this word), over
// distinct texts. Of a character of a script without spaces: log2(all such characters /
// occurrences), for where hardly anybody else writes the script, each of its characters is rare and
// yet says little.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/huge_vector.h"
#include "base/parallel.h"
#include "detect/contacts.h"
#include "detect/postings.h"
#include "text/words.h"

namespace lodestar::detect {

inline constexpr std::uint32_t kBit = 8;        // eighths
inline constexpr std::size_t kMaxWords = 1000;  // words of a posting that are compared
inline constexpr std::uint32_t kNoText = ~0U;   // a posting without a word

struct FieldWord {
  text::Word word;
  Field field;
};

// The words of title and text as they are compared: long numbers are one word, drawings are cut at
// blanks.
// contacts may be null.
void cut_posting(const Postings& postings, const Contacts* contacts, std::size_t row,
                 std::vector<FieldWord>& words);
// Whether a word stands for a whole number or contact: equal hashes do not mean equal writing.
bool stands_for_contact(const FieldWord& word);

class Texts {
 public:
  Texts(const Postings& postings, const Contacts* contacts, const Parallel& parallel);
  // Weighs all words anew as if there were only these texts, ascending, and returns them, numbered
  // by their place. They look into this object, and know no rows.
  Texts only(std::span<const std::uint32_t> texts, const Parallel& parallel);

  std::size_t size() const { return first_row_.size(); }
  std::span<const std::uint32_t> words(std::size_t text) const {
    return {places_[text].words, places_[text].length};
  }
  std::span<const std::uint8_t> bits(std::size_t text) const {
    return {places_[text].bits, places_[text].length};
  }
  std::uint32_t lone_bits(std::size_t text) const { return places_[text].lone_bits; }
  // Asks for the memory that the calls above will read: first where a text lies, later the text.
  void prefetch_place(std::size_t text) const {
    __builtin_prefetch(static_cast<const void*>(&places_[text]));
  }
  void prefetch_words(std::size_t text) const {
    constexpr std::size_t kLine = 64, kLines = 8;  // further on the processor sees the pattern
    const auto ask = [](const void* start, std::size_t bytes) {
      const char* at = static_cast<const char*>(start);
      for (std::size_t i = 0; i < std::min(bytes, kLine * kLines); i += kLine)
        __builtin_prefetch(at + i);
    };
    ask(words(text).data(), words(text).size_bytes());
    ask(bits(text).data(), bits(text).size_bytes());
  }
  std::uint32_t first_row(std::size_t text) const { return first_row_[text]; }
  std::uint32_t text_of(std::size_t row) const { return text_of_[row]; }
  std::uint64_t total_words() const { return total_words_; }
  // Of a word with so many bits, log2 of its occurrences, in eighths.
  std::uint32_t log_uses(std::uint32_t word, std::uint32_t bits) const {
    const std::uint32_t all = text::is_ideograph(word) ? log_ideographs_ : log_total_;
    return all - std::min(bits, all);
  }
  const Contacts* contacts() const { return contacts_; }

 private:
  explicit Texts(const Contacts* contacts) : contacts_(contacts) {}
  HugeVector<std::uint64_t> cut(const Postings& postings, const Parallel& parallel);
  void drop_repeats(const HugeVector<std::uint64_t>& hashes);
  // By the uses of each word in the counted texts.
  void weigh(std::span<const std::uint32_t> counted, const Parallel& parallel);

  struct Place {
    const std::uint32_t* words;
    std::uint8_t* bits;
    std::uint32_t lone_bits;
    std::uint16_t length;
  };

  const Contacts* contacts_;
  std::vector<HugeVector<std::uint32_t>> chunks_;
  HugeVector<Place> places_;  // by row while cutting, by text after
  std::vector<std::uint32_t> first_row_;
  std::vector<std::uint32_t> text_of_;
  HugeVector<std::uint8_t> bits_;
  std::uint64_t total_words_ = 0;     // of the texts that were counted
  std::uint32_t log_total_ = 0;       // log2 of all words, in eighths
  std::uint32_t log_ideographs_ = 0;  // of those that are characters of scripts without spaces
};

// Whether most words are ideographs, as in a text in a script without spaces.
bool is_of_ideographs(std::span<const std::uint32_t> words);

std::uint64_t hash_of(std::span<const std::uint32_t> words);

// log2(n) in eighths of a bit, rounded to nearest; log2_eighths(0) is 0.
std::uint32_t log2_eighths(std::uint64_t n);

}  // namespace lodestar::detect
