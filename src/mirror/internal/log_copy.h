// SPDX-License-Identifier: Apache-2.0
// The copy of one log on a mirror's disk: its tiles and entries, as far as they have come, and the
// checkpoint that the mirror stands by.
//
// A file that has its name was synced before it got it, and holds what was proven to be the log's:
// so whatever is found after a crash can be relied on, and the next entry is the first one that is
// not found. The checkpoint moves when the names of all before it are synced too.
//
// One thread at a time.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "io/files.h"
#include "ledger/growing_tiles.h"
#include "ledger/mirror.h"

namespace lodestar::mirror::internal {

class LogCopy {
 public:
  struct Place {
    io::Files* files = nullptr;
    io::Files::Handle disk = -1;  // any open file on it
    std::string folder;           // of the log
    std::string fresh;            // files before they have their names; nobody else's meanwhile
  };
  // conflict: there is more than was ever pending; corrupt: files do not fit each other.
  static Result<LogCopy> open(Place place, const ledger::TreeHead& pending);

  const std::optional<ledger::TreeHead>& mirrored() const { return mirrored_; }
  const std::string& checkpoint() const { return checkpoint_; }  // that of mirrored()
  std::uint64_t next() const { return tiles_.size(); }
  // Of stored entries that share a tile.
  Result<std::vector<ledger::Hash>> hashes(ledger::Range range) const;
  // What is here already is skipped; the others start at next() or before it.
  Status save(std::span<const ledger::Package> packages);
  // Waits until the disk has the whole tree of that head. corrupt: it is another one.
  Status settle(const ledger::TreeHead& head);
  Status publish(const ledger::TreeHead& head, std::string checkpoint);  // settled before

 private:
  explicit LogCopy(Place place) : place_(std::move(place)) {}
  std::string path_of(const ledger::TileId& tile) const;
  Status find_checkpoint();
  Status find_entries();
  Result<bool> find_bundle(std::uint64_t index);
  Status add(std::span<const std::string_view> entries, std::uint64_t first);
  Status stage(const ledger::TileId& tile, std::string_view bytes);
  Status give_edge(std::uint64_t size);
  Status name_staged();
  Result<ledger::Hash> root_of(std::uint64_t size) const;
  Status remove_outgrown();

  Place place_;
  ledger::GrowingTiles tiles_;
  std::optional<ledger::TreeHead> mirrored_;
  std::string checkpoint_;
  std::uint64_t edge_ = 0;  // the size whose partial tiles were given last
  std::vector<std::pair<std::string, std::string>> staged_;  // from, to
  std::vector<ledger::TileId> finished_;                     // since they were settled
};

}  // namespace lodestar::mirror::internal
