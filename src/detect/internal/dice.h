// SPDX-License-Identifier: Apache-2.0
// Repeatable chance: the same seed rolls the same numbers everywhere.
//
// Shapes   below(n) is 0 .. n - 1; chance(p) is true p times in a thousand.
// Units    none.
// Errors   none; below(0) is 0.
// Cost     two nanoseconds a roll.
// Threads  a value: one at a time.
// Source   SplitMix64 (Steele, Lea, Flood 2014), its finaliser exchanged for base/hash.h's.
// Example  Dice dice(7); auto die = 1 + dice.below(6);
#pragma once

#include <cmath>
#include <cstdint>
#include <span>

#include "base/hash.h"

namespace lodestar::detect::internal {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t roll() { return mix(state_ += 0x9e3779b97f4a7c15ULL); }
  std::uint32_t below(std::size_t n) {
    return static_cast<std::uint32_t>((static_cast<unsigned __int128>(roll()) * n) >> 64);
  }
  std::uint32_t between(std::uint32_t least, std::uint32_t most) {
    return least + below(most - least + 1);
  }
  // An index; each as often as its weight says.
  std::uint32_t weighted(std::span<const std::uint32_t> weights) {
    std::size_t sum = 0;
    for (const std::uint32_t weight : weights) sum += weight;
    std::uint32_t at = below(sum), i = 0;
    while (at >= weights[i]) at -= weights[i++];
    return i;
  }
  bool chance(std::uint32_t per_thousand) { return below(1000) < per_thousand; }
  // least * u^(-1/shape), at most `most`: few are large, most are small.
  std::uint32_t heavy_tail(std::uint32_t least, std::uint32_t most, double shape) {
    const double u = (static_cast<double>(roll() >> 11) + 1) * 0x1p-53;
    const double size = least * std::pow(u, -1 / shape);
    return size < most ? static_cast<std::uint32_t>(size) : most;
  }

 private:
  std::uint64_t state_;
};

}  // namespace lodestar::detect::internal
