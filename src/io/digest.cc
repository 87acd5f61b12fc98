// SPDX-License-Identifier: Apache-2.0
#include "io/digest.h"

#include "crypto/blake2b.h"

namespace lodestar::io {

std::string digest_hex(std::string_view bytes) {
  return crypto::to_hex(crypto::blake2b_256(bytes));
}

}  // namespace lodestar::io
