// SPDX-License-Identifier: Apache-2.0
// Signatures that anybody can check.
//
// Shapes   a key pair comes from 32 bytes of seed, which are the secret.
// Units    bytes.
// Errors   none: a signature holds or it does not.
// Cost     sign 25 us, verify 75 us.
// Threads  pure.
// Source   RFC 8032 through libsodium 1.0.18, whose rule is: S below the group's order; A canonical
//          and of no small order; R of no small order; the equation without the cofactor.
// Example  SigningKey key(seed); holds_ed25519(key.public_key(), message, key.sign(message))
#pragma once

#include <array>
#include <string_view>

#include "base/sensitive.h"

namespace lodestar::crypto {

using Ed25519Seed = std::array<unsigned char, 32>;
using Ed25519Public = std::array<unsigned char, 32>;
using Ed25519Signature = std::array<unsigned char, 64>;

class SigningKey {
 public:
  explicit SigningKey(const Sensitive<Ed25519Seed>& seed);
  ~SigningKey();  // wipes the secret
  SigningKey(SigningKey&& other) noexcept;
  SigningKey& operator=(SigningKey&&) = delete;
  const Ed25519Public& public_key() const { return public_; }
  Ed25519Signature sign(std::string_view message) const;

 private:
  std::array<unsigned char, 64> secret_{};
  Ed25519Public public_{};
};

bool holds_ed25519(const Ed25519Public& key, std::string_view message,
                   const Ed25519Signature& signature);

}  // namespace lodestar::crypto
