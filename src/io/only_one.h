// SPDX-License-Identifier: Apache-2.0
// A name that one process of this machine holds at a time, wherever its files lie: it keeps a copy
// of a folder from being used beside the folder itself.
//
// Shapes   held until destroyed, or the process ends however it may.
// Units    names of at most 100 bytes.
// Errors   conflict: another process holds it; unavailable: the system refuses.
// Cost     a socket. Containers with a network of their own do not see each other's names.
// Threads  any.
// Source   unix(7), the abstract name space.
// Example  const auto held = LODESTAR_TRY(OnlyOne::hold("lodestar-witness-" + id));
#pragma once

#include <string_view>
#include <utility>

#include "base/result.h"

namespace lodestar::io {

class OnlyOne {
 public:
  static Result<OnlyOne> hold(std::string_view name);
  OnlyOne(OnlyOne&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
  OnlyOne& operator=(OnlyOne&&) = delete;
  ~OnlyOne();

 private:
  explicit OnlyOne(int socket) : socket_(socket) {}
  int socket_;
};

}  // namespace lodestar::io
