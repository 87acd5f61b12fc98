// SPDX-License-Identifier: Apache-2.0
// Buckets of attempts as one would explain them: what is in each is counted, and filled as time
// goes. For a clock that does not go back.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/throttle.h"

namespace lodestar::testing {

class SlowThrottle {
 public:
  explicit SlowThrottle(const crypto::Throttle::Options& options) : options_(options) {}

  std::optional<std::uint64_t> take(std::string_view key, std::uint64_t now_ms) {
    fill(now_ms);
    auto bucket = std::ranges::find(buckets_, key, &Bucket::key);
    if (bucket == buckets_.end()) {
      if (buckets_.size() == options_.most_buckets) {
        // max_element() tells the first of several; the one changed longest ago stands first.
        buckets_.erase(std::ranges::max_element(buckets_, {}, &Bucket::in_it));
      }
      buckets_.push_back({std::string(key), full()});
      bucket = buckets_.end() - 1;
    }
    if (bucket->in_it < options_.refill_ms) {
      return options_.refill_ms - bucket->in_it;
    }
    Bucket changed = *bucket;
    buckets_.erase(bucket);
    changed.in_it -= options_.refill_ms;
    buckets_.push_back(changed);
    return {};
  }
  void give_back(std::string_view key, std::uint64_t now_ms) {
    fill(now_ms);
    const auto bucket = std::ranges::find(buckets_, key, &Bucket::key);
    if (bucket == buckets_.end()) {
      return;
    }
    Bucket changed = *bucket;
    buckets_.erase(bucket);
    changed.in_it += options_.refill_ms;
    if (changed.in_it < full()) {
      buckets_.push_back(changed);
    }
  }
  std::size_t buckets() const { return buckets_.size(); }

 private:
  struct Bucket {
    std::string key;
    std::uint64_t in_it;  // milliseconds of filling; refill_ms of them are one attempt
  };
  std::uint64_t full() const { return std::uint64_t{options_.attempts} * options_.refill_ms; }
  void fill(std::uint64_t now_ms) {
    for (Bucket& bucket : buckets_) {
      bucket.in_it += now_ms - then_ms_;
    }
    std::erase_if(buckets_, [this](const Bucket& bucket) { return bucket.in_it >= full(); });
    then_ms_ = now_ms;
  }

  crypto::Throttle::Options options_;
  std::uint64_t then_ms_ = 0;
  std::vector<Bucket> buckets_;
};

}  // namespace lodestar::testing
