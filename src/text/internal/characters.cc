// SPDX-License-Identifier: Apache-2.0
#include "text/internal/characters.h"

#include <algorithm>

#include "text/internal/code_ranges.h"
#include "text/utf8.h"

namespace lodestar::text::internal {
namespace {

struct DigitRange {
  char32_t first, last;
  std::int8_t value;  // of the first
  Dress dress;
};

// Characters of category Nd come in tens from a zero.
constexpr char32_t kZeros[] = {
    0x660,   0x6F0,   0x7C0,   0x966,   0x9E6,   0xA66,   0xAE6,   0xB66,   0xBE6,   0xC66,
    0xCE6,   0xD66,   0xDE6,   0xE50,   0xED0,   0xF20,   0x1040,  0x1090,  0x17E0,  0x1810,
    0x1946,  0x19D0,  0x1A80,  0x1A90,  0x1B50,  0x1BB0,  0x1C40,  0x1C50,  0xA620,  0xA8D0,
    0xA900,  0xA9D0,  0xA9F0,  0xAA50,  0xABF0,  0xFF10,  0x104A0, 0x10D30, 0x11066, 0x110F0,
    0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950,
    0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16A60, 0x16AC0, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2,
    0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E950, 0x1FBF0};

constexpr DigitRange kOtherDigits[] = {
    {0xB2, 0xB3, 2, Dress::unicode},  // superscripts
    {0xB9, 0xB9, 1, Dress::unicode},
    {0x2070, 0x2070, 0, Dress::unicode},
    {0x2074, 0x2079, 4, Dress::unicode},
    {0x2080, 0x2089, 0, Dress::unicode},  // subscripts
    {0x2460, 0x2473, 1, Dress::unicode},  // circled 1 to 20
    {0x2474, 0x2487, 1, Dress::unicode},  // in brackets
    {0x2488, 0x249B, 1, Dress::unicode},  // with a full stop
    {0x24EA, 0x24EA, 0, Dress::unicode},
    {0x24EB, 0x24F4, 11, Dress::unicode},  // white on black
    {0x24F5, 0x24FE, 1, Dress::unicode},   // double circled
    {0x24FF, 0x24FF, 0, Dress::unicode},
    {0x2776, 0x277F, 1, Dress::unicode},  // dingbats
    {0x2780, 0x2789, 1, Dress::unicode},
    {0x278A, 0x2793, 1, Dress::unicode},
    {0x3007, 0x3007, 0, Dress::word},  // Chinese and Japanese numerals
    {0x3220, 0x3228, 1, Dress::unicode},
    {0x3280, 0x3288, 1, Dress::unicode},
    {0x4E00, 0x4E00, 1, Dress::word},
    {0x4E03, 0x4E03, 7, Dress::word},
    {0x4E09, 0x4E09, 3, Dress::word},
    {0x4E5D, 0x4E5D, 9, Dress::word},
    {0x4E8C, 0x4E8C, 2, Dress::word},
    {0x4E94, 0x4E94, 5, Dress::word},
    {0x4F0D, 0x4F0D, 5, Dress::word},  // the forms of cheques
    {0x516B, 0x516B, 8, Dress::word},
    {0x516D, 0x516D, 6, Dress::word},
    {0x53C1, 0x53C1, 3, Dress::word},
    {0x56DB, 0x56DB, 4, Dress::word},
    {0x58F9, 0x58F9, 1, Dress::word},
    {0x5E7A, 0x5E7A, 1, Dress::word},  // "yao", how one is said in telephone numbers
    {0x634C, 0x634C, 8, Dress::word},
    {0x67D2, 0x67D2, 7, Dress::word},
    {0x7396, 0x7396, 9, Dress::word},
    {0x8086, 0x8086, 4, Dress::word},
    {0x8D30, 0x8D30, 2, Dress::word},
    {0x9646, 0x9646, 6, Dress::word},
    {0x96F6, 0x96F6, 0, Dress::word},
    {0x1F100, 0x1F100, 0, Dress::unicode},  // with a full stop, with a comma, negative circled
    {0x1F101, 0x1F10A, 0, Dress::unicode},
    {0x1F10B, 0x1F10B, 0, Dress::unicode},
    {0x1F10C, 0x1F10C, 0, Dress::unicode},
    {0x1F51F, 0x1F51F, 10, Dress::emoji}};

// The letters from U+00C0 without their accents; '?' where the letter is none of a-z.
constexpr std::string_view kLatinFold =
    "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnn?nnoooooooorrrrrr"
    "ssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

constexpr bool find_digit(char32_t c, Glyph& glyph) {
  if (c < 0x660 ? c > 0xB9 : c >= 0x1FBFA) return false;
  const auto zero = std::ranges::upper_bound(kZeros, c);
  if (zero != std::begin(kZeros) && c - zero[-1] < 10) {
    glyph.value = static_cast<std::int8_t>(c - zero[-1]);
    glyph.dress = Dress::unicode;
    return true;
  }
  const auto range = std::ranges::lower_bound(kOtherDigits, c, {}, &DigitRange::last);
  if (range == std::end(kOtherDigits) || c < range->first) return false;
  glyph.value = static_cast<std::int8_t>(range->value + (c - range->first));
  glyph.dress = range->dress;
  glyph.ideograph = range->dress == Dress::word;
  return true;
}

// From 0xB0 on, in the order of Unicode; letters that are written for each other are one.
constexpr char fold_arabic(char32_t c) {
  constexpr char32_t kAlef = 0x627, kHeh = 0x647, kYeh = 0x64A, kKaf = 0x643;
  if (c == 0x622 || c == 0x623 || c == 0x625) c = kAlef;
  if (c == 0x629) c = kHeh;
  if (c == 0x649 || c == 0x6CC) c = kYeh;
  if (c == 0x6A9) c = kKaf;
  return c >= 0x621 && c <= kYeh ? static_cast<char>(0xB0 + (c - 0x621)) : kOtherLetter;
}

constexpr char fold_cyrillic(char32_t c) {
  if (c >= 0x410 && c < 0x430) c += 0x20;
  if (c >= 0x400 && c < 0x410) c += 0x50;
  if (c == 0x451) c = 0x435;  // io is written as ie
  if (c >= 0x430 && c < 0x460) return static_cast<char>(0x80 + (c - 0x430));
  return fold_arabic(c);
}

constexpr char ascii_letter(char32_t index) { return static_cast<char>('a' + index % 26); }

// Letters that are ASCII letters in another dress, or 0.
constexpr char undressed(char32_t c) {
  if (c >= 0xFF21 && c <= 0xFF3A) return ascii_letter(c - 0xFF21);  // full width
  if (c >= 0xFF41 && c <= 0xFF5A) return ascii_letter(c - 0xFF41);
  if (c >= 0x1D400 && c <= 0x1D6A3) return ascii_letter(c - 0x1D400);  // mathematical
  if (c >= 0x24B6 && c <= 0x24E9) return ascii_letter(c - 0x24B6);     // circled
  if (c >= 0x1F130 && c <= 0x1F149) return ascii_letter(c - 0x1F130);  // squared
  if (c >= 0x1F150 && c <= 0x1F169) return ascii_letter(c - 0x1F150);
  if (c >= 0x1F170 && c <= 0x1F189) return ascii_letter(c - 0x1F170);
  return 0;
}

// Where letters live; what is in none of these is a symbol.
constexpr CodeRange kLetters[] = {
    {0xAA, 0xAA},       {0xB5, 0xB5},       {0xBA, 0xBA},       {0x370, 0x3FF},
    {0x460, 0x58F},     {0x5D0, 0x5F2},     {0x620, 0x64A},     {0x66E, 0x6D3},
    {0x6FA, 0x7BF},     {0x7CA, 0x1FFF},    {0x24B6, 0x24E9},   {0x2C00, 0x2DFF},
    {0x3041, 0x31FF},   {0x3400, 0xABFF},   {0xAC00, 0xD7FF},   {0xF900, 0xFDFF},
    {0xFE70, 0xFEFC},   {0xFF21, 0xFF3A},   {0xFF41, 0xFF5A},   {0xFF66, 0xFFDC},
    {0x10000, 0x1CFFF}, {0x1D400, 0x1D7CB}, {0x1E000, 0x1EFFF}, {0x1F130, 0x1F189},
    {0x20000, 0x3FFFF}};

constexpr bool is_mark(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
         (c >= 0xFE00 && c <= 0xFE0F) || c == 0xAD || c == 0x61C || c == 0xFEFF || c == 0x20E3 ||
         c == 0x115F || c == 0x1160 || c == 0x180E || c == 0xFFA0 ||  // fillers
         (c >= 0xE0000 && c <= 0xE01EF);
}

constexpr bool is_space(char32_t c) {
  return c == 0xA0 || c == 0x85 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000 || c == 0x1680;
}

// The alphabets of most postings that are not ASCII; everything else is searched for in tables.
constexpr bool is_common_letter(char32_t c) {
  return c >= 0xC0 && c < 0x460 && (c < 0x300 || c >= 0x400) && c != 0xD7 && c != 0xF7;
}

constexpr void set_letter(char32_t c, Glyph& glyph) {
  glyph.kind = GlyphKind::letter;
  const char plain = c >= 0xC0 && c - 0xC0 < kLatinFold.size() ? kLatinFold[c - 0xC0] : '?';
  glyph.folded = plain != '?' ? plain : fold_cyrillic(c);
}

constexpr void classify(char32_t c, Glyph& glyph) {
  if (is_common_letter(c)) {
    set_letter(c, glyph);
  } else if (is_mark(c)) {
    glyph.kind = GlyphKind::mark;
  } else if (is_space(c)) {
    glyph.kind = GlyphKind::space;
  } else if (find_digit(c, glyph)) {
    glyph.kind = GlyphKind::digit;
  } else if (is_in(kLetters, c)) {
    set_letter(c, glyph);
    glyph.ideograph = c >= 0x3041 && c <= 0x9FFF;
    if (const char letter = undressed(c); letter != 0) glyph.folded = letter;
  }
}

// Letters and the digits that they pass for, in pairs.
constexpr std::array<std::int8_t, 128> make_leet(std::string_view pairs) {
  std::array<std::int8_t, 128> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < pairs.size(); i += 2)
    values[static_cast<unsigned char>(pairs[i])] = static_cast<std::int8_t>(pairs[i + 1] - '0');
  return values;
}
constexpr auto kStrictLeet = make_leet("O0o0I1l1|1Z2E3A4S5G6T7B8");
constexpr auto kLooseLeet = make_leet("D0Q0i1L1!1z2e3a4s5$5b6g9q9");

struct ForeignLeet {
  char32_t letter;
  std::int8_t value;
};
constexpr ForeignLeet kForeignLeet[] = {
    {0x41E, 0}, {0x43E, 0}, {0x39F, 0}, {0x3BF, 0}, {0xD8, 0},  {0xF8, 0},  {0x1F17E, 0},
    {0x406, 1}, {0x456, 1}, {0x399, 1}, {0x417, 3}, {0x437, 3}, {0x431, 6}, {0x412, 8}};

// A digit and U+20E3, with or without a variation selector: the emoji of a key.
std::uint32_t key_cap_end(std::string_view raw, std::uint32_t at) {
  if (raw.substr(at).starts_with("\uFE0F")) at += 3;
  return raw.substr(at).starts_with("\u20E3") ? at + 3 : 0;
}

constexpr void classify_ascii(char c, Glyph& glyph) {
  if (is_letter(c)) {
    glyph.kind = GlyphKind::letter;
    glyph.folded = to_lower(c);
  } else if (is_digit(c)) {
    glyph.kind = GlyphKind::digit;
    glyph.value = static_cast<std::int8_t>(c - '0');
  } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
    glyph.kind = GlyphKind::space;
  }
}

constexpr std::array<NarrowGlyph, 0x800> make_narrow_glyphs() {
  std::array<NarrowGlyph, 0x800> glyphs{};
  for (char32_t c = 0; c < glyphs.size(); ++c) {
    Glyph glyph;
    if (c < 0x80) {
      classify_ascii(static_cast<char>(c), glyph);
    } else {
      classify(c, glyph);
    }
    glyphs[c] = {glyph.kind, glyph.dress, glyph.folded, glyph.value, glyph.ideograph};
  }
  return glyphs;
}
}  // namespace

constexpr std::array<NarrowGlyph, 0x800> kNarrowGlyphs = make_narrow_glyphs();

Glyph read_wide_glyph(std::string_view raw, std::size_t at) {
  const char c = raw[at];
  if ((byte_class(c) & kHigh) != 0) {
    const Utf8 decoded = decode_utf8(raw, at);
    Glyph glyph{.code_point = decoded.code_point,
                .end = static_cast<std::uint32_t>(at) + decoded.size};
    if (decoded.valid) classify(decoded.code_point, glyph);
    return glyph;
  }
  Glyph glyph{.code_point = static_cast<unsigned char>(c),
              .end = static_cast<std::uint32_t>(at) + 1};
  classify_ascii(c, glyph);
  const auto end = glyph.kind == GlyphKind::digit ? key_cap_end(raw, glyph.end) : 0;
  if (end != 0) {
    glyph.end = end;
    glyph.dress = Dress::emoji;
  }
  return glyph;
}

std::size_t start_of_character_before(std::string_view raw, std::size_t at) {
  const std::size_t lowest = at < 4 ? 0 : at - 4;
  for (std::size_t start = at - 1; start + 1 > lowest; --start) {
    const Utf8 decoded = decode_utf8(raw, start);
    if (decoded.valid && start + decoded.size == at) return start;
    if (start == 0) break;
  }
  return at - 1;
}

Glyph read_glyph_before(std::string_view raw, std::size_t at) {
  Glyph glyph = read_glyph(raw, start_of_character_before(raw, at));
  glyph.end = static_cast<std::uint32_t>(at);
  return glyph;
}

bool is_ornament(std::string_view raw, std::size_t at, const Glyph& glyph) {
  if (!is_pictured_letter(glyph.code_point)) return false;
  std::size_t before = at, behind = glyph.end;
  while (before > 0 && read_glyph_before(raw, before).kind == GlyphKind::mark && at - before < 8)
    before = start_of_character_before(raw, before);
  if (before > 0) {
    const GlyphKind kind = read_glyph_before(raw, before).kind;
    if (kind == GlyphKind::letter || kind == GlyphKind::digit) return false;
  }
  while (behind < raw.size() && read_glyph(raw, behind).kind == GlyphKind::mark &&
         behind - glyph.end < 8)
    behind = read_glyph(raw, behind).end;
  return behind < raw.size() && is_alnum(raw[behind]);
}

std::string to_lower_letters(std::string_view text) {
  std::string lower;
  lower.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if ((byte_class(text[at]) & kHigh) == 0) {
      lower += to_lower(text[at++]);
      continue;
    }
    const Utf8 read = decode_utf8(text, at);
    const char32_t c = read.code_point;
    const bool is_capital = (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) ||
                            (c >= 0x410 && c <= 0x42F);
    const char32_t apart = is_capital ? 0x20 : c >= 0x400 && c <= 0x40F ? 0x50 : 0;
    if (apart > 0) {
      append_utf8(c + apart, lower);
    } else {
      lower += text.substr(at, read.size);
    }
    at += read.size;
  }
  return lower;
}

int leet_value(const Glyph& glyph, bool strict) {
  const char32_t c = glyph.code_point;
  if (c < 0x80) {
    const std::int8_t value = kStrictLeet[c];
    return value >= 0 || strict ? value : kLooseLeet[c];
  }
  const auto foreign = std::ranges::find(kForeignLeet, c, &ForeignLeet::letter);
  return foreign == std::end(kForeignLeet) ? -1 : foreign->value;
}

}  // namespace lodestar::text::internal
