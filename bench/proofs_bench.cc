// SPDX-License-Identifier: Apache-2.0
// Inclusion proofs out of tile files, random leaves of 10 million, one reader a thread that has met
// every tile once; and what it costs to verify one.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "ledger/growing_tiles.h"
#include "log/tile_files.h"

namespace lodestar::log {
namespace {

constexpr std::uint64_t kLeaves = 10'000'000;

struct Tiles {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / "lodestar-proofs-bench";
  ledger::Hash root{};
  Tiles() {
    std::filesystem::remove_all(folder);
    const auto write = [this](const ledger::TileId& tile, std::string_view bytes) {
      if (tile.level == ledger::TileId::kEntries) return Status();
      const auto path = folder / to_path(tile);
      std::filesystem::create_directories(path.parent_path());
      std::ofstream(path, std::ios::binary) << bytes;
      return Status();
    };
    ledger::GrowingTiles tiles;
    for (std::uint64_t i = 0; i < kLeaves; ++i) tiles.add(std::to_string(i), write).value();
    tiles.give_partial(0, kLeaves, write).value();
    root = tiles.root();
  }
  ~Tiles() { std::filesystem::remove_all(folder); }
};
const Tiles& tiles() {
  static const Tiles kTiles;
  return kTiles;
}

void prove_from_files(benchmark::State& state) {
  ledger::TileReader reader(read_tiles(tiles().folder.string()));
  for (std::uint64_t i = 0; i < kLeaves;
       i += ledger::kTileWidth)  // as a server has it after a while
    benchmark::DoNotOptimize(ledger::prove_inclusion({i, kLeaves}, reader));
  std::mt19937_64 dice(static_cast<std::uint64_t>(state.thread_index()) + 1);
  for (auto _ : state)
    benchmark::DoNotOptimize(ledger::prove_inclusion({dice() % kLeaves, kLeaves}, reader));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(prove_from_files)->Threads(1)->UseRealTime()->MinTime(2);
BENCHMARK(prove_from_files)->Threads(2)->UseRealTime()->MinTime(2);

void verify_one(benchmark::State& state) {
  ledger::TileReader reader(read_tiles(tiles().folder.string()));
  const auto proof = ledger::prove_inclusion({1234567, kLeaves}, reader).value();
  const ledger::Hash leaf = ledger::hash_leaf("1234567");
  for (auto _ : state) {
    if (!ledger::holds_inclusion({1234567, kLeaves}, leaf, proof, tiles().root))
      state.SkipWithError("it does not hold");
  }
}
BENCHMARK(verify_one);

}  // namespace
}  // namespace lodestar::log
