// SPDX-License-Identifier: Apache-2.0
// What the members of a cluster say together: when, where, by which contacts.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "detect/leads.h"

namespace lodestar::detect {

// Runs of equal things in a sorted list, counted; most first, ties in order.
template <typename T>
std::vector<std::pair<T, std::uint32_t>> count_runs(std::vector<T>& things) {
  std::ranges::sort(things);
  std::vector<std::pair<T, std::uint32_t>> runs;
  for (const T& thing : things) {
    if (runs.empty() || runs.back().first != thing) runs.emplace_back(thing, 0);
    ++runs.back().second;
  }
  std::ranges::stable_sort(runs, std::greater{}, [](const auto& run) { return run.second; });
  return runs;
}

struct Tally {
  std::int64_t first = kNoTime, last = kNoTime;
  std::vector<std::pair<std::string_view, std::uint32_t>> places;  // most postings first
  std::vector<std::pair<std::uint32_t, std::uint32_t>> contacts;   // contact, postings; likewise
};

Tally tally(const RunView& run, const Cluster& cluster);

// "2026-11-17T08:30:00Z". Nothing is appended for kNoTime.
void append_utc(std::string& out, std::int64_t seconds);

}  // namespace lodestar::detect
