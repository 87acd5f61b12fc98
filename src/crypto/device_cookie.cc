// SPDX-License-Identifier: Apache-2.0
#include "crypto/device_cookie.h"

#include "base/base64.h"
#include "crypto/internal/sodium.h"

namespace lodestar::crypto {
namespace {

constexpr std::size_t kNonce = std::tuple_size_v<DeviceNonce>;
constexpr std::size_t kLetters = (kNonce + std::tuple_size_v<Digest>) / 3 * 4;

// The nonce has one length, so that it and the login are told apart without a mark.
Digest mark_of(const Sensitive<Digest>& key, std::string_view nonce, std::string_view login) {
  return internal::keyed_digest(key.reveal(), {"lodestar device", nonce, login});
}

}  // namespace

Sensitive<std::string> make_device_cookie(const Sensitive<Digest>& key, std::string_view login,
                                          const DeviceNonce& nonce) {
  std::string bytes(internal::text_of(nonce));
  bytes += internal::text_of(mark_of(key, internal::text_of(nonce), login));
  return Sensitive(to_base64url(bytes));
}

std::optional<std::string> known_device(const Sensitive<Digest>& key, std::string_view login,
                                        std::string_view cookie) {
  const auto bytes = cookie.size() == kLetters ? from_base64url(cookie) : std::nullopt;
  if (!bytes) {
    return {};
  }
  const std::string_view nonce = std::string_view(*bytes).substr(0, kNonce);
  const std::string_view mark = std::string_view(*bytes).substr(kNonce);
  if (!internal::is_same(mark, internal::text_of(mark_of(key, nonce, login)))) {
    return {};
  }
  return "device:" + to_base64url(nonce);
}

}  // namespace lodestar::crypto
