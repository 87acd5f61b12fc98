// SPDX-License-Identifier: Apache-2.0
#include "crypto/ed25519.h"

#include "crypto/internal/sodium.h"

namespace lodestar::crypto {

using internal::bytes_of;

SigningKey::SigningKey(const Sensitive<Ed25519Seed>& seed) {
  internal::ready();
  crypto_sign_seed_keypair(public_.data(), secret_.data(), seed.reveal().data());
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

SigningKey::SigningKey(SigningKey&& other) noexcept
    : secret_(other.secret_), public_(other.public_) {
  sodium_memzero(other.secret_.data(), other.secret_.size());
}

Ed25519Signature SigningKey::sign(std::string_view message) const {
  Ed25519Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, bytes_of(message), message.size(),
                       secret_.data());
  return signature;
}

bool holds_ed25519(const Ed25519Public& key, std::string_view message,
                   const Ed25519Signature& signature) {
  internal::ready();
  return crypto_sign_verify_detached(signature.data(), bytes_of(message), message.size(),
                                     key.data()) == 0;
}

}  // namespace lodestar::crypto
