// SPDX-License-Identifier: Apache-2.0
// The subcommands: each is one file that declares its options and what to run.
//
// Shapes   add_NAME(app, run) adds the subcommand; when it was chosen, run is what main calls.
// Errors   a command returns a Status; main prints its message as one line and exits with
// exit_code().
#pragma once

#include <functional>
#include <stop_token>

#include "base/result.h"

namespace CLI {
class App;
}

namespace lodestar::app {

using Run = std::function<Status(const std::stop_token& stop)>;

void add_detect(CLI::App& app, Run& run);
void add_find(CLI::App& app, Run& run);
void add_forget(CLI::App& app, Run& run);
void add_simulate(CLI::App& app, Run& run);
void add_score(CLI::App& app, Run& run);
void add_ledger(CLI::App& app, Run& run);
void add_verify(CLI::App& app, Run& run);
void add_witness(CLI::App& app, Run& run);
void add_mirror(CLI::App& app, Run& run);
void add_serve(CLI::App& app, Run& run);
void add_invite(CLI::App& app, Run& run);
void add_backup(CLI::App& app, Run& run);
void add_restore(CLI::App& app, Run& run);
void add_erase(CLI::App& app, Run& run);
void add_export(CLI::App& app, Run& run);
void add_doctor(CLI::App& app, Run& run);
void add_migrate(CLI::App& app, Run& run);

}  // namespace lodestar::app
