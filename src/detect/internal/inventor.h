// SPDX-License-Identifier: Apache-2.0
// Makes the postings of a plan, one by one.
//
// Shapes   make() fills a posting from scratch; it depends on options, plan and row alone.
// Units    as in detect/simulate.h.
// Errors   none.
// Cost     three microseconds a posting.
// Threads  make() by many threads.
// Source   docs/guide/simulate.md.
// Example  Inventor inventor(options, std::move(tongues)); inventor.make(0, posting);
#pragma once

#include <vector>

#include "detect/internal/compose.h"
#include "detect/internal/organisers.h"

namespace lodestar::detect::internal {

class Inventor {
 public:
  Inventor(const SimulateOptions& options, std::vector<Tongue> tongues);
  const Plan& plan() const { return plan_; }
  void make(std::size_t row, InventedPosting& posting) const;

 private:
  struct Recipe;
  Recipe recipe_of(const Campaign& campaign) const;
  Recipe recipe_of_lone(std::size_t row, std::uint32_t lone, Dice& dice) const;
  void choose_common_contact(std::uint64_t seed, Recipe& recipe) const;
  void choose_lone_contact(std::uint32_t lone, Dice& dice, Recipe& recipe) const;
  Draft compose(const Recipe& recipe) const;
  Draft compose_second(const Recipe& recipe) const;
  void write(const Recipe& recipe, Filling& filling, InventedPosting& posting) const;
  void make_member(const Campaign& campaign, std::uint32_t member, InventedPosting& posting) const;
  void make_lone(std::size_t row, std::uint32_t lone, InventedPosting& posting) const;

  SimulateOptions options_;
  std::vector<Tongue> tongues_;
  std::vector<std::uint32_t> shares_;  // of the tongues
  Plan plan_;
  std::uint32_t lones_ = 0;
};

}  // namespace lodestar::detect::internal
