// SPDX-License-Identifier: Apache-2.0
#include "io/interrupt.h"

#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "base/result.h"

namespace lodestar::io {
namespace {

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
  return signals;
}

// `timeout` tells a process and then its group: what comes so soon is the same asking.
void let_echo_pass(const sigset_t& signals) {
  constexpr timespec kEcho{.tv_sec = 0, .tv_nsec = 200'000'000};
  sigtimedwait(&signals, nullptr, &kEcho);  // the destructor's signal ends it too
}

// The second signal has come: people press the keys twice, and what works cleans up within the
// second.
void end_soon(const sigset_t& signals, const std::stop_token& over) {
  constexpr timespec kGrace{.tv_sec = 1, .tv_nsec = 0};
  sigtimedwait(&signals, nullptr, &kGrace);  // the destructor's signal, a third one, or none
  if (!over.stop_requested()) _exit(exit_code(Code::cancelled));
}

}  // namespace

// The signals are blocked in every thread and fetched by one, so that no code of ours runs inside a
// signal handler.
Interrupt::Interrupt() {
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  waiter_ = std::jthread([this, signals](const std::stop_token& over) {
    while (!over.stop_requested()) {
      int signal = 0;
      if (sigwait(&signals, &signal) != 0 || over.stop_requested()) continue;
      if (source_.stop_requested()) end_soon(signals, over);
      source_.request_stop();
      let_echo_pass(signals);
    }
  });
}

Interrupt::~Interrupt() {
  waiter_.request_stop();
  // NOLINTNEXTLINE(bugprone-bad-signal-to-kill-thread): blocked everywhere, it only wakes sigwait
  pthread_kill(waiter_.native_handle(), SIGTERM);
}

}  // namespace lodestar::io
