// SPDX-License-Identifier: Apache-2.0
// lodestar ledger fsck: whether the files of a log, or of a mirror's copies, are what they must be.
#pragma once

#include <stop_token>
#include <string>

#include "base/result.h"
#include "log_files.h"

namespace lodestar::app {

// What is wrong is printed, a line each, and is an error then (corrupt).
Status check_log(const LogFiles& files, const std::stop_token& stop);

bool is_mirror(const std::string& folder);
// Every copy that the mirror has signed for, by its own signatures.
Status check_mirror(const std::string& folder, const std::stop_token& stop);

}  // namespace lodestar::app
