// SPDX-License-Identifier: Apache-2.0
// A permit is made by decide() alone.
// expect: is private within this context|calling a private constructor
#include "desk/access.h"

lodestar::desk::Decision ask(const lodestar::desk::Request& request) {
#ifdef LODESTAR_WRONG
  const lodestar::desk::AccessRecord record;
  return lodestar::desk::Permit(record);
#else
  return lodestar::desk::decide(request);
#endif
}
