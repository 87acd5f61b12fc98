// SPDX-License-Identifier: Apache-2.0
#include "region.h"

#include <fmt/format.h>

#include "text/numbering_plan.h"

namespace lodestar::app {

Result<std::string> parse_region(const std::string& typed) {
  std::string region = typed;
  for (char& letter : region) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  if (region.empty() || text::built_in_numbering_plan().knows(region)) return region;
  return Error{Code::invalid,
               fmt::format("--region {}: no country has this code; write the two letters of ISO "
                           "3166, as PT",
                           typed)};
}

}  // namespace lodestar::app
