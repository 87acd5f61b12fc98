// SPDX-License-Identifier: Apache-2.0
#include "crypto/sealed.h"

#include <algorithm>
#include <utility>

#include "crypto/internal/sodium.h"

namespace lodestar::crypto {

using internal::bytes_of;

namespace {

constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kNonce = std::tuple_size_v<SealingNonce>;
static_assert(kNonce == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(std::tuple_size_v<SealingKey> == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

unsigned char* writable(std::string& bytes, std::size_t at) {
  return reinterpret_cast<unsigned char*>(bytes.data()) + at;
}

}  // namespace

std::string seal(const Sensitive<SealingKey>& key, const SealingNonce& nonce,
                 const Sensitive<std::string>& bytes, std::string_view context) {
  internal::ready();
  std::string sealed(kNonce + bytes.reveal().size() + kTag, '\0');
  std::ranges::copy(nonce, sealed.begin());
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      writable(sealed, kNonce), nullptr, bytes_of(bytes.reveal()), bytes.reveal().size(),
      bytes_of(context), context.size(), nullptr, nonce.data(), key.reveal().data());
  return sealed;
}

std::optional<Sensitive<std::string>> open_sealed(const Sensitive<SealingKey>& key,
                                                  std::string_view sealed,
                                                  std::string_view context) {
  internal::ready();
  if (sealed.size() < kNonce + kTag) return std::nullopt;
  std::string bytes(sealed.size() - kNonce - kTag, '\0');
  const std::string_view rest = sealed.substr(kNonce);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          writable(bytes, 0), nullptr, nullptr, bytes_of(rest), rest.size(), bytes_of(context),
          context.size(), bytes_of(sealed), key.reveal().data()) != 0) {
    return std::nullopt;
  }
  return Sensitive(std::move(bytes));
}

}  // namespace lodestar::crypto
