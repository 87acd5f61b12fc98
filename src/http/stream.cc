// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "http/server.h"

namespace lodestar::http {

void Stream::send(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (is_over_) return;
  const bool is_first = waiting_.empty();
  is_over_ = waiting_.size() + text.size() > kMostWaiting;
  if (!is_over_) waiting_ += text;
  if ((is_first || is_over_) && wake_) wake_();
}

void Stream::end() {
  const std::lock_guard lock(mutex_);
  if (!std::exchange(is_over_, true) && wake_) wake_();
}

void Stream::attach(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

Stream::Taken Stream::take() {
  const std::lock_guard lock(mutex_);
  return {.text = std::exchange(waiting_, {}), .is_over = is_over_};
}

}  // namespace lodestar::http
