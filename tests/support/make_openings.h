// SPDX-License-Identifier: Apache-2.0
// Random leaves and openings of private logs, intact and damaged, and how our own reader judges
// each: what the readers in other languages are compared with.
//
//   line    = verdict SP "leaf" SP base64(bytes) | verdict SP "opening" SP base64(bytes)
//   verdict = "-" | issuer "," base64(commitment)
//           | base64(leaf) "," type "," base64(subject) "," base64(previous) "," size of the body
#pragma once

#include <cstdint>

namespace lodestar::testing {

void make_openings(std::uint64_t count, std::uint32_t seed);

}  // namespace lodestar::testing
