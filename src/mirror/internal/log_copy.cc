// SPDX-License-Identifier: Apache-2.0
#include "mirror/internal/log_copy.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/assert.h"
#include "log/tile_files.h"

namespace lodestar::mirror::internal {
namespace {

using ledger::kTileWidth;
using ledger::TileId;
using ledger::TreeHead;

constexpr unsigned kFolderMode = 0755, kFileMode = 0644;

// The folders between `top`, which exists, and the file.
Status make_folders(io::Files& files, const std::string& top, const std::string& path) {
  for (std::size_t slash = path.find('/', top.size() + 1); slash != std::string::npos;
       slash = path.find('/', slash + 1))
    LODESTAR_TRY(files.make_folder(path.substr(0, slash), kFolderMode));
  return {};
}

}  // namespace

std::string LogCopy::path_of(const TileId& tile) const {
  return place_.folder + "/" + to_path(tile);
}

Result<LogCopy> LogCopy::open(Place place, const TreeHead& pending) {
  LogCopy copy(std::move(place));
  LODESTAR_TRY(copy.place_.files->make_folder(copy.place_.folder, kFolderMode));
  LODESTAR_TRY(copy.find_checkpoint());
  LODESTAR_TRY(copy.find_entries());
  const auto& mirrored = copy.mirrored_;
  if (copy.next() > pending.size ||
      (mirrored && mirrored->size == pending.size && mirrored->root != pending.root)) {
    return Error{Code::conflict,
                 fmt::format("{}: {} entries are here, and the checkpoints that this mirror "
                             "remembers end at {}: its folder 'pending' is an older one. Make a "
                             "new mirror in a new folder",
                             copy.place_.folder, copy.next(), pending.size)};
  }
  return copy;
}

Status LogCopy::find_checkpoint() {
  auto bytes = place_.files->read(place_.folder + "/checkpoint");
  if (!bytes && bytes.error().code == Code::not_found) return {};
  if (!bytes) return bytes.error();
  const auto note = ledger::parse_note(*bytes);
  const auto read = note ? ledger::parse_checkpoint(note->text) : note.error();
  if (!read) {
    return Error{Code::corrupt,
                 fmt::format("{}/checkpoint: {}", place_.folder, read.error().message)};
  }
  mirrored_ = read->head;
  checkpoint_ = *std::move(bytes);
  // Who gave it this name may have been killed before the disk had it, and it is answered with
  // from now on.
  return place_.files->sync_folder(place_.folder);
}

// From the edge of what is cosigned on, which must have its root.
Status LogCopy::find_entries() {
  const std::uint64_t size = mirrored_ ? mirrored_->size : 0;
  std::string bundle;
  if (size % kTileWidth != 0) {
    const auto entries =
        LODESTAR_TRY(log::read_bundle(place_.folder, size / kTileWidth, size, *place_.files));
    for (std::size_t i = 0; i < size % kTileWidth; ++i) ledger::append_entry(bundle, entries[i]);
  }
  const auto read = log::read_tiles(place_.folder, *place_.files);
  tiles_ = LODESTAR_TRY(ledger::GrowingTiles::read(size, read, std::move(bundle)));
  edge_ = size;
  if (mirrored_ && tiles_.root() != mirrored_->root) {
    return Error{Code::corrupt, fmt::format("{}: its tiles are not those of its checkpoint: make "
                                            "a new mirror, or restore them from a copy",
                                            place_.folder)};
  }
  while (LODESTAR_TRY(find_bundle(tiles_.size() / kTileWidth))) continue;
  if (tiles_.size() % kTileWidth != 0) LODESTAR_TRY(give_edge(tiles_.size()));
  return name_staged();
}

// Takes in what is there of it; whether it is a whole one.
Result<bool> LogCopy::find_bundle(std::uint64_t index) {
  const std::uint64_t first = index * kTileWidth;
  const auto take_in = [&](const TileId& tile) -> Status {
    const std::string bytes = LODESTAR_TRY(place_.files->read(path_of(tile)));
    const auto entries = ledger::parse_bundle(bytes, tile.width);
    if (entries) return add(*entries, first);
    return Error{Code::corrupt, fmt::format("{}: {}", path_of(tile), entries.error().message)};
  };
  const Status whole = take_in({TileId::kEntries, index});
  if (whole) return true;
  if (whole.error().code != Code::not_found) return whole.error();
  TileId widest{TileId::kEntries, index, 0};
  const auto names = place_.files->list(path_of({TileId::kEntries, index}) + ".p");
  for (const std::string& name : names.value_or(std::vector<std::string>())) {
    const auto tile = ledger::parse_path(ledger::to_path({TileId::kEntries, index}) + ".p/" + name);
    if (tile) widest.width = std::max(widest.width, tile->width);
  }
  if (first + widest.width > tiles_.size()) LODESTAR_TRY(take_in(widest));
  return false;
}

Status LogCopy::add(std::span<const std::string_view> entries, std::uint64_t first) {
  LODESTAR_ASSERT(first <= tiles_.size());
  for (const std::string_view entry : entries) {
    if (first++ < tiles_.size()) continue;
    LODESTAR_TRY(tiles_.add(entry, [this](const TileId& tile, std::string_view bytes) {
      finished_.push_back(tile);
      return stage(tile, bytes);
    }));
  }
  return {};
}

Status LogCopy::stage(const TileId& tile, std::string_view bytes) {
  io::Files& files = *place_.files;
  std::string fresh = fmt::format("{}/{}", place_.fresh, staged_.size());
  const io::Files::Handle file = LODESTAR_TRY(files.create(fresh, kFileMode));
  const Status written = io::write_whole(files, file, 0, bytes);
  files.close(file);
  LODESTAR_TRY(io::with_path(fresh, written));
  staged_.emplace_back(std::move(fresh), path_of(tile));
  return {};
}

// The partial tiles of the tree of `size`, as far as they are not full.
Status LogCopy::give_edge(std::uint64_t size) {
  if (edge_ == size) return {};
  edge_ = size;
  return tiles_.give_partial(
      mirrored_ ? mirrored_->size : 0, size,
      [this](const TileId& tile, std::string_view bytes) { return stage(tile, bytes); });
}

Status LogCopy::name_staged() {
  if (staged_.empty()) return {};
  io::Files& files = *place_.files;
  LODESTAR_TRY(files.sync_all(place_.disk));
  for (const auto& [from, to] : staged_) {
    Status named = files.rename(from, to);
    if (named) continue;
    if (named.error().code != Code::not_found) return named;
    LODESTAR_TRY(make_folders(files, place_.folder, to));
    LODESTAR_TRY(files.rename(from, to));
  }
  staged_.clear();
  return {};
}

Result<std::vector<ledger::Hash>> LogCopy::hashes(ledger::Range range) const {
  if (range.start == range.end) return std::vector<ledger::Hash>();
  const std::uint64_t index = range.start / kTileWidth;
  LODESTAR_ASSERT((range.end - 1) / kTileWidth == index && range.end <= next());
  const auto read = log::read_tiles(place_.folder, *place_.files);
  const auto found = LODESTAR_TRY(read(ledger::tile_of(0, index, next())));
  if (found.size() < range.end - index * kTileWidth)
    return Error{Code::corrupt, path_of({0, index}) + ": it is too short"};
  const auto some = found.subspan(range.start - index * kTileWidth, range.end - range.start);
  return std::vector<ledger::Hash>(some.begin(), some.end());
}

Status LogCopy::save(std::span<const ledger::Package> packages) {
  for (const ledger::Package& package : packages)
    LODESTAR_TRY(add(package.entries, package.range.start));
  if (next() % kTileWidth != 0) LODESTAR_TRY(give_edge(next()));
  return name_staged();
}

Result<ledger::Hash> LogCopy::root_of(std::uint64_t size) const {
  if (size == next()) return tiles_.root();
  ledger::TileReader tiles(log::read_tiles(place_.folder, *place_.files));
  return ledger::root_of(size, tiles);
}

Status LogCopy::settle(const TreeHead& head) {
  LODESTAR_ASSERT(head.size <= next());
  LODESTAR_TRY(give_edge(head.size));
  LODESTAR_TRY(name_staged());
  if (LODESTAR_TRY(root_of(head.size)) != head.root) {
    return Error{Code::corrupt,
                 fmt::format("{}: its {} entries are not those that the log has signed: files were "
                             "changed or damaged since they were proven",
                             place_.folder, head.size)};
  }
  return place_.files->sync_all(place_.disk);
}

Status LogCopy::publish(const TreeHead& head, std::string checkpoint) {
  const io::Put put{.path = place_.folder + "/checkpoint",
                    .by_way_of = place_.fresh + "/checkpoint",
                    .mode = kFileMode,
                    .durably = io::Put::Durably::bytes_and_name};
  LODESTAR_TRY(io::put_file(*place_.files, put, checkpoint));
  mirrored_ = head;
  checkpoint_ = std::move(checkpoint);
  return remove_outgrown();
}

// Partial tiles that full ones on the disk have replaced.
Status LogCopy::remove_outgrown() {
  for (const TileId& tile : finished_) {
    const std::string folder = path_of(tile) + ".p";
    const auto names = place_.files->list(folder);
    if (!names) continue;  // none
    for (const std::string& name : *names) {
      LODESTAR_TRY(place_.files->remove(fmt::format("{}/{}", folder, name)));
    }
    LODESTAR_TRY(place_.files->remove(folder));
  }
  finished_.clear();
  return {};
}

}  // namespace lodestar::mirror::internal
