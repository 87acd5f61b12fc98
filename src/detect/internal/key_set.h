// SPDX-License-Identifier: Apache-2.0
// The ids of one file seen so far: an open-addressed table of (hash tag, row), verified against the
// ids themselves.
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
    if (2 * (count_ + 1) > slots_.size()) grow();
    const std::uint64_t tag = hash_bytes(id) >> 32;
    std::size_t at = home(tag);
    for (; slots_[at] != kFree; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at] >> 32 == tag && id_of(static_cast<std::uint32_t>(slots_[at])) == id)
        return false;
    }
    slots_[at] = tag << 32 | row;
    ++count_;
    return true;
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
