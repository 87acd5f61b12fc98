// SPDX-License-Identifier: Apache-2.0
// The folder that keeps what is known between runs (docs/adr/0003): postings as JSON Lines, the ids of clusters and networks,
// the leads of the last run. It is rewritten whole, and swapped in at once.
//
// Errors   conflict: another run is using it. corrupt: it is not as it was written.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "detect/identity.h"
#include "detect/kept.h"
#include "detect/read_postings.h"
#include "io/input.h"

namespace lodestar::app {

class State {
 public:
  // A folder that does not exist yet is an empty state.
  static Result<State> open(const std::string& path);
  State(State&&) = default;

  // What it keeps, to be read before any new input. Views into the state's own memory.
  const std::vector<detect::Source>& sources() const { return sources_; }
  detect::Known& known() { return known_; }

  // Writes the postings and what is known as the new state.
  Result<detect::Removed> save(const detect::Postings& postings,
                               const detect::Forgetting& forgetting) const;

 private:
  class Lock;
  State(std::string path, std::shared_ptr<Lock> lock)
      : path_(std::move(path)), lock_(std::move(lock)) {}
  Status read();

  std::string path_;
  std::shared_ptr<Lock> lock_;  // shared only so that State moves; one owner
  std::vector<io::Input> inputs_;
  std::vector<detect::Source> sources_;
  detect::Known known_;
};

}  // namespace lodestar::app
