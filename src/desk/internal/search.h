// SPDX-License-Identifier: Apache-2.0
// What somebody types to find leads: a number or handle under any disguise, or words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/sensitive.h"

namespace lodestar::desk::internal {

// The contacts that what was typed may be, in the form that they are kept in.
std::vector<Sensitive<std::string>> contacts_in(const Sensitive<std::string>& typed);

// Whether a lead's line has all words in its title, summary, sectors, reasons or places, whatever
// their case.
class Words {
 public:
  explicit Words(std::string_view typed);
  bool are_in(std::string_view line) const;
  bool is_empty() const { return words_.empty(); }

 private:
  std::vector<std::string> words_;
};

}  // namespace lodestar::desk::internal
