// SPDX-License-Identifier: Apache-2.0
#include "log/tile_files.h"

#include <fmt/core.h>

#include <cstring>
#include <utility>

namespace lodestar::log {
namespace {

class Reader {
 public:
  Reader(std::string folder, io::Files& files) : folder_(std::move(folder)), files_(&files) {}

  Result<std::span<const ledger::Hash>> operator()(const ledger::TileId& tile) {
    std::string path = folder_ + "/" + to_path(tile);
    auto bytes = files_->read(path);
    if (!bytes && bytes.error().code == Code::not_found && tile.width < ledger::kTileWidth) {
      path = folder_ + "/" + ledger::to_path({tile.level, tile.index});
      bytes = files_->read(path);
    }
    if (!bytes) return bytes.error();
    if (bytes->size() % sizeof(ledger::Hash) != 0)
      return Error{Code::corrupt, fmt::format("{}: {} bytes are no hashes", path, bytes->size())};
    hashes_.resize(bytes->size() / sizeof(ledger::Hash));
    std::memcpy(hashes_.data(), bytes->data(), bytes->size());
    return std::span<const ledger::Hash>(hashes_);
  }

 private:
  std::string folder_;
  io::Files* files_;
  std::vector<ledger::Hash> hashes_;
};

}  // namespace

ledger::ReadTile read_tiles(std::string folder, io::Files& files) {
  return Reader(std::move(folder), files);
}

}  // namespace lodestar::log
