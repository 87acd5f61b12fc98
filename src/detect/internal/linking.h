// SPDX-License-Identifier: Apache-2.0
// From candidate pairs to groups of texts from one hand.
//
//   A. strong edge: similarity >= .40 by the words' own bits; its components are provisional
//   sources B. phrase model over one text a source (phrases.h) C. weak edge: .25 <= similarity <
//   .40 between sources, if it also holds by phrase bits D. strongest edges first, each component
//   apart; two groups join only where some members of each agree by phrase bits:
//      a chain of stock sentences ends here
//   E. texts left alone and small groups are tried again against the consensus of a group they
//   almost reached: two heavily
//      edited texts may share little with each other and much with what both were made from; groups
//      whose majorities write the same from end to end join whatever phrases say
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/parallel.h"
#include "detect/internal/texts.h"

namespace lodestar::detect {

struct Groups {
  std::vector<std::vector<std::uint32_t>>
      members;                         // texts, ascending; two or more; ordered by first
  std::vector<std::uint32_t> medoids;  // by group: the member with most strong edges
};

// Bits below which sharing can be chance: log2 N + 10.
std::uint32_t chance_bits(const Texts& texts);

// progress: told how much more is done, from any thread; all calls together come to 1. Empty groups
// where the stop was asked for.
Groups link_texts(const Texts& texts, const Parallel& parallel,
                  const std::function<void(double share)>& progress);

}  // namespace lodestar::detect
