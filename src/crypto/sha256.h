// SPDX-License-Identifier: Apache-2.0
// SHA-256 at the speed of the processor's own instructions, for trees of many small hashes.
//
// Shapes   Digest is 32 bytes; parts are hashed as if they stood one behind the other.
// Units    bytes.
// Errors   none.
// Cost     about 0.1 us a tree node where the processor has SHA instructions; without, a few times
//          that.
// Threads  pure.
// Source   FIPS 180-4, through OpenSSL's low-level calls: its EVP and one-shot calls fetch the
//          algorithm anew each time, which costs more than the hash of a tree node.
// Example  sha256({"abc"})
#pragma once

#include <initializer_list>
#include <memory>
#include <string_view>

#include "crypto/blake2b.h"

namespace lodestar::crypto {

Digest sha256(std::initializer_list<std::string_view> parts);

// Of what does not fit into memory: one piece behind the other.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(std::string_view bytes);
  Digest finish();  // once

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace lodestar::crypto
