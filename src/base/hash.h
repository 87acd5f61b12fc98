// SPDX-License-Identifier: Apache-2.0
// Stable 64-bit hashes: the same bytes give the same number on every machine, version and run.
//
// Shapes   hash_bytes over a byte range; mix joins two words.
// Units    none.
// Errors   none.
// Cost     about 10 GB/s (XXH3); mix is a multiply and a shift.
// Threads  pure.
// Source   xxHash 0.8 (XXH3_64bits); mix is the finaliser of MurmurHash3 (Appleby).
// Example  hash_bytes("abc") == hash_bytes("abc")
#pragma once

#include <cstdint>
#include <string_view>

namespace lodestar {

std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0);

constexpr std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33;
  x *= 0xc4ceb9fe1a85ec53ULL;
  x ^= x >> 33;
  return x;
}

constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  return mix(a * 0x9e3779b97f4a7c15ULL + b);
}

}  // namespace lodestar
