// SPDX-License-Identifier: Apache-2.0
// An outcome cannot be overlooked.
// expect: ignoring return.*nodiscard
#pragma GCC diagnostic error "-Wunused-result"

#include "base/result.h"

lodestar::Status write();

void save() {
#ifdef LODESTAR_WRONG
  write();
#else
  if (!write()) return;
#endif
}
