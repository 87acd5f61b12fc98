// SPDX-License-Identifier: Apache-2.0
// What makers of random cases share: chances, and a text changed a little.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "support/dice.h"

namespace lodestar::testing {

inline bool one_in(Dice& dice, std::uint32_t count) { return dice.below(count) == 0; }

template <typename List>
auto& any_of(Dice& dice, List& list) {
  return list[dice.below(static_cast<std::uint32_t>(list.size()))];
}

// A byte or a line of a text, changed, gone, doubled or moved.
inline void damage(Dice& dice, std::string& text) {
  if (text.empty()) return;
  const auto at = dice.below(static_cast<std::uint32_t>(text.size()));
  const std::string_view bytes_to_put = "\n\n  +=#0aZ/\t\r\x7F\xE2\x80\xFF";
  const std::size_t begin = text.rfind('\n', at) + 1, end = text.find('\n', at);
  const std::string line = text.substr(begin, end - begin + (end != std::string::npos));
  switch (dice.below(8)) {
    case 0:
      text[at] = static_cast<char>(text[at] ^ (1 << dice.below(8)));
      return;
    case 1:
      text[at] = any_of(dice, bytes_to_put);
      return;
    case 2:
      text.insert(at, 1, any_of(dice, bytes_to_put));
      return;
    case 3:
      text.erase(at, 1);
      return;
    case 4:
      text.erase(begin, line.size());
      return;
    case 5:
      text.insert(begin, line);
      return;
    case 6:
      text.erase(begin, line.size());
      text += line;
      return;
    default:
      text.resize(at);
  }
}

}  // namespace lodestar::testing
