// SPDX-License-Identifier: Apache-2.0
// A log opened as its files say: with its key, and the witnesses of its policy.
#pragma once

#include <chrono>
#include <memory>
#include <stop_token>

#include "log/log.h"
#include "log/private_log.h"
#include "log/witnesses.h"
#include "log_files.h"

namespace lodestar::app {

struct OpenLog {
  std::unique_ptr<log::Witnesses> witnesses;  // none without a policy
  // One of the two; goes first.
  std::unique_ptr<log::Log> log;
  std::unique_ptr<log::PrivateLog> closed;
};
// `files` must outlive it. Refuses where a witness shows that the log went back. One process at a
// time has a log open: the others wait for it, for that long.
inline constexpr std::chrono::seconds kPatience{10};
Result<OpenLog> open_log(const LogFiles& files, log::LogOptions options,
                         const std::stop_token& stop);

// A private log that only adds asks nobody: witnesses must not see when something is added.
enum class Asks : std::uint8_t { nobody, witnesses };
struct Opening {
  Asks asks = Asks::nobody;
  std::chrono::seconds patience = kPatience;
  io::Files* disk = &io::system_files();
};
Result<OpenLog> open_private(const LogFiles& files, const Opening& opening,
                             const std::stop_token& stop);

}  // namespace lodestar::app
