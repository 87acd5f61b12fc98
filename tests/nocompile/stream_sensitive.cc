// SPDX-License-Identifier: Apache-2.0
// A value about a person cannot be streamed.
// expect: (use of deleted function|selected deleted operator).*Sensitive
#include <sstream>
#include <string>

#include "base/sensitive.h"

void say(std::ostream& out, const lodestar::Sensitive<std::string>& phone) {
#ifdef LODESTAR_WRONG
  out << phone;
#else
  out << phone.reveal();
#endif
}
