// SPDX-License-Identifier: Apache-2.0
// Turns durable entries into the public files of a log, and lets go of the journal behind them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/files.h"
#include "io/journal.h"
#include "ledger/growing_tiles.h"
#include "log/internal/layout.h"
#include "log/internal/records.h"

namespace lodestar::log::internal {

// To let go of the journal up to a tree.
struct Settling {
  ledger::TreeHead head;
  std::uint64_t first_kept = 0;          // segment
  std::vector<ledger::TileId> outgrown;  // partial tiles that are full in that tree
};
// Waits for the disk, then removes. Tiles may be written meanwhile.
Status settle(io::Files& files, const Layout& layout, io::Journal& journal,
              const Settling& settling);

class Publisher {
 public:
  // Everything of the tree `settled` is on the disk; its edge is read from there.
  static Result<Publisher> open(io::Files& files, Layout layout, const ledger::TreeHead& settled);

  // From now on a file that has its bytes is left as it is, so that nobody sees when a log was
  // opened; until write_kept().
  void keep_what_is_right() { keeps_ = true; }
  // Writes those once more, as nobody knows whether the disk has them, and removes what is
  // outgrown. Before any settling.
  Status write_kept();

  std::uint64_t size() const { return tiles_.size(); }
  // Entries in order; what becomes full is written. `segment` of the journal has them.
  Status add(const BatchView& batch, std::uint64_t segment);
  // All tiles of the tree as it is, a checkpoint being about to name it.
  Result<ledger::TreeHead> write_edge();
  // The partial tiles of a size that was published before, once more; without those that have
  // become full: a torn one must not stay beside the full one.
  Status write_edge_of(std::uint64_t size);
  Status write_checkpoint(std::string_view checkpoint,
                          io::Put::Durably durably = io::Put::Durably::bytes);
  // Where a segment of the journal has become superfluous: what is to be done. `head` has been
  // written by write_edge().
  std::optional<Settling> plan_settling(const ledger::TreeHead& head);

 private:
  Publisher(io::Files& files, Layout layout) : files_(&files), layout_(std::move(layout)) {}
  Status write(const ledger::TileId& tile, std::string_view bytes);
  Status put(const ledger::TileId& tile, std::string_view bytes);
  bool is_part_of_full(const ledger::TileId& tile) const;
  std::vector<ledger::TileId> take_outgrown(std::uint64_t size);

  io::Files* files_;
  Layout layout_;
  ledger::GrowingTiles tiles_;
  std::uint64_t settled_ = 0;  // files of that tree must not be touched: a new one could be lost
  std::uint64_t written_ = 0;  // the tree whose edge was written last
  std::uint64_t segment_ = 0;  // of the last entry
  std::uint64_t planned_ = 0;  // the first segment that the last plan kept
  std::vector<ledger::TileId> partial_;
  bool keeps_ = false;
  std::vector<std::pair<ledger::TileId, std::string>> kept_;
  std::vector<ledger::TileId> outgrown_;  // kept, too
};

}  // namespace lodestar::log::internal
