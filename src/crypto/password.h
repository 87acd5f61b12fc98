// SPDX-License-Identifier: Apache-2.0
// Passwords: which are too easy to guess, and what is kept of one.
//
// Shapes   what is kept is text: $argon2id$v=19$m=65536,t=2,p=1$SALT$HASH, as every Argon2 library
//          reads it; 16 bytes of random salt are the caller's. A password is UTF-8, and normalised
//          (NFC) by the caller, so that two keyboards write the same.
// Units    code points for lengths; kibibytes (m) and passes (t) for the cost.
// Errors   corrupt: what is kept is no such text, or asks for more than 256 MiB or 16 passes;
//          unavailable: there is no memory for it. A wrong password is no error, but false.
// Cost     hash, verify, verify_nothing: 64 MiB and about 80 ms of one core; limit how many run at
//          a time. What was kept under another cost costs that.
// Threads  pure.
// Source   RFC 9106 (Argon2id) through libsodium; NIST SP 800-63B-4, 3.1.1.2: length, a list of
//          what is expected, no rules of composition, no expiry. Twelve characters lie between its
//          eight (with a second factor) and fifteen (without).
// Example  if (find_fault(password, "ana.lima")) refuse(); keep(hash_password(password, salt));
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/sensitive.h"

namespace lodestar::crypto {

inline constexpr std::size_t kShortestPassword = 12;
inline constexpr std::size_t kLongestPassword = 256;

enum class PasswordFault {
  too_short,
  too_long,
  not_text,   // no UTF-8, or a control character in it
  guessable,  // little is left where known words, the names given, and runs (1234, aaaa, qwerty)
              // count as one character each
};
// Before it is chosen, not when it is given. names are what an outsider knows to try: the login,
// the person's name, the organisation's.
std::optional<PasswordFault> find_fault(const Sensitive<std::string>& password,
                                        std::span<const std::string_view> names);

using PasswordSalt = std::array<unsigned char, 16>;
Result<std::string> hash_password(const Sensitive<std::string>& password, const PasswordSalt& salt);

Result<bool> verify_password(const Sensitive<std::string>& password, std::string_view kept);
// For a login that nobody has: false, after the time and memory that verify_password() takes.
Result<bool> verify_nothing(const Sensitive<std::string>& password);
// That it was kept at another cost than today's: hash again while the password is at hand.
bool needs_rehash(std::string_view kept);

}  // namespace lodestar::crypto
