// SPDX-License-Identifier: Apache-2.0
// LODESTAR_ASSERT: the program is wrong if this fails. On in release builds.
//
// Shapes   a condition that the code above it makes true; never a question about outside input.
// Units    none.
// Errors   says the condition and its place on standard error, and aborts.
// Cost     one predictable branch.
// Threads  any.
// Source   none.
// Example  LODESTAR_ASSERT(block_size > 0);
#pragma once

namespace lodestar::internal {
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);
}  // namespace lodestar::internal

#define LODESTAR_ASSERT(expression) \
  (static_cast<bool>(expression)    \
       ? static_cast<void>(0)       \
       : ::lodestar::internal::assertion_failed(#expression, __FILE__, __LINE__))
