// SPDX-License-Identifier: Apache-2.0
// Random numbers for tests: the same on every machine.
//
// Example  Dice dice(1); dice.below(6) is 0..5
#pragma once

#include <cstdint>
#include <random>

namespace lodestar::testing {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(engine_() % end); }

 private:
  std::mt19937 engine_;
};

}  // namespace lodestar::testing
