// SPDX-License-Identifier: Apache-2.0
// The folder that keeps what is known between runs (docs/adr/0003): postings as JSON Lines, the ids
// of clusters and networks,
// the leads of the last run. It is rewritten whole, and swapped in at once.
//
// Errors   conflict: another run is using it. corrupt: it is not as it was written.
#pragma once

#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"
#include "detect/identity.h"
#include "detect/kept.h"
#include "detect/read_postings.h"
#include "io/input.h"
#include "io/output.h"

namespace lodestar::app {

class State {
 public:
  // A folder that does not exist yet is an empty state.
  static Result<State> open(const std::string& path);
  State(State&& other) noexcept;
  ~State();

  // What it keeps, to be read before any new input. Views into the state's own memory.
  const std::vector<detect::Source>& sources() const { return sources_; }
  detect::Known& known() { return known_; }

  // The new state, written beside the old one; commit() puts it in its place.
  class Next {
   public:
    const detect::Removed& removed() const { return removed_; }
    Status commit() { return folder_.commit(); }

   private:
    friend class State;
    explicit Next(io::OutputFolder folder) : folder_(std::move(folder)) {}
    io::OutputFolder folder_;
    detect::Removed removed_;
  };

  // From the postings and what is known. Cancelled: stop was asked for.
  Result<Next> write_next(const detect::Postings& postings, const detect::Forgetting& forgetting,
                          const std::stop_token& stop) const;

 private:
  class Lock;
  State(std::string path, std::unique_ptr<Lock> lock);
  Status read();
  Result<io::Input> open_kept(const std::string& name) const;
  Status check_listed(std::span<const detect::KeptFile> files) const;
  Error damaged(const Error& error) const;

  std::string path_;
  std::unique_ptr<Lock> lock_;
  std::vector<io::Input> inputs_;
  std::vector<detect::Source> sources_;
  detect::Known known_;
};

}  // namespace lodestar::app
