// SPDX-License-Identifier: Apache-2.0
// Any bytes give words in order, inside the text, each with the hash of its folded form.
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/assert.h"
#include "text/words.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace lodestar::text;
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  std::vector<Word> words;
  cut_words(raw, words);
  std::uint32_t last = 0;
  for (const Word& word : words) {
    LODESTAR_ASSERT(last <= word.span.start && word.span.start < word.span.end);
    LODESTAR_ASSERT(word.span.end <= raw.size());
    const std::string folded = fold_word(cut(raw, word.span));
    LODESTAR_ASSERT(hash_word(folded) == word.hash);
    last = word.span.end;
  }
  return 0;
}
