// SPDX-License-Identifier: Apache-2.0
// A value about a person does not turn into what it holds by itself.
// expect: (cannot convert|could not convert|no viable conversion|conversion from).*Sensitive
#include <string>

#include "base/sensitive.h"

std::string take(const lodestar::Sensitive<std::string>& phone) {
#ifdef LODESTAR_WRONG
  return phone;
#else
  return phone.reveal();
#endif
}
