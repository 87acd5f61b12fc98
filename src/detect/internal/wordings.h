// SPDX-License-Identifier: Apache-2.0
// Texts of one wording: the same from end to end but for a few words that few others write.
//
//   Cook wanted in Porto , ask for Ana , ref [4711]
//   Cook wanted in Porto , ask for Ana , ref [4712]    ... and thousands more
//
// A campaign that fills a file would make its own words ordinary, and the counter of each copy
// would be all that is left of it. So a wording that many texts have is linked as one text, as
// equal texts are, and its words count once.
//
// Cost: linear in words, and sorting one hash for each text that leaves few of its words open.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "detect/internal/linking.h"
#include "detect/internal/texts.h"

namespace lodestar::detect {

class Wordings {
 public:
  // `chance`: bits below which sharing can be chance.
  Wordings(const Texts& texts, std::uint32_t chance, const Parallel& parallel);
  // Whether some text stands for others.
  bool any() const { return firsts_.size() < first_of_.size(); }
  // One text of each wording, the first; ascending. Most texts are a wording of their own.
  std::span<const std::uint32_t> firsts() const { return firsts_; }
  // Groups of wordings, by their place in firsts(), as groups of texts. A wording that is in none
  // is a group of its own where it has several texts; these groups come last.
  Groups spread(const Groups& groups) const;

 private:
  std::vector<std::uint32_t> first_of_;  // by text
  std::vector<std::uint32_t> firsts_;
};

}  // namespace lodestar::detect
