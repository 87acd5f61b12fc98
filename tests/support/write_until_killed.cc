// SPDX-License-Identifier: Apache-2.0
// Writes pairs (support/pairs.h) from several threads for as long as it lives, and says each on a
// line once it is acknowledged.
//   write_until_killed PLACE NAME      PLACE: as of support/stores.h; NAME: what the ids begin with
#include <fmt/format.h>
#include <unistd.h>

#include <thread>
#include <vector>

#include "support/pairs.h"
#include "support/stores.h"

int main(int count, char** arguments) {
  using namespace lodestar;
  if (count != 3) return 2;
  const std::string name = arguments[2];
  const auto database = store::Database::open(test::connect_to(arguments[1]), 1);
  if (!database) return 3;
  constexpr int kWriters = 8;
  std::vector<std::jthread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0;; ++i) {
        const std::string id = fmt::format("{}-{}-{}", name, writer, i);
        const auto pair = [&](store::Connection& c) { return test::write_pair(c, id); };
        if (!(*database)->write(pair)) continue;
        const std::string line = id + "\n";  // shorter than what a pipe takes at once
        if (write(STDOUT_FILENO, line.data(), line.size()) < 0) return;
      }
    });
  }
}
