// SPDX-License-Identifier: Apache-2.0
// A log over HTTP, until somebody asks to stop.
#pragma once

#include <stop_token>
#include <string>

#include "base/result.h"
#include "log_files.h"

namespace lodestar::app {

Status serve_log(const LogFiles& files, const std::string& listen, const std::stop_token& stop);

}  // namespace lodestar::app
