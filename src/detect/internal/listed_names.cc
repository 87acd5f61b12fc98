// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/listed_names.h"

#include <algorithm>

#include "text/words.h"

namespace lodestar::detect::internal {

std::vector<text::Span> find_names_behind_people(const Indicators& indicators,
                                                 std::string_view raw) {
  std::vector<text::Word> words;
  text::cut_words(raw, words);
  std::erase_if(words, [](const auto& word) { return word.kind == text::WordKind::symbol; });
  const auto is_in = [&](const std::vector<std::string>& list, const text::Word& word) {
    return std::ranges::find(list, text::fold_word(text::cut(raw, word.span))) != list.end();
  };
  std::vector<text::Span> names;
  bool is_open = false;  // a name may stand here
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && is_parted(raw, words[i - 1].span.end, words[i].span.start, Parting::sentence))
      is_open = false;
    if (is_in(indicators.before_person, words[i])) {
      is_open = true;
    } else if (is_open && !is_in(indicators.between_persons, words[i])) {
      is_open = indicators.phrases.is_unknown(text::cut(raw, words[i].span));
      if (is_open) names.push_back(words[i].span);
    }
  }
  return names;
}

}  // namespace lodestar::detect::internal
