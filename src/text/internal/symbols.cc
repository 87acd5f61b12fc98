// SPDX-License-Identifier: Apache-2.0
// number  = times one / ( one "hundred" / hundred ) ["and"] [below] / below
// below   = unit ["und" ten] / teen / ten [connector] unit / "soixante" teen /
//           "quatre" "vingt" (unit / teen)
// token   = 1*( digit / number word / letter that passes for a digit ), nothing left over
#include "text/internal/symbols.h"

#include <algorithm>
#include <bitset>
#include <span>

#include "text/internal/characters.h"
#include "text/internal/lexicon.h"
#include "text/internal/measures.h"

namespace lodestar::text::internal {
namespace {

constexpr std::size_t kMaxToken = 64;
constexpr std::size_t kShortestGlued = 3, kLongestGlued = 12;  // letters of a word inside a token

// The next word, over at most two spaces or hyphens.
FoldedWord next_word(std::string_view raw, std::size_t at) {
  for (int i = 0; i < 2 && at < raw.size() && (raw[at] == ' ' || raw[at] == '-'); ++i) ++at;
  return read_word(raw, at);
}

class NumberPhrase {
 public:
  NumberPhrase(std::string_view raw, std::size_t at) : raw_(raw), word_(read_word(raw, at)) {}

  std::optional<Reading> read() {
    if (!is_number(peek().sense)) return std::nullopt;  // before the next word is read
    const Meaning meaning = take();
    reading_.marks = static_cast<std::uint8_t>(kWords | (meaning.weak ? kWeak : 0) | dress_);
    switch (meaning.sense) {
      case Sense::times:
        return times(meaning.value);
      case Sense::unit:
        return unit(meaning.value);
      case Sense::teen:
        return number(teen(meaning.value));
      case Sense::ten:
        return number(meaning.value + below_ten(meaning.value, french_));
      case Sense::hundred:
        return number(100U * meaning.value + below_hundred());
      default:
        return std::nullopt;
    }
  }

 private:
  // Looks at the word in hand and goes behind it.
  Meaning take() {
    const Meaning meaning = lexicon().find(word_.text());
    french_ = word_.text() == "soixante" || word_.text() == "dix";
    reading_.end = word_.end;
    if (word_.undressed) dress_ = kUnicode;
    word_ = next_word(raw_, word_.end);
    return meaning;
  }
  Meaning peek() const { return word_.size == 0 ? Meaning{} : lexicon().find(word_.text()); }
  Reading number(unsigned value) {
    reading_.append_number(value);
    return reading_;
  }

  std::optional<Reading> times(unsigned times) {
    char digit = 0;
    if (peek().sense == Sense::unit) {
      digit = static_cast<char>('0' + peek().value);
      take();
    } else {
      std::size_t at = reading_.end;
      while (at < raw_.size() && raw_[at] == ' ' && at < reading_.end + 2U) ++at;
      const bool alone = at < raw_.size() && is_digit(raw_[at]) &&
                         (at + 1 == raw_.size() || !is_alnum(raw_[at + 1]));
      if (!alone) return std::nullopt;
      digit = raw_[at];
      reading_.end = static_cast<std::uint32_t>(at + 1);
    }
    for (unsigned i = 0; i < times; ++i) reading_.append(digit);
    return reading_;
  }

  Reading unit(unsigned value) {
    const Meaning next = peek();
    if (next.sense == Sense::hundreds && value > 0) {
      take();
      return number(value * 100 + below_many());
    }
    return number(times_twenty(value));
  }
  // "quatre-vingt-dix"
  unsigned times_twenty(unsigned value) {
    if (value != 4 || peek().value != 20 || !word_.text().starts_with("vingt")) return value;
    take();
    return 80 + below_ten(80, true);
  }
  // Behind "eight hundred": "fifty five", "and five", "fünf und fünfzig". But "five five five" is
  // said digit by digit, unless hundreds follow: "two hundred one three hundred thirty seven".
  unsigned below_many() {
    const NumberPhrase before = *this;
    const bool joined = peek().sense == Sense::connector;
    const unsigned below = below_hundred();
    if (below > 0 && below <= 9 && peek().sense == Sense::hundreds) {
      *this = before;  // "seven hundred nine hundred"
      return 0;
    }
    if (joined || below == 0 || below > 9) return below;
    const bool ends = !is_number(peek().sense) && !is_before_a_digit();
    if (ends || NumberPhrase(*this).is_of_hundreds()) return below;
    *this = before;
    return 0;
  }
  // "fünf und fünfzig"
  unsigned german_ten() {
    if (word_.text() != "und") return 0;
    const NumberPhrase before = *this;
    take();
    if (peek().sense == Sense::ten) return take().value;
    *this = before;
    return 0;
  }
  bool is_of_hundreds() {
    if (peek().sense != Sense::unit) return false;
    take();
    return peek().sense == Sense::hundreds;
  }
  bool is_before_a_digit() const {
    std::size_t at = reading_.end;
    while (at < raw_.size() && at < reading_.end + 2U && (raw_[at] == ' ' || raw_[at] == '-')) ++at;
    return at < raw_.size() && is_digit(raw_[at]);
  }

  unsigned teen(unsigned value) {
    const Meaning next = peek();
    if (!french_ || next.sense != Sense::unit || next.value < 7) return value;
    take();
    return value + next.value;  // dix-sept
  }

  // What follows a ten: "y uno", "et onze", "-five", or nothing.
  unsigned below_ten(unsigned ten, bool french) {
    const NumberPhrase before = *this;
    if (peek().sense == Sense::connector) take();
    const Meaning next = peek();
    if (next.sense == Sense::unit && next.value > 0) return take().value;
    if (french && (ten == 60 || ten == 80) && next.sense == Sense::teen) {
      take();
      return teen(next.value);
    }
    *this = before;
    return 0;
  }

  unsigned below_hundred() {
    const NumberPhrase before = *this;
    if (peek().sense == Sense::connector) take();
    const Meaning next = peek();
    if (next.sense == Sense::ten || next.sense == Sense::teen || next.sense == Sense::unit) {
      take();
      if (next.sense == Sense::ten) return next.value + below_ten(next.value, french_);
      if (next.sense == Sense::teen) return teen(next.value);
      const unsigned twenties = times_twenty(next.value);
      return twenties > 9 ? twenties : next.value + german_ten();
    }
    *this = before;
    return 0;
  }

  std::string_view raw_;
  FoldedWord word_;
  Reading reading_;
  std::uint8_t dress_ = 0;
  bool french_ = false;  // the word taken last counts on to nineteen
};

// A token of letters and digits without a gap, read to its end or not at all.
class GluedToken {
 public:
  GluedToken(std::string_view raw, std::size_t at)
      : raw_(raw), start_(static_cast<std::uint32_t>(at)) {
    std::size_t here = at;
    while (here < raw.size() && size_ < kMaxToken) {
      const Glyph glyph = read_glyph(raw, here);
      const bool bar = glyph.code_point == '|' && size_ > 0 && !is_separator(raw, at, here);
      if (!goes_on(glyph) && !bar) break;
      const bool numeral = glyph.ideograph && glyph.value >= 0;
      if (size_ > 0 && glyph.ideograph != glyphs_[0].ideograph) break;
      if (glyph.ideograph && !numeral) break;
      here = glyph.end;
      if (glyph.kind != GlyphKind::mark) add(glyph);
    }
    // Of a longer one no part is a number; that it is read no further keeps the scan linear.
    if (size_ == kMaxToken && here < raw.size() && goes_on(read_glyph(raw, here))) size_ = 0;
    // A bar after nine digits or more is a frame, not a one.
    while (size_ > 0 && glyphs_[size_ - 1U].code_point == '|' && (size_ > 10 || !has_digit_))
      --size_;
  }

  std::optional<Reading> read() {
    if (size_ == 0) return std::nullopt;
    if (!read_from(0) && !read_word_in_leet()) return std::nullopt;
    reading_.end = glyphs_[size_ - 1U].end;
    if (ends_in_ten_) add_unit_behind();
    if (looks_behind_ && ends_in_hundred_ && reading_.marks == kWords) {
      add_below_hundred_behind();
      return reading_;
    }
    if (has_digit_) reading_.marks |= kHasDigit;
    const bool leet = (reading_.marks & kLeet) != 0 && spelled_ < letters_;
    const std::size_t looks = letters_ - spelled_;
    if (leet && looks > 2 * (size_ - letters_) && !all_strict_) return std::nullopt;
    if (leet && is_name()) return std::nullopt;
    if (leet && !has_digit_) reading_.marks |= kWeak;
    if (leet && letters_ == 1 && size_ < 8 && has_unit_letter()) reading_.marks |= kUnitLike;
    if (leet && letters_ > 1 && has_digit_ && is_measure(cut(raw_, {start_, reading_.end})))
      reading_.marks |= kUnitLike | kMeasure;
    return reading_;
  }

 private:
  // "Lola1998", "lola917420683" and, although its letters are shaped like digits, "BEA1998": a word
  // of letters, then digits. "BSS5550142" is a number.
  bool is_name() const {
    constexpr std::size_t kShortestName = 3, kYear = 4;
    const auto is_letter_glyph = [](const Glyph& g) { return g.kind == GlyphKind::letter; };
    const auto token = std::span(glyphs_).first(size_);
    const auto leading =
        static_cast<std::size_t>(std::ranges::find_if_not(token, is_letter_glyph) - token.begin());
    if (leading < kShortestName || leading != letters_ || !has_digit_) return false;
    const auto is_small = [](const Glyph& g) {  // and not shaped like a digit
      constexpr std::string_view kSmallDigits = "olgq";
      const char c = static_cast<char>(g.code_point < 0x80 ? g.code_point : 0);
      return c >= 'a' && c <= 'z' && kSmallDigits.find(c) == std::string_view::npos;
    };
    if (std::ranges::any_of(token.first(leading), is_small)) return true;
    // "GLAA0117": the letters of a register, and fewer digits than a number in disguise would have.
    constexpr std::size_t kOfARegister = 4, kMostOfOne = 9;
    if (leading >= kOfARegister && size_ <= kMostOfOne) return true;
    if (size_ != leading + kYear) return false;
    const std::string_view tail = reading_.digits().substr(reading_.size - kYear);
    return tail.starts_with("19") || tail.starts_with("20");
  }

  // "500g", "B12": but O and I are taken for digits anywhere, and nothing is counted in Z.
  bool has_unit_letter() const {
    const auto is_unit = [](const Glyph& glyph) {
      return glyph.kind == GlyphKind::letter && glyph.folded != 'o' && glyph.folded != 'z' &&
             glyph.code_point != 'I';
    };
    return is_unit(glyphs_[0]) || is_unit(glyphs_[size_ - 1U]);
  }

  static bool goes_on(const Glyph& glyph) {
    return glyph.kind == GlyphKind::letter || glyph.kind == GlyphKind::digit ||
           glyph.kind == GlyphKind::mark;
  }

  // "612|345|678", "0161 496 0507|Fax", "|0161 496 0507|": between plain digits a bar is a one only
  // where it stands among fewer than a group of them, as in "05|7". One that stood between groups
  // does so again: "07481|227|940|2 girls".
  bool is_separator(std::string_view raw, std::size_t start, std::size_t bar) const {
    constexpr std::size_t kGroup = 3, kMostLookedAt = 16;
    if (size_ == 1 && letters_ == 0 && is_between_digits(raw, bar)) return true;
    const bool is_word = size_ >= kGroup && letters_ == size_ && !all_strict_;  // "Lola|22|..."
    if (letters_ > 0) return is_word;
    std::size_t end = bar + 1;
    while (end < raw.size() && end - bar <= kMostLookedAt && is_digit(raw[end])) ++end;
    const std::size_t right = end - bar - 1;
    const char next = end < raw.size() ? raw[end] : '\0';
    if (right == 0 && next == '|') return false;
    const bool is_behind_one = start > 0 && raw[start - 1] == '|';
    if (is_behind_one && size_ >= kGroup - 1) return true;
    if ((right == 0 || size_ >= kGroup) && is_frame(raw, bar)) return true;
    if (right == 0) return size_ > kGroup || (size_ == kGroup && is_letter(next));
    const std::size_t least = next == '|' || is_behind_one ? kGroup - 1 : kGroup;
    return size_ >= least && right >= least;
  }
  // "6|5|5|2|0|1|3|3|7": one digit, one bar, over and over.
  static bool is_between_digits(std::string_view raw, std::size_t bar) {
    constexpr std::size_t kFewest = 5, kMost = 16;  // pairs of a digit and a bar
    std::size_t before = 0, behind = 0;
    while (before < kMost && bar >= 2 * before + 1 && is_digit(raw[bar - 2 * before - 1]) &&
           raw[bar - 2 * before] == '|')
      ++before;
    while (behind < kMost && bar + 2 * behind + 1 < raw.size() && raw[bar + 2 * behind] == '|' &&
           is_digit(raw[bar + 2 * behind + 1]))
      ++behind;
    return before + behind > kFewest;
  }
  // "|07481 227 940|", "| 655 201 337|", "07481 227 940|": a bar behind a number that another is
  // before, or that needs no digit more.
  bool is_frame(std::string_view raw, std::size_t bar) const {
    constexpr std::size_t kFewest = 9, kEnough = 11, kMostLookedAt = 24, kGroup = 3;
    std::size_t digits = 0, at = bar;
    for (; at > 0 && bar - at < kMostLookedAt; --at) {
      const char c = raw[at - 1];
      if (!is_digit(c) && std::string_view(" -./()+").find(c) == std::string_view::npos) break;
      digits += is_digit(c) ? 1 : 0;
    }
    const bool is_open = at > 0 && raw[at - 1] == '|';
    return digits >= (is_open ? kFewest : kEnough) && (is_open || size_ >= kGroup);
  }

  void add(const Glyph& glyph) {
    if (glyph.kind == GlyphKind::digit) {
      has_digit_ = true;
    } else {
      ++letters_;
      all_strict_ = all_strict_ && leet_value(glyph, true) >= 0;
    }
    glyphs_[size_++] = glyph;
  }

  bool read_from(std::size_t at) {
    if (at == size_) return true;
    if (failed_[at]) return false;
    const Reading before = reading_;
    if (glyphs_[at].value >= 0) {
      static constexpr std::uint8_t kMarks[] = {0, kUnicode, kEmoji, kWords};
      reading_.marks |= kMarks[static_cast<std::size_t>(glyphs_[at].dress)];
      if (reading_.append_number(static_cast<unsigned>(glyphs_[at].value)) && read_from(at + 1))
        return true;
    } else if (read_word_at(at) || read_leet_at(at)) {
      return true;
    }
    reading_ = before;
    failed_[at] = true;
    return false;
  }

  Meaning word_at(std::size_t at, std::size_t length) const {
    std::array<char, kLongestGlued> letters;
    for (std::size_t i = 0; i < length; ++i) {
      if (glyphs_[at + i].kind != GlyphKind::letter) return {};
      letters[i] = glyphs_[at + i].folded;
    }
    return lexicon().find({letters.data(), length});
  }

  bool read_word_at(std::size_t at) {
    const Reading before = reading_;
    for (std::size_t length = std::min(kLongestGlued, size_ - at); length >= kShortestGlued;
         --length) {
      const Meaning meaning = word_at(at, length);
      if (meaning.sense != Sense::unit && meaning.sense != Sense::teen &&
          meaning.sense != Sense::ten)
        continue;
      unsigned value = meaning.value;
      std::size_t next = at + length;
      if (meaning.sense == Sense::ten) next = add_unit(next, value);
      ends_in_ten_ = meaning.sense == Sense::ten && next == size_ && value % 10 == 0;
      if (meaning.sense == Sense::unit) next = add_hundreds(add_german_ten(next, value), value);
      // "SEI5S5" is no Italian six; "einundzwanzig" is a German twenty-one.
      if (meaning.weak && next == at + length) continue;
      reading_.marks |= kWords;
      spelled_ += next - at;
      if (reading_.append_number(value) && read_from(next)) return true;
      spelled_ -= next - at;
      reading_ = before;
    }
    return false;
  }

  // "s1x", "thr33": a number word, digits in place of the letters that they look like.
  bool read_word_in_leet() {
    constexpr std::string_view kLetters = "oi_eas_t__";
    constexpr std::size_t kShortest = 3, kLongest = 6;
    if (!has_digit_ || size_ < kShortest || size_ > kLongest || letters_ == 0) return false;
    std::array<char, kLongest> letters;
    for (std::size_t i = 0; i < size_; ++i) {
      const Glyph& glyph = glyphs_[i];
      const bool is_ascii = glyph.dress == Dress::ascii && glyph.value >= 0;
      letters[i] = is_ascii ? kLetters[static_cast<std::size_t>(glyph.value)] : glyph.folded;
    }
    const Meaning meaning = lexicon().find({letters.data(), size_});
    if (meaning.sense != Sense::unit || meaning.weak) return false;
    reading_.marks = kWords | kLeet;
    spelled_ = letters_;
    return reading_.append_number(meaning.value);
  }

  // "81ninety three"
  void add_unit_behind() {
    const FoldedWord word = next_word(raw_, reading_.end);
    const Meaning unit = word.size > 0 ? lexicon().find(word.text()) : Meaning{};
    if (unit.sense != Sense::unit || unit.value == 0 || unit.weak) return;
    reading_.buffer[reading_.size - 1U] = static_cast<char>('0' + unit.value);
    reading_.end = word.end;
  }

  // "twentyone", "treintaysiete"
  std::size_t add_unit(std::size_t at, unsigned& value) const {
    if (at < size_ && word_at(at, 1).sense == Sense::connector) {
      if (const std::size_t end = add_unit(at + 1, value); end > at + 1) return end;
    }
    for (std::size_t length = kShortestGlued; length <= 5 && at + length <= size_; ++length) {
      const Meaning unit = word_at(at, length);
      if (unit.sense != Sense::unit || unit.value == 0) continue;
      value += unit.value;
      return at + length;
    }
    return at;
  }

  // "einundzwanzig"
  std::size_t add_german_ten(std::size_t at, unsigned& value) const {
    if (at + 3 > size_ || word_at(at, 3).sense != Sense::connector) return at;
    for (std::size_t length = 6; length <= 8 && at + 3 + length <= size_; ++length) {
      const Meaning ten = word_at(at + 3, length);
      if (ten.sense != Sense::ten) continue;
      value += ten.value;
      return at + 3 + length;
    }
    return at;
  }

  // "sechshundertfünfundfünfzig"
  std::size_t add_hundreds(std::size_t at, unsigned& value) {
    constexpr std::size_t kHundert = 7, kUnd = 3;
    if (value == 0 || value > 9 || at + kHundert > size_ ||
        word_at(at, kHundert).sense != Sense::hundreds)
      return at;
    value *= 100;
    at += kHundert;
    ends_in_hundred_ = at == size_;
    if (at + kUnd < size_ && word_at(at, kUnd).sense == Sense::connector) {
      if (const std::size_t end = add_below_hundred(at + kUnd, value); end > at + kUnd) return end;
    }
    return add_below_hundred(at, value);
  }
  std::size_t add_below_hundred(std::size_t at, unsigned& value) const {
    for (std::size_t length = std::min(kLongestGlued, size_ - at); length >= kShortestGlued;
         --length) {
      const Meaning meaning = word_at(at, length);
      unsigned below = meaning.value;
      std::size_t end = at + length;
      if (meaning.sense == Sense::unit) {
        end = add_german_ten(end, below);
      } else if (meaning.sense == Sense::ten) {
        end = add_unit(end, below);
      } else if (meaning.sense != Sense::teen) {
        continue;
      }
      value += below;
      return end;
    }
    return at;
  }
  // "sechshundert fünfundfünfzig"; but "achthundert fünf fünf fünf" is said digit by digit.
  void add_below_hundred_behind() {
    const std::uint32_t at = reading_.end + 1U;
    if (at >= raw_.size() || raw_[at - 1U] != ' ') return;
    const Reading hundreds = reading_;
    GluedToken next(raw_, at);  // no glyph of this token is looked at again
    next.looks_behind_ = false;
    const auto below = next.read();
    reading_ = hundreds;
    if (!below || below->size != 2 || below->marks != kWords || below->buffer[0] == '0') return;
    std::ranges::copy(below->digits(), reading_.buffer.begin() + (reading_.size - 2));
    reading_.end = below->end;
  }

  bool read_leet_at(std::size_t at) {
    const int value = leet_value(glyphs_[at], !has_digit_);
    if (value < 0 || (!has_digit_ && !all_strict_)) return false;
    reading_.marks |= kLeet;
    return reading_.append(static_cast<char>('0' + value)) && read_from(at + 1);
  }

  using Glyphs = std::array<Glyph, kMaxToken>;
  static Glyphs& shared_glyphs() {
    thread_local Glyphs glyphs;  // made once: most tokens have few
    return glyphs;
  }

  std::string_view raw_;
  const std::uint32_t start_;
  Glyphs& glyphs_ = shared_glyphs();
  std::size_t size_ = 0, letters_ = 0, spelled_ = 0;  // letters, and those of number words
  bool has_digit_ = false, all_strict_ = true, ends_in_ten_ = false, ends_in_hundred_ = false,
       looks_behind_ = true;
  std::bitset<kMaxToken> failed_;
  Reading reading_;
};
}  // namespace

bool Reading::append_number(unsigned value) {
  if (value >= 100 && !append(static_cast<char>('0' + value / 100))) return false;
  if (value >= 10 && !append(static_cast<char>('0' + value / 10 % 10))) return false;
  return append(static_cast<char>('0' + value % 10));
}

std::optional<Reading> read_symbol(std::string_view raw, std::size_t at) {
  if (auto reading = NumberPhrase(raw, at).read()) {
    // "seven" may go on as "seven8": then the token is read whole.
    const bool ends =
        reading->end >= raw.size() || read_glyph(raw, reading->end).kind != GlyphKind::digit;
    if (ends) return reading;
  }
  return GluedToken(raw, at).read();
}

bool Run::push(Span span, std::string_view digits, std::uint8_t marks) {
  digits = digits.substr(0, 48);
  if (count_ == kMaxSymbols || digit_count_ + digits.size() > kMaxDigits) return false;
  std::ranges::copy(digits, digits_.begin() + digit_count_);
  symbols_[count_++] = {span, digit_count_, static_cast<std::uint8_t>(digits.size()), marks};
  digit_count_ = static_cast<std::uint16_t>(digit_count_ + digits.size());
  return true;
}

void Run::drop_from(std::uint32_t at) {
  while (count_ > 0 && symbols_[count_ - 1U].span.end > at) digit_count_ = symbols_[--count_].first;
}

}  // namespace lodestar::text::internal
