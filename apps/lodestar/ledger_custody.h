// SPDX-License-Identifier: Apache-2.0
// lodestar ledger custody, lodestar ledger court-packet: who held an item of evidence, and the
// proof of it.
#pragma once

#include "commands.h"

namespace lodestar::app {

void add_custody(CLI::App& ledger, Run& run);

}  // namespace lodestar::app
