// SPDX-License-Identifier: Apache-2.0
// What was seen so far, the ids of a file or the contacts of a run: an open-addressed table of
// (hash tag, row), verified against the ids themselves.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/hash.h"
#include "base/huge_vector.h"

namespace lodestar::detect::internal {

class KeySet {
 public:
  // Adds the id of a row; false if an earlier row has it. id_of(row) gives the id of an earlier
  // row.
  template <typename IdOf>
  bool add(std::string_view id, std::uint32_t row, IdOf id_of) {
    return find_or_add(hash_bytes(id), row, [&](std::uint32_t it) { return id_of(it) == id; }) ==
           row;
  }

  // The row with this hash that is the same; `row` itself, now added, where there is none.
  template <typename IsSame>
  std::uint32_t find_or_add(std::uint64_t hash, std::uint32_t row, IsSame is_same) {
    if (2 * (count_ + 1) > slots_.size()) grow();
    const std::uint64_t tag = hash >> 32;
    std::size_t at = home(tag);
    for (; slots_[at] != kFree; at = (at + 1) & (slots_.size() - 1)) {
      const auto held = static_cast<std::uint32_t>(slots_[at]);
      if (slots_[at] >> 32 == tag && is_same(held)) return held;
    }
    slots_[at] = tag << 32 | row;
    ++count_;
    return row;
  }

  // Asks for the memory that this hash will need.
  void prefetch(std::uint64_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[home(hash >> 32)]);
  }

  std::size_t size() const { return count_; }

  void expect(std::size_t count) {
    while (2 * count > slots_.size()) grow();
  }

 private:
  static constexpr std::uint64_t kFree = ~std::uint64_t{0};  // row 2^32 - 1 does not occur

  std::size_t home(std::uint64_t tag) const { return tag >> (32 - bits_); }

  void grow() {
    bits_ = slots_.empty() ? 10 : bits_ + 1;
    HugeVector<std::uint64_t> old(std::size_t{1} << bits_, kFree);
    old.swap(slots_);
    for (const std::uint64_t slot : old) {
      if (slot == kFree) continue;
      std::size_t at = home(slot >> 32);
      while (slots_[at] != kFree) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = slot;
    }
  }

  HugeVector<std::uint64_t> slots_;
  std::size_t count_ = 0;
  unsigned bits_ = 0;
};

}  // namespace lodestar::detect::internal
