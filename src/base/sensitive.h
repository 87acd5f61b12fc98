// SPDX-License-Identifier: Apache-2.0
// Sensitive<T>: a value about a person. It cannot be printed, formatted or streamed by accident;
// reveal() is the one way out, and can be searched for.
//
// Shapes   wraps any T.
// Units    none.
// Errors   none.
// Cost     that of T.
// Threads  those of T.
// Source   none.
// Example  Sensitive<std::string> phone{"+351..."}; use(phone.reveal());
#pragma once

#include <fmt/core.h>

#include <ostream>
#include <utility>

namespace lodestar {

template <typename T>
class Sensitive {
 public:
  Sensitive() = default;
  explicit Sensitive(T value) : value_(std::move(value)) {}
  const T& reveal() const { return value_; }
  friend bool operator==(const Sensitive&, const Sensitive&) = default;

 private:
  T value_{};
};

template <typename T>
std::ostream& operator<<(std::ostream&, const Sensitive<T>&) = delete;

}  // namespace lodestar

template <typename T>
struct fmt::formatter<lodestar::Sensitive<T>> {
  formatter() = delete;
};
