// SPDX-License-Identifier: Apache-2.0
// From candidate pairs to groups of texts from one hand.
//
//   A. strong edge: similarity >= .40 by the words' own bits; its components are provisional
//   sources B. phrase model over one text a source (phrases.h) C. weak edge: .25 <= similarity <
//   .40 between sources, if it also holds by phrase bits D. strongest edges first, each component
//   apart; two groups join only where some members of each agree by phrase bits:
//      a chain of stock sentences ends here
#pragma once

#include <cstdint>
#include <vector>

#include "base/parallel.h"
#include "detect/internal/texts.h"

namespace lodestar::detect {

struct Groups {
  std::vector<std::vector<std::uint32_t>>
      members;  // texts, ascending; two or more each; ordered by first
  std::vector<std::uint32_t>
      strong_edges;  // text -> strong edges it has (its claim to be the medoid)
};

Groups link_texts(const Texts& texts, const Parallel& parallel);

}  // namespace lodestar::detect
