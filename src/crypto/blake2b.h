// SPDX-License-Identifier: Apache-2.0
// Hashes that nobody can forge: names for bytes, names under a key, and the hash a browser checks.
//
// Shapes   Digest is 32 bytes; keyed_name is 128 bits as 32 lower-case hexadecimal digits.
// Units    none.
// Errors   none; an unusable libsodium is a broken installation and stops the program.
// Cost     about 1 GB/s, 200 ns for a short text.
// Threads  pure.
// Source   BLAKE2b, RFC 7693, and SHA-256, FIPS 180-4, through libsodium.
// Example  blake2b_256("abc")
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lodestar::crypto {

using Digest = std::array<unsigned char, 32>;

Digest blake2b_256(std::string_view bytes);

// The same of bytes that come in parts.
class Blake2b256 {
 public:
  Blake2b256();
  ~Blake2b256();
  Blake2b256(const Blake2b256&) = delete;
  Blake2b256& operator=(const Blake2b256&) = delete;
  void add(std::string_view bytes);
  Digest finish();  // once

 private:
  struct State;
  std::unique_ptr<State> state_;
};
std::string to_hex(const Digest& digest);
std::optional<Digest> from_hex(std::string_view text);  // as to_hex() writes it

// The same text under the same key and domain has the same name; without the key nobody can try
// texts until one fits. domain and text are kept apart by a zero byte: domain must hold none.
std::string keyed_name(const Digest& key, std::string_view domain, std::string_view text);

// As Content-Security-Policy writes it, without "sha256-".
std::string sha256_base64(std::string_view bytes);

}  // namespace lodestar::crypto
