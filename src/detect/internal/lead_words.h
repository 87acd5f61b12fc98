// SPDX-License-Identifier: Apache-2.0
// What a lead says of itself: the finding in words, never a type or a number alone.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "detect/structure.h"

namespace lodestar::detect::internal {

// "Packing work, one text under nine names". The evidence comes heaviest first.
std::string write_title(const Candidate& candidate, std::span<const Shown> shown,
                        const LeadContext& context);

// The ids of the sectors that the title begins with.
std::vector<std::string> subject_of(const Candidate& candidate, std::span<const Shown> shown,
                                    const LeadContext& context);

// Contacts that reach somebody and were not cut: those that tie the postings together.
std::uint32_t count_contacts(const Candidate& candidate, const LeadContext& context);

// "64 postings in five places with three contacts. Why look: ... Why maybe not: ..."
std::string write_summary(const Candidate& candidate, std::span<const Shown> shown,
                          std::uint32_t contacts, const LeadContext& context);

}  // namespace lodestar::detect::internal
