// SPDX-License-Identifier: Apache-2.0
// Files of expected output, reviewed as a diff. UPDATE_GOLDEN=1 writes them anew.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace lodestar::test {

inline void expect_golden(const std::string& name, const std::string& bytes) {
  const std::string path = std::string(LODESTAR_SOURCE_DIR) + "/tests/golden/" + name;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << bytes;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  const std::string expected{std::istreambuf_iterator<char>(file), {}};
  if (bytes == expected) return;
  std::size_t at = 0;
  while (at < bytes.size() && at < expected.size() && bytes[at] == expected[at]) ++at;
  const std::size_t from = at < 60 ? 0 : at - 60;
  ADD_FAILURE() << name << " differs at byte " << at
                << " (UPDATE_GOLDEN=1 writes it anew)\n  is   ..." << bytes.substr(from, 160)
                << "\n  was  ..." << expected.substr(from, 160);
}

}  // namespace lodestar::test
