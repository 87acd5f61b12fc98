// SPDX-License-Identifier: Apache-2.0
// What both databases say alike.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/result.h"

namespace lodestar::store::internal {

// The statements with "{sequence}" and "{given}" as the database writes them.
struct Dialect {
  std::string_view sequence, given;
};
inline std::string written_in(const Dialect& dialect, std::string_view statements) {
  std::string written(statements);
  for (const auto& [mark, word] :
       {std::pair<std::string_view, std::string_view>{"{sequence}", dialect.sequence},
        {"{given}", dialect.given}}) {
    for (std::size_t at = 0; (at = written.find(mark, at)) != std::string::npos;) {
      written.replace(at, mark.size(), word);
    }
  }
  return written;
}

// Statements are found again by their text, whoever holds it.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};
template <typename T>
using ByText = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

inline Error went_on() {
  return {Code::internal, "the database: a change went on behind a statement that had failed"};
}

}  // namespace lodestar::store::internal
