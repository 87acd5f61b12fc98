// SPDX-License-Identifier: Apache-2.0
// Words that are looked for in what a list shows of a lead.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sensitive.h"

namespace lodestar::desk::internal {

class LineWords {
 public:
  // invalid: what is no text.
  static Result<LineWords> parse(std::string_view typed);
  bool is_empty() const { return words_.empty(); }
  // Whether title, summary, subject, reasons and places have all of them, in upper or lower case.
  bool are_in(const Sensitive<std::string>& line) const;

 private:
  std::vector<std::string> words_;
};

}  // namespace lodestar::desk::internal
