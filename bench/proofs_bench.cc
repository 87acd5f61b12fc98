// SPDX-License-Identifier: Apache-2.0
// Inclusion proofs out of tile files, random leaves of 10 million, one reader a thread that has met
// every tile once; what it costs to verify one; and a whole proof as one is handed over, its bytes
// read, the log's signature and those of three witnesses verified.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "ledger/growing_tiles.h"
#include "ledger/proof.h"
#include "log/tile_files.h"
#include "support/ledger_scene.h"

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

void read_and_verify_with_three_witnesses(benchmark::State& state) {
  constexpr std::size_t kSize = 1 << 20;
  constexpr std::size_t kIndex = 123'456;
  using Kind = ledger::Voter::Kind;
  ledger::Policy policy{.logs = {{testing::test_log().verifier(), ""}},
                        .groups = {{.name = "all", .least = 3}},
                        .quorum = ledger::Voter{Kind::group, 0}};
  const auto leaves = testing::test_leaves(kSize);
  ledger::LogProof proof{.index = kIndex,
                         .hashes = ledger::oracle::prove_inclusion(kIndex, leaves),
                         .checkpoint = testing::test_checkpoint(kSize)};
  for (unsigned i = 0; i < 3; ++i) {
    const ledger::Signer witness = testing::test_witness(i);
    policy.groups[0].members.push_back({Kind::witness, i});
    policy.witnesses.push_back({std::to_string(i), witness.verifier(), ""});
    proof.checkpoint.signatures.push_back(witness.cosign(proof.checkpoint.text, 100));
  }
  const std::string bytes = to_string(proof);
  for (auto _ : state) {
    const auto read = ledger::parse_log_proof(bytes);
    if (!read || !ledger::verify_proof(policy, *read, leaves[kIndex]))
      state.SkipWithError("it does not hold");
  }
}
BENCHMARK(read_and_verify_with_three_witnesses)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace lodestar::log
