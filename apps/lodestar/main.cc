// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <malloc.h>

#include <cstdio>
#include <limits>
#include <new>
#include <string>

#include "base/printable.h"
#include "cli.h"
#include "commands.h"
#include "io/interrupt.h"

namespace {

using lodestar::app::Run;

int complain(const lodestar::Error& error) {
  fmt::print(stderr, "lodestar: {}\n", lodestar::to_printable(error.message));
  return lodestar::exit_code(error.code);
}

std::string list_subcommands(const CLI::App& app) {
  std::string list;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    list += (list.empty() ? "" : ", ") + command->get_name();
  }
  return list;
}

// The command line is wrong, or --help or --version asked for an answer.
int answer(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) return app.exit(error);
  std::string message = error.what();
  if (app.get_subcommands().empty()) {
    message = fmt::format("a subcommand comes first, one of: {}", list_subcommands(app));
  }
  return complain({lodestar::Code::invalid, message + " (see --help)"});
}

int run_command(int argc, char** argv) {
  CLI::App app("Finds networks in postings, with reasons a person can check.", "lodestar");
  app.set_version_flag("--version", "lodestar " LODESTAR_VERSION);
  app.require_subcommand(1);
  Run run;
  lodestar::app::add_detect(app, run);
  lodestar::app::add_forget(app, run);
  lodestar::app::add_simulate(app, run);
  lodestar::app::add_score(app, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return answer(app, error);
  }
  const lodestar::io::Interrupt interrupt;
  const auto status = run(interrupt.token());
  return status ? 0 : complain(status.error());
}

}  // namespace

// Freed memory stays with the process: the steps of a run use it again, and clearing fresh pages is
// dear on virtual machines.
void keep_freed_memory() {
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  mallopt(M_TOP_PAD, 16 << 20);
}

int main(int argc, char** argv) {
  keep_freed_memory();
  try {
    return run_command(argc, argv);
  } catch (const std::bad_alloc&) {
    return complain({lodestar::Code::limited, "there is not enough memory for this"});
  } catch (const std::exception& error) {
    return complain({lodestar::Code::internal, error.what()});
  }
}
