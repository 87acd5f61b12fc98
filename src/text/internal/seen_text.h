// SPDX-License-Identifier: Apache-2.0
// A text as people see it, where it is written with characters that nobody sees (zero-width, soft
// hyphens, marks of direction) or with letters that pass for others ("аnna" with a Cyrillic first
// letter): addresses are read there. Numbers are read in the text as it is written.
//
// Shapes   text is the seen text; from[i] is the raw span of the character that byte i is of.
// Units    positions are bytes.
// Errors   nothing where the text is seen as it is written.
// Cost     one pass over the bytes; a second text where there is something to it.
// Threads  pure.
// Source   UTS #39 for letters that look alike (text/words.h); a word of two alphabets in which
//          some letter looks like no Latin one stays as it is.
// Example  read_seen_text("an\u200Bna@mail.com")->text == "anna@mail.com"
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/identifiers.h"

namespace lodestar::text::internal {

struct SeenText {
  std::string text;
  std::vector<Span> from;

  // What was found in it, as it stands in raw.
  Identifier in_raw(std::string_view raw, Identifier identifier) const;
};

std::optional<SeenText> read_seen_text(std::string_view raw);

}  // namespace lodestar::text::internal
