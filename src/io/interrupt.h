// SPDX-License-Identifier: Apache-2.0
// Ctrl-C and SIGTERM become a request to stop, so that work ends cleanly and leaves nothing
// half-written.
//
// Shapes   make one at the start of main, before any thread; hand token() to whatever may take
//          long.
// Units    none.
// Errors   none. A second signal gives the work one more second to leave nothing behind, then ends
//          the process; a third ends it at once. One within a fifth of a second of the first is the
//          first's echo and counts for nothing.
// Cost     one sleeping thread.
// Threads  one Interrupt a process.
// Source   none.
// Example  Interrupt interrupt;
//          find_clusters(postings, {.parallel = {.stop = interrupt.token()}});
#pragma once

#include <stop_token>
#include <thread>

namespace lodestar::io {

class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  std::stop_token token() const { return source_.get_token(); }

 private:
  std::stop_source source_;
  std::jthread waiter_;
};

}  // namespace lodestar::io
