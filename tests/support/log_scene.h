// SPDX-License-Identifier: Apache-2.0
// A log for tests: entries that tell their place, and checkpoints that nobody has signed.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/base64.h"
#include "ledger/tiles.h"
#include "log/log.h"

namespace lodestar::testing {

inline std::string entry_of(std::uint64_t index) {
  return std::to_string(index) + std::string(index * 31 % 97, 'e');
}

inline ledger::Hash root_of_first(std::uint64_t entries) {
  ledger::Edge edge;
  for (std::uint64_t i = 0; i < entries; ++i) edge.add(ledger::hash_leaf(entry_of(i)));
  return edge.root();
}

inline std::string sign_plainly(const ledger::TreeHead& head, const std::stop_token& = {}) {
  const std::string root(reinterpret_cast<const char*>(head.root.data()), head.root.size());
  return "example.com/log\n" + std::to_string(head.size) + "\n" + to_base64(root) +
         "\n\n\u2014 example.com/log AAAAAA==\n";
}

// Adds the entries [from, end), `at_once` in each call.
inline void add_some(log::Log& log, std::uint64_t from, std::uint64_t end, std::uint64_t at_once) {
  while (from < end) {
    std::vector<std::string> entries;
    for (std::uint64_t i = from; i < std::min(end, from + at_once); ++i)
      entries.push_back(entry_of(i));
    const std::vector<std::string_view> views(entries.begin(), entries.end());
    log.add(views).value();
    from += views.size();
  }
}

}  // namespace lodestar::testing
