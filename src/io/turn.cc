// SPDX-License-Identifier: Apache-2.0
#include "io/turn.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "io/files.h"

namespace lodestar::io {

Result<Turn> Turn::take(const std::string& path, const std::stop_token& stop) {
  constexpr std::chrono::milliseconds kPause{5};
  while (true) {
    const auto lock = system_files().lock(path);
    if (lock) return Turn(*lock);
    if (lock.error().code != Code::conflict) return lock.error();
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock waiting(mutex);
    never.wait_for(waiting, stop, kPause, [] { return false; });
    if (stop.stop_requested()) return Error{Code::cancelled, "a stop was asked for"};
  }
}

Turn::~Turn() {
  if (lock_ >= 0) system_files().close(lock_);
}

}  // namespace lodestar::io
