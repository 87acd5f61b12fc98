// SPDX-License-Identifier: Apache-2.0
#include "base/huge_vector.h"

#include <sys/mman.h>

#include <new>

namespace lodestar {
namespace {
constexpr std::size_t kHugePage = 2 << 20;
constexpr std::size_t kWorthIt = 2 * kHugePage;
}  // namespace

void* allocate_huge(std::size_t bytes) {
  if (bytes < kWorthIt) return ::operator new(bytes);
  const std::size_t rounded = (bytes + kHugePage - 1) / kHugePage * kHugePage;
  void* buffer = ::operator new(rounded, std::align_val_t(kHugePage));
  madvise(buffer, rounded, MADV_HUGEPAGE);  // advice: a refusal costs speed only
  return buffer;
}

void free_huge(void* buffer, std::size_t bytes) {
  if (bytes < kWorthIt) return ::operator delete(buffer);
  ::operator delete(buffer, std::align_val_t(kHugePage));
}

}  // namespace lodestar
