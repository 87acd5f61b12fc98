// SPDX-License-Identifier: Apache-2.0
// Networks of 400,000 postings: a quarter in campaigns that sign with a number of their own and now
// and then with another; half alone, with a number; numbers few enough that chance ties much.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "base/hash.h"
#include "detect/networks.h"

namespace lodestar::detect {
namespace {

struct Scene {
  std::vector<std::string> ids;
  Postings postings;
  Clusters clusters;
  Contacts contacts{.first_of = {0}};
};

class SceneMaker {
 public:
  SceneMaker(std::uint32_t postings, std::uint32_t numbers)
      : count_(postings), contact_of_(numbers, kNone) {
    const std::uint16_t file = scene_.postings.add_file("invented.csv");
    for (std::uint32_t row = 0; row < postings; ++row) scene_.ids.push_back(std::to_string(row));
    static constexpr std::string_view kPlaces[] = {"Porto", "Braga", "Faro", "Lisboa", "Vigo"};
    for (std::uint32_t row = 0; row < postings; ++row) {
      Postings::Row fields{.time = 1'700'000'000 + random(90 * 86'400)};
      fields.fields[static_cast<std::size_t>(Field::id)] = scene_.ids[row];
      fields.fields[static_cast<std::size_t>(Field::time)] = "known";
      fields.fields[static_cast<std::size_t>(Field::place)] = kPlaces[random(5)];
      scene_.postings.add(file, fields);
    }
  }

  Scene make() && {
    while (rows() < count_ / 4) add_campaign();
    while (rows() < count_ / 4 * 3) add_posting(number());
    while (rows() < count_) add_posting(kNone);
    return std::move(scene_);
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  std::uint32_t random(std::uint32_t below) {
    return static_cast<std::uint32_t>((mix(++step_) >> 32) * below >> 32);
  }
  std::uint32_t rows() const { return static_cast<std::uint32_t>(scene_.clusters.of.size()); }
  std::uint32_t number() {
    const std::uint32_t number = random(static_cast<std::uint32_t>(contact_of_.size()));
    if (contact_of_[number] == kNone) {
      contact_of_[number] = static_cast<std::uint32_t>(scene_.contacts.all.size());
      scene_.contacts.all.push_back({.value = "+35192" + std::to_string(1'000'000 + 7 * number)});
    }
    return contact_of_[number];
  }

  void add_posting(std::uint32_t contact) {
    if (contact != kNone) {
      scene_.contacts.occurrences.push_back(
          {.posting = rows(), .contact = contact, .confidence = 90});
    }
    scene_.contacts.first_of.push_back(
        static_cast<std::uint32_t>(scene_.contacts.occurrences.size()));
    scene_.clusters.of.push_back(kNoCluster);
  }
  void add_campaign() {
    const std::uint32_t members = 3 + random(20);
    const std::uint32_t own = number();
    Cluster cluster{.medoid = rows(),
                    .first_member = static_cast<std::uint32_t>(scene_.clusters.members.size()),
                    .member_count = members};
    for (std::uint32_t i = 0; i < members; ++i) {
      scene_.clusters.members.push_back({.posting = rows()});
      add_posting(random(5) == 0 ? number() : own);
      scene_.clusters.of.back() = static_cast<std::int32_t>(scene_.clusters.all.size());
    }
    scene_.clusters.all.push_back(cluster);
  }

  std::uint32_t count_;
  std::vector<std::uint32_t> contact_of_;  // by number
  std::uint64_t step_ = 0;
  Scene scene_;
};

void bench_networks(benchmark::State& state) {
  const Scene scene = SceneMaker(400'000, static_cast<std::uint32_t>(state.range(0))).make();
  Networks found;
  for (auto _ : state) found = find_networks(scene.postings, scene.clusters, scene.contacts, {});
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(scene.postings.size()));
  state.counters["networks"] = static_cast<double>(found.all.size());
  state.counters["cuts"] = static_cast<double>(found.cuts.size());
}
BENCHMARK(bench_networks)->Arg(78'900)->Arg(2'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace lodestar::detect
