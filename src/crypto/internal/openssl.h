// SPDX-License-Identifier: Apache-2.0
// What OpenSSL gives is given back; what it says of errors stays with who asked.
#pragma once

#include <openssl/err.h>

#include <memory>

namespace lodestar::crypto::internal {

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};
template <typename T, auto Free>
using Owned = std::unique_ptr<T, Freed<Free>>;

// Errors from here on are forgotten where it ends: others on this thread read the same list.
class ErrorsForgotten {
 public:
  ErrorsForgotten() { ERR_set_mark(); }
  ~ErrorsForgotten() { ERR_pop_to_mark(); }
  ErrorsForgotten(const ErrorsForgotten&) = delete;
  ErrorsForgotten& operator=(const ErrorsForgotten&) = delete;
};

}  // namespace lodestar::crypto::internal
