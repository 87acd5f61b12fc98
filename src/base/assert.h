// SPDX-License-Identifier: Apache-2.0
// LODESTAR_ASSERT: the program is wrong if this fails. On in release builds; never on outside
// input.
#pragma once

namespace lodestar::internal {
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);
}  // namespace lodestar::internal

#define LODESTAR_ASSERT(expression) \
  (static_cast<bool>(expression)    \
       ? static_cast<void>(0)       \
       : ::lodestar::internal::assertion_failed(#expression, __FILE__, __LINE__))
