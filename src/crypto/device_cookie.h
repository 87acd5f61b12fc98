// SPDX-License-Identifier: Apache-2.0
// That somebody has signed in from this browser before: with it, attempts at a login are counted by
// themselves, so that no stranger's attempts keep its owner out. It is no proof of who calls.
//
// Shapes   16 random bytes and 32 bytes of BLAKE2b over them and the login, under the server's key:
//          64 letters of base64url. Nothing is kept of it.
// Units    none.
// Errors   none: a cookie is of this server and login or it is not.
// Cost     1 us.
// Threads  pure.
// Source   OWASP, "Slow down online guessing attacks with device cookies", but for its lock of all
//          unknown devices, by which anybody could keep a person's new telephone out.
// Example  throttle.take(known_device(key, login, cookie).value_or(source), now_ms)
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/sensitive.h"
#include "crypto/blake2b.h"

namespace lodestar::crypto {

using DeviceNonce = std::array<unsigned char, 16>;  // random

Sensitive<std::string> make_device_cookie(const Sensitive<Digest>& key, std::string_view login,
                                          const DeviceNonce& nonce);

// The device's name, which no other has: "device:" and 22 letters.
std::optional<std::string> known_device(const Sensitive<Digest>& key, std::string_view login,
                                        std::string_view cookie);

}  // namespace lodestar::crypto
