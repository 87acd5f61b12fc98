// SPDX-License-Identifier: Apache-2.0
#include "detect/movement.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

namespace lodestar::detect {

namespace {

constexpr std::int64_t kDay = 86400;
constexpr std::int64_t kCircuitWindow = 5 * kDay;
constexpr std::size_t kFewestPlaces = 3;  // "more than two locations"
constexpr std::size_t kMostPlaces = 10;   // within the window; more is an agency or spam
constexpr std::int64_t kLeastSpan = 14 * kDay;
constexpr std::uint32_t kLeastBurst = 5;
constexpr double kSurprise = 1e-3;

using Stops = std::vector<Trip::Stop>;

// Sightings one after another at the same place are one stop.
Stops stops_of(std::span<const Whereabouts> sightings) {
  Stops stops;
  for (const Whereabouts& seen : sightings) {
    if (stops.empty() || stops.back().place != seen.place)
      stops.push_back({seen.place, seen.time, seen.time, 0});
    stops.back().last = seen.time;
    ++stops.back().postings;
  }
  return stops;
}

// Whether the places come one after another rather than side by side. If order meant nothing there
// would be 1 + n - sum(n_p^2) / n runs; one after another there are few more than places. Where
// each place was seen once there is nothing to tell order by, and the published rule stands alone.
bool is_in_order(std::span<const Whereabouts> sightings, std::size_t runs) {
  std::unordered_map<std::uint32_t, double> at_place;
  for (const Whereabouts& seen : sightings) ++at_place[seen.place];
  const auto n = static_cast<double>(sightings.size());
  const auto places = static_cast<double>(at_place.size());
  double squares = 0;
  for (const auto& [_, count] : at_place) squares += count * count;
  const double if_mixed = 1 + n - squares / n;
  return n < 1.5 * places || 2 * static_cast<double>(runs) <= places + if_mixed;
}

// Whether some window of five days holds enough places, and none too many.
bool is_quick(const Stops& stops) {
  bool quick = false;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    std::set<std::uint32_t> places;
    for (std::size_t j = i; j < stops.size() && stops[j].first - stops[i].last <= kCircuitWindow;
         ++j)
      if (places.insert(stops[j].place); places.size() > kMostPlaces) return false;
    quick |= places.size() >= kFewestPlaces;
  }
  return quick;
}

// ln P(X >= count) for a Poisson X, from above by its largest terms.
double log_tail(std::uint32_t count, double mean) {
  if (static_cast<double>(count) <= mean) return 0;
  const double k = count;
  const double first = k * std::log(mean) - mean - std::lgamma(k + 1);
  return first - std::log(1 - mean / (k + 1));
}

}  // namespace

std::vector<Trip> find_trips(std::span<const Whereabouts> sightings) {
  std::vector<Trip> trips;
  for (std::size_t start = 0; start < sightings.size();) {
    std::size_t end = start + 1;
    while (end < sightings.size() &&
           sightings[end].time - sightings[end - 1].time <= kCircuitWindow)
      ++end;
    const auto together = sightings.subspan(start, end - start);
    Stops stops = stops_of(together);
    if (stops.size() >= kFewestPlaces && is_in_order(together, stops.size()) && is_quick(stops))
      trips.push_back({std::move(stops)});
    start = end;
  }
  return trips;
}

Activity::Activity(std::vector<std::int64_t> times) : times_(std::move(times)) {
  std::erase(times_, kNoTime);
  if (!std::ranges::is_sorted(times_)) std::ranges::sort(times_);
}

double Activity::share(std::int64_t start, std::int64_t end) const {
  if (times_.empty()) return 0;
  const auto from = std::ranges::lower_bound(times_, start);
  const auto to = std::ranges::lower_bound(from, times_.end(), end);
  return static_cast<double>(to - from) / static_cast<double>(times_.size());
}

std::vector<Burst> find_bursts(std::span<const std::int64_t> times, const Activity& everybody) {
  std::vector<Burst> bursts;
  if (times.size() < kLeastBurst) return bursts;
  const auto n = static_cast<double>(times.size());
  const std::int64_t span = std::max(kLeastSpan, times.back() - times.front() + kDay);
  const double windows = static_cast<double>(span) / static_cast<double>(kDay);
  const auto own = [&](std::int64_t length) {
    return n * static_cast<double>(length) / static_cast<double>(span);
  };
  std::size_t end = 0;
  for (std::size_t start = 0; start < times.size(); ++start) {
    while (end < times.size() && times[end] < times[start] + kDay) ++end;
    const auto count = static_cast<std::uint32_t>(end - start);
    if (count < kLeastBurst) continue;
    const double expected =
        std::max(own(kDay), n * everybody.share(times[start], times[start] + kDay));
    if (log_tail(count, expected) > std::log(kSurprise / windows)) continue;
    if (bursts.empty() || bursts.back().end < times[start])
      bursts.push_back({.start = times[start]});
    bursts.back().end = times[end - 1];
  }
  for (Burst& burst : bursts) {
    const auto from = std::ranges::lower_bound(times, burst.start);
    const auto to = std::ranges::upper_bound(times, burst.end);
    burst.postings = static_cast<std::uint32_t>(to - from);
    burst.expected = own(std::max(kDay, burst.end - burst.start));
  }
  return bursts;
}

}  // namespace lodestar::detect
