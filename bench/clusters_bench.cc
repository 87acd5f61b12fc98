// SPDX-License-Identifier: Apache-2.0
// Clusters and templates of 20,000 invented postings, on one thread and on two, beside hashing the
// bytes of their texts once, which is the least that any method must do. Items are postings.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <deque>
#include <string>

#include "base/hash.h"
#include "detect/clusters.h"
#include "detect/contacts.h"
#include "detect/simulate.h"
#include "text/identifiers.h"
#include "text/numbering_plan.h"

namespace {
using namespace lodestar;

struct Corpus {
  std::deque<std::string> texts;  // what postings point into
  detect::Postings postings;
  detect::Contacts contacts;
  std::size_t bytes = 0;
};

const Corpus& corpus() {
  static const Corpus kMade = [] {
    Corpus made;
    const auto simulation = detect::Simulation::plan({.postings = 20'000});
    const auto file = made.postings.add_file("bench");
    detect::InventedPosting invented;
    for (std::size_t row = 0; row < simulation->size(); ++row) {
      simulation->make(row, invented);
      const std::string& id = made.texts.emplace_back(std::to_string(row));
      const std::string& title = made.texts.emplace_back(invented.title);
      const std::string& text = made.texts.emplace_back(invented.text);
      made.postings.add(file, {.fields = {id, title, text}});
      made.bytes += title.size() + text.size();
    }
    const text::IdentifierFinder finder(text::built_in_numbering_plan());
    made.contacts = detect::find_contacts(made.postings, finder, {.parallel = {.threads = 2}});
    return made;
  }();
  return kMade;
}

void tell_rate(benchmark::State& state) {
  const auto rounds = static_cast<std::int64_t>(state.iterations());
  state.SetBytesProcessed(rounds * static_cast<std::int64_t>(corpus().bytes));
  state.SetItemsProcessed(rounds * static_cast<std::int64_t>(corpus().postings.size()));
}

void bench_hash_texts(benchmark::State& state) {
  const Corpus& made = corpus();
  for (auto _ : state) {
    std::uint64_t all = 0;
    for (const std::string& text : made.texts) all ^= hash_bytes(text);
    benchmark::DoNotOptimize(all);
  }
  tell_rate(state);
}
BENCHMARK(bench_hash_texts)->Unit(benchmark::kMillisecond);

void bench_find_clusters(benchmark::State& state) {
  const Corpus& made = corpus();
  const auto threads = static_cast<unsigned>(state.range(0));
  for (auto _ : state) {
    const auto clusters = detect::find_clusters(
        made.postings, {.parallel = {.threads = threads}, .contacts = &made.contacts});
    benchmark::DoNotOptimize(clusters.all.data());
  }
  tell_rate(state);
}
BENCHMARK(bench_find_clusters)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
