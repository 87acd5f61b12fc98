// SPDX-License-Identifier: Apache-2.0
// The order that makes a crash harmless: entries are durable in the journal before any file here
// shows them; tiles are written before the checkpoint that needs them, but nobody waits for the
// disk, as the journal can make them again; only before the journal forgets, all are synced, then
// `settled` says up to where, then segments go. Partial tiles go after the full ones are settled.
#include "log/internal/publisher.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "log/tile_files.h"

namespace lodestar::log::internal {
namespace {

constexpr unsigned kFolderMode = 0755, kFileMode = 0644;

// The folders between `top`, which exists, and the file.
Status make_folders(io::Files& files, const std::string& top, const std::string& path) {
  for (std::size_t slash = path.find('/', top.size() + 1); slash != std::string::npos;
       slash = path.find('/', slash + 1))
    LODESTAR_TRY(files.make_folder(path.substr(0, slash), kFolderMode));
  return {};
}

Status remove_tiles(io::Files& files, const Layout& layout,
                    const std::vector<ledger::TileId>& tiles) {
  for (const ledger::TileId& tile : tiles) {
    const std::string path = layout.tile(tile);
    const Status removed = files.remove(path);
    if (!removed && removed.error().code != Code::not_found) return removed;
    (void)files.remove(io::parent_of(path));  // goes with the last tile in it
  }
  return {};
}

}  // namespace

Result<Publisher> Publisher::open(io::Files& files, Layout layout,
                                  const ledger::TreeHead& settled) {
  Publisher publisher(files, std::move(layout));
  std::string bundle;
  const ledger::TileId last =
      ledger::tile_of(ledger::TileId::kEntries, settled.size / ledger::kTileWidth, settled.size);
  if (last.width != 0) bundle = LODESTAR_TRY(files.read(publisher.layout_.tile(last)));
  publisher.tiles_ = LODESTAR_TRY(ledger::GrowingTiles::read(
      settled.size, read_tiles(publisher.layout_.open(), files), std::move(bundle)));
  publisher.settled_ = publisher.written_ = settled.size;
  return publisher;
}

Status Publisher::write(const ledger::TileId& tile, std::string_view bytes) {
  if (tile.width < ledger::kTileWidth) partial_.push_back(tile);
  if (keeps_) {
    const auto there = files_->read(layout_.tile(tile));
    if (there && *there == bytes) {
      kept_.emplace_back(tile, bytes);
      return {};
    }
  }
  return put(tile, bytes);
}

Status Publisher::put(const ledger::TileId& tile, std::string_view bytes) {
  const io::Put put{.path = layout_.tile(tile), .by_way_of = layout_.fresh(), .mode = kFileMode};
  Status written = io::put_file(*files_, put, bytes);
  if (written || written.error().code != Code::not_found) return written;
  LODESTAR_TRY(make_folders(*files_, layout_.open(), put.path));
  return io::put_file(*files_, put, bytes);
}

Status Publisher::add(const BatchView& batch, std::uint64_t segment) {
  LODESTAR_ASSERT(batch.first == size());
  const auto give = [this](const ledger::TileId& tile, std::string_view bytes) {
    return write(tile, bytes);
  };
  for (const std::string_view entry :
       LODESTAR_TRY(ledger::parse_bundle(batch.bundle, batch.entries)))
    LODESTAR_TRY(tiles_.add(entry, give));
  segment_ = segment;
  return {};
}

Result<ledger::TreeHead> Publisher::write_edge() {
  LODESTAR_TRY(tiles_.give_partial(
      written_, size(),
      [this](const ledger::TileId& tile, std::string_view bytes) { return write(tile, bytes); }));
  written_ = size();
  return ledger::TreeHead{size(), tiles_.root()};
}

Status Publisher::write_edge_of(std::uint64_t size) {
  if (size <= settled_) return {};
  for (const ledger::TileId& tile : ledger::new_tiles(settled_, size))
    if (tile.width < ledger::kTileWidth) partial_.push_back(tile);
  std::vector<ledger::TileId> torn = take_outgrown(this->size());
  if (keeps_) {
    const auto whole = std::ranges::partition(
        torn, [this](const ledger::TileId& tile) { return !is_part_of_full(tile); });
    outgrown_.insert(outgrown_.end(), whole.begin(), whole.end());
    torn.erase(whole.begin(), whole.end());
  }
  LODESTAR_TRY(remove_tiles(*files_, layout_, torn));
  return tiles_.give_partial(
      settled_, size,
      [this](const ledger::TileId& tile, std::string_view bytes) { return write(tile, bytes); });
}

// Or is not there.
bool Publisher::is_part_of_full(const ledger::TileId& tile) const {
  const auto part = files_->read(layout_.tile(tile));
  if (!part) return part.error().code == Code::not_found;
  const bool has_its_width = tile.level == ledger::TileId::kEntries
                                 ? ledger::parse_bundle(*part, tile.width).has_value()
                                 : part->size() == tile.width * sizeof(ledger::Hash);
  const auto full = files_->read(layout_.tile({tile.level, tile.index}));
  return has_its_width && full && full->starts_with(*part);
}

Status Publisher::write_kept() {
  keeps_ = false;
  for (const auto& [tile, bytes] : std::exchange(kept_, {})) LODESTAR_TRY(put(tile, bytes));
  return remove_tiles(*files_, layout_, std::exchange(outgrown_, {}));
}

Status Publisher::write_checkpoint(std::string_view checkpoint, io::Put::Durably durably) {
  return io::put_file(*files_,
                      {.path = layout_.checkpoint(),
                       .by_way_of = layout_.fresh(),
                       .mode = kFileMode,
                       .durably = durably},
                      checkpoint);
}

std::optional<Settling> Publisher::plan_settling(const ledger::TreeHead& head) {
  LODESTAR_ASSERT(head.size == written_ && head.size == size());
  if (segment_ == planned_) return {};
  planned_ = segment_;
  return Settling{head, segment_, take_outgrown(head.size)};
}

std::vector<ledger::TileId> Publisher::take_outgrown(std::uint64_t size) {
  const auto is_outgrown = [&](const ledger::TileId& tile) {
    return ledger::tile_of(tile.level, tile.index, size).width == ledger::kTileWidth;
  };
  const auto found =
      std::ranges::partition(partial_, [&](const auto& tile) { return !is_outgrown(tile); });
  std::vector<ledger::TileId> outgrown(found.begin(), found.end());
  partial_.erase(found.begin(), found.end());
  return outgrown;
}

Status settle(io::Files& files, const Layout& layout, io::Journal& journal,
              const Settling& settling) {
  return journal.cut(settling.first_kept, [&]() -> Status {
    LODESTAR_TRY(io::put_file(files,
                              {.path = layout.settled(),
                               .by_way_of = layout.fresh_settled(),
                               .durably = io::Put::Durably::bytes_and_name},
                              settled_text(settling.head)));
    return remove_tiles(files, layout, settling.outgrown);
  });
}

}  // namespace lodestar::log::internal
