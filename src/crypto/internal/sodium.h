// SPDX-License-Identifier: Apache-2.0
// libsodium, made ready: the one place that includes it.
#pragma once

#include <sodium.h>

#include <string_view>

#include "base/assert.h"

namespace lodestar::crypto::internal {

// An unusable libsodium is a broken installation and stops the program.
inline void ready() { LODESTAR_ASSERT(sodium_init() >= 0); }

inline const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace lodestar::crypto::internal
