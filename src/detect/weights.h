// SPDX-License-Identifier: Apache-2.0
// What people decided, as weights: how much more or less each kind of evidence counts here than
// its pack says.
//
// Shapes   a Judgement is a lead that somebody accepted or found benign, and the evidence that it
//          was shown with; a Weight is of an indicator, in percent of the pack's points.
// Units    points in tenths, as the packs have them; percent, 50 to 200, 100 where nothing is
//          known.
// Errors   parse_weights, invalid: the file, what of it, and what is wanted.
// Cost     learning: decisions times their evidence, and the cube of the indicators that occur in
//          them, a few times: 10,000 decisions over 100 indicators in some 50 ms.
// Threads  pure.
// Source   Genkin, Lewis, Madigan, Large-scale Bayesian logistic regression for text
//          categorization, Technometrics 49 (2007): the mode under a normal prior around the pack.
// Example  Weights w = learn_weights(judged); find_leads(run, all, {.weights = &w});
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lodestar::detect {

struct Judgement {
  struct Part {
    std::string indicator;
    std::int32_t points = 0;  // before weights
  };
  std::vector<Part> evidence;
  bool is_accepted = false;  // else benign
};

inline constexpr std::int32_t kUnweighted = 100, kLightest = 50, kHeaviest = 200;  // percent
inline constexpr std::uint32_t kLeastJudged = 3;  // accepted, and as many benign: else no weights

struct Weight {
  std::string indicator;
  std::int32_t percent = kUnweighted;
  std::uint32_t accepted = 0, benign = 0;  // leads that showed it, by what was decided
  friend bool operator==(const Weight&, const Weight&) = default;
};

struct Weights {
  std::uint32_t accepted = 0, benign = 0;  // leads
  std::vector<Weight> all;                 // by indicator
  std::int32_t percent_of(std::string_view indicator) const;
  friend bool operator==(const Weights&, const Weights&) = default;
};

// The same for any order of the judgements. Evidence does not change sides, and none vanishes:
// which families a lead rests on, its gate, is no matter of weights.
Weights learn_weights(std::span<const Judgement> judgements);

// Never 0 where it was not, so that what was evidence remains some.
std::int32_t weigh(std::int32_t points, std::int32_t percent);

// docs/spec/weights.schema.json, as a desk writes it (GET /api/weights).
Result<Weights> parse_weights(std::string_view name, std::string_view bytes);

}  // namespace lodestar::detect
