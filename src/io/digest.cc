// SPDX-License-Identifier: Apache-2.0
#include "io/digest.h"

#include <algorithm>

#include "crypto/blake2b.h"

namespace lodestar::io {

std::string digest_hex(std::string_view bytes, const std::stop_token& stop) {
  constexpr std::size_t kAtOnce = std::size_t{16} << 20;  // some 20 ms
  crypto::Blake2b256 hash;
  for (; !bytes.empty() && !stop.stop_requested();
       bytes.remove_prefix(std::min(kAtOnce, bytes.size()))) {
    hash.add(bytes.substr(0, kAtOnce));
  }
  return crypto::to_hex(hash.finish());
}

}  // namespace lodestar::io
