// SPDX-License-Identifier: Apache-2.0
// Bytes that nobody can guess.
//
// Shapes   as many as asked for.
// Units    bytes.
// Errors   unavailable: the system has none (never, once it has started).
// Cost     a system call.
// Threads  any.
// Source   getrandom(2).
// Example  auto seed = LODESTAR_TRY(random_bytes<32>());
#pragma once

#include <array>
#include <span>

#include "base/result.h"
#include "base/sensitive.h"

namespace lodestar::io {

Status fill_random(std::span<unsigned char> bytes);

template <std::size_t N>
Result<Sensitive<std::array<unsigned char, N>>> random_bytes() {
  std::array<unsigned char, N> bytes{};
  LODESTAR_TRY(fill_random(bytes));
  return Sensitive(bytes);
}

}  // namespace lodestar::io
