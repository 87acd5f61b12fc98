// SPDX-License-Identifier: Apache-2.0
#include "text/written_digits.h"

#include <algorithm>

#include "text/internal/characters.h"
#include "text/internal/lexicon.h"
#include "text/internal/seen_text.h"
#include "text/internal/symbols.h"

namespace lodestar::text {

std::string written_digits(std::string_view raw) {
  using internal::GlyphKind;
  std::string digits;
  std::size_t at = 0;
  while (at < raw.size()) {
    const internal::Glyph glyph = internal::read_glyph(raw, at);
    if (glyph.kind != GlyphKind::letter && glyph.kind != GlyphKind::digit) {
      at = glyph.end;
    } else if (const auto reading = internal::read_symbol(raw, at)) {
      digits += reading->digits();
      at = reading->end;
    } else if (glyph.kind == GlyphKind::digit) {  // of "917420683-lola" or a long id
      digits += std::to_string(glyph.value);
      at = glyph.end;
    } else {
      digits += ' ';
      at = std::max(internal::read_word(raw, at).end, glyph.end);
    }
  }
  return digits;
}

std::string written_letters(std::string_view raw) {
  using internal::GlyphKind;
  static_assert(kOtherLetter == internal::kOtherLetter);
  const auto seen = internal::read_seen_text(raw);
  if (seen) raw = seen->text;
  std::string letters = " ";
  for (std::size_t at = 0; at < raw.size();) {
    const internal::Glyph glyph = internal::read_glyph(raw, at);
    at = glyph.end;
    if (glyph.kind == GlyphKind::letter) {
      letters += glyph.folded >= 'a' && glyph.folded <= 'z' ? glyph.folded : kOtherLetter;
    } else if (glyph.kind == GlyphKind::digit) {
      letters += std::to_string(glyph.value);
    } else if (glyph.kind != GlyphKind::mark && letters.back() != ' ') {
      letters += ' ';
    }
  }
  if (letters.back() != ' ') letters += ' ';
  return letters;
}

}  // namespace lodestar::text
