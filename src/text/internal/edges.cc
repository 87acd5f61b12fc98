// SPDX-License-Identifier: Apache-2.0
#include "text/internal/edges.h"

#include <algorithm>

#include "text/internal/characters.h"
#include "text/internal/code_ranges.h"
#include "text/internal/lexicon.h"
#include "text/words.h"

namespace lodestar::text::internal {
namespace {

// Hebrew and Arabic to Georgian and Hangul, Ethiopic, Khmer and Mongolian, and the scripts of Asia.
constexpr CodeRange kApart[] = {{0x590, 0x139F},  {0x1780, 0x1AFF}, {0x2E80, 0xA4CF},
                                {0xA960, 0xD7FF}, {0xF900, 0xFAFF}, {0xFB1D, 0xFDFF},
                                {0xFE70, 0xFEFC}, {0xFF66, 0xFFDC}, {0x20000, 0x3FFFF}};

// Quotation marks that open and close, dashes, arrows, frames, full-width marks but for the full
// stop, ticks and crosses, and pictures of what is to be used: telephones, letters, hands, a globe,
// a pin.
constexpr CodeRange kSetApart[] = {
    {0xA1, 0xA1},       {0xAB, 0xAB},       {0xBB, 0xBB},       {0xBF, 0xBF},
    {0x2014, 0x2018},   {0x201A, 0x201F},   {0x2026, 0x2026},   {0x2039, 0x203A},
    {0x2190, 0x21FF},   {0x2500, 0x259F},   {0x25B6, 0x25B8},   {0x260E, 0x260F},
    {0x2611, 0x2612},   {0x261A, 0x261F},   {0x2705, 0x2706},   {0x2709, 0x270D},
    {0x2713, 0x2718},   {0x274C, 0x274E},   {0x2794, 0x2794},   {0x2798, 0x27BF},
    {0x2B05, 0x2B0D},   {0x3001, 0x303F},   {0xFF01, 0xFF0D},   {0xFF0F, 0xFF20},
    {0xFF3B, 0xFF3D},   {0xFF5B, 0xFF65},   {0x1F310, 0x1F310}, {0x1F446, 0x1F449},
    {0x1F48C, 0x1F48C}, {0x1F4CC, 0x1F4CD}, {0x1F4DE, 0x1F4E9}, {0x1F4F1, 0x1F4F2},
    {0x1F517, 0x1F517}};

bool is_apart(const Glyph& glyph) { return glyph.ideograph || is_in(kApart, glyph.code_point); }

bool is_sign(const Glyph& glyph) {
  return glyph.kind == GlyphKind::symbol && glyph.code_point >= 0x80;
}

// Letters, and digits that are no number in a circle, as points of a list are.
bool may_be_of_a_word(const Glyph& glyph) {
  if (glyph.code_point < 0x80) return false;
  if (glyph.kind == GlyphKind::letter)
    return !is_apart(glyph) && !is_pictured_letter(glyph.code_point);
  const bool is_dressed = (glyph.code_point >= 0x2070 && glyph.code_point < 0x3300) ||
                          (glyph.code_point >= 0x1F100 && glyph.code_point < 0x1F10D);
  return glyph.kind == GlyphKind::digit && !glyph.ideograph && glyph.dress == Dress::unicode &&
         glyph.code_point >= 0x660 && !is_dressed;
}

constexpr int kShortestWord = 3;

// Whether what counts as a word of its own: long enough, with a letter that passes for none of a-z.
class Letters {
 public:
  void take(const Glyph& glyph) {
    ++count_;
    has_own_ |= glyph.code_point > 0x24F && latin_twin(glyph.code_point) == 0;
  }
  bool is_word() const { return count_ >= kShortestWord && has_own_; }

 private:
  int count_ = 0;
  bool has_own_ = false;
};

bool is_word_before(std::string_view raw, std::size_t at) {
  Letters letters;
  for (int i = 0; i < kShortestWord && at > 0; ++i) {
    const Glyph glyph = read_glyph_before(raw, at);
    if (!may_be_of_a_word(glyph)) break;
    letters.take(glyph);
    at = start_of_character_before(raw, at);
  }
  return letters.is_word();
}
bool is_word_behind(std::string_view raw, std::size_t at) {
  Letters letters;
  for (int i = 0; i < kShortestWord && at < raw.size(); ++i) {
    const Glyph glyph = read_glyph(raw, at);
    if (!may_be_of_a_word(glyph)) break;
    letters.take(glyph);
    at = glyph.end;
  }
  return letters.is_word();
}

// "https:", "viber:": nothing before it is part of a link.
bool has_scheme(std::string_view surface) {
  const auto sign = std::ranges::find_if_not(surface, is_letter);
  return sign != surface.end() && *sign == ':';
}

// "ж.anna@..." is cut; in "на почту.anna@..." a blank is missing behind a sentence.
bool is_cut_before(std::string_view raw, std::size_t at) {
  std::size_t tie = at;
  while (tie > 0 && (raw[tie - 1] == '.' || raw[tie - 1] == '-')) --tie;
  if (tie == 0 || !may_be_of_a_word(read_glyph_before(raw, tie))) return false;
  return tie == at || !is_word_before(raw, tie);
}

bool is_cue(const FoldedWord& word) {
  constexpr std::string_view kCues =
      " email emails mail mails gmail correo courriel posta eposta adres adresse address direccion "
      "contact contacts contacto contatto contato kontakt write escribe "
      "electronico electronique elettronica eletronico web website site sitio sito to at me us ";
  return word.size > 1 &&
         (lists_word(kCues, word.text()) || lexicon().find(word.text()).sense == Sense::service);
}

constexpr int kMostSigns = 64;
constexpr std::size_t kShortestNumber = 6, kLongestNumber = 20;

// Signs from `at` on, of which none sets apart: where they end, `at` if there are none.
std::size_t end_of_signs(std::string_view raw, std::size_t at) {
  bool is_tie = false;
  std::size_t end = at;
  for (int i = 0; i < kMostSigns && end < raw.size(); ++i) {
    const Glyph glyph = read_glyph(raw, end);
    if (!is_sign(glyph) && glyph.kind != GlyphKind::mark) break;
    if (is_in(kSetApart, glyph.code_point)) return at;
    is_tie |= is_sign(glyph);
    end = glyph.end;
  }
  return is_tie ? end : at;
}
std::size_t start_of_signs(std::string_view raw, std::size_t at) {
  std::size_t start = at;
  for (int i = 0; i < kMostSigns && start > 0; ++i) {
    const Glyph glyph = read_glyph_before(raw, start);
    if (!is_sign(glyph) && glyph.kind != GlyphKind::mark) break;
    start = start_of_character_before(raw, start);
  }
  return end_of_signs(raw, start) == at ? start : at;
}

// "lola_msk❤Moscow": behind a name without capitals a word with one begins anew, where what stands
// between is seen.
bool is_new_word(std::string_view raw, std::size_t name_end, std::size_t at) {
  constexpr std::size_t kShortest = 3, kMostLookedAt = 64;
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  const std::string_view between = raw.substr(name_end, at - name_end);
  if (between.find("\u2800") != raw.npos || between.find("\u3164") != raw.npos) return false;
  const std::string_view word = raw.substr(at, kShortest);
  if (word.size() < kShortest || !is_letter(word[0]) || is_small(word[0]) ||
      !std::ranges::all_of(word.substr(1), is_small))
    return false;
  for (std::size_t i = name_end; i > 0 && name_end - i < kMostLookedAt; --i) {
    const char c = raw[i - 1];
    if (!is_alnum(c) && c != '_' && c != '.' && c != '-') break;
    if (is_letter(c) && !is_small(c)) return false;
  }
  return true;
}

bool is_number_before(std::string_view raw, std::size_t at) {
  std::size_t digits = 0;
  for (; at > 0 && digits < kLongestNumber; --at) {
    const char c = raw[at - 1];
    if (!is_digit(c) && std::string_view(" -./()").find(c) == std::string_view::npos) break;
    digits += is_digit(c) ? 1 : 0;
  }
  return digits >= kShortestNumber && (at == 0 || !is_alnum(raw[at - 1]));
}
bool is_number_behind(std::string_view raw, std::size_t at) {
  const std::string_view digits = raw.substr(at, kLongestNumber);
  return std::min(digits.find_first_not_of("0123456789"), digits.size()) >= kShortestNumber;
}
}  // namespace

bool is_followed_by_its_own(std::string_view raw, std::size_t at) {
  return at < raw.size() && may_be_of_a_word(read_glyph(raw, at));
}

bool is_cut_off(std::string_view raw, Span span) {
  if (!has_scheme(cut(raw, span)) && is_cut_before(raw, span.start)) return true;
  // "anna@mail.ruзвоните"
  return is_followed_by_its_own(raw, span.end) && !is_word_behind(raw, span.end);
}

bool is_cue_before(std::string_view raw, std::size_t at) {
  return at > 0 && read_glyph_before(raw, at).kind == GlyphKind::letter &&
         is_cue(read_word_before(raw, at));
}

bool is_tied_before(std::string_view raw, Span address, std::size_t from) {
  const std::size_t start = start_of_signs(raw, address.start);
  if (start == address.start || start <= from || has_scheme(cut(raw, address))) return false;
  if (!is_alnum(raw[start - 1]))
    return may_be_of_a_word(read_glyph_before(raw, start)) && !is_word_before(raw, start);
  return !is_cue_before(raw, start) && !is_number_before(raw, start);
}

bool is_tied_behind(std::string_view raw, std::size_t at) {
  const std::size_t end = end_of_signs(raw, at);
  if (end == at || end == raw.size()) return false;
  if (!is_alnum(raw[end])) return is_followed_by_its_own(raw, end) && !is_word_behind(raw, end);
  const bool is_genitive =
      raw.substr(at).starts_with("\u2019s") && (end + 1 == raw.size() || !is_alnum(raw[end + 1]));
  return !is_genitive && !is_cue(read_word(raw, end)) && !is_number_behind(raw, end) &&
         !is_new_word(raw, at, end);
}

}  // namespace lodestar::text::internal
