// SPDX-License-Identifier: Apache-2.0
// Numbers as bytes, the highest first, as the formats of logs write them.
//
// Shapes   sizeof(Number) bytes.
// Units    none.
// Errors   from_big_endian() is given at least so many bytes, and reads the first of them.
// Cost     none worth telling.
// Threads  pure.
// Source   none.
// Example  from_big_endian<std::uint32_t>(to_big_endian(std::uint32_t{7})) == 7
#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include "base/assert.h"

namespace lodestar {

template <std::unsigned_integral Number>
std::string to_big_endian(Number number) {
  std::string bytes(sizeof(Number), '\0');
  for (std::size_t i = sizeof(Number); i-- > 0; number = static_cast<Number>(number >> 8U)) {
    bytes[i] = static_cast<char>(number & 0xFFU);
  }
  return bytes;
}

template <std::unsigned_integral Number>
Number from_big_endian(std::string_view bytes) {
  LODESTAR_ASSERT(bytes.size() >= sizeof(Number));
  Number number = 0;
  for (std::size_t i = 0; i < sizeof(Number); ++i) {
    number = static_cast<Number>(number << 8U | static_cast<unsigned char>(bytes[i]));
  }
  return number;
}

}  // namespace lodestar
