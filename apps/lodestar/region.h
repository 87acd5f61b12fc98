// SPDX-License-Identifier: Apache-2.0
// The country of numbers without a country code, as typed.
//
// Shapes   ISO 3166 alpha-2 in capitals; empty where none was typed.
// Units    none.
// Errors   invalid: no country with a numbering plan is called so.
// Cost     a look-up.
// Threads  any.
// Source   packs/numbering.
// Example  parse_region("pt") is "PT"
#pragma once

#include <string>

#include "base/result.h"

namespace lodestar::app {

Result<std::string> parse_region(const std::string& typed);

}  // namespace lodestar::app
