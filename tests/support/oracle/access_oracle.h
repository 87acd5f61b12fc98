// SPDX-License-Identifier: Apache-2.0
// Access decided a second time, from the rules' words and not from their table: which field may be
// touched by whom, asked space by space; then every condition, each looked at whatever the others
// say. Slow and plainly right.
#pragma once

#include <optional>

#include "desk/access_terms.h"

namespace lodestar::desk::oracle {

struct Verdict {
  std::optional<Denial> denial;
  Basis basis{};
  EnumSet<Obligation> obligations;
};

Verdict judge(const Request& request);

}  // namespace lodestar::desk::oracle
