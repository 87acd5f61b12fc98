// SPDX-License-Identifier: Apache-2.0
// A guarded value does not open before its record is committed.
// expect: no matching function|cannot convert|invalid initialization|no viable conversion
#include <string>

#include "desk/access.h"

using lodestar::Status;
using lodestar::desk::AccessRecord;

std::string read(const lodestar::desk::Guarded<std::string>& name, lodestar::desk::Permit permit) {
#ifdef LODESTAR_WRONG
  return name.open(permit);
#else
  const auto recorded = lodestar::desk::record_access(std::move(permit),
                                                      [](const AccessRecord&) { return Status(); });
  return recorded ? name.open(*recorded) : "";
#endif
}
