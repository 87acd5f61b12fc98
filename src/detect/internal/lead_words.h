// SPDX-License-Identifier: Apache-2.0
// What a lead says of itself: the finding in words, never a type or a number alone.
#pragma once

#include <span>
#include <string>

#include "detect/structure.h"

namespace lodestar::detect::internal {

// "Packing work, one text under nine names". The evidence comes heaviest first.
std::string write_title(const Candidate& candidate, std::span<const Shown> shown,
                        const LeadContext& context);

// "64 postings in five places lead to three contacts. For a look: ...; against: ..."
std::string write_summary(const Candidate& candidate, std::span<const Shown> shown,
                          const LeadContext& context);

}  // namespace lodestar::detect::internal
