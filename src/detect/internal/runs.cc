// SPDX-License-Identifier: Apache-2.0
#include "detect/internal/runs.h"

#include <algorithm>
#include <array>

namespace lodestar::detect {
namespace {

constexpr std::array<std::string_view, 3> kKeys = {"c", "s", "q"};
constexpr std::int64_t kNone = -1;

// What covers a byte position, by sort.
std::array<std::int64_t, 3> cover(std::uint32_t at, std::span<const Mark> marks) {
  std::array<std::int64_t, 3> covering = {kNone, kNone, kNone};
  for (const Mark& mark : marks) {
    auto& index = covering[static_cast<std::size_t>(mark.sort)];
    if (index == kNone && mark.span.start <= at && at < mark.span.end) index = mark.index;
  }
  return covering;
}

}  // namespace

void append_runs(table::Json& json, std::string_view text, std::uint32_t from,
                 std::span<const Mark> marks) {
  const auto end = from + static_cast<std::uint32_t>(text.size());
  std::vector<std::uint32_t> edges = {from, end};
  for (const Mark& mark : marks) {
    edges.push_back(std::clamp(mark.span.start, from, end));
    edges.push_back(std::clamp(mark.span.end, from, end));
  }
  std::ranges::sort(edges);
  edges.erase(std::ranges::unique(edges).begin(), edges.end());
  json.begin_array();
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    const std::string_view part = text.substr(edges[i] - from, edges[i + 1] - edges[i]);
    const auto covering = cover(edges[i], marks);
    if (std::ranges::all_of(covering, [](auto index) { return index == kNone; })) {
      json.string(part);
      continue;
    }
    json.begin_object().key("t").string(part);
    for (std::size_t k = 0; k < kKeys.size(); ++k) {
      if (covering[k] != kNone) json.key(kKeys[k]).number(covering[k]);
    }
    json.end_object();
  }
  json.end_array();
}

}  // namespace lodestar::detect
