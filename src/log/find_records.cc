// SPDX-License-Identifier: Apache-2.0
#include "log/find_records.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "ledger/tiles.h"
#include "log/internal/layout.h"

namespace lodestar::log {
namespace {

// The names of all payloads that are held.
Result<std::unordered_set<std::string>> held_names(const std::string& closed, io::Files& files) {
  std::unordered_set<std::string> names;
  const std::string place = closed + "/payloads";
  const auto folders = files.list(place);
  if (!folders && folders.error().code == Code::not_found) return names;
  if (!folders) return folders.error();
  for (const std::string& folder : *folders) {
    std::string inside = place;
    inside.append("/").append(folder);
    for (const std::string& rest : LODESTAR_TRY(files.list(inside))) {
      names.insert(folder + rest);
    }
  }
  return names;
}

// Places of the published tree whose payload is held.
Result<std::vector<std::uint64_t>> held_indexes(const std::string& folder, std::uint64_t size,
                                                io::Files& files) {
  const internal::Layout layout{folder};
  const auto names = LODESTAR_TRY(held_names(layout.closed(), files));
  std::vector<std::uint64_t> indexes;
  for (std::uint64_t first = 0; first < size; first += ledger::kTileWidth) {
    const ledger::TileId id =
        ledger::tile_of(ledger::TileId::kEntries, first / ledger::kTileWidth, size);
    const std::string bundle = LODESTAR_TRY(files.read(layout.tile(id)));
    std::uint64_t index = first;
    for (const std::string_view entry : LODESTAR_TRY(ledger::parse_bundle(bundle, id.width))) {
      const auto leaf = LODESTAR_TRY(ledger::parse_leaf(entry));
      if (names.contains(crypto::to_hex(leaf.commitment))) indexes.push_back(index);
      ++index;
    }
  }
  return indexes;
}

}  // namespace

Result<std::vector<FoundRecord>> find_records(const PrivateLog& log, const std::string& folder,
                                              const Wanted& wanted, io::Files& files) {
  const std::uint64_t size = log.published().size;
  std::vector<std::uint64_t> indexes = LODESTAR_TRY(held_indexes(folder, size, files));
  for (const std::uint64_t index : log.unpublished()) {
    if (index >= size) indexes.push_back(index);
  }
  std::vector<FoundRecord> found;
  for (const std::uint64_t index : indexes) {
    auto opening = log.opening_of(index);
    if (!opening && opening.error().code == Code::not_found) continue;  // erased, or elsewhere
    if (!opening) return opening.error();
    auto record = LODESTAR_TRY(ledger::parse_record(opening->record.reveal()));
    if (!record.type.starts_with(wanted.type) || record.subject != wanted.subject) continue;
    found.push_back({.index = index, .opening = *std::move(opening), .record = std::move(record)});
  }
  return found;
}

}  // namespace lodestar::log
