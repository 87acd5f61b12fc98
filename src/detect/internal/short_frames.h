// SPDX-License-Identifier: Apache-2.0
// Short texts that are one but for one word.
//
//   Cooks , Nivehim , [Omsk]  , mornings
//   Cooks , Nivehim , [Perm]  , mornings
//   Cooks , Nivehim , [Chita] , mornings
//
// Of so few words nothing is left beyond the heaviest run. What shows that no strangers wrote them
// is a word that hardly anybody writes elsewhere: a frame holds where at least three texts fill it,
// its words carry more bits than chance gives, and a quarter of all uses of its rarest word is in
// it. "Room in [Leeds] to let" is nobody's.
//
// Cost: a hash a word of the texts with four to eight words, and sorting these.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "detect/internal/texts.h"

namespace lodestar::detect {

// Pairs of texts, the earlier first, that link all texts of each frame; ascending. `chance`: bits
// below which sharing can be chance.
std::vector<std::pair<std::uint32_t, std::uint32_t>> find_short_frames(const Texts& texts,
                                                                       std::uint32_t chance,
                                                                       const Parallel& parallel);

}  // namespace lodestar::detect
