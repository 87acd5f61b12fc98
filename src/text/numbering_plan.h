// SPDX-License-Identifier: Apache-2.0
// The world's numbering plans: what a string of digits means as a telephone number, dialled
// internationally or from a region.
//
// Shapes   a NumberingPlan is read once from a pack and asked many times.
// Units    digits are ASCII '0'..'9', at most 40.
// Errors   parse_numbering_plan says line and reason; parse gives nothing where the digits cannot
//          be read as a number at all (no plus and no region, unknown country code, too short, too
//          long).
// Cost     about 100 ns a number.
// Threads  immutable: share it freely.
// Source   ITU-T E.164; facts and rules agree with libphonenumber's (packs/numbering/pack.json),
//          which tools/check_numbering.py holds us to, and which names what we read otherwise.
// Example  built_in_numbering_plan().parse("912345678", false, "PT")->e164 == "+351912345678"
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lodestar::text {

struct PhoneNumber {
  std::string e164;                // "+", country code, national number
  std::uint16_t country_code = 0;  // the length of the national number is e164's less this one's
  std::string region;     // ISO 3166 alpha-2, "001" where worldwide; empty if no region claims it
  bool possible = false;  // its length fits the plan (numbers dialled only locally count)
  bool valid = false;     // it lies in a range that is assigned
};

class NumberingPlan {
 public:
  NumberingPlan(NumberingPlan&&) noexcept;
  NumberingPlan& operator=(NumberingPlan&&) noexcept;
  ~NumberingPlan();

  // region: where the number would be dialled from, upper case; empty or unknown regions read only
  // numbers with a plus.
  std::optional<PhoneNumber> parse(std::string_view digits, bool has_plus,
                                   std::string_view region) const;
  bool knows(std::string_view region) const;

 private:
  friend Result<NumberingPlan> parse_numbering_plan(std::string_view pack);
  struct Facts;
  explicit NumberingPlan(std::unique_ptr<const Facts> facts);
  std::unique_ptr<const Facts> facts_;
};

// Reads packs/numbering/plans.txt (its grammar: tools/make_numbering_pack.py).
Result<NumberingPlan> parse_numbering_plan(std::string_view pack);

// The pack that was built in; read on first use.
const NumberingPlan& built_in_numbering_plan();

}  // namespace lodestar::text
