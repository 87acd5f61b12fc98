// SPDX-License-Identifier: Apache-2.0
#include "log/tile_files.h"

#include <fmt/core.h>

#include <cstring>
#include <utility>

#include "log/internal/proven_tiles.h"

namespace lodestar::log {
namespace {

Result<internal::FoundTile> read_tile(io::Files& files, const std::string& folder,
                                      const ledger::TileId& tile) {
  const auto fetch = [&](const std::string& path) { return files.read(folder + "/" + path); };
  auto found = LODESTAR_TRY(internal::fetch_tile(fetch, tile));
  found.path = folder + "/" + found.path;
  return found;
}

class Reader {
 public:
  Reader(std::string folder, io::Files& files) : folder_(std::move(folder)), files_(&files) {}

  Result<std::span<const ledger::Hash>> operator()(const ledger::TileId& tile) {
    const auto [path, bytes, width] = LODESTAR_TRY(read_tile(*files_, folder_, tile));
    if (bytes.size() % sizeof(ledger::Hash) != 0) {
      return Error{Code::corrupt, fmt::format("{}: {} bytes are no hashes", path, bytes.size())};
    }
    hashes_.resize(bytes.size() / sizeof(ledger::Hash));
    std::memcpy(hashes_.data(), bytes.data(), bytes.size());
    return std::span<const ledger::Hash>(hashes_);
  }

 private:
  std::string folder_;
  io::Files* files_;
  std::vector<ledger::Hash> hashes_;
};

}  // namespace

Result<std::vector<std::string>> read_bundle(const std::string& folder, std::uint64_t bundle,
                                             std::uint64_t size, io::Files& files) {
  const auto tile = ledger::tile_of(ledger::TileId::kEntries, bundle, size);
  const auto [path, bytes, width] = LODESTAR_TRY(read_tile(files, folder, tile));
  const auto entries = ledger::parse_bundle(bytes, width);
  if (!entries) {
    return Error{Code::corrupt, fmt::format("{}: {}", path, entries.error().message)};
  }
  return std::vector<std::string>(entries->begin(), entries->end());
}

Result<std::string> read_entry(const std::string& folder, ledger::LeafOf entry, io::Files& files) {
  const std::uint64_t bundle = entry.index / ledger::kTileWidth;
  auto entries = LODESTAR_TRY(read_bundle(folder, bundle, entry.size, files));
  return std::move(entries[entry.index % ledger::kTileWidth]);
}

Result<std::vector<ledger::Hash>> prove_entry(const std::string& folder, std::uint64_t index,
                                              const ledger::TreeHead& head, io::Files& files) {
  const auto fetch = [&](const std::string& path) { return files.read(folder + "/" + path); };
  const auto prove = [&]() -> Result<std::vector<ledger::Hash>> {
    auto proven = LODESTAR_TRY(internal::ProvenTiles::read(head, fetch));
    ledger::TileReader tiles([&](const ledger::TileId& tile) { return proven(tile); });
    return ledger::prove_inclusion({.index = index, .size = head.size}, tiles);
  };
  auto hashes = prove();
  if (hashes || hashes.error().code != Code::corrupt) return hashes;
  return Error{Code::corrupt, fmt::format("{}: {}: no proof is made of it: look with ledger fsck, "
                                          "restore it from a copy",
                                          folder, hashes.error().message)};
}

ledger::ReadTile read_tiles(std::string folder, io::Files& files) {
  return Reader(std::move(folder), files);
}

}  // namespace lodestar::log
