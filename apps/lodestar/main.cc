// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <fmt/core.h>
#include <malloc.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <limits>
#include <new>
#include <string>
#include <system_error>

#include "base/printable.h"
#include "cli.h"
#include "commands.h"
#include "io/interrupt.h"

namespace {

using lodestar::app::Run;

int complain(const lodestar::Error& error) {
  const std::string line = fmt::format("lodestar: {}\n", lodestar::to_printable(error.message));
  std::fwrite(line.data(), 1, line.size(), stderr);  // fmt would throw where nobody listens
  return lodestar::exit_code(error.code);
}

// A reader who has seen enough (head, less) is told nothing.
int complain_about_output(const std::error_code& reason) {
  if (reason == std::errc::broken_pipe) return lodestar::exit_code(lodestar::Code::unavailable);
  return complain({lodestar::Code::unavailable,
                   fmt::format("standard output: cannot write: {}", reason.message())});
}

// What was printed may still wait in the buffer for a disk that is full.
int finish_output() {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return 0;
  return complain_about_output(std::error_code(errno, std::generic_category()));
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
  if (error.get_exit_code() == 0) {
    app.exit(error);
    return finish_output();
  }
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
  lodestar::app::add_find(app, run);
  lodestar::app::add_forget(app, run);
  lodestar::app::add_simulate(app, run);
  lodestar::app::add_score(app, run);
  lodestar::app::add_ledger(app, run);
  lodestar::app::add_verify(app, run);
  lodestar::app::add_witness(app, run);
  lodestar::app::add_mirror(app, run);
  lodestar::app::add_serve(app, run);
  lodestar::app::add_invite(app, run);
  lodestar::app::add_backup(app, run);
  lodestar::app::add_restore(app, run);
  lodestar::app::add_erase(app, run);
  lodestar::app::add_export(app, run);
  lodestar::app::add_doctor(app, run);
  lodestar::app::add_migrate(app, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return answer(app, error);
  }
  const lodestar::io::Interrupt interrupt;
  const auto status = run(interrupt.token());
  return status ? finish_output() : complain(status.error());
}

// Where the caller closed a standard stream, the next file opened would take its place, and what is
// said would be written into it. Where it closed the far end, writing must fail, not kill.
void keep_standard_streams() {
  while (true) {
    const int file = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (file > STDERR_FILENO) close(file);
    if (file < 0 || file > STDERR_FILENO) break;
  }
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files is said like a full disk
}

// Freed memory stays with the process: the steps of a run use it again, and clearing fresh pages is
// dear on virtual machines.
void keep_freed_memory() {
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  mallopt(M_TOP_PAD, 16 << 20);
}

}  // namespace

int main(int argc, char** argv) {
  keep_standard_streams();
  keep_freed_memory();
  try {
    return run_command(argc, argv);
  } catch (const std::bad_alloc&) {
    return complain({lodestar::Code::limited, "there is not enough memory for this"});
  } catch (const std::system_error& error) {  // fmt's, where standard output refuses
    return complain_about_output(error.code());
  } catch (const std::exception& error) {
    return complain({lodestar::Code::internal, error.what()});
  }
}
