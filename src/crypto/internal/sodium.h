// SPDX-License-Identifier: Apache-2.0
// libsodium, made ready: the one place that includes it.
#pragma once

#include <sodium.h>

#include <array>
#include <initializer_list>
#include <span>
#include <string_view>

#include "base/assert.h"

namespace lodestar::crypto::internal {

// An unusable libsodium is a broken installation and stops the program.
inline void ready() { LODESTAR_ASSERT(sodium_init() >= 0); }

inline const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

inline std::string_view text_of(std::span<const unsigned char> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// BLAKE2b-256 under a key. Parts are hashed as if they stood one behind the other.
inline std::array<unsigned char, 32> keyed_digest(const std::array<unsigned char, 32>& key,
                                                  std::initializer_list<std::string_view> parts) {
  ready();
  crypto_generichash_state state;
  std::array<unsigned char, 32> digest{};
  crypto_generichash_init(&state, key.data(), key.size(), digest.size());
  for (const std::string_view part : parts) {
    crypto_generichash_update(&state, bytes_of(part), part.size());
  }
  crypto_generichash_final(&state, digest.data(), digest.size());
  return digest;
}

// Whether two texts are the same, in a time that only their lengths decide.
inline bool is_same(std::string_view one, std::string_view other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace lodestar::crypto::internal
