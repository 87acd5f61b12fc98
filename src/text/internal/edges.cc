// SPDX-License-Identifier: Apache-2.0
#include "text/internal/edges.h"

#include <algorithm>

#include "text/internal/characters.h"
#include "text/words.h"

namespace lodestar::text::internal {
namespace {

struct CodeRange {
  char32_t first, last;
};
// Hebrew and Arabic to Georgian and Hangul, Ethiopic, Khmer and Mongolian, and the scripts of Asia.
constexpr CodeRange kApart[] = {{0x590, 0x139F},  {0x1780, 0x1AFF}, {0x2E80, 0xA4CF},
                                {0xA960, 0xD7FF}, {0xF900, 0xFAFF}, {0xFB1D, 0xFDFF},
                                {0xFE70, 0xFEFC}, {0xFF66, 0xFFDC}, {0x20000, 0x3FFFF}};

bool is_apart(const Glyph& glyph) {
  if (glyph.ideograph) return true;
  const auto range = std::ranges::lower_bound(kApart, glyph.code_point, {}, &CodeRange::last);
  return range != std::end(kApart) && glyph.code_point >= range->first;
}

// Letters, and digits that are no number in a circle, as points of a list are.
bool may_be_of_a_word(const Glyph& glyph) {
  if (glyph.code_point < 0x80) return false;
  if (glyph.kind == GlyphKind::letter) return !is_apart(glyph);
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
}  // namespace

bool is_followed_by_its_own(std::string_view raw, std::size_t at) {
  return at < raw.size() && may_be_of_a_word(read_glyph(raw, at));
}

bool is_cut_off(std::string_view raw, Span span) {
  if (!has_scheme(cut(raw, span)) && is_cut_before(raw, span.start)) return true;
  // "anna@mail.ruзвоните"
  return is_followed_by_its_own(raw, span.end) && !is_word_behind(raw, span.end);
}

}  // namespace lodestar::text::internal
