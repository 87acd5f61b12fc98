// SPDX-License-Identifier: Apache-2.0
#include "base/arena.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

#include "base/assert.h"

namespace lodestar {

char* Arena::reserve(std::size_t size) {
  if (size > left_) {
    block_size_ = std::min<std::size_t>(block_size_ * 2, 1 << 20);
    left_ = std::max(size, block_size_);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    next_ = blocks_.back().get();
  }
  return next_;
}

std::string_view Arena::keep(std::size_t size) {
  LODESTAR_ASSERT(size <= left_);
  const std::string_view kept(next_, size);
  next_ += size;
  left_ -= size;
  return kept;
}

std::string_view Arena::copy(std::string_view bytes) {
  if (bytes.empty()) return {};
  std::memcpy(reserve(bytes.size()), bytes.data(), bytes.size());
  return keep(bytes.size());
}

void Arena::join(Arena&& other) {
  blocks_.insert(blocks_.end(), std::make_move_iterator(other.blocks_.begin()),
                 std::make_move_iterator(other.blocks_.end()));
  other = Arena();
}

}  // namespace lodestar
