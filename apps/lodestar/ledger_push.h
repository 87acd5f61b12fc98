// SPDX-License-Identifier: Apache-2.0
// lodestar ledger push: brings a mirror up to what a log has published.
#pragma once

#include "cli.h"
#include "commands.h"

namespace lodestar::app {

void add_ledger_push(CLI::App& ledger, Run& run);

}  // namespace lodestar::app
