// SPDX-License-Identifier: Apache-2.0
// Words whose letters pass for digits, or that are also numbers, beside a number that is whole
// without them: "655201338Lola", "6 5 5 2 0 1 3 3 8 o escribe", "655 201 338 ein Anruf".
//
// Shapes   groups are a run's.
// Units    spans are bytes of the raw text.
// Errors   none.
// Cost     a look at each group, and look-ups of the plan where such a word stands.
// Threads  pure.
// Source   ours.
// Example  of "212-902-4431Lola" cut_glued_words leaves the groups 212, 902 and 4431
#pragma once

#include <span>
#include <string_view>

#include "text/internal/groups.h"
#include "text/internal/number_reader.h"

namespace lodestar::text::internal {

// Cuts off what is glued to plain digits of a whole number. Letters that the number is not whole
// without stay digits: "07481 2279OO".
void cut_glued_words(std::string_view raw, std::span<Group> groups, const NumberReader& numbers);

// Makes a decoy of a word apart at the run's end, where more words follow.
void mark_word_behind(std::string_view raw, std::span<Group> groups, const NumberReader& numbers);

}  // namespace lodestar::text::internal
