// SPDX-License-Identifier: Apache-2.0
// What both databases say alike.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace lodestar::store::internal {

// The statements with "{sequence}" as the database writes it.
inline std::string written_as(std::string_view statements, std::string_view sequence) {
  constexpr std::string_view kSequence = "{sequence}";
  std::string written(statements);
  for (std::size_t at = 0; (at = written.find(kSequence, at)) != std::string::npos;) {
    written.replace(at, kSequence.size(), sequence);
  }
  return written;
}

inline Error went_on() {
  return {Code::internal, "the database: a change went on behind a statement that had failed"};
}

}  // namespace lodestar::store::internal
