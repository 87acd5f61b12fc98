// SPDX-License-Identifier: Apache-2.0
// Waits for what a use-case hands to its Done.
#pragma once

#include <future>
#include <utility>

#include "desk/desk.h"

namespace lodestar::test {

template <typename T>
class Answer {
 public:
  desk::Done<T> done() {
    return [this](Result<T>&& result) { promise_.set_value(std::move(result)); };
  }
  Result<T> get() { return promise_.get_future().get(); }

 private:
  std::promise<Result<T>> promise_;
};

}  // namespace lodestar::test
