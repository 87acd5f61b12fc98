// SPDX-License-Identifier: Apache-2.0
// What places and times tell: circuits (one after another, several places within days) and bursts
// (more postings in a short window than its own rate and everybody's activity explain).
//
// Shapes   sightings are one actor's postings by time; a place is a number (same number, same
//          place).
// Units    seconds since 1970 UTC.
// Errors   none; postings without time, and for circuits without place, are left out.
// Cost     O(n log n) in the actor's postings.
// Threads  pure.
// Source   circuits: "more than two locations within five days" (Memex, T-Net, FlagIt; with their
//          warning that more than ten at once is spam); order by the runs test (Wald and Wolfowitz
//          1940). Bursts: a scan over windows of a day, Poisson with Bonferroni's correction.
// Example  find_trips(sightings) -> one Trip through places 3, 7, 4
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "detect/networks.h"

namespace lodestar::detect {

struct Whereabouts {
  std::int64_t time = 0;
  std::uint32_t place = 0;
};

struct Trip {
  struct Stop {
    std::uint32_t place = 0;
    std::int64_t first = 0, last = 0;
    std::uint32_t postings = 0;
  };
  std::vector<Stop> stops;
};

// sightings ordered by time.
std::vector<Trip> find_trips(std::span<const Whereabouts> sightings);

// How the postings of everybody lie in time.
class Activity {
 public:
  explicit Activity(std::vector<std::int64_t> times);
  double share(std::int64_t start, std::int64_t end) const;  // of all, in [start, end)

 private:
  std::vector<std::int64_t> times_;  // ascending
};

// times ascending.
std::vector<Burst> find_bursts(std::span<const std::int64_t> times, const Activity& everybody);

}  // namespace lodestar::detect
