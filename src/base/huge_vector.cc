// SPDX-License-Identifier: Apache-2.0
#include "base/huge_vector.h"

#include <sys/mman.h>

#include <algorithm>
#include <mutex>
#include <new>
#include <vector>

namespace lodestar {
namespace {

constexpr std::size_t kHugePage = 2 << 20;
constexpr std::size_t kWorthIt = kHugePage + kHugePage / 2;
constexpr std::size_t kMostIdle = 4;

// Buffers given back wait here for the next of about their size: memory that was touched once need
// not be cleared by the
// system again, which on a virtual machine costs more than most of what is done with it.
class Buffers {
 public:
  void* take(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    const auto fits = std::find_if(idle_.begin(), idle_.end(), [&](const Buffer& buffer) {
      return buffer.bytes >= bytes && buffer.bytes <= 2 * bytes;
    });
    Buffer buffer{nullptr, bytes};
    if (fits != idle_.end()) {
      buffer = *fits;
      idle_.erase(fits);
    } else {
      buffer.start = ::operator new(bytes, std::align_val_t(kHugePage));
      madvise(buffer.start, bytes, MADV_HUGEPAGE);  // advice: a refusal costs speed only
    }
    lent_.push_back(buffer);
    return buffer.start;
  }
  void give(void* start) {
    const std::lock_guard lock(mutex_);
    const auto lent = std::find_if(lent_.begin(), lent_.end(),
                                   [&](const Buffer& buffer) { return buffer.start == start; });
    idle_.push_back(*lent);
    lent_.erase(lent);
    if (idle_.size() <= kMostIdle) return;
    ::operator delete(idle_.front().start, std::align_val_t(kHugePage));
    idle_.erase(idle_.begin());
  }

 private:
  struct Buffer {
    void* start;
    std::size_t bytes;
  };
  std::mutex mutex_;
  std::vector<Buffer> lent_, idle_;
};

Buffers& buffers() {
  static auto* const kBuffers = new Buffers;  // never destroyed: vectors may outlive main
  return *kBuffers;
}

}  // namespace

void* allocate_huge(std::size_t bytes) {
  if (bytes < kWorthIt) return ::operator new(bytes);
  return buffers().take((bytes + kHugePage - 1) / kHugePage * kHugePage);
}

void free_huge(void* buffer, std::size_t bytes) {
  if (bytes < kWorthIt) return ::operator delete(buffer);
  buffers().give(buffer);
}

}  // namespace lodestar
