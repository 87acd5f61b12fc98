// SPDX-License-Identifier: Apache-2.0
#include "base/printable.h"

#include <algorithm>

namespace lodestar {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

unsigned byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

bool is_between(unsigned byte, unsigned low, unsigned high) { return byte >= low && byte <= high; }

// Bytes of the UTF-8 sequence at the start of text (Unicode 15, table 3-7), 0 if it is none.
std::size_t sequence_length(std::string_view text) {
  const unsigned first = byte_at(text, 0), second = byte_at(text, 1);
  if (first < 0x80) return 1;
  const std::size_t length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (length == 0 || first > 0xf4) return 0;
  const unsigned low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const unsigned high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  if (!is_between(second, low, high)) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!is_between(byte_at(text, i), 0x80, 0xbf)) return 0;
  }
  return length;
}

// U+2000..U+207F by the last byte.
bool is_general_disguise(unsigned second, unsigned third) {
  if (second == 0x80) return is_between(third, 0x8b, 0x8f) || is_between(third, 0xa8, 0xae);
  return second == 0x81 && is_between(third, 0xa0, 0xaf);
}

}  // namespace

std::size_t disguise_length(std::string_view text) {
  const unsigned first = byte_at(text, 0), second = byte_at(text, 1), third = byte_at(text, 2);
  if (text.empty()) return 0;
  if (first < 0x20) return first == '\t' || first == '\n' || first == '\r' ? 0 : 1;
  switch (first) {
    case 0x7f:
      return 1;
    case 0xc2:  // C1, soft hyphen
      return is_between(second, 0x80, 0x9f) || second == 0xad ? 2 : 0;
    case 0xd8:  // U+061C
      return second == 0x9c ? 2 : 0;
    case 0xe1:  // U+180E
      return second == 0xa0 && third == 0x8e ? 3 : 0;
    case 0xe2:
      return is_general_disguise(second, third) ? 3 : 0;
    case 0xef:  // U+FEFF, U+FFF9..U+FFFB
      return (second == 0xbb && third == 0xbf) || (second == 0xbf && is_between(third, 0xb9, 0xbb))
                 ? 3
                 : 0;
    case 0xf3:  // U+E0000..U+E007F
      return second == 0xa0 && is_between(third, 0x80, 0x81) && text.size() >= 4 ? 4 : 0;
    default:
      return 0;
  }
}

std::string to_printable(std::string_view text) {
  std::string printable;
  printable.reserve(text.size());
  while (!text.empty()) {
    const std::size_t sequence = sequence_length(text);
    const std::size_t disguise =
        static_cast<unsigned char>(text[0]) < 0x20 ? 1 : disguise_length(text);
    const std::size_t length = std::max<std::size_t>(1, std::max(sequence, disguise));
    printable += sequence == 0 || disguise > 0 ? kReplacement : text.substr(0, length);
    text.remove_prefix(length);
  }
  return printable;
}

}  // namespace lodestar
