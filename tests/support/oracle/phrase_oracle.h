// SPDX-License-Identifier: Apache-2.0
// What a phrase matches, said as plainly as it can be: every start, every gap, one word after
// another.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace lodestar::oracle {

struct PhrasePlace {
  std::vector<std::string> choices;  // words; "pre*" accepts what begins with "pre"
  std::size_t gap = 0;
};

inline bool accepts(const PhrasePlace& place, const std::string& word) {
  for (const auto& choice : place.choices) {
    const bool open = choice.ends_with('*');
    if (open ? word.starts_with(choice.substr(0, choice.size() - 1)) : word == choice) return true;
  }
  return false;
}

inline bool matches_from(const std::vector<PhrasePlace>& phrase, std::size_t place,
                         const std::vector<std::string>& words, std::size_t at) {
  if (at >= words.size() || !accepts(phrase[place], words[at])) return false;
  if (place + 1 == phrase.size()) return true;
  for (std::size_t gap = 0; gap <= phrase[place + 1].gap; ++gap) {
    if (matches_from(phrase, place + 1, words, at + 1 + gap)) return true;
  }
  return false;
}

inline bool matches(const std::vector<PhrasePlace>& phrase, const std::vector<std::string>& words) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (matches_from(phrase, 0, words, at)) return true;
  }
  return false;
}

}  // namespace lodestar::oracle
