// SPDX-License-Identifier: Apache-2.0
// The words that matter around identifiers: numbers as words, "at" and "dot", names of services,
// and what stands before or after a number and tells what it counts.
//
// Shapes   words are folded as read_word gives them: a-z, one byte a Cyrillic or Arabic letter, no
//          accents.
// Units    none.
// Errors   a word that is not listed has Sense::none.
// Cost     may_matter is one bit test; find one hash and one look-up.
// Threads  made once, then immutable.
// Source   ours; English, Spanish, French, German, Portuguese, Russian; some Italian, Polish,
//          Romanian; services and telephones in Arabic.
// Example  lexicon().find("siete") is {Sense::unit, 7}
#pragma once

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>

#include "text/internal/characters.h"

namespace lodestar::text::internal {

enum class Sense : std::uint8_t {
  none,
  unit,       // 0..9
  teen,       // 10..19, and 21..29 where they are one word
  ten,        // 20, 30 ... 90
  hundred,    // value hundreds, and tens may follow
  hundreds,   // "five hundred"
  times,      // "double", "triple"
  connector,  // "and" between a ten and a unit
  at,
  dash,  // between groups of digits
  dot,
  mail_host,    // of a provider's, without its dot: "gmail com"
  service_end,  // of a service's name in two words: "talk", "chat"
  service,      // value is an IdentifierKind
  phone_cue,    // a number that follows is likely a phone
  number_word,  // "number", "no": as good as the word before it
  reference,    // what follows is a reference, not a phone; value: its digits, if fixed
  item,         // what has a reference where "number" follows: "offer no."
  amount,       // unit of measure, or money: value is kMoney
  time,         // a while that is paid for, or part of one: "night", "half"
  slash,
};
inline constexpr std::uint8_t kMoney = 1;
inline constexpr std::uint8_t kLoose =
    1;  // of a reference: people also put a phone behind the word

// One from which a number as words may begin.
constexpr bool is_number(Sense sense) {
  return sense == Sense::times || sense == Sense::unit || sense == Sense::teen ||
         sense == Sense::ten || sense == Sense::hundred;
}

struct Meaning {
  Sense sense = Sense::none;
  std::uint8_t value = 0;
  bool weak = false;  // also a common word: needs company
};

class Lexicon {
 public:
  Lexicon();
  Meaning find(std::string_view folded) const;
  // False only for words that are no number, service, "at" or "dot", nor begin with one.
  bool may_matter(std::string_view word) const { return starts_[start_key(word)]; }
  // False only for words that are no number, nor begin with one.
  bool may_count(std::string_view word) const { return starts_of_numbers_[start_key(word)]; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    Meaning meaning;
  };
  // The first three letters, six bits each. Takes ASCII words in any case, others folded.
  static std::size_t start_key(std::string_view word) {
    std::size_t key = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      const auto c = i < word.size() ? static_cast<unsigned char>(word[i]) : 0U;
      key = key << 6 | (c < 0x80 ? c & 31U : std::min(c - 0x80U + 27U, 63U));
    }
    return key;
  }
  void add(std::string_view word, Meaning meaning);
  void add_list(std::string_view words, Sense sense, std::uint8_t value);

  static constexpr std::size_t kSlots = 2048;
  std::array<Slot, kSlots> slots_{};
  std::bitset<1U << 18> starts_, starts_of_numbers_;
};

const Lexicon& lexicon();

// A folded word: letters up to the next character that is none. Ideographs are words by themselves.
struct FoldedWord {
  std::array<char, 24> bytes;
  std::uint8_t size = 0;   // 0: no letter here, or longer than any word listed
  bool undressed = false;  // written in full-width, mathematical or circled letters
  std::uint32_t end = 0;
  std::string_view text() const { return {bytes.data(), size}; }
};

FoldedWord read_word(std::string_view raw, std::size_t at);

// Whether a word in any case of ASCII is a Sense::service_end of three or four letters.
inline bool is_short_service_end(std::string_view word) {
  if (word.size() != 3 && word.size() != 4) return false;
  std::uint32_t letters = 0;
  for (const char c : word) letters = letters << 8 | (static_cast<unsigned char>(c) | 0x20U);
  switch (letters) {
    case 0x74616C6B:  // talk
    case 0x63686174:  // chat
    case 0x626F6F6B:  // book
    case 0x6772616D:  // gram
    case 0x617070:    // app
    case 0x746F6B:    // tok
    case 0x78696E:    // xin
      return true;
    default:
      return false;
  }
}

// Whether a list with a blank around each word holds the one that is written, in any case of ASCII.
bool lists_word(std::string_view words, std::string_view written);

// The word before `at`, over a little punctuation, on the same line; its `end` is where it starts,
// never further back than kFurthestBack bytes: who asks again behind every word stays linear.
inline constexpr std::size_t kFurthestBack = 120;
FoldedWord read_word_before(std::string_view raw, std::size_t at);

}  // namespace lodestar::text::internal
