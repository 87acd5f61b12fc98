// SPDX-License-Identifier: Apache-2.0
// Signatures that anybody can check, and that a quantum computer could not forge.
//
// Shapes   a key pair comes from 32 bytes of seed, which are the secret; the expanded key lies on
//          the heap, 29 kB. A context parts uses of one key: at most 255 bytes, none if not told.
// Units    bytes.
// Errors   none: a signature holds or it does not. A longer context holds nothing, and stops the
//          program that would sign with it.
// Cost     a key 90 us; sign 300 us in the mean, by chance from 90 us to some ms; verify 90 us.
// Threads  pure. What is secret decides no branch and no index but which candidates are thrown
//          away, which the standard allows; it is wiped, but for what the compiler spills.
// Source   FIPS 204 (ML-DSA-44, pure). Its pre-hash variants are left out, and so is its expanded
//          private key as a format: the seed is the key.
// Example  MlDsa44Key key(seed); holds_ml_dsa_44(key.public_key(), message, key.sign(message))
#pragma once

#include <array>
#include <memory>
#include <string_view>

#include "base/sensitive.h"

namespace lodestar::crypto {

using MlDsa44Seed = std::array<unsigned char, 32>;
using MlDsa44Public = std::array<unsigned char, 1312>;
using MlDsa44Signature = std::array<unsigned char, 2420>;

inline constexpr std::size_t kLongestContext = 255;

class MlDsa44Key {
 public:
  explicit MlDsa44Key(const Sensitive<MlDsa44Seed>& seed);
  ~MlDsa44Key();  // wipes the secret
  MlDsa44Key(MlDsa44Key&& other) noexcept;
  MlDsa44Key& operator=(MlDsa44Key&&) = delete;
  const MlDsa44Public& public_key() const { return public_; }

  struct Options {
    std::string_view context;
    // Fresh random bytes hedge against faults and listening in; zeroes make the signature the one
    // that key and message have.
    Sensitive<std::array<unsigned char, 32>> randomness;
  };
  MlDsa44Signature sign(std::string_view message) const { return sign(message, Options{}); }
  MlDsa44Signature sign(std::string_view message, const Options& options) const;

 private:
  struct Secret;
  std::unique_ptr<Secret> secret_;
  MlDsa44Public public_{};
};

bool holds_ml_dsa_44(const MlDsa44Public& key, std::string_view message,
                     const MlDsa44Signature& signature, std::string_view context = {});

}  // namespace lodestar::crypto
