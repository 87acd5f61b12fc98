// SPDX-License-Identifier: Apache-2.0
#include "io/random.h"

#include <sys/random.h>

namespace lodestar::io {

Status fill_random(std::span<unsigned char> bytes) {
  while (!bytes.empty()) {
    const ssize_t got = ::getrandom(bytes.data(), bytes.size(), 0);
    if (got <= 0) return Error{Code::unavailable, "the system gives no random bytes"};
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
  return {};
}

}  // namespace lodestar::io
