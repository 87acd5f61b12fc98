// SPDX-License-Identifier: Apache-2.0
// Words at the place of names behind a word for people, however they are written.
//
//   new girls anna, kate and mia in town      ESCORT LOLA, 24      sisters Vera & Nadia
//             ^^^^  ^^^^     ^^^                     ^^^^                   ^^^^   ^^^^^
//
// A list goes on over commas, "and" and signs, as long as its words are unknown to every phrase.
// Whether they are names their variation tells: one posting alone does not.
//
// Cost: the words of the text.
#pragma once

#include <string_view>
#include <vector>

#include "detect/indicators.h"

namespace lodestar::detect::internal {

std::vector<text::Span> find_names_behind_people(const Indicators& indicators,
                                                 std::string_view raw);

}  // namespace lodestar::detect::internal
