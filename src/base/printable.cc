// SPDX-License-Identifier: Apache-2.0
#include "base/printable.h"

#include <algorithm>
#include <array>

namespace lodestar {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

struct Range {
  char32_t first, last;
};

// In order.
constexpr std::array kDisguises = std::to_array<Range>({
    {0x0000, 0x0008},    // C0 up to tab
    {0x000b, 0x000c},    // between LF and CR
    {0x000e, 0x001f},    // C0 from CR on
    {0x007f, 0x009f},    // DEL, C1
    {0x00ad, 0x00ad},    // soft hyphen
    {0x061c, 0x061c},    // Arabic letter mark
    {0x180e, 0x180e},    // Mongolian vowel separator
    {0x200b, 0x200f},    // zero width; left-to-right and right-to-left mark
    {0x2028, 0x202e},    // line and paragraph separator; bidirectional embeddings and overrides
    {0x2060, 0x206f},    // word joiner, invisible operators, bidirectional isolates
    {0xfeff, 0xfeff},    // byte order mark
    {0xfff9, 0xfffb},    // interlinear annotations
    {0xe0000, 0xe007f},  // tags
});

}  // namespace

bool is_disguise(char32_t character) {
  const auto* const range = std::ranges::lower_bound(kDisguises, character, {}, &Range::last);
  return range != kDisguises.end() && range->first <= character;
}

Character decode(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (length == 0 || lead > 0xf4 || text.size() < length) return {};
  char32_t code = lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xc0) != 0x80) return {};
    code = code << 6 | (byte & 0x3fU);
  }
  constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  if (code < kLeast[length] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return {};
  return {code, length};
}

std::size_t disguise_length(std::string_view text) {
  if (text.empty()) return 0;
  const Character found = decode(text);
  return found.length > 0 && is_disguise(found.code) ? found.length : 0;
}

std::string to_printable(std::string_view text) {
  std::string printable;
  printable.reserve(text.size());
  while (!text.empty()) {
    const Character found = decode(text);
    const std::size_t length = std::max<std::size_t>(1, found.length);
    const bool is_shown = found.length > 0 && found.code >= 0x20 && !is_disguise(found.code);
    printable += is_shown ? text.substr(0, length) : kReplacement;
    text.remove_prefix(length);
  }
  return printable;
}

bool looks_binary(std::string_view bytes) {
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) return false;
  return std::ranges::any_of(bytes, [](char c) {
    return (c >= 0 && c < '\t') || (c > '\r' && c < ' ' && c != '\x1a') || c == '\x7f';
  });
}

}  // namespace lodestar
