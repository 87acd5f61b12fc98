// SPDX-License-Identifier: Apache-2.0
// Cuts raw UTF-8 into words that compare equal when people would read them as equal.
//
// Shapes   each Word is a span of the raw bytes and a 32-bit hash of its folded form. Words are
//          runs of letters and digits of any script; Chinese, Japanese and Thai give one word a
//          character, of Thai and Lao with the vowels around it; each emoji is a word.
// Units    spans are bytes of the raw text.
// Errors   none: invalid bytes separate words.
// Cost     ASCII about 400 MB/s; other text about 100 MB/s.
// Threads  pure; the fold table is made once, before first use, and never changes.
// Source   Unicode 15 through ICU 72: NFKD, case folding, combining accents and zero-width
//          characters dropped, confusable letters mapped where a word mixes scripts (UTS #39).
// Example  cut_words("Llámame YA", words) -> two words, hashes of "llamame" and "ya"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace lodestar::text {

enum class WordKind : std::uint8_t { letters, digits, ideograph, symbol };

struct Word {
  Span span;
  std::uint32_t hash = 0;
  WordKind kind = WordKind::letters;
};

// Appends the words of raw.
void cut_words(std::string_view raw, std::vector<Word>& words);

// Whether a word's hash is of an ideograph: of these alone all bits of the top byte are set.
constexpr bool is_ideograph(std::uint32_t hash) { return hash >= 0xFF000000U; }

// Removes all symbols where they stand between most words, as in "call 🌹 me 🌹 now 🌹 please":
// there they are ornament. Elsewhere a symbol is a word as any other.
void drop_ornament(std::vector<Word>& words);

// The letter a-z that a Greek, Cyrillic or Armenian letter, or one of the phonetic alphabet, passes
// for as it is written ("Н" for h, "с" for c), or 0.
char latin_twin(char32_t letter);
// The one character of a letter and an accent behind it, or 0.
char32_t compose(char32_t letter, char32_t accent);

// Which character of a text is not seen as what it is, in words: a space but the plain one, one
// that a reader of text leaves out, such as the fillers of Hangul and variation selectors, one that
// turns the direction of the rest, one that stands for something else or has no form, such as
// U+FFFC and those of private use, or a byte that is no UTF-8. For what people sign or name.
enum class Joiners : std::uint8_t {
  unseen,
  kept  // between letters of scripts that have them, as in Persian and in India
};
std::optional<std::string> find_unseen(std::string_view text, Joiners joiners);
// The text, which is UTF-8, without joiners that change nothing that is seen: between letters that
// are joined anyway, or that cannot be. Those that part two letters, join one to nothing, or stand
// beside a virama (as in Persian, in India and in Sri Lanka) are kept.
std::string without_idle_joiners(std::string_view text);
// Which character of a text of several lines turns the direction of what follows, or steers what
// shows it (a control character but the tab and a line's end), in words; or is no UTF-8. For what
// people write at length, where joiners and spaces of any kind are at home.
std::optional<std::string> find_steering(std::string_view text);

// The folded form whose hash a Word carries.
std::string fold_word(std::string_view raw_word);
std::uint32_t hash_word(std::string_view folded);

}  // namespace lodestar::text
