// SPDX-License-Identifier: Apache-2.0
// What postings say, for rows that have no id to be known by: everything but the id, and how many
// postings say the same.
//
// Shapes   the n-th row of a file that says one thing is known where n postings of earlier files
//          say it: what a file repeats stays repeated, and the file again adds nothing.
// Cost     one hash of the row; 32 bytes a posting.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "detect/internal/key_set.h"
#include "detect/postings.h"

namespace lodestar::detect::internal {

class Contents {
 public:
  // A row that has an id, or was kept, and is about to be added.
  void count(const Postings& postings, const Postings::Row& row) { ++find(postings, row).added; }
  // A row without an id; unless it is known, it is about to be added.
  bool knows(const Postings& postings, const Postings::Row& row) {
    Said& said = find(postings, row);
    return ++said.seen <= said.known;
  }
  void end_file() {
    for (Said& said : all_) said = {said.row, std::max(said.known, said.seen) + said.added};
  }

 private:
  struct Said {
    std::uint32_t row = 0;  // one that says it
    std::uint32_t known = 0, seen = 0, added = 0;
  };

  Said& find(const Postings& postings, const Postings::Row& row) {
    static_assert(static_cast<int>(Field::id) == 0);
    std::uint64_t hash = 0;
    for (std::size_t i = 1; i < kFieldCount; ++i) hash = hash_bytes(row.fields[i], mix(hash, i));
    const auto next = static_cast<std::uint32_t>(all_.size());
    const std::uint32_t at = by_hash_.find_or_add(hash, next, [&](std::uint32_t earlier) {
      for (std::size_t i = 1; i < kFieldCount; ++i) {
        if (postings.get(static_cast<Field>(i), all_[earlier].row) != row.fields[i]) return false;
      }
      return true;
    });
    if (at == next) all_.push_back({.row = static_cast<std::uint32_t>(postings.size())});
    return all_[at];
  }

  KeySet by_hash_;
  std::vector<Said> all_;
};

}  // namespace lodestar::detect::internal
