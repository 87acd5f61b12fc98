// SPDX-License-Identifier: Apache-2.0
// Codes on paper, for who has lost the second factor: ten, each good for one time.
//
// Shapes   80 bits as four groups of four digits and letters (7K2Q-9BXM-04TD-WEPA), none of them I,
//          L, O or U. Read back in either case, with I and L for 1, O for 0, and hyphens and blanks
//          anywhere. What is kept is a hash under a key, of the account and the code.
// Units    none.
// Errors   none: what was typed is one of the kept or it is not.
// Cost     1 us a hash; finding looks at every kept one, whichever it is.
// Threads  pure.
// Source   Crockford's base 32; BLAKE2b (RFC 7693) with a key. 80 bits need no slow hash, and under
//          a key that is not in the database nobody can try at all.
// Example  find_recovery_code(key, account, typed, kept)  // which to strike out
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/sensitive.h"
#include "crypto/blake2b.h"

namespace lodestar::crypto {

inline constexpr std::size_t kRecoveryCodes = 10;
inline constexpr std::size_t kRecoveryCodeBytes = 10;

using RecoveryCodes = std::array<Sensitive<std::string>, kRecoveryCodes>;
using RecoveryRandomness = std::array<unsigned char, kRecoveryCodes * kRecoveryCodeBytes>;
RecoveryCodes make_recovery_codes(const Sensitive<RecoveryRandomness>& randomness);

// Nothing where it is no code at all.
std::optional<Digest> recovery_hash(const Sensitive<Digest>& key, std::string_view account,
                                    const Sensitive<std::string>& typed);

std::optional<std::size_t> find_recovery_code(const Sensitive<Digest>& key,
                                              std::string_view account,
                                              const Sensitive<std::string>& typed,
                                              std::span<const Digest> kept);

}  // namespace lodestar::crypto
