// SPDX-License-Identifier: Apache-2.0
// Numbers with no blank between them and the words around: "tel07481227940", "25ans0683471952".
//
// Shapes   up to three numbers of one token, each with its place.
// Units    positions are bytes.
// Errors   none found where any part of the token is something else.
// Cost     a look at the length for short tokens, else one look-up a word.
// Threads  pure.
// Source   ours.
// Example  read_glued_numbers("07481227940or07481227941", {0, 24}).count == 2
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "text/span.h"

namespace lodestar::text::internal {

struct GluedNumbers {
  std::array<Span, 3> spans{};
  std::uint8_t count = 0;
  bool among_words = false;  // "lola917420683", "0683471952paris": any word may stand there
};

GluedNumbers read_glued_numbers(std::string_view raw, Span token);

}  // namespace lodestar::text::internal
