// SPDX-License-Identifier: Apache-2.0
#include "text/encoding.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "base/ascii.h"
#include "text/internal/plausible.h"

namespace lodestar::text {
namespace {

constexpr std::string_view kLittleMark = "\xff\xfe";
constexpr std::string_view kBigMark = "\xfe\xff";
constexpr std::string_view kReplacement = "\xef\xbf\xbd";

// Code points of the bytes 0x80..0xff. Bytes without a meaning keep their C1 number, as browsers
// read them.
constexpr std::array<char16_t, 128> kWindows1250 = {
    0x20ac, 0x81,   0x201a, 0x83,   0x201e, 0x2026, 0x2020, 0x2021, 0x88,   0x2030, 0x160,  0x2039,
    0x15a,  0x164,  0x17d,  0x179,  0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x98,   0x2122, 0x161,  0x203a, 0x15b,  0x165,  0x17e,  0x17a,  0xa0,   0x2c7,  0x2d8,  0x141,
    0xa4,   0x104,  0xa6,   0xa7,   0xa8,   0xa9,   0x15e,  0xab,   0xac,   0xad,   0xae,   0x17b,
    0xb0,   0xb1,   0x2db,  0x142,  0xb4,   0xb5,   0xb6,   0xb7,   0xb8,   0x105,  0x15f,  0xbb,
    0x13d,  0x2dd,  0x13e,  0x17c,  0x154,  0xc1,   0xc2,   0x102,  0xc4,   0x139,  0x106,  0xc7,
    0x10c,  0xc9,   0x118,  0xcb,   0x11a,  0xcd,   0xce,   0x10e,  0x110,  0x143,  0x147,  0xd3,
    0xd4,   0x150,  0xd6,   0xd7,   0x158,  0x16e,  0xda,   0x170,  0xdc,   0xdd,   0x162,  0xdf,
    0x155,  0xe1,   0xe2,   0x103,  0xe4,   0x13a,  0x107,  0xe7,   0x10d,  0xe9,   0x119,  0xeb,
    0x11b,  0xed,   0xee,   0x10f,  0x111,  0x144,  0x148,  0xf3,   0xf4,   0x151,  0xf6,   0xf7,
    0x159,  0x16f,  0xfa,   0x171,  0xfc,   0xfd,   0x163,  0x2d9};

constexpr std::array<char16_t, 128> kWindows1251 = {
    0x402, 0x403,  0x201a, 0x453,  0x201e, 0x2026, 0x2020, 0x2021, 0x20ac, 0x2030, 0x409,  0x2039,
    0x40a, 0x40c,  0x40b,  0x40f,  0x452,  0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x98,  0x2122, 0x459,  0x203a, 0x45a,  0x45c,  0x45b,  0x45f,  0xa0,   0x40e,  0x45e,  0x408,
    0xa4,  0x490,  0xa6,   0xa7,   0x401,  0xa9,   0x404,  0xab,   0xac,   0xad,   0xae,   0x407,
    0xb0,  0xb1,   0x406,  0x456,  0x491,  0xb5,   0xb6,   0xb7,   0x451,  0x2116, 0x454,  0xbb,
    0x458, 0x405,  0x455,  0x457,  0x410,  0x411,  0x412,  0x413,  0x414,  0x415,  0x416,  0x417,
    0x418, 0x419,  0x41a,  0x41b,  0x41c,  0x41d,  0x41e,  0x41f,  0x420,  0x421,  0x422,  0x423,
    0x424, 0x425,  0x426,  0x427,  0x428,  0x429,  0x42a,  0x42b,  0x42c,  0x42d,  0x42e,  0x42f,
    0x430, 0x431,  0x432,  0x433,  0x434,  0x435,  0x436,  0x437,  0x438,  0x439,  0x43a,  0x43b,
    0x43c, 0x43d,  0x43e,  0x43f,  0x440,  0x441,  0x442,  0x443,  0x444,  0x445,  0x446,  0x447,
    0x448, 0x449,  0x44a,  0x44b,  0x44c,  0x44d,  0x44e,  0x44f};

constexpr std::array<char16_t, 32> kWindows1252Low = {
    0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
    0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178};

// Of Mac Cyrillic, 0xA0..0xDF: the capitals stand before them, the small letters but one behind.
constexpr std::array<char16_t, 64> kMacCyrillicSigns = {
    0x2020, 0xb0,  0x490,  0xa3,  0xa7,   0x2022, 0xb6,   0x406,  0xae,   0xa9,   0x2122,
    0x402,  0x452, 0x2260, 0x403, 0x453,  0x221e, 0xb1,   0x2264, 0x2265, 0x456,  0xb5,
    0x491,  0x408, 0x404,  0x454, 0x407,  0x457,  0x409,  0x459,  0x40a,  0x45a,  0x458,
    0x405,  0xac,  0x221a, 0x192, 0x2248, 0x2206, 0xab,   0xbb,   0x2026, 0xa0,   0x40b,
    0x45b,  0x40c, 0x45c,  0x455, 0x2013, 0x2014, 0x201c, 0x201d, 0x2018, 0x2019, 0xf7,
    0x201e, 0x40e, 0x45e,  0x40f, 0x45f,  0x2116, 0x401,  0x451,  0x44f};

constexpr char32_t kReplacementCode = 0xfffd;

char32_t mac_cyrillic_code(unsigned char byte) {
  if (byte < 0xa0) return U'А' + (byte - 0x80U);
  if (byte < 0xe0) return kMacCyrillicSigns[byte - 0xa0U];
  return byte == 0xff ? U'€' : U'а' + (byte - 0xe0U);
}

char32_t code_of(unsigned char byte, Encoding encoding) {
  if (byte < 0x80) return byte;
  if (encoding == Encoding::windows_1250) return kWindows1250[byte - 0x80U];
  if (encoding == Encoding::windows_1251) return kWindows1251[byte - 0x80U];
  if (encoding == Encoding::mac_cyrillic) return mac_cyrillic_code(byte);
  return byte < 0xa0 ? kWindows1252Low[byte - 0x80U] : byte;
}

char* put_utf8(char32_t code, char* out) {
  const auto put = [&](char32_t byte) { *out++ = static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xc0 | code >> 6);
    put(0x80 | (code & 0x3f));
  } else {
    if (code < 0x10000) {
      put(0xe0 | code >> 12);
    } else {
      put(0xf0 | code >> 18);
      put(0x80 | (code >> 12 & 0x3f));
    }
    put(0x80 | (code >> 6 & 0x3f));
    put(0x80 | (code & 0x3f));
  }
  return out;
}

const char* skip_ascii(const char* at, const char* end) {
  for (; end - at >= 16; at += 16) {
    std::array<std::uint64_t, 2> words;
    std::memcpy(words.data(), at, sizeof words);
    if (((words[0] | words[1]) & 0x8080808080808080ULL) != 0) break;
  }
  while (at != end && static_cast<unsigned char>(*at) < 0x80) ++at;
  return at;
}

// One sequence that starts with a high byte: its length, or that of the maximal invalid part.
struct Sequence {
  std::uint8_t length = 1;
  bool is_valid = false;
};

// Table 3-7 of the Unicode standard: the second byte's range closes out surrogates, overlong forms
// and what lies above U+10FFFF.
Sequence read_sequence(const char* at, const char* end) {
  const auto byte = [&](int i) { return static_cast<unsigned char>(at[i]); };
  const unsigned first = byte(0);
  if (first < 0xc2 || first > 0xf4) return {};
  const std::uint8_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const unsigned low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const unsigned high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  if (end - at < 2 || byte(1) < low || byte(1) > high) return {};
  for (std::uint8_t i = 2; i < length; ++i) {
    if (at + i == end || (byte(i) & 0xc0) != 0x80) return {.length = i};
  }
  return {.length = length, .is_valid = true};
}

struct Survey {
  std::uint64_t valid = 0;  // sequences of several bytes
  std::uint64_t invalid = 0;
  std::uint64_t invalid_bytes = 0;
};

Survey survey(std::string_view bytes) {
  Survey found;
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  while ((at = skip_ascii(at, end)) != end) {
    while (at != end && static_cast<unsigned char>(*at) >= 0x80) {
      const Sequence sequence = read_sequence(at, end);
      at += sequence.length;
      found.valid += sequence.is_valid ? 1 : 0;
      found.invalid += sequence.is_valid ? 0 : 1;
      found.invalid_bytes += sequence.is_valid ? 0 : sequence.length;
    }
  }
  return found;
}

Decoded repair(std::string_view bytes, const Survey& found, Arena& arena) {
  if (found.invalid == 0) return {.text = bytes};
  const std::size_t size = bytes.size() - found.invalid_bytes + found.invalid * kReplacement.size();
  char* const start = arena.reserve(size);
  char* out = start;
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  while (at != end) {
    const char* const stop = skip_ascii(at, end);
    out = std::copy(at, stop, out);
    at = stop;
    if (at == end) break;
    const Sequence sequence = read_sequence(at, end);
    out = sequence.is_valid ? std::copy(at, at + sequence.length, out)
                            : std::copy(kReplacement.begin(), kReplacement.end(), out);
    at += sequence.length;
  }
  return {.text = arena.keep(static_cast<std::size_t>(out - start)), .replaced = found.invalid};
}

Decoded from_code_page(std::string_view bytes, Encoding encoding, Arena& arena) {
  std::size_t size = 0;
  for (const char c : bytes) {
    const char32_t code = code_of(static_cast<unsigned char>(c), encoding);
    size += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
  }
  char* const start = arena.reserve(size);
  char* out = start;
  for (const char c : bytes) {
    out = put_utf8(code_of(static_cast<unsigned char>(c), encoding), out);
  }
  return {.text = arena.keep(size), .encoding = encoding};
}

Decoded from_utf16(std::string_view bytes, Encoding encoding, Arena& arena) {
  const std::size_t low = encoding == Encoding::utf16_le ? 0 : 1;
  const std::size_t units = bytes.size() / 2;
  const auto unit = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(bytes[2 * i + low]) |
                                 static_cast<unsigned char>(bytes[2 * i + 1 - low]) << 8);
  };
  const auto is_low_surrogate = [&](std::size_t i) {
    return i < units && unit(i) >= 0xdc00 && unit(i) <= 0xdfff;
  };
  Decoded converted{.text = {}, .encoding = encoding};
  char* const start = arena.reserve(3 * units + kReplacement.size());
  char* out = start;
  for (std::size_t i = 0; i < units; ++i) {
    char32_t code = unit(i);
    if (code >= 0xd800 && code <= 0xdbff && is_low_surrogate(i + 1)) {
      code = 0x10000 + ((code & 0x3ff) << 10) + (unit(++i) & 0x3ff);
    } else if (code >= 0xd800 && code <= 0xdfff) {
      code = kReplacementCode;
      ++converted.replaced;
    }
    out = put_utf8(code, out);
  }
  if (bytes.size() % 2 != 0) {
    out = put_utf8(kReplacementCode, out);
    ++converted.replaced;
  }
  converted.text = arena.keep(static_cast<std::size_t>(out - start));
  return converted;
}

// UTF-16 without a mark: newlines, spaces and separators have a NUL on the same side, nearly all of
// them.
bool looks_like_utf16(std::string_view bytes, std::size_t low) {
  constexpr std::size_t kSampleBytes = std::size_t{64} * 1024;
  constexpr std::string_view kCommon = "\n\r ,;\t\"";
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  std::size_t paired = 0, alone = 0;
  for (std::size_t i = 0; i + 1 < sample.size(); i += 2) {
    const bool first = kCommon.find(sample[i + low]) != std::string_view::npos;
    const bool second = kCommon.find(sample[i + 1 - low]) != std::string_view::npos;
    paired += first && sample[i + 1 - low] == '\0' ? 1 : 0;
    alone += second || (first && sample[i + 1 - low] != '\0') ? 1 : 0;
  }
  return paired > 0 && paired > 2 * alone;
}

Encoding recognise_windows(std::string_view bytes) {
  const auto is_high = [](char c) { return static_cast<unsigned char>(c) >= 0xc0; };
  const auto is_latin = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  std::uint64_t beside_high = 0, beside_latin = 0;
  for (std::size_t i = 1; i < bytes.size(); ++i) {
    const char a = bytes[i - 1], b = bytes[i];
    beside_high += is_high(a) && is_high(b) ? 1 : 0;
    beside_latin += (is_high(a) && is_latin(b)) || (is_latin(a) && is_high(b)) ? 1 : 0;
  }
  return beside_high > beside_latin ? Encoding::windows_1251 : Encoding::windows_1252;
}

// The small letters of Windows-1251 and Mac Cyrillic have the same bytes, but the last of the
// alphabet; the capitals lie elsewhere.
bool looks_like_mac_cyrillic(std::string_view bytes) {
  const auto is_small = [](unsigned char byte) { return byte >= 0xe0 && byte < 0xff; };
  std::uint64_t mac = 0, windows = 0;
  for (std::size_t i = 1; i < bytes.size(); ++i) {
    const auto a = static_cast<unsigned char>(bytes[i - 1]);
    const auto b = static_cast<unsigned char>(bytes[i]);
    mac += (is_small(a) && b == 0xdf) || (a >= 0x80 && a < 0xa0 && is_small(b)) ? 1 : 0;
    windows += (is_small(a) && b == 0xff) || (a >= 0xc0 && a < 0xdf && is_small(b)) ? 1 : 0;
  }
  return mac > windows;
}

// What a text that is none in a Windows code page may be, by where its high bytes lie: the letters
// of KOI8-R are mostly 0xC0..0xDF, those of code page 866 0x80..0xAF and 0xE0..0xEF; Chinese is
// spread over both halves of the pairs. Source: RFC 1489; IBM code page 866.
std::string_view likelier_than_windows(std::string_view bytes) {
  std::uint64_t high = 0, koi8 = 0, dos = 0, dos_only = 0;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) continue;
    ++high;
    koi8 += byte >= 0xc0 && byte <= 0xdf ? 1 : 0;
    dos_only += byte < 0xb0 ? 1 : 0;
    dos += byte < 0xb0 || (byte >= 0xe0 && byte <= 0xf1) ? 1 : 0;
  }
  if (4 * koi8 >= 3 * high) return "KOI8-R";
  if (20 * dos >= 19 * high && 5 * dos_only >= 2 * high) return "CP866";
  return "GB18030";
}

bool is_implausible(const Decoded& converted) {
  using enum Encoding;
  auto letters = internal::Letters::western_european;
  if (converted.encoding == windows_1250) letters = internal::Letters::central_european;
  if (converted.encoding == windows_1251 || converted.encoding == mac_cyrillic)
    letters = internal::Letters::cyrillic;
  return internal::is_implausible(converted.text, letters);
}

// Programs that add a mark to what has one leave two.
std::string_view without_mark(std::string_view bytes, std::string_view mark) {
  while (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
  return bytes;
}

// By a byte order mark or by where the NULs are.
std::optional<Encoding> recognise_mark(std::string_view bytes) {
  if (bytes.starts_with(kUtf8Mark)) return Encoding::utf8;
  if (bytes.starts_with(kLittleMark) || looks_like_utf16(bytes, 0)) return Encoding::utf16_le;
  if (bytes.starts_with(kBigMark) || looks_like_utf16(bytes, 1)) return Encoding::utf16_be;
  return std::nullopt;
}

Decoded convert(std::string_view bytes, Encoding encoding, Arena& arena) {
  if (encoding == Encoding::utf16_le) {
    return from_utf16(without_mark(bytes, kLittleMark), encoding, arena);
  }
  if (encoding == Encoding::utf16_be) {
    return from_utf16(without_mark(bytes, kBigMark), encoding, arena);
  }
  return from_code_page(bytes, encoding, arena);
}

}  // namespace

std::string_view to_string(Encoding encoding) {
  static constexpr std::array<std::string_view, 7> kNames = {
      "UTF-8",        "UTF-16LE",     "UTF-16BE",    "Windows-1250",
      "Windows-1251", "Windows-1252", "Mac Cyrillic"};
  return kNames[static_cast<std::size_t>(encoding)];
}

Result<Encoding> parse_encoding(std::string_view name) {
  struct Known {
    std::string_view name;
    Encoding encoding;
  };
  using enum Encoding;
  constexpr std::array kKnown = {Known{"utf8", utf8},
                                 Known{"utf16", utf16_le},
                                 Known{"utf16le", utf16_le},
                                 Known{"utf16be", utf16_be},
                                 Known{"cp1250", windows_1250},
                                 Known{"1250", windows_1250},
                                 Known{"windows1250", windows_1250},
                                 Known{"cp1251", windows_1251},
                                 Known{"1251", windows_1251},
                                 Known{"windows1251", windows_1251},
                                 Known{"cp1252", windows_1252},
                                 Known{"1252", windows_1252},
                                 Known{"windows1252", windows_1252},
                                 Known{"latin1", windows_1252},
                                 Known{"maccyrillic", mac_cyrillic},
                                 Known{"xmaccyrillic", mac_cyrillic},
                                 Known{"iso88591", windows_1252}};
  std::string plain;
  for (const char c : name) {
    if (c != '-' && c != '_' && c != ' ') plain += to_lower(c);
  }
  const auto found = std::ranges::find(kKnown, plain, &Known::name);
  if (found != kKnown.end()) return found->encoding;
  return Error{
      Code::invalid,
      fmt::format("'{}' is no encoding known here: utf-8, utf-16le, utf-16be, "
                  "windows-1250, windows-1251, windows-1252, mac-cyrillic; save the file as utf-8",
                  name)};
}

Decoded to_utf8(std::string_view bytes, std::optional<Encoding> told, Arena& arena) {
  if (!told) told = recognise_mark(bytes);
  if (told && *told != Encoding::utf8) return convert(bytes, *told, arena);
  const std::string_view plain = without_mark(bytes, kUtf8Mark);
  const Survey found = survey(plain);
  if (told.has_value() || found.valid >= found.invalid) {
    Decoded repaired = repair(plain, found, arena);
    repaired.is_guess = !told.has_value() && found.valid < 4 * found.invalid;
    return repaired;
  }
  const Encoding encoding = recognise_windows(bytes);
  if (encoding == Encoding::windows_1251 && looks_like_mac_cyrillic(bytes)) {
    const Decoded mac = convert(bytes, Encoding::mac_cyrillic, arena);
    if (!is_implausible(mac)) return mac;
  }
  Decoded converted = convert(bytes, encoding, arena);
  if (!is_implausible(converted)) return converted;
  if (encoding == Encoding::windows_1252) {
    const Decoded central = convert(bytes, Encoding::windows_1250, arena);
    if (!is_implausible(central)) return central;
  }
  converted.is_guess = true;
  converted.likelier = likelier_than_windows(bytes);
  return converted;
}

bool is_utf32(std::string_view bytes) {
  using namespace std::string_view_literals;
  constexpr std::size_t kSampleBytes = 4096;
  if (bytes.starts_with("\xff\xfe\0\0"sv) || bytes.starts_with("\0\0\xfe\xff"sv)) return true;
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  std::array<std::size_t, 4> nuls{};
  for (std::size_t i = 0; i < sample.size(); ++i) nuls[i % 4] += sample[i] == '\0' ? 1 : 0;
  const std::size_t units = sample.size() / 4;
  const auto fits = [&](std::size_t top, std::size_t next, std::size_t low) {
    return nuls[top] == units && nuls[next] + units / 8 >= units && nuls[low] < units / 8 + 1;
  };
  return units > 1 && (fits(3, 2, 0) || fits(0, 1, 3));
}

bool is_valid_utf8(std::string_view bytes) { return survey(bytes).invalid == 0; }

}  // namespace lodestar::text
