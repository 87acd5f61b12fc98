// SPDX-License-Identifier: Apache-2.0
// A vector whose large buffers lie on huge pages where the system has them: fewer page faults, and
// random access that does not miss the translation cache at every step.
//
// Shapes   HugeVector<T> is std::vector<T>.
// Units    bytes.
// Errors   as std::vector; where huge pages are off, ordinary pages serve.
// Cost     rounds buffers of 4 MiB and more up to 2 MiB; keeps up to four buffers given back for the next of their size.
// Threads  as std::vector; buffers are handed out under a lock.
// Source   madvise(2), MADV_HUGEPAGE.
// Example  HugeVector<std::uint8_t> counts(1 << 27);
#pragma once

#include <cstddef>
#include <vector>

namespace lodestar {

void* allocate_huge(std::size_t bytes);
void free_huge(void* buffer, std::size_t bytes);

template <typename T>
struct HugeAllocator {
  using value_type = T;
  HugeAllocator() = default;
  template <typename U>
  explicit HugeAllocator(const HugeAllocator<U>&) {}
  T* allocate(std::size_t count) { return static_cast<T*>(allocate_huge(count * sizeof(T))); }
  void deallocate(T* buffer, std::size_t count) { free_huge(buffer, count * sizeof(T)); }
  friend bool operator==(const HugeAllocator&, const HugeAllocator&) { return true; }
};

template <typename T>
using HugeVector = std::vector<T, HugeAllocator<T>>;

}  // namespace lodestar
