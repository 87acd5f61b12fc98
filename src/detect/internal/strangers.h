// SPDX-License-Identifier: Apache-2.0
// Two campaigns in one group: stock sentences joined them, and the template shows it.
//
//   template    We look for packers in [ ] .  Shared room .  Ask for [ ]
//   most        We look for packers in Riga.  Shared room .  Ask for Ruth
//   some        Leather sofa, hardly used  .  Shared room .  Delivery can be arranged
//
// Edits and fillers differ from text to text. Where some texts leave much of the template
// unexplained, and all of them by the same words, these words are a template of their own. Such
// texts are strangers: their own consensus explains a third of each more than the group's does,
// saves half again the bits that it costs to say, and is unlike the group's: ways to write one
// thing, as a reference in many bibliographies, stay together.
//
// Cost: nothing where the template explains all texts; else a few alignments a text that it does
// not.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "detect/internal/templates.h"
#include "detect/internal/texts.h"

namespace lodestar::detect {

// A text of a group, how many postings hold it, and the bits that it shares with the template.
struct Explained {
  std::uint32_t text = 0, postings = 1, bits = 0;
};

// The strangers of a group, ascending; none if these would be fewer than two postings, or leave
// fewer behind.
std::vector<std::uint32_t> find_strangers(const Texts& texts, std::span<const Explained> group,
                                          const Consensus& own);

}  // namespace lodestar::detect
