// SPDX-License-Identifier: Apache-2.0
// Bytes that only a key opens, and that nobody can change.
//
// Shapes   sealed bytes are a nonce of 24 bytes, the ciphertext, a tag of 16. The context is not in
//          them, but they open in no other: what they are and for whom.
// Units    bytes.
// Errors   none: what was changed, or another key's, or of another context, does not open.
// Cost     about 1 GB/s.
// Threads  pure.
// Source   XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) through libsodium. A random nonce serves
//          for as many messages as anybody can write.
// Example  seal(key, nonce, "words", "a note"), open_sealed(key, sealed, "a note")
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/sensitive.h"

namespace lodestar::crypto {

using SealingKey = std::array<unsigned char, 32>;
using SealingNonce = std::array<unsigned char, 24>;  // random, and never again under this key

std::string seal(const Sensitive<SealingKey>& key, const SealingNonce& nonce,
                 const Sensitive<std::string>& bytes, std::string_view context);
std::optional<Sensitive<std::string>> open_sealed(const Sensitive<SealingKey>& key,
                                                  std::string_view sealed,
                                                  std::string_view context);

}  // namespace lodestar::crypto
