// SPDX-License-Identifier: Apache-2.0
// Telephone numbers written without their country, told by the same number written with it; and
// those of Argentina that lack a mobile's 9, or have its 15.
//
// Shapes   want() takes all numbers, then learn() all, then complete() one after the other: what no
//          number without a country can be is not learnt.
// Units    values as text::Identifier has them: "+" and digits, or bare digits.
// Errors   none: what fits no number or several stays as it is.
// Cost     a hash look-up to learn; ten at most to complete, and a plan look-up a candidate.
// Threads  one thread.
// Source   ours. A number that is short, or fits several numbers of the run, proves nothing.
// Example  want("912345678"); learn("+351912345678");
//          complete(value = "912345678");  // value == "+351912345678"
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "text/numbering_plan.h"

namespace lodestar::detect::internal {

class Countries {
 public:
  explicit Countries(const text::NumberingPlan& plan) : plan_(plan) {}
  void want(std::string_view value);
  void learn(std::string_view value);
  void complete(std::string& value) const;

  // In a column of telephone numbers a spreadsheet drops the plus, or the zero: "34655201337" is a
  // number with its country where the run has 655201337 too, and "7412013091" one dialled with the
  // zero where the run has 07412013091. After learn() of all, and instead of complete().
  void learn_in_column(std::string_view value);
  void complete_in_column(std::string& value) const;

 private:
  struct Known {
    std::string e164;
    std::string region;
  };
  static constexpr std::uint32_t kSeveral = UINT32_MAX;

  // The number that these digits are if nothing but its country is left out.
  std::uint32_t find(std::string_view national) const;
  bool is_dialled_as(std::string_view digits, std::size_t trunk, const Known& known) const;

  bool is_wanted(std::string_view digits) const;
  bool is_written(std::string_view prefix, std::string_view national) const;

  const text::NumberingPlan& plan_;
  std::unordered_set<std::uint64_t> wanted_;  // hashes of what numbers without a country end in
  std::unordered_set<std::string> written_;   // without a country, where they are long
  std::unordered_set<std::string> argentine_mobiles_;  // area and line
  std::vector<Known> known_;
  std::unordered_map<std::string, std::uint32_t> by_e164_;      // digits
  std::unordered_map<std::string, std::uint32_t> by_national_;  // into known_, or kSeveral
};

}  // namespace lodestar::detect::internal
