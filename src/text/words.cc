// SPDX-License-Identifier: Apache-2.0
// How a code point is read is decided once, in a table made from ICU:
//
//   class        example           effect
//   separator    space , ! (       ends a word
//   letter       a ж ع              part of a word, in folded form (one to four bytes or more of
//   UTF-8) digit        7 ７ ٧             part of a word, as ASCII joiner       ' U+00AD U+200B
//   inside a word: vanishes; elsewhere: nothing mark         U+0301            vanishes (accent),
//   or belongs to the letter before (vowel signs) ideograph    工 あ ก            a word of its
//   own, with the marks behind it symbol       emoji             a word of its own
#include "text/words.h"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/assert.h"
#include "base/printable.h"
#include "text/utf8.h"

namespace lodestar::text {
namespace {

enum class Class : std::uint8_t { separator, letter, digit, joiner, mark, ideograph, symbol };

constexpr char32_t kTableSize = 0x20000;  // planes 0 and 1; above: ideographs, or separators

struct Entry {
  Class kind = Class::separator;
  bool latin = false;
  bool cyrillic_or_greek = false;
  bool vowel_before = false;  // of Thai and Lao: belongs to the consonant behind it
  char confusable = 0;        // the ASCII letter it can pass for, for Cyrillic and Greek
  std::array<char, 11> folded{};
  std::uint8_t size = 0;
};

// Vowel signs of Thai and Lao that stand behind their consonant as letters of their own.
bool is_vowel_behind(char32_t c) {
  constexpr std::array kVowels =
      std::to_array<char32_t>({0xE30, 0xE32, 0xE33, 0xE45, 0xEB0, 0xEB2, 0xEB3});
  return std::ranges::find(kVowels, c) != kVowels.end();
}

Class class_of(char32_t c) {
  const auto cp = static_cast<UChar32>(c);
  if (c == '\'' || c == 0x2019 || c == 0x02BC) return Class::joiner;
  if (u_hasBinaryProperty(cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) return Class::joiner;
  const int8_t category = u_charType(cp);
  if (category == U_ENCLOSING_MARK) return Class::joiner;
  if (category == U_NON_SPACING_MARK || category == U_COMBINING_SPACING_MARK) return Class::mark;
  if (is_vowel_behind(c)) return Class::mark;
  if (category == U_DECIMAL_DIGIT_NUMBER || u_charDigitValue(cp) >= 0) return Class::digit;
  if (u_isalpha(cp) != 0) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(cp, &status)) {
      case USCRIPT_HAN:
      case USCRIPT_HIRAGANA:
      case USCRIPT_KATAKANA:
      case USCRIPT_HANGUL:
      case USCRIPT_THAI:
      case USCRIPT_LAO:
      case USCRIPT_KHMER:
      case USCRIPT_MYANMAR:
        return Class::ideograph;
      default:
        return Class::letter;
    }
  }
  if (category == U_OTHER_NUMBER) return Class::letter;
  if (c > 0x7F && (category == U_OTHER_SYMBOL || category == U_MODIFIER_SYMBOL)) {
    return u_hasBinaryProperty(cp, UCHAR_EMOJI_MODIFIER) != 0 ? Class::joiner : Class::symbol;
  }
  return Class::separator;
}

// Compatibility decomposition, case folding, accents off; alphanumerics only.
std::string fold(char32_t c, const icu::Normalizer2& nfkd) {
  icu::UnicodeString text(static_cast<UChar32>(c));
  icu::UnicodeString decomposed;
  if (nfkd.getDecomposition(static_cast<UChar32>(c), decomposed) != 0) text = decomposed;
  text.foldCase(U_FOLD_CASE_DEFAULT);
  std::string folded;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 part = text.char32At(i);
    if (part >= 0x300 && part < 0x370) continue;
    const int32_t digit = u_charDigitValue(part);
    if (digit >= 0 && digit <= 9) {
      folded += static_cast<char>('0' + digit);
    } else if (u_isalnum(part) != 0 || u_getCombiningClass(part) != 0 ||
               u_charType(part) == U_NON_SPACING_MARK ||
               u_charType(part) == U_COMBINING_SPACING_MARK) {
      append_utf8(static_cast<char32_t>(part), folded);
    }
  }
  return folded;
}

// The ASCII letter that a character passes for as it is written, in the case it looks like; or 0.
char look_of(char32_t c, const USpoofChecker* checker) {
  UErrorCode status = U_ZERO_ERROR;
  std::string text;
  append_utf8(c, text);
  std::array<char, 16> skeleton{};
  const int32_t size =
      uspoof_getSkeletonUTF8(checker, 0, text.data(), static_cast<int32_t>(text.size()),
                             skeleton.data(), skeleton.size(), &status);
  const bool is_letter = size == 1 && ((skeleton[0] >= 'a' && skeleton[0] <= 'z') ||
                                       (skeleton[0] >= 'A' && skeleton[0] <= 'Z'));
  return U_SUCCESS(status) != 0 && is_letter ? skeleton[0] : '\0';
}
char confusable_of(char32_t folded, const USpoofChecker* checker) {
  const char look = look_of(folded, checker);
  return look >= 'a' ? look : '\0';
}

class Table {
 public:
  Table() : entries_(std::make_unique<Entry[]>(kTableSize)) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
    USpoofChecker* checker = uspoof_open(&status);
    LODESTAR_ASSERT(U_SUCCESS(status));  // ICU's data is part of the library
    for (char32_t c = 0; c < kTableSize; ++c) entries_[c] = make(c, *nfkd, checker);
    uspoof_close(checker);
  }
  const Entry& operator[](char32_t c) const {
    if (c < kTableSize) return entries_[c];
    return c < 0x32000 ? far_ideograph_ : far_separator_;
  }

 private:
  static Entry make(char32_t c, const icu::Normalizer2& nfkd, USpoofChecker* checker) {
    Entry entry;
    entry.kind = class_of(c);
    if (entry.kind == Class::separator || entry.kind == Class::joiner) return entry;
    std::string folded = entry.kind == Class::symbol ? std::string() : fold(c, nfkd);
    if (folded.empty() && entry.kind == Class::mark) {
      entry.kind = Class::joiner;
      return entry;
    }
    if (folded.empty()) append_utf8(c, folded);
    entry.vowel_before =
        u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_LOGICAL_ORDER_EXCEPTION) != 0;
    entry.size = static_cast<std::uint8_t>(std::min(folded.size(), entry.folded.size()));
    std::copy_n(folded.data(), entry.size, entry.folded.data());
    if (entry.kind == Class::letter) {
      UErrorCode status = U_ZERO_ERROR;
      const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
      entry.latin = script == USCRIPT_LATIN;
      entry.cyrillic_or_greek = script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK;
      if (entry.cyrillic_or_greek) {
        entry.confusable = confusable_of(decode_utf8(folded, 0).code_point, checker);
      }
    }
    return entry;
  }

  std::unique_ptr<Entry[]> entries_;
  Entry far_ideograph_{.kind = Class::ideograph};
  Entry far_separator_{};
};

const Table& table() {
  static const Table kTable;
  return kTable;
}

// ASCII: 0 separator, 1 joiner (apostrophe), 2 control (slow path not needed), otherwise the folded
// byte.
constexpr std::array<char, 128> kAscii = [] {
  std::array<char, 128> map{};
  for (int c = '0'; c <= '9'; ++c) map[c] = static_cast<char>(c);
  for (int c = 'a'; c <= 'z'; ++c) map[c] = map[c - 32] = static_cast<char>(c);
  map['\''] = 1;
  return map;
}();

// Letters of two bytes, as most words beyond ASCII have: read without the careful way.
struct NarrowLetter {
  std::array<char, 3> folded{};
  std::uint8_t size = 0;  // 0: not one of these
  std::uint8_t scripts = 0;
};
constexpr std::uint8_t kLatin = 1, kOther = 2;  // confusable where both are in one word

using NarrowLetters = std::array<NarrowLetter, 0x800>;
const NarrowLetters& narrow_letters() {
  static const NarrowLetters kLetters = [] {
    NarrowLetters letters;
    for (char32_t c = 0x80; c < letters.size(); ++c) {
      const Entry& entry = table()[c];
      if (entry.kind != Class::letter || entry.size > letters[c].folded.size()) continue;
      std::copy_n(entry.folded.data(), entry.size, letters[c].folded.data());
      letters[c].size = entry.size;
      letters[c].scripts = static_cast<std::uint8_t>((entry.latin ? kLatin : 0) |
                                                     (entry.cyrillic_or_greek ? kOther : 0));
    }
    return letters;
  }();
  return kLetters;
}

constexpr std::uint64_t kSeed = 0xcbf29ce484222325ULL;
constexpr std::uint64_t step(std::uint64_t h, char byte) {
  return (h ^ static_cast<unsigned char>(byte)) * 0x9fb21c651e98df25ULL;
}
constexpr std::uint32_t kIdeograph = 0xFF000000U;
constexpr std::uint32_t finish(std::uint64_t h) {
  const auto hash = static_cast<std::uint32_t>((h ^ (h >> 29)) >> 16);
  return hash < kIdeograph ? hash : hash & ~(1U << 31);
}

// Set for words whose folded form begins with an ideograph, as that of "㈠" does.
std::uint32_t mark_of(std::string_view folded) {
  const bool may_be = !folded.empty() && static_cast<unsigned char>(folded[0]) >= 0x80;
  const bool is_one = may_be && table()[decode_utf8(folded, 0).code_point].kind == Class::ideograph;
  return is_one ? kIdeograph : 0;
}

// Reads one word that starts at `at` and holds something beyond ASCII; `folded` receives its folded
// form.
class WordReader {
 public:
  WordReader(std::string_view raw, std::string& folded) : raw_(raw), folded_(folded) {}

  // The end of the word that starts at `at` (a letter, digit, ideograph or symbol).
  Word read(std::size_t at) {
    const Utf8 first = decode_utf8(raw_, at);
    const Entry& entry = table()[first.code_point];
    Word word{.span = {static_cast<std::uint32_t>(at), 0}};
    take(entry, first, at);
    std::size_t end = at + first.size;
    if (entry.kind == Class::ideograph || entry.kind == Class::symbol) {
      word.kind = entry.kind == Class::symbol ? WordKind::symbol : WordKind::ideograph;
      if (entry.vowel_before) end = take_consonant(end);
      end = run(end, [](Class kind) { return kind == Class::mark || kind == Class::joiner; });
    } else {
      end = run(end, [](Class kind) {
        return kind != Class::separator && kind != Class::ideograph && kind != Class::symbol;
      });
      word.kind = only_digits_ ? WordKind::digits : WordKind::letters;
      if (latin_ && other_) replace_confusables(at, end);
    }
    word.span.end = static_cast<std::uint32_t>(end);
    std::uint64_t h = kSeed;
    for (const char byte : folded_) h = step(h, byte);
    word.hash = finish(h) | mark_of(folded_);
    return word;
  }

 private:
  void take(const Entry& entry, const Utf8& c, std::size_t at) {
    if (entry.kind == Class::joiner) return;
    if (entry.size > 0) {
      folded_.append(entry.folded.data(), entry.size);
    } else {
      folded_.append(raw_, at, c.size);
    }
    latin_ |= entry.latin;
    other_ |= entry.cyrillic_or_greek;
    only_digits_ &= entry.kind == Class::digit;
  }
  std::size_t take_consonant(std::size_t at) {
    if (at == raw_.size()) return at;
    const Utf8 c = decode_utf8(raw_, at);
    const Entry& entry = table()[c.code_point];
    if (!c.valid || entry.kind != Class::ideograph || entry.vowel_before) return at;
    take(entry, c, at);
    return at + c.size;
  }
  // Joiners at the end of a word (a closing quotation mark, a zero-width space) stay outside its
  // span.
  template <typename Goes>
  std::size_t run(std::size_t at, Goes goes_on) {
    std::size_t end = at;
    while (at < raw_.size()) {
      const Utf8 c = decode_utf8(raw_, at);
      const Entry& entry = table()[c.code_point];
      if (!c.valid || !goes_on(entry.kind)) break;
      take(entry, c, at);
      at += c.size;
      if (entry.kind != Class::joiner || c.code_point > 0x2019) end = at;
    }
    return end;
  }
  void replace_confusables(std::size_t at, std::size_t end) {
    folded_.clear();
    while (at < end) {
      const Utf8 c = decode_utf8(raw_, at);
      const Entry& entry = table()[c.code_point];
      if (entry.confusable != 0) {
        folded_ += entry.confusable;
      } else {
        take(entry, c, at);
      }
      at += c.size;
    }
  }

  std::string_view raw_;
  std::string& folded_;
  bool latin_ = false;
  bool other_ = false;
  bool only_digits_ = true;
};

}  // namespace

void cut_words(std::string_view raw, std::vector<Word>& words) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(raw.data());
  const std::size_t size = raw.size();
  const NarrowLetters& narrow = narrow_letters();
  std::string folded;
  std::size_t at = 0;
  while (at < size) {
    const std::size_t start = at;
    if (bytes[at] < 0x80 && kAscii[bytes[at]] <= 1) {
      ++at;
      continue;
    }
    std::uint64_t h = kSeed;
    bool letters = false;
    std::uint8_t scripts = 0;
    std::size_t end = at;
    while (at < size) {
      if (bytes[at] < 0x80) {
        const char folded_byte = kAscii[bytes[at]];
        if (folded_byte == 0) break;
        ++at;
        if (folded_byte == 1) continue;  // an apostrophe vanishes; at the end it stays outside
        h = step(h, folded_byte);
        letters |= folded_byte > '9';
        scripts |= folded_byte > '9' ? kLatin : 0;
        end = at;
        continue;
      }
      if (bytes[at] < 0xC2 || bytes[at] > 0xDF || at + 1 == size) break;
      if ((bytes[at + 1] & 0xC0) != 0x80) break;
      const NarrowLetter& letter = narrow[(bytes[at] & 0x1FU) << 6 | (bytes[at + 1] & 0x3FU)];
      if (letter.size == 0) break;
      for (std::size_t i = 0; i < letter.size; ++i) h = step(h, letter.folded[i]);
      letters = true;
      scripts |= letter.scripts;
      end = at += 2;
    }
    if (scripts == (kLatin | kOther)) {
      folded.clear();
      words.push_back(WordReader(raw, folded).read(start));
      at = words.back().span.end;
      continue;
    }
    if (at < size && bytes[at] >= 0x80) {  // beyond ASCII: read the word again, the careful way
      const Utf8 c = decode_utf8(raw, at);
      const Class kind = c.valid ? table()[c.code_point].kind : Class::separator;
      const bool joins = kind == Class::letter || kind == Class::digit || kind == Class::mark ||
                         kind == Class::joiner;
      if (joins && at == start && kind != Class::letter && kind != Class::digit) {
        at += c.size;  // a mark or joiner with no word before it
        continue;
      }
      if (joins || (at == start && kind != Class::separator)) {
        folded.clear();
        words.push_back(WordReader(raw, folded).read(start));
        at = words.back().span.end;
        continue;
      }
      if (at == start) {
        at += c.size;
        continue;
      }
    }
    words.push_back({.span = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)},
                     .hash = finish(h),
                     .kind = letters ? WordKind::letters : WordKind::digits});
  }
}

void drop_ornament(std::vector<Word>& words) {
  constexpr std::size_t kLeast = 3;
  const auto is_symbol = [](const Word& word) { return word.kind == WordKind::symbol; };
  const auto first = std::ranges::find_if_not(words, is_symbol);
  std::size_t plain = 0, ornamented = 0;
  for (auto before = first; before != words.end();) {
    const auto next = std::find_if_not(before + 1, words.end(), is_symbol);
    if (next != words.end()) ++(next == before + 1 ? plain : ornamented);
    before = next;
  }
  if (ornamented >= kLeast && ornamented > plain) std::erase_if(words, is_symbol);
}

char latin_twin(char32_t letter) {
  constexpr char32_t kFirst = 0x250, kLast = 0x58F;  // phonetic to Armenian
  static const auto kTwins = [] {
    std::array<char, kLast - kFirst + 1> twins{};
    UErrorCode status = U_ZERO_ERROR;
    USpoofChecker* checker = uspoof_open(&status);
    LODESTAR_ASSERT(U_SUCCESS(status));
    for (char32_t c = kFirst; c <= kLast; ++c) {
      const bool is_capital = u_isupper(static_cast<UChar32>(c)) != 0;
      const char look = u_isalpha(static_cast<UChar32>(c)) != 0 ? look_of(c, checker) : '\0';
      // UTS #39 has one form for I and l.
      twins[c - kFirst] = is_capital && look == 'l' ? 'i'
                          : look == 0               ? '\0'
                                                    : static_cast<char>(look | 0x20);
    }
    uspoof_close(checker);
    return twins;
  }();
  return letter >= kFirst && letter <= kLast ? kTwins[letter - kFirst] : '\0';
}

char32_t compose(char32_t letter, char32_t accent) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  LODESTAR_ASSERT(U_SUCCESS(status));
  const UChar32 whole =
      nfc->composePair(static_cast<UChar32>(letter), static_cast<UChar32>(accent));
  return whole < 0 ? 0 : static_cast<char32_t>(whole);
}

namespace {

constexpr char32_t kNonJoiner = 0x200C, kJoiner = 0x200D;

bool is_joiner(char32_t character) { return character == kNonJoiner || character == kJoiner; }

// Embeddings, overrides and isolates; not the marks that Arabic and Hebrew are written with.
bool turns_direction(char32_t character) {
  return (character >= 0x202A && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069);
}

bool is_unseen(char32_t character) {
  // Marks of writing systems whose glyph is empty, and no property says so.
  constexpr std::array kEmpty =
      std::to_array<char32_t>({0x2800, 0x2D7F, 0x1107F, 0x16FE4, 0x1D159});
  // What is shown in place of something else: an object, a character that was lost.
  constexpr char32_t kObject = 0xFFFC, kLost = 0xFFFD;
  const auto cp = static_cast<UChar32>(character);
  const std::uint32_t kind = U_GET_GC_MASK(cp);
  return is_disguise(character) || character == kObject || character == kLost ||
         // has no form, or one of somebody's own, or is there to format others
         (kind & (U_GC_CN_MASK | U_GC_CO_MASK | U_GC_CF_MASK)) != 0 ||
         u_hasBinaryProperty(cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
         u_hasBinaryProperty(cp, UCHAR_WHITE_SPACE) != 0 ||
         std::ranges::find(kEmpty, character) != kEmpty.end();
}

}  // namespace

std::optional<std::string> find_unseen(std::string_view text, Joiners joiners) {
  bool may_join = false;
  // Of Arabic and what follows it in Unicode to the scripts of Asia: Latin, Greek and Cyrillic have
  // no use for joiners.
  const auto joins = [](char32_t letter) {
    return (letter >= 0x600 && letter < 0x1D00) || letter >= 0xA800;
  };
  std::size_t place = 0;
  for (std::size_t at = 0; at < text.size();) {
    ++place;
    const auto [character, size, is_valid] = decode_utf8(text, at);
    if (!is_valid) return fmt::format("character {} is no UTF-8", place);
    const bool is_between = is_joiner(character) && may_join && at + size < text.size() &&
                            joins(decode_utf8(text, at + size).code_point);
    const bool is_kept = character == ' ' || (is_between && joiners == Joiners::kept);
    if (!is_kept && is_unseen(character)) {
      return fmt::format("character {}, U+{:04X}, is not seen, or not as what it is", place,
                         static_cast<std::uint32_t>(character));
    }
    may_join = joins(character);
    at += size;
  }
  return {};
}

namespace {

// The mark of a script of Asia that takes a letter's vowel, and ties it to the next.
bool is_virama(char32_t character) {
  constexpr int kViramaClass = 9;  // of combining marks
  return u_getCombiningClass(static_cast<UChar32>(character)) == kViramaClass;
}

int joining_of(char32_t letter) {
  return u_getIntPropertyValue(static_cast<UChar32>(letter), UCHAR_JOINING_TYPE);
}
bool joins_next(char32_t letter) {
  const int how = joining_of(letter);
  return how == U_JT_DUAL_JOINING || how == U_JT_LEFT_JOINING || how == U_JT_JOIN_CAUSING;
}
bool joins_last(char32_t letter) {
  const int how = joining_of(letter);
  return how == U_JT_DUAL_JOINING || how == U_JT_RIGHT_JOINING || how == U_JT_JOIN_CAUSING;
}

// Whether the joiner at this place changes how its neighbours look. Marks above and below letters
// are passed over, as they do not join.
bool is_joiner_seen(std::u32string_view text, std::size_t at) {
  const auto is_mark = [](char32_t c) { return joining_of(c) == U_JT_TRANSPARENT; };
  std::u32string_view before = text.substr(0, at), behind = text.substr(at + 1);
  if (!before.empty() && is_virama(before.back())) return true;
  if (!behind.empty() && is_virama(behind.front())) return true;
  while (!before.empty() && is_mark(before.back())) before.remove_suffix(1);
  while (!behind.empty() && is_mark(behind.front())) behind.remove_prefix(1);
  const bool is_joined = !before.empty() && joins_next(before.back());
  const bool joins = !behind.empty() && joins_last(behind.front());
  return text[at] == kNonJoiner ? is_joined && joins : is_joined != joins;
}

}  // namespace

std::string without_idle_joiners(std::string_view text) {
  std::u32string characters;
  for (std::size_t at = 0; at < text.size();) {
    const auto [character, size, is_valid] = decode_utf8(text, at);
    characters += character;
    at += size;
  }
  std::string kept;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (!is_joiner(characters[i]) || is_joiner_seen(characters, i))
      append_utf8(characters[i], kept);
  }
  return kept;
}

std::optional<std::string> find_steering(std::string_view text) {
  std::size_t place = 0;
  for (std::size_t at = 0; at < text.size();) {
    ++place;
    const auto [character, size, is_valid] = decode_utf8(text, at);
    if (!is_valid) return fmt::format("character {} is no UTF-8", place);
    const bool is_layout = character == '\t' || character == '\n' || character == '\r';
    const bool is_control = u_charType(static_cast<UChar32>(character)) == U_CONTROL_CHAR;
    if (turns_direction(character) || (is_control && !is_layout)) {
      return fmt::format("character {}, U+{:04X}, steers how the rest is shown", place,
                         static_cast<std::uint32_t>(character));
    }
    at += size;
  }
  return {};
}

std::string fold_word(std::string_view raw_word) {
  std::string folded;
  const bool ascii = raw_word.find_first_not_of(
                         "'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") ==
                     std::string_view::npos;
  if (!ascii) {
    WordReader(raw_word, folded).read(0);
    return folded;
  }
  for (const char c : raw_word) {
    if (c != '\'') folded += kAscii[static_cast<unsigned char>(c)];
  }
  return folded;
}

std::uint32_t hash_word(std::string_view folded) {
  std::uint64_t h = kSeed;
  for (const char byte : folded) h = step(h, byte);
  return finish(h) | mark_of(folded);
}

}  // namespace lodestar::text
