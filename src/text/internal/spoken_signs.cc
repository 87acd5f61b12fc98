// SPDX-License-Identifier: Apache-2.0
// sign   = *2SP ( open *2SP name *2SP close / name ) *2SP
// name   = "." / its full-width forms / a word for it
#include "text/internal/spoken_signs.h"

#include <algorithm>

#include "text/internal/characters.h"

namespace lodestar::text::internal {
namespace {

constexpr std::string_view kOpen = "([{<_-*\"~'", kClose = ")]}>_-*\"~'";
constexpr std::size_t kBrackets = 4;  // of these
constexpr std::size_t kBlanks = 2;

struct Written {
  char32_t sign;
  Sense sense;
};
constexpr Written kSigns[] = {{'@', Sense::at},     {0xFE6B, Sense::at},  {0xFF20, Sense::at},
                              {'.', Sense::dot},    {0x3002, Sense::dot}, {0xFF0E, Sense::dot},
                              {0xFF61, Sense::dot}, {'/', Sense::slash},  {0xFF0F, Sense::slash}};

std::size_t skip_blanks(std::string_view raw, std::size_t at) {
  for (std::size_t i = 0; i < kBlanks && at < raw.size() && raw[at] == ' '; ++i) ++at;
  return at;
}
std::size_t skip_blanks_before(std::string_view raw, std::size_t at, std::size_t from) {
  for (std::size_t i = 0; i < kBlanks && at > from && raw[at - 1] == ' '; ++i) --at;
  return at;
}
bool is_word_for(const FoldedWord& word, Sense sense) {
  return word.size > 1 && lexicon().find(word.text()).sense == sense;
}
}  // namespace

Sense sign_of(char32_t c) {
  const auto* const found = std::ranges::find(kSigns, c, &Written::sign);
  return found == std::end(kSigns) ? Sense::none : found->sense;
}

char closing(char open, Frame frame) {
  const std::size_t at = kOpen.find(open);
  const std::size_t end = frame == Frame::brackets ? kBrackets : kOpen.size();
  return at < end ? kClose[at] : '\0';
}

std::optional<std::size_t> read_sign(std::string_view raw, std::size_t at, Sense sense) {
  std::size_t here = skip_blanks(raw, at);
  if (here >= raw.size()) return std::nullopt;
  const char close = closing(raw[here], Frame::any);
  const bool needs_word = close != '\0' && close == raw[here];
  const bool apart = here > at || close != '\0';
  if (close != '\0') here = skip_blanks(raw, here + 1);
  if (here >= raw.size()) return std::nullopt;
  const Glyph glyph = read_glyph(raw, here);
  if (sign_of(glyph.code_point) == sense && !needs_word) {
    here = glyph.end;
  } else {
    const FoldedWord word = apart ? read_word(raw, here) : FoldedWord{};
    if (!is_word_for(word, sense)) return std::nullopt;
    here = word.end;
  }
  here = skip_blanks(raw, here);
  if (close == '\0') return here;
  if (here >= raw.size() || raw[here] != close) return std::nullopt;
  return skip_blanks(raw, here + 1);
}

std::optional<std::size_t> read_dot_before(std::string_view raw, std::size_t at, std::size_t from) {
  std::size_t here = skip_blanks_before(raw, at, from);
  if (here == from) return std::nullopt;
  const std::size_t bracket = kClose.substr(0, kBrackets).find(raw[here - 1]);
  const bool bracketed = bracket != std::string_view::npos;
  if (bracketed) here = skip_blanks_before(raw, here - 1, from);
  if (here == from || (!bracketed && here == at)) return std::nullopt;
  if (bracketed && raw[here - 1] == '.') {
    --here;
  } else {
    if (read_glyph_before(raw, here).kind != GlyphKind::letter) return std::nullopt;
    const FoldedWord word = read_word_before(raw, here);
    if (!is_word_for(word, Sense::dot) || word.end < from) return std::nullopt;
    here = word.end;
  }
  const std::size_t start = skip_blanks_before(raw, here, from);
  if (!bracketed) return start < here ? std::optional(start) : std::nullopt;
  if (start == from || raw[start - 1] != kOpen[bracket]) return std::nullopt;
  return skip_blanks_before(raw, start - 1, from);
}

}  // namespace lodestar::text::internal
