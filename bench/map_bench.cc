// SPDX-License-Identifier: Apache-2.0
// A map over 10 million random labels, its buckets in memory: built, grown by the 256 of a bundle,
// asked and verified; and the names, which cost most. Beside it ListMap, which adds lists.
//   LODESTAR_BENCH_LABELS=1000000 for another number.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "crypto/vrf.h"
#include "io/random.h"
#include "ledger/list_map.h"
#include "ledger/map.h"

namespace lodestar::ledger {
namespace {

std::uint64_t labels() {
  const char* const text = std::getenv("LODESTAR_BENCH_LABELS");
  return text != nullptr ? std::strtoull(text, nullptr, 10) : 10'000'000;
}

Label random_label(std::mt19937_64& dice) {
  Label label{};
  for (unsigned char& byte : label) byte = static_cast<unsigned char>(dice() & 0xFFU);
  return label;
}

struct Map {
  std::vector<MapBucket> buckets;
  MapTree tree;
  std::vector<Label> some;  // that are in it
  Map() {
    unsigned bits = 0;
    while (labels() >> bits >= kFullBucket) ++bits;
    buckets.resize(std::size_t{1} << bits);
    tree = MapTree::build(bits, reader()).value();
    std::mt19937_64 dice(1);
    for (std::uint64_t i = 0; i < labels(); ++i) {
      const MapLeaf leaf{random_label(dice), random_label(dice)};
      buckets[tree.bucket_of(leaf.label)].push_back(leaf);
      if (some.size() < 4096) some.push_back(leaf.label);
    }
    for (MapBucket& bucket : buckets) std::ranges::sort(bucket, {}, &MapLeaf::label);
    tree = MapTree::build(bits, reader()).value();
  }
  ReadBucket reader() {
    return [this](std::uint32_t bucket) -> Result<MapBucket> { return buckets[bucket]; };
  }
  WriteBucket writer() {
    return [this](std::uint32_t bucket, MapBucket leaves) -> Status {
      buckets[bucket] = std::move(leaves);
      return {};
    };
  }
};
Map& map() {
  static Map map;
  return map;
}

void build(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(MapTree::build(map().tree.bits(), map().reader()).value().root());
  }
  state.counters["labels"] = static_cast<double>(map().tree.leaves());
  state.counters["bytes_a_label"] =
      64 + 66.0 * static_cast<double>(map().buckets.size()) / static_cast<double>(labels());
}
BENCHMARK(build)->Unit(benchmark::kMillisecond)->Iterations(3);

void update_256(benchmark::State& state) {
  std::mt19937_64 dice(2);
  for (auto _ : state) {
    MapBucket changed;
    for (int i = 0; i < 256; ++i) changed.push_back({random_label(dice), random_label(dice)});
    std::ranges::sort(changed, {}, &MapLeaf::label);
    map().tree.update(changed, map().reader(), map().writer()).value();
  }
}
BENCHMARK(update_256)->Unit(benchmark::kMillisecond);

void prove_presence(benchmark::State& state) {
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(map().tree.find(map().some[next++ % 4096], map().reader()));
  }
}
BENCHMARK(prove_presence)->Unit(benchmark::kMicrosecond);

void prove_absence(benchmark::State& state) {
  std::mt19937_64 dice(3);
  for (auto _ : state) {
    benchmark::DoNotOptimize(map().tree.find(random_label(dice), map().reader()));
  }
}
BENCHMARK(prove_absence)->Unit(benchmark::kMicrosecond);

// The map's part of 4096 proofs, and the longest of them as it is written.
void verify(benchmark::State& state) {
  std::vector<MapTree::Found> found;
  std::size_t longest = 0;
  for (const Label& label : map().some) {
    found.push_back(map().tree.find(label, map().reader()).value());
    const auto& siblings = found.back().path.siblings;
    const auto empty = static_cast<std::size_t>(std::ranges::count(siblings, empty_map_root()));
    longest = std::max(longest, 45 * (siblings.size() - empty) + 2 * empty);
  }
  std::size_t next = 0;
  for (auto _ : state) {
    const auto& one = found[next++ % found.size()];
    if (root_of_presence(*one.leaf, one.path) != map().tree.root()) {
      state.SkipWithError("it does not hold");
    }
  }
  state.counters["longest_path_bytes"] = static_cast<double>(longest);
}
BENCHMARK(verify)->Unit(benchmark::kMicrosecond);

crypto::VrfKey name_key() { return crypto::VrfKey(io::random_bytes<32>().value()); }

void name_hash(benchmark::State& state) {
  const crypto::VrfKey key = name_key();
  for (auto _ : state) benchmark::DoNotOptimize(key.hash("subject case 17"));
}
BENCHMARK(name_hash)->Unit(benchmark::kMicrosecond);

void name_prove(benchmark::State& state) {
  const crypto::VrfKey key = name_key();
  for (auto _ : state) benchmark::DoNotOptimize(key.prove("subject case 17"));
}
BENCHMARK(name_prove)->Unit(benchmark::kMicrosecond);

void name_verify(benchmark::State& state) {
  const crypto::VrfKey key = name_key();
  const crypto::VrfProof proof = key.prove("subject case 17");
  for (auto _ : state) {
    benchmark::DoNotOptimize(crypto::holds_vrf(key.public_key(), "subject case 17", proof));
  }
}
BENCHMARK(name_verify)->Unit(benchmark::kMicrosecond);

// A map at each bundle of a log whose entries are about 100,000 subjects.
void lists_of_a_million_entries(benchmark::State& state) {
  constexpr std::uint64_t kEntries = 1'000'000, kSubjects = 100'000;
  std::mt19937_64 dice(4);
  std::vector<Label> subjects(kSubjects);
  for (Label& subject : subjects) subject = random_label(dice);
  for (auto _ : state) {
    ListMap lists{Sensitive(random_label(dice))};
    std::vector<Labelled> bundle;
    for (std::uint64_t index = 0; index < kEntries; ++index) {
      const Leaf leaf{.commitment = subjects[index % kSubjects]};
      bundle.push_back({.label = subjects[dice() % kSubjects], .entry = {index, leaf}});
      if (bundle.size() < kMapEvery) continue;
      lists.add(bundle);
      bundle.clear();
    }
    benchmark::DoNotOptimize(lists.root());
  }
}
BENCHMARK(lists_of_a_million_entries)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace lodestar::ledger
