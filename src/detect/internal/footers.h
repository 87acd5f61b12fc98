// SPDX-License-Identifier: Apache-2.0
// What a board writes under every posting is the board's, not the writer's.
//
//   ... ask for Mark 07481 227 940. | Never pay in advance. Report trafficking. 24/7 support
//   ... new in town, 06 39 98 12 34 | Never pay in advance. Report trafficking. 24/7 support
//                                   ^ own_end
//
// The last sentences of a text are the board's where, word for word, they end the texts of several
// campaigns that nothing ties, and of a good part of all in the file.
//
// Cost: the words of one text a campaign; then, where a footer was found, the last words of a
// posting.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_set>

#include "detect/leads.h"

namespace lodestar::detect::internal {

class Footers {
 public:
  explicit Footers(const RunView& run);
  // Where the writer's own text ends, in bytes; its size where no footer follows.
  std::uint32_t own_end(std::uint32_t row) const;

 private:
  const Postings& postings_;
  std::unordered_set<std::uint64_t> endings_;
};

}  // namespace lodestar::detect::internal
