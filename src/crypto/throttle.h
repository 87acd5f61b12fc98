// SPDX-License-Identifier: Apache-2.0
// How often somebody may try: a bucket of attempts for each key (a source address, a known device),
// which fills again with time.
//
// Shapes   a key is any text; of it 128 bits are kept under the caller's random secret, so that
//          nobody can choose keys that meet. One number a key: when its bucket is full again.
// Units    milliseconds on a clock of the caller's that starts anywhere and does not go back; if it
//          does, buckets are as full as they were and take longer.
// Errors   none: an attempt is allowed, or the answer is how long to wait.
// Cost     1 us; about 150 bytes a bucket that is not full, most_buckets of them. Beyond that the
//          bucket that would be full soonest is forgotten.
// Threads  one at a time.
// Source   the generic cell rate algorithm (ITU-T I.371), which is a token bucket in one number.
// Example  if (auto wait_ms = throttle.take(source, now_ms)) refuse(*wait_ms);
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "base/sensitive.h"
#include "crypto/blake2b.h"

namespace lodestar::crypto {

class Throttle {
 public:
  struct Options {
    std::uint32_t attempts = 10;         // of a full bucket; 1 at least, a million at most
    std::uint32_t refill_ms = 360'000;   // until one attempt is back; 1 at least
    std::size_t most_buckets = 100'000;  // 1 at least
  };
  Throttle(const Options& options, const Sensitive<Digest>& secret);

  // Takes one attempt. Where there is none: how long until there is, and nothing changes.
  std::optional<std::uint64_t> take(std::string_view key, std::uint64_t now_ms);
  // Gives that one back, after an attempt that was right. Not more than that: else who has an
  // account of his own would buy attempts at others with it.
  void give_back(std::string_view key, std::uint64_t now_ms);

  std::size_t buckets() const { return buckets_.size(); }  // that are kept

 private:
  struct Order {  // of forgetting: the soonest full, of these the one changed longest ago
    std::uint64_t full_ms;
    std::uint64_t change;
    friend auto operator<=>(const Order&, const Order&) = default;
  };
  using Name = std::array<std::uint64_t, 2>;
  struct Place {
    std::size_t operator()(const Name& name) const { return name[0]; }
  };
  Name name_of(std::string_view key) const;
  void forget_full(std::uint64_t now_ms);
  void keep(const Name& name, std::uint64_t full_ms);

  Options options_;
  Sensitive<Digest> secret_;
  std::uint64_t changes_ = 0;
  std::unordered_map<Name, Order, Place> buckets_;
  std::map<Order, Name> by_order_;
};

}  // namespace lodestar::crypto
