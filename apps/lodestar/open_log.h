// SPDX-License-Identifier: Apache-2.0
// A log opened as its files say: with its key, and the witnesses of its policy.
#pragma once

#include <memory>
#include <stop_token>

#include "log/log.h"
#include "log/witnesses.h"
#include "log_files.h"

namespace lodestar::app {

struct OpenLog {
  std::unique_ptr<log::Witnesses> witnesses;  // none without a policy
  std::unique_ptr<log::Log> log;              // goes first
};
// `files` must outlive it. Refuses where a witness shows that the log went back.
Result<OpenLog> open_log(const LogFiles& files, log::LogOptions options,
                         const std::stop_token& stop);

}  // namespace lodestar::app
