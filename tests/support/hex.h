// SPDX-License-Identifier: Apache-2.0
// Bytes in hexadecimal, for tests.
#pragma once

#include <fmt/core.h>

#include <span>
#include <string>

namespace lodestar::testing {

inline std::string to_hex(std::span<const unsigned char> bytes) {
  std::string hex;
  for (const unsigned char byte : bytes) hex += fmt::format("{:02x}", byte);
  return hex;
}

}  // namespace lodestar::testing
