// SPDX-License-Identifier: Apache-2.0
// A value whose bytes become zero when it goes. What make() returns is made in its place, so that
// no copy stays behind; what a compiler keeps in registers or spills of them is not reached.
#pragma once

#include <span>
#include <type_traits>

#include "crypto/wipe.h"

namespace lodestar::crypto::internal {

template <typename T>
  requires std::is_trivially_copyable_v<T>
struct Wiped {
  T value{};

  Wiped() = default;
  template <typename Make>
    requires std::is_same_v<std::invoke_result_t<Make>, T>
  explicit Wiped(const Make& make) : value(make()) {}
  Wiped(const Wiped&) = delete;
  Wiped& operator=(const Wiped&) = delete;
  ~Wiped() { wipe({reinterpret_cast<unsigned char*>(&value), sizeof(T)}); }
  T* operator->() { return &value; }
  T& operator*() { return value; }
};

}  // namespace lodestar::crypto::internal
