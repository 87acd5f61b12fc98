// SPDX-License-Identifier: Apache-2.0
// Opening a log: what is on the disk is looked at before anything is written.
#pragma once

#include <optional>
#include <span>

#include "log/internal/publisher.h"

namespace lodestar::log::internal {

struct Found {
  ledger::TreeHead settled;                    // everything of this tree is on the disk
  ledger::TreeHead durable;                    // what the journal has
  std::vector<std::uint64_t> published;        // sizes, among them those whose tiles may be lost
  std::optional<ledger::TreeHead> checkpoint;  // the published one
  // A larger one that was signed and on its way there, or has been there: a loss of power may bring
  // an older one back. Its bytes.
  std::optional<std::string> unshown;
};
// Refuses where a tree that was published, or is `known` to others, is not the beginning of what
// the journal has.
Result<Found> look(io::Files& files, const Layout& layout, std::span<const ledger::TreeHead> known);

struct Taken {
  Publisher publisher;
  io::Journal journal;
};
struct TakeOptions {
  io::JournalOptions journal;
  bool keeps_public = false;  // leaves alone what is as it must be (log.h)
};
// Writes what a crash may have lost, all but the checkpoint.
Result<Taken> take_up(io::Files& files, const Layout& layout, const Found& found,
                      const TakeOptions& options);

}  // namespace lodestar::log::internal
