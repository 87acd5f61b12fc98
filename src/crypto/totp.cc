// SPDX-License-Identifier: Apache-2.0
#include "crypto/totp.h"

#include <fmt/format.h>
#include <openssl/hmac.h>

#include "base/assert.h"
#include "base/percent.h"
#include "crypto/internal/sodium.h"

namespace lodestar::crypto {
namespace {

constexpr std::uint32_t kCodes = 1'000'000;

}  // namespace

Sensitive<std::string> totp_code(const Sensitive<TotpSecret>& secret, std::uint64_t step) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i) {
    counter[i] = static_cast<unsigned char>(step >> (56 - 8 * i));
  }
  std::array<unsigned char, 20> mac{};
  unsigned size = 0;
  const unsigned char* made =
      HMAC(EVP_sha1(), secret.reveal().data(), static_cast<int>(secret.reveal().size()),
           counter.data(), counter.size(), mac.data(), &size);
  LODESTAR_ASSERT(made != nullptr && size == mac.size());
  const std::size_t at = mac.back() & 15U;
  std::uint32_t number = mac[at] & 0x7FU;
  for (std::size_t i = 1; i < 4; ++i) {
    number = number << 8U | mac[at + i];
  }
  return Sensitive(fmt::format("{:06}", number % kCodes));
}

std::optional<std::uint64_t> accept_totp(const Sensitive<TotpSecret>& secret,
                                         std::string_view typed, std::uint64_t now_s,
                                         std::uint64_t last) {
  const std::uint64_t now = now_s / kTotpStepSeconds;
  std::optional<std::uint64_t> accepted;
  for (std::uint64_t step = now == 0 ? 0 : now - 1; step <= now + 1; ++step) {
    // No early end: how long it takes does not tell which code was near.
    const bool is_code = internal::is_same(totp_code(secret, step).reveal(), typed);
    if (is_code && step > last && !accepted) {
      accepted = step;
    }
  }
  return accepted;
}

Sensitive<std::string> to_base32(const Sensitive<TotpSecret>& secret) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  static_assert(std::tuple_size_v<TotpSecret> % 5 == 0, "no padding, no unused bits");
  std::string text;
  std::uint32_t bits = 0;
  std::uint32_t held = 0;
  for (const unsigned char byte : secret.reveal()) {
    bits = (bits << 8U | byte) & 0xFFFU;
    for (held += 8; held >= 5; held -= 5) {
      text += kAlphabet[bits >> (held - 5) & 31U];
    }
  }
  return Sensitive(std::move(text));
}

Sensitive<std::string> totp_uri(const Sensitive<TotpSecret>& secret, std::string_view issuer,
                                std::string_view account) {
  return Sensitive(fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}", to_percent(issuer),
                               to_percent(account), to_base32(secret).reveal()));
}

}  // namespace lodestar::crypto
