// SPDX-License-Identifier: Apache-2.0
// A bucket that was full at F and has lost n attempts since is full again at F + n * refill_ms. An
// attempt fits as long as that lies at most attempts * refill_ms ahead. A full bucket is no bucket.
#include "crypto/throttle.h"

#include <algorithm>
#include <bit>

#include "base/assert.h"
#include "crypto/internal/sodium.h"

namespace lodestar::crypto {
namespace {

constexpr std::uint32_t kMostAttempts = 1'000'000;
constexpr std::uint64_t kLastMs = std::uint64_t{1} << 62U;  // no sum overflows; 146 million years

}  // namespace

Throttle::Throttle(const Options& options, const Sensitive<Digest>& secret)
    : options_(options), secret_(secret) {
  LODESTAR_ASSERT(options_.attempts >= 1 && options_.attempts <= kMostAttempts);
  LODESTAR_ASSERT(options_.refill_ms >= 1 && options_.most_buckets >= 1);
}

std::optional<std::uint64_t> Throttle::take(std::string_view key, std::uint64_t now_ms) {
  now_ms = std::min(now_ms, kLastMs);
  forget_full(now_ms);
  const Name name = name_of(key);
  const auto found = buckets_.find(name);
  const std::uint64_t full_ms =
      (found == buckets_.end() ? now_ms : found->second.full_ms) + options_.refill_ms;
  const std::uint64_t latest_ms = now_ms + std::uint64_t{options_.attempts} * options_.refill_ms;
  if (full_ms > latest_ms) {
    return full_ms - latest_ms;
  }
  if (found == buckets_.end() && buckets_.size() == options_.most_buckets) {
    buckets_.erase(by_order_.begin()->second);
    by_order_.erase(by_order_.begin());
  }
  keep(name, full_ms);
  return {};
}

void Throttle::give_back(std::string_view key, std::uint64_t now_ms) {
  now_ms = std::min(now_ms, kLastMs);
  const Name name = name_of(key);
  if (const auto found = buckets_.find(name); found != buckets_.end()) {
    keep(name,
         std::max(found->second.full_ms, std::uint64_t{options_.refill_ms}) - options_.refill_ms);
  }
  forget_full(now_ms);
}

Throttle::Name Throttle::name_of(std::string_view key) const {
  internal::ready();
  std::array<unsigned char, sizeof(Name)> bytes{};
  crypto_generichash(bytes.data(), bytes.size(), internal::bytes_of(key), key.size(),
                     secret_.reveal().data(), secret_.reveal().size());
  return std::bit_cast<Name>(bytes);
}

void Throttle::forget_full(std::uint64_t now_ms) {
  while (!by_order_.empty() && by_order_.begin()->first.full_ms <= now_ms) {
    buckets_.erase(by_order_.begin()->second);
    by_order_.erase(by_order_.begin());
  }
}

void Throttle::keep(const Name& name, std::uint64_t full_ms) {
  const auto [place, is_new] = buckets_.try_emplace(name);
  if (!is_new) {
    by_order_.erase(place->second);
  }
  place->second = {.full_ms = full_ms, .change = ++changes_};
  by_order_.emplace(place->second, name);
}

}  // namespace lodestar::crypto
