// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "http/server.h"

namespace lodestar::http {

bool Stream::send(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (is_over_) return false;
  is_over_ = waiting_.size() + text.size() > kMostWaiting;
  const bool is_first = waiting_.empty() || is_over_;
  if (!is_over_) waiting_ += text;
  if (is_first && wake_) wake_();
  return !is_over_;
}

void Stream::end() {
  const std::lock_guard lock(mutex_);
  if (std::exchange(is_over_, true)) return;
  if (wake_) wake_();
}

bool Stream::is_open() const {
  const std::lock_guard lock(mutex_);
  return !is_over_;
}

void Stream::attach(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

void Stream::detach() {
  const std::lock_guard lock(mutex_);
  wake_ = nullptr;
  is_over_ = true;
}

bool Stream::is_attached() const {
  const std::lock_guard lock(mutex_);
  return wake_ != nullptr;
}

Stream::Taken Stream::take() {
  const std::lock_guard lock(mutex_);
  return {.text = std::exchange(waiting_, {}), .is_over = is_over_};
}

}  // namespace lodestar::http
