// SPDX-License-Identifier: Apache-2.0
// Whose turn it is, among threads and processes, with what a file stands for.
//
// Shapes   held until destroyed, or the process ends however it may; the file stays, empty.
// Units    none.
// Errors   cancelled: a stop was asked for while another had it; unavailable: the disk refuses.
// Cost     an opened file; waiting looks again each 5 ms.
// Threads  any, each turn by one.
// Source   flock(2).
// Example  const auto turn = LODESTAR_TRY(Turn::take(data + "/turn", stop));
#pragma once

#include <stop_token>
#include <string>
#include <utility>

#include "base/result.h"

namespace lodestar::io {

class Turn {
 public:
  static Result<Turn> take(const std::string& path, const std::stop_token& stop);
  Turn(Turn&& other) noexcept : lock_(std::exchange(other.lock_, -1)) {}
  Turn& operator=(Turn&&) = delete;
  ~Turn();

 private:
  explicit Turn(int lock) : lock_(lock) {}
  int lock_;
};

}  // namespace lodestar::io
