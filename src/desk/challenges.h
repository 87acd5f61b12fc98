// SPDX-License-Identifier: Apache-2.0
// What a passkey is to sign: each challenge for one purpose, once, for a few minutes.
//
// Shapes   32 bytes: when it was made (8), random (8), and 16 of BLAKE2b over both and the purpose,
//          under the service's key. So nothing is kept of those that nobody answers: whoever asks
//          for a million drives out nobody's. Those that were answered rightly are kept until they
//          would be over anyhow.
// Units    seconds since 1970.
// Errors   unavailable: no randomness.
// Cost     1 us; 80 bytes for each that was answered rightly.
// Threads  any.
// Source   WebAuthn Level 3, section 13.4.3.
// Example  challenges.is_ours("sign in", challenge, now) && challenges.spend(challenge, now)
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "base/sensitive.h"
#include "crypto/blake2b.h"
#include "crypto/webauthn.h"

namespace lodestar::desk {

class Challenges {
 public:
  static constexpr std::uint64_t kHoldsSeconds = 300;
  explicit Challenges(Sensitive<crypto::Digest> key, std::uint64_t holds_s = kHoldsSeconds)
      : key_(key), holds_s_(holds_s) {}

  Result<crypto::Challenge> make(std::string_view purpose, std::uint64_t now_s) const;
  bool is_ours(std::string_view purpose, const crypto::Challenge& challenge,
               std::uint64_t now_s) const;
  // False: it was spent already. Only for one that is ours, behind a right answer.
  bool spend(const crypto::Challenge& challenge, std::uint64_t now_s);
  static std::uint64_t time_of(const crypto::Challenge& challenge);  // when it was made

 private:
  crypto::Challenge marked(std::string_view purpose, crypto::Challenge challenge) const;

  Sensitive<crypto::Digest> key_;
  std::uint64_t holds_s_;
  std::mutex mutex_;
  std::map<crypto::Challenge, std::uint64_t> spent_;  // until when; times stand first: in order
};

// What a browser says that it was asked.
std::optional<crypto::Challenge> challenge_in(std::string_view client_data);

}  // namespace lodestar::desk
