// SPDX-License-Identifier: Apache-2.0
// First characters one by one: what is not seen is left out, an accent joins its letter, Latin
// letters and digits in another dress (full width, mathematical) become plain. Then words: in one
// with Latin letters, or tied to such a one behind it ("а.nna"), letters of other alphabets become
// the Latin ones they look like, all of them or none.
#include "text/internal/seen_text.h"

#include <algorithm>
#include <cstring>

#include "text/internal/characters.h"
#include "text/internal/domains.h"
#include "text/internal/edges.h"
#include "text/utf8.h"
#include "text/words.h"

namespace lodestar::text::internal {
namespace {

constexpr char32_t kLastPlainLatin = 0x24F;
constexpr std::uint8_t kMostDisguised = 90;  // of confidence: somebody else may have meant it so

bool is_accent(char32_t c) { return c >= 0x300 && c <= 0x36F; }

// Digits that are read as such wherever they stand: none in circles, brackets or superscript.
bool is_decimal(const Glyph& glyph) {
  const char32_t c = glyph.code_point;
  const bool is_dressed = c < 0x660 || (c >= 0x2070 && c < 0x3300) || (c >= 0x1F100 && c < 0x1F10D);
  return glyph.kind == GlyphKind::digit && glyph.dress == Dress::unicode && !is_dressed;
}

// "a" of "ａ" and of "𝐚"; 0 for other letters.
char undressed(const Glyph& glyph) {
  const bool is_latin = glyph.folded >= 'a' && glyph.folded <= 'z' && glyph.code_point >= 0x2000;
  return glyph.kind == GlyphKind::letter && is_latin ? glyph.folded : '\0';
}

// The blank of Braille and the filler of Hangul, by themselves as wide as a letter.
bool is_empty(char32_t c) { return c == 0x2800 || c == 0x3164; }

// Where one of those stands that is passed over: inside a name. More of them, and one before
// a capital, are blanks.
std::size_t find_passed_over(std::string_view raw) {
  constexpr std::string_view kEmpty[] = {"\u2800", "\u3164"};
  const std::size_t at = std::min(raw.find(kEmpty[0]), raw.find(kEmpty[1]));
  if (at == 0 || at == raw.npos || at + 3 >= raw.size()) return raw.npos;
  const bool is_one = std::ranges::all_of(
      kEmpty, [&](std::string_view empty) { return raw.find(empty, at + 3) == raw.npos; });
  const auto is_of_a_name = [](char c) { return is_alnum(c) || c == '_'; };
  const bool is_capital = is_letter(raw[at + 3]) && raw[at + 3] != to_lower(raw[at + 3]);
  const bool is_inside = is_of_a_name(raw[at - 1]) && is_of_a_name(raw[at + 3]) && !is_capital;
  return is_one && is_inside && !is_cue_before(raw, at) ? at : raw.npos;
}

// "annaⓐgmail.com"
bool is_at_in_a_circle(std::string_view raw, std::size_t at, const Glyph& glyph) {
  if (glyph.code_point != 0x24D0 && glyph.code_point != 0x24B6) return false;
  if (at == 0 || !is_alnum(raw[at - 1])) return false;
  const auto domain = read_domain(raw, glyph.end);
  return domain && is_mail_provider(domain->name);
}

void append(SeenText& to, Span from, std::string_view bytes) {
  to.text += bytes;
  to.from.insert(to.from.end(), bytes.size(), from);
}

// An accent that goes with no letter is one of many on top of each other, or a stroke: passed over.
void join_accent(SeenText& seen, char32_t& letter, Span accent, char32_t code_point) {
  letter = letter == 0 ? 0 : compose(letter, code_point);
  if (letter == 0) return;
  const std::size_t start = start_of_character_before(seen.text, seen.text.size());
  const std::uint32_t start_in_raw = seen.from[start].start;
  seen.text.resize(start);
  seen.from.resize(start);
  std::string bytes;
  append_utf8(letter, bytes);
  append(seen, {start_in_raw, accent.end}, bytes);
}

SeenText read_characters(std::string_view raw) {
  SeenText seen;
  char32_t letter = 0;  // that an accent would join
  const std::size_t passed_over = find_passed_over(raw);
  for (std::uint32_t at = 0; at < raw.size();) {
    const Glyph glyph = read_glyph(raw, at);
    const Span span{at, glyph.end};
    at = glyph.end;
    if (is_accent(glyph.code_point)) join_accent(seen, letter, span, glyph.code_point);
    if (glyph.kind == GlyphKind::mark || span.start == passed_over) continue;
    letter = glyph.kind == GlyphKind::letter ? glyph.code_point : 0;
    char plain = is_ornament(raw, span.start, glyph) ? '\0' : undressed(glyph);
    if (is_at_in_a_circle(raw, span.start, glyph)) plain = '@';
    if (is_decimal(glyph)) plain = static_cast<char>('0' + glyph.value);
    append(seen, span, plain != 0 ? std::string_view(&plain, 1) : cut(raw, span));
  }
  return seen;
}

// Letters, digits and "_" in a row.
struct Run {
  std::size_t end = 0;
  bool has_latin = false;   // a-z
  bool has_twins = false;   // letters that look like a-z
  bool is_readable = true;  // no other letters
};

Run run_at(std::string_view text, std::size_t at) {
  Run run{.end = at};
  while (run.end < text.size()) {
    const Glyph glyph = read_glyph(text, run.end);
    const bool is_letter_beyond = glyph.kind == GlyphKind::letter && glyph.code_point >= 0x80;
    if (is_letter_beyond ? glyph.ideograph : !is_alnum(text[run.end]) && text[run.end] != '_')
      break;
    run.has_latin |= is_letter(text[run.end]);
    if (glyph.code_point > kLastPlainLatin) {
      const bool is_twin = latin_twin(glyph.code_point) != 0;
      run.has_twins |= is_twin;
      run.is_readable &= is_twin;
    }
    run.end = glyph.end;
  }
  return run;
}

SeenText fold_twins(SeenText seen) {
  SeenText folded;
  const std::string_view text = seen.text;
  const auto is_tied_to_latin = [&](std::size_t end) {
    return end + 1 < text.size() && (text[end] == '.' || text[end] == '-') &&
           is_letter(text[end + 1]);
  };
  for (std::size_t at = 0; at < text.size();) {
    const Run run = run_at(text, at);
    const bool is_disguised =
        run.has_twins && run.is_readable && (run.has_latin || is_tied_to_latin(run.end));
    for (const std::size_t end = std::max<std::size_t>(run.end, read_glyph(text, at).end);
         at < end;) {
      const Glyph glyph = read_glyph(text, at);
      const char twin =
          is_disguised && glyph.code_point > kLastPlainLatin ? latin_twin(glyph.code_point) : '\0';
      append(folded, seen.from[at],
             twin != 0 ? std::string_view(&twin, 1) : text.substr(at, glyph.end - at));
      at = glyph.end;
    }
  }
  return folded;
}

bool is_ascii_letter_near(std::string_view raw, std::size_t start, std::size_t end) {
  const auto goes_on = [](char c) { return is_digit(c) || c == '_'; };
  while (start > 0 && goes_on(raw[start - 1])) --start;
  while (end < raw.size() && goes_on(raw[end])) ++end;
  if (start > 0 && is_letter(raw[start - 1])) return true;
  if (end + 1 < raw.size() && (raw[end] == '.' || raw[end] == '-')) ++end;
  return end < raw.size() && is_letter(raw[end]);
}

bool is_ascii_beside(std::string_view raw, std::size_t start, std::size_t end) {
  const auto is_it = [](char c) { return c > ' ' && c <= '~'; };
  return (start > 0 && is_it(raw[start - 1])) || (end < raw.size() && is_it(raw[end]));
}

// Whether a character beyond ASCII and its neighbours may be seen otherwise than they are written.
bool may_be_seen_otherwise(std::string_view raw, std::size_t at, const Glyph& glyph) {
  const char32_t c = glyph.code_point;
  if (is_accent(c)) return true;
  if (glyph.kind == GlyphKind::mark) return is_ascii_beside(raw, at, glyph.end);
  if (is_decimal(glyph)) return is_ascii_letter_near(raw, at, glyph.end);
  if (undressed(glyph) != 0) return true;
  if (is_empty(c)) return is_ascii_beside(raw, at, glyph.end);
  return latin_twin(c) != 0 && is_ascii_letter_near(raw, at, glyph.end);
}

unsigned byte_at(std::string_view raw, std::size_t at) {
  return at < raw.size() ? static_cast<unsigned char>(raw[at]) : 0U;
}

// Greek to Arabic, but for accents.
bool is_narrow_lead(unsigned lead) { return lead >= 0xCE && lead <= 0xDB; }

std::size_t end_of_ascii(std::string_view raw, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::uint64_t eight = 0;
  for (; at + sizeof eight <= raw.size(); at += sizeof eight) {
    std::memcpy(&eight, raw.data() + at, sizeof eight);
    if ((eight & kHighBits) != 0) break;
  }
  while (at < raw.size() && byte_at(raw, at) < 0x80) ++at;
  return at;
}

// How many bytes can be passed over by their first ones alone, because what they are is seen as it
// is written; 0 where a closer look is needed.
std::size_t size_of_plain(std::string_view raw, std::size_t at) {
  const unsigned a = byte_at(raw, at), b = byte_at(raw, at + 1), c = byte_at(raw, at + 2);
  if (a >= 0xC3 && a <= 0xC8) return 2;  // Latin
  if (a == 0xE2) {
    const bool is_hidden = (b == 0x80 && ((c >= 0x8B && c <= 0x8F) || (c >= 0xAA && c <= 0xAE))) ||
                           (b == 0x81 && c >= 0xA0) || (b == 0xA0 && c == 0x80);
    const bool is_circled = (b == 0x92 && c >= 0xB6) || (b == 0x93 && c <= 0xA9);
    return is_hidden || is_circled ? 0 : 3;
  }
  if (a >= 0xE3 && a <= 0xEE) return a == 0xE3 && b == 0x85 && c == 0xA4 ? 0 : 3;
  if (a == 0xEF && b == 0xB8) {  // a variation selector: of the emoji before it, or of a key cap
    const bool is_of_a_sign = at == 0 || !is_alnum(raw[at - 1]);
    const bool is_key_cap = raw.substr(std::min(at + 3, raw.size())).starts_with("\u20E3");
    return is_of_a_sign || is_key_cap ? 3 : 0;
  }
  if (a == 0xEF) return b >= 0xBB && b <= 0xBE ? 0 : 3;
  if (a == 0xF0) return b == 0x9D || (b == 0x9F && c >= 0x84 && c <= 0x86) ? 0 : 4;
  return 0;
}

std::size_t end_of_narrow(std::string_view raw, std::size_t at) {
  while (is_narrow_lead(byte_at(raw, at))) at += 2;
  return std::min(at, raw.size());
}

// Words of narrow letters touch others at their ends only, and one end tells: all letters of a word
// are folded or none.
bool may_be_seen_otherwise(std::string_view raw) {
  bool has_mark = false;
  for (std::size_t at = end_of_ascii(raw, 0); at < raw.size(); at = end_of_ascii(raw, at)) {
    if (const std::size_t end = end_of_narrow(raw, at); end > at) {
      if (is_ascii_letter_near(raw, at, end)) return true;
      at = end;
      continue;
    }
    if (const std::size_t plain = size_of_plain(raw, at); plain > 0) {
      at = std::min(at + plain, raw.size());
      continue;
    }
    const Glyph glyph = read_glyph(raw, at);
    if (may_be_seen_otherwise(raw, at, glyph)) return true;
    has_mark |= glyph.kind == GlyphKind::mark;
    at = glyph.end;
  }
  return has_mark && raw.find('@') != std::string_view::npos;
}
}  // namespace

Identifier SeenText::in_raw(std::string_view raw, Identifier identifier) const {
  const std::string_view seen = cut(text, identifier.span);
  identifier.span = {from[identifier.span.start].start, from[identifier.span.end - 1U].end};
  std::string unhidden;
  bool is_interleaved = false;
  for (std::uint32_t at = identifier.span.start; at < identifier.span.end;) {
    const Glyph glyph = read_glyph(raw, at);
    const bool is_mark = glyph.kind == GlyphKind::mark && !is_accent(glyph.code_point);
    const bool is_hidden = is_mark || is_empty(glyph.code_point);
    is_interleaved |= is_hidden;
    if (!is_hidden) unhidden += raw.substr(at, glyph.end - at);
    at = glyph.end;
  }
  const bool is_unicode = unhidden != seen;
  if (!is_unicode && !is_interleaved) return identifier;
  const bool is_plain = identifier.obfuscation == Obfuscation::plain ||
                        identifier.obfuscation == Obfuscation::separated;
  identifier.obfuscation = !is_plain || (is_unicode && is_interleaved) ? Obfuscation::mixed
                           : is_unicode                                ? Obfuscation::unicode
                                                                       : Obfuscation::interleaved;
  identifier.confidence = std::min(identifier.confidence, kMostDisguised);
  return identifier;
}

std::optional<SeenText> read_seen_text(std::string_view raw) {
  if (!may_be_seen_otherwise(raw)) return std::nullopt;
  return fold_twins(read_characters(raw));
}

}  // namespace lodestar::text::internal
