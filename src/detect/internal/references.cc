// SPDX-License-Identifier: Apache-2.0
//   reference  = "&" name ";" | "&#" digits [";"] | "&#x" hex digits ";"
#include "detect/internal/references.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ascii.h"
#include "text/utf8.h"

namespace lodestar::detect::internal {
namespace {

constexpr auto kNone = std::string_view::npos;
constexpr std::size_t kLongestReference = 16;

struct Named {
  std::string_view name;
  char32_t code;
};
// Latin letters and signs, 160 to 255 in order.
constexpr std::array<std::string_view, 96> kLatin = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};
constexpr std::array<Named, 72> kNamed = {{
    {"amp", '&'},
    {"lt", '<'},
    {"gt", '>'},
    {"quot", '"'},
    {"apos", '\''},
    {"commat", '@'},
    {"period", '.'},
    {"plus", '+'},
    {"colon", ':'},
    {"lpar", '('},
    {"rpar", ')'},
    {"sol", '/'},
    {"num", '#'},
    {"lowbar", '_'},
    {"hyphen", 0x2010},
    {"ndash", 0x2013},
    {"mdash", 0x2014},
    {"lsquo", 0x2018},
    {"rsquo", 0x2019},
    {"sbquo", 0x201a},
    {"ldquo", 0x201c},
    {"rdquo", 0x201d},
    {"bdquo", 0x201e},
    {"bull", 0x2022},
    {"hellip", 0x2026},
    {"euro", 0x20ac},
    {"trade", 0x2122},
    {"rarr", 0x2192},
    {"OElig", 0x152},
    {"oelig", 0x153},
    {"Scaron", 0x160},
    {"scaron", 0x161},
    {"Yuml", 0x178},
    {"ensp", ' '},
    {"emsp", ' '},
    {"thinsp", ' '},
    {"hairsp", ' '},
    {"numsp", ' '},
    {"puncsp", ' '},
    {"emsp13", ' '},
    {"emsp14", ' '},
    {"Tab", ' '},
    {"NewLine", '\n'},
    {"zwnj", 0x200c},
    {"zwj", 0x200d},
    {"lrm", 0x200e},
    {"rlm", 0x200f},
    {"excl", '!'},
    {"quest", '?'},
    {"comma", ','},
    {"semi", ';'},
    {"equals", '='},
    {"dollar", '$'},
    {"percnt", '%'},
    {"ast", '*'},
    {"lsqb", '['},
    {"lbrack", '['},
    {"rsqb", ']'},
    {"rbrack", ']'},
    {"lcub", '{'},
    {"rcub", '}'},
    {"verbar", '|'},
    {"vert", '|'},
    {"bsol", '\\'},
    {"dash", 0x2010},
    {"horbar", 0x2015},
    {"larr", 0x2190},
    {"phone", 0x260e},
    {"check", 0x2713},
    {"hearts", 0x2665},
    {"ZeroWidthSpace", 0x200b},
}};
// 128 to 159 mean Windows-1252 there; 0 where it has no character.
constexpr std::array<char16_t, 32> kWindows = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

std::optional<char32_t> find_number(std::uint32_t number) {
  if (number >= 0x80 && number < 0xa0) {
    const char32_t code = kWindows[number - 0x80];
    return code == 0 ? std::nullopt : std::optional(code);
  }
  const bool is_control =
      number < 0x20 ? number != '\t' && number != '\n' && number != '\r' : number == 0x7f;
  const bool is_surrogate = number >= 0xd800 && number < 0xe000;
  if (is_control || is_surrogate || number > 0x10ffff) return std::nullopt;
  if (number == 0xa0) return U' ';
  return char32_t{number};
}

std::optional<Reference> read_number(std::string_view text) {
  const bool is_hex = text.size() > 2 && to_lower(text[2]) == 'x';
  const std::size_t first = is_hex ? 3 : 2;
  std::uint32_t number = 0;
  std::size_t at = first;
  for (; at < text.size() && at < first + 8; ++at) {
    const char c = to_lower(text[at]);
    if (!is_digit(c) && !(is_hex && c >= 'a' && c <= 'f')) break;
    const int digit = is_digit(c) ? c - '0' : c - 'a' + 10;
    number = number * (is_hex ? 16 : 10) + static_cast<std::uint32_t>(digit);
  }
  const bool is_closed = at < text.size() && text[at] == ';';
  const bool goes_on = at < text.size() && is_digit(text[at]);
  if (at == first || goes_on || (is_hex && !is_closed)) return std::nullopt;
  const auto code = find_number(number);
  if (!code) return std::nullopt;
  return Reference{.length = at + (is_closed ? 1 : 0), .code = *code};
}

}  // namespace

std::optional<Reference> read_reference(std::string_view text) {
  if (text.size() > 1 && text[1] == '#') return read_number(text);
  const std::size_t end = text.substr(0, kLongestReference).find(';');
  if (end == kNone) return std::nullopt;
  const std::string_view name = text.substr(1, end - 1);
  if (const auto known = std::ranges::find(kNamed, name, &Named::name); known != kNamed.end()) {
    return Reference{.length = end + 1, .code = known->code};
  }
  const auto latin = std::ranges::find(kLatin, name);
  if (latin == kLatin.end()) return std::nullopt;
  const bool is_space = latin == kLatin.begin();
  const auto code = static_cast<char32_t>(0xa0 + (latin - kLatin.begin()));
  return Reference{.length = end + 1, .code = is_space ? U' ' : code};
}

std::string decode_references(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto reference = text[at] == '&' ? read_reference(text.substr(at)) : std::nullopt;
    if (reference) {
      text::append_utf8(reference->code, out);
    } else {
      out += text[at];
    }
    at += reference ? reference->length : 1;
  }
  return out;
}

}  // namespace lodestar::detect::internal
