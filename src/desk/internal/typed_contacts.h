// SPDX-License-Identifier: Apache-2.0
// The contacts that something typed may be, in the form that they are kept in.
#pragma once

#include <string>
#include <vector>

#include "base/sensitive.h"

namespace lodestar::desk::internal {

// Once each, and what was typed as it is.
std::vector<Sensitive<std::string>> contacts_in(const Sensitive<std::string>& typed);

}  // namespace lodestar::desk::internal
