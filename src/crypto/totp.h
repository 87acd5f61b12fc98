// SPDX-License-Identifier: Apache-2.0
// The six digits of an authenticator app: a second factor that needs no network.
//
// Shapes   20 random bytes are the secret; a code is six ASCII digits. A step is a half minute,
//          counted from 1970.
// Units    seconds since 1970, UTC.
// Errors   none: a code is the one of a step or it is not.
// Cost     1 us a code; accept_totp() computes three, whatever was typed.
// Threads  pure.
// Source   RFC 6238 over RFC 4226, with SHA-1, 30 s and six digits: what every app does. The secret
//          as text is base32 (RFC 4648, section 6) without padding; the URI is Google's
//          key-uri-format, escaped by RFC 3986.
// Example  if (auto step = accept_totp(secret, typed, now_s, last)) keep(*step);  // as `last`
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/sensitive.h"

namespace lodestar::crypto {

using TotpSecret = std::array<unsigned char, 20>;
inline constexpr std::uint64_t kTotpStepSeconds = 30;

Sensitive<std::string> totp_code(const Sensitive<TotpSecret>& secret, std::uint64_t step);

// The step whose code it is: this one, the one before, the one after, and only where it comes after
// `last`, the step accepted before (0 if none). Whoever keeps it accepts no code twice.
std::optional<std::uint64_t> accept_totp(const Sensitive<TotpSecret>& secret,
                                         std::string_view typed, std::uint64_t now_s,
                                         std::uint64_t last);

// For who types it: 32 letters.
Sensitive<std::string> to_base32(const Sensitive<TotpSecret>& secret);
// For who scans it. The issuer is the service's name, the account the login.
Sensitive<std::string> totp_uri(const Sensitive<TotpSecret>& secret, std::string_view issuer,
                                std::string_view account);

}  // namespace lodestar::crypto
