// SPDX-License-Identifier: Apache-2.0
#include "crypto/wipe.h"

#include "crypto/internal/sodium.h"

namespace lodestar::crypto {

void wipe(std::span<unsigned char> bytes) { sodium_memzero(bytes.data(), bytes.size()); }
void wipe(std::string& text) { sodium_memzero(text.data(), text.size()); }

}  // namespace lodestar::crypto
