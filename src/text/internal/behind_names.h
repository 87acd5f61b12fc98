// SPDX-License-Identifier: Apache-2.0
// What stands behind a handle that is a plain word: "lucky 8899" is one name; "lucky star" may be
// one, or a name and a word, and then nobody knows whose it is.
//
// Shapes   end is where the word ends; digits is set where they are part of the name.
// Units    positions are bytes of the raw text.
// Errors   none.
// Cost     one word.
// Threads  pure.
// Source   ours; words of sentences in English, Spanish, French, Portuguese, German and Italian.
// Example  read_behind_name("lucky 8899", 5).digits == Span{6, 10}
#pragma once

#include <cstdint>
#include <string_view>

#include "text/span.h"

namespace lodestar::text::internal {

struct BehindName {
  enum Is : std::uint8_t {
    other,   // nothing, a sentence, an amount, a sign
    part,    // digits of the name
    unknown  // what may be of the name or not
  };
  Is is = other;
  Span digits{};
};

// Whether a plain word is none that anybody is called: "only", "channel", "please". In small
// letters.
bool is_word_of_a_sentence(std::string_view name);

BehindName read_behind_name(std::string_view raw, std::size_t end);

}  // namespace lodestar::text::internal
