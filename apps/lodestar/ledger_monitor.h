// SPDX-License-Identifier: Apache-2.0
// lodestar ledger monitor: follows somebody's log and says what does not add up.
#pragma once

#include "cli.h"
#include "commands.h"

namespace lodestar::app {

void add_ledger_monitor(CLI::App& ledger, Run& run);

}  // namespace lodestar::app
