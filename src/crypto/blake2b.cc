// SPDX-License-Identifier: Apache-2.0
#include "crypto/blake2b.h"

#include "crypto/internal/sodium.h"

namespace lodestar::crypto {
namespace {

using internal::bytes_of;

constexpr std::size_t kNameBytes = 16;

std::string hex_of(const unsigned char* bytes, std::size_t size) {
  std::string hex(2 * size + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes, size);
  hex.pop_back();
  return hex;
}

}  // namespace

Digest blake2b_256(std::string_view bytes) {
  internal::ready();
  Digest digest{};
  crypto_generichash(digest.data(), digest.size(), bytes_of(bytes), bytes.size(), nullptr, 0);
  return digest;
}

struct Blake2b256::State {
  crypto_generichash_state hash;
};

Blake2b256::Blake2b256() : state_(std::make_unique<State>()) {
  internal::ready();
  crypto_generichash_init(&state_->hash, nullptr, 0, std::tuple_size_v<Digest>);
}
Blake2b256::~Blake2b256() = default;

void Blake2b256::add(std::string_view bytes) {
  crypto_generichash_update(&state_->hash, bytes_of(bytes), bytes.size());
}

Digest Blake2b256::finish() {
  Digest digest{};
  crypto_generichash_final(&state_->hash, digest.data(), digest.size());
  return digest;
}

std::string to_hex(const Digest& digest) { return hex_of(digest.data(), digest.size()); }

std::optional<Digest> from_hex(std::string_view text) {
  Digest digest{};
  if (text.size() != 2 * digest.size()) return {};
  for (std::size_t i = 0; i < text.size(); ++i) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const std::size_t digit = kDigits.find(text[i]);
    if (digit == std::string_view::npos) return {};
    digest[i / 2] = static_cast<unsigned char>(digest[i / 2] << 4U | digit);
  }
  return digest;
}

std::string keyed_name(const Digest& key, std::string_view domain, std::string_view text) {
  internal::ready();
  crypto_generichash_state state;
  crypto_generichash_init(&state, key.data(), key.size(), kNameBytes);
  crypto_generichash_update(&state, bytes_of(domain), domain.size());
  constexpr unsigned char kBetween = 0;
  crypto_generichash_update(&state, &kBetween, 1);
  crypto_generichash_update(&state, bytes_of(text), text.size());
  std::array<unsigned char, kNameBytes> name{};
  crypto_generichash_final(&state, name.data(), name.size());
  return hex_of(name.data(), name.size());
}

std::string sha256_base64(std::string_view bytes) {
  internal::ready();
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), bytes_of(bytes), bytes.size());
  std::string text(sodium_base64_ENCODED_LEN(digest.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), digest.data(), digest.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  return text;
}

}  // namespace lodestar::crypto
