// SPDX-License-Identifier: Apache-2.0
// Graphs as one draws them, for tests.
//
//   A--B        capital letters are nodes: A is 0, B is 1, ...
//   |\ |        - | / \ are edges, as long as need be; x crosses two diagonals, + a row and a
//   column | \|        a digit in an edge is its weight: A-3-B C--D
//
// Example  draw({"A--B", "|  |", "C--D"}).csr();   spell(communities) == "AB CD"
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "graph/csr.h"

namespace lodestar::testing {

struct DrawnGraph {
  std::uint32_t nodes = 0;
  std::vector<graph::Edge> edges;
  graph::Csr csr() const { return graph::make_csr(nodes, edges); }
};

inline DrawnGraph draw(const std::vector<std::string_view>& lines) {
  struct Direction {
    int down, right;
    std::string_view line;
  };
  static constexpr Direction kDirections[] = {
      {0, 1, "-+"}, {1, 0, "|+"}, {1, 1, "\\x"}, {1, -1, "/x"}};
  const auto at = [&](int row, int column) {
    const bool inside = row >= 0 && row < std::ssize(lines) && column >= 0 &&
                        column < std::ssize(lines[static_cast<std::size_t>(row)]);
    return inside ? lines[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] : ' ';
  };
  const auto node = [](char c) { return static_cast<std::uint32_t>(c - 'A'); };
  const auto is_node = [&](char c) { return node(c) < 26; };

  DrawnGraph drawn;
  for (int row = 0; row < std::ssize(lines); ++row) {
    for (int column = 0; column < std::ssize(lines[static_cast<std::size_t>(row)]); ++column) {
      const char from = at(row, column);
      if (!is_node(from)) continue;
      drawn.nodes = std::max(drawn.nodes, node(from) + 1);
      for (const auto& [down, right, line] : kDirections) {
        double weight = 1;
        int steps = 1;
        char c = at(row + down, column + right);
        while (line.contains(c) || (steps > 1 && c >= '0' && c <= '9')) {
          if (!line.contains(c)) weight = c - '0';
          ++steps;
          c = at(row + steps * down, column + steps * right);
        }
        if (steps > 1 && is_node(c)) drawn.edges.push_back({node(from), node(c), weight});
      }
    }
  }
  return drawn;
}

// "ABC DE F": each community's nodes as a word, by first node.
inline std::string spell(const std::vector<std::uint32_t>& community) {
  std::map<std::uint32_t, std::string> words;
  for (std::size_t v = 0; v < community.size(); ++v)
    words[community[v]] += static_cast<char>('A' + v);
  std::vector<std::string> sorted;
  for (const auto& [_, word] : words) sorted.push_back(word);
  std::ranges::sort(sorted);
  std::string text;
  for (const std::string& word : sorted) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace lodestar::testing
