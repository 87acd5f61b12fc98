// SPDX-License-Identifier: Apache-2.0
// A value about a person cannot be formatted.
// expect: (deleted function|deleted constructor|Cannot format an argument).*Sensitive
#include <fmt/format.h>

#include <string>

#include "base/sensitive.h"

std::string say(const lodestar::Sensitive<std::string>& phone) {
#ifdef LODESTAR_WRONG
  return fmt::format("{}", phone);
#else
  return fmt::format("{}", phone.reveal());
#endif
}
