// SPDX-License-Identifier: Apache-2.0
// A vector whose large buffers lie on huge pages where the system has them: fewer page faults, and
// random access that does not miss the translation cache at every step.
//
// Shapes   HugeVector<T> is std::vector<T>, but for resize(n) and HugeVector<T>(n): of plain types
//          what is new holds anything. assign_zeros(v, n, parallel) clears it on all threads.
// Units    bytes.
// Errors   as std::vector; where huge pages are off, ordinary pages serve.
// Cost     rounds buffers of 3 MiB and more up to 2 MiB; keeps up to four buffers given back for
//          the next of their size.
// Threads  as std::vector; buffers are handed out under a lock.
// Source   madvise(2), MADV_HUGEPAGE.
// Example  HugeVector<std::uint8_t> counts(1 << 27);
#pragma once

#include <cstddef>
#include <cstring>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/parallel.h"

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
  template <typename U, typename... Arguments>
  void construct(U* at, Arguments&&... arguments) {
    if constexpr (sizeof...(Arguments) == 0 && std::is_trivially_copyable_v<U>) {
      ::new (static_cast<void*>(at)) U;
    } else {
      ::new (static_cast<void*>(at)) U(std::forward<Arguments>(arguments)...);
    }
  }
  friend bool operator==(const HugeAllocator&, const HugeAllocator&) { return true; }
};

template <typename T>
using HugeVector = std::vector<T, HugeAllocator<T>>;

// Memory that was never touched is cleared by the system page by page: on all threads, not on one.
template <typename T>
void assign_zeros(HugeVector<T>& vector, std::size_t count, const Parallel& parallel) {
  static_assert(std::is_trivially_copyable_v<T>);
  vector.clear();
  vector.resize(count);
  for_blocks(parallel, count, std::size_t{1} << 21,
             [&](std::size_t begin, std::size_t end, unsigned) {
               std::memset(static_cast<void*>(vector.data() + begin), 0, (end - begin) * sizeof(T));
             });
}

}  // namespace lodestar
