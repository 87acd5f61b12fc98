// SPDX-License-Identifier: Apache-2.0
#include "io/digest.h"

#include <sodium.h>

#include <array>

#include "base/assert.h"

namespace lodestar::io {

std::string digest_hex(std::string_view bytes) {
  LODESTAR_ASSERT(sodium_init() >= 0);
  std::array<unsigned char, crypto_generichash_BYTES> digest{};
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr,
                     0);
  std::array<char, 2 * crypto_generichash_BYTES + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  return hex.data();
}

}  // namespace lodestar::io
