// SPDX-License-Identifier: Apache-2.0
// Identifiers a second: postings of about 400 bytes without any, with one of each disguise, and in
// another script; and invented postings as they come, on one thread and on two (items are
// postings).
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "base/parallel.h"
#include "detect/simulate.h"
#include "text/identifiers.h"
#include "text/numbering_plan.h"

namespace {
using namespace lodestar;

constexpr std::string_view kEnglish =
    "We are urgently looking for a reliable cleaner to start in Lisbon. No experience is required "
    "because "
    "full training is given by our team. Accommodation and meals are provided by the company at no "
    "extra "
    "cost, working hours are from eight in the morning until six in the evening. Salary is 1500 "
    "USD per "
    "month paid on time at the end of every month. ";
constexpr std::string_view kRussian =
    "Срочно требуются надежные люди для работы на складе. Опыт не нужен, обучение проводит наша "
    "команда. "
    "Проживание и питание за счет компании, работа с восьми утра до шести вечера. Оплата 1500 в "
    "месяц. ";

void find_all(benchmark::State& state, const std::string& raw) {
  const text::IdentifierFinder finder(text::built_in_numbering_plan());
  std::vector<text::Identifier> found;
  for (auto _ : state) {
    found.clear();
    finder.find(raw, {}, found);
    benchmark::DoNotOptimize(found.data());
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(raw.size()));
}

void find_identifiers(benchmark::State& state, std::string_view text, std::string_view contact) {
  find_all(state, std::string(text) + std::string(contact));
}

BENCHMARK_CAPTURE(find_identifiers, none, kEnglish, "");
BENCHMARK_CAPTURE(find_identifiers, separated, kEnglish, "Call 200-555-0142 any time.");
BENCHMARK_CAPTURE(find_identifiers, words, kEnglish,
                  "Call two 0 zero 5 five 5 zero 1 four 2 any time.");
BENCHMARK_CAPTURE(find_identifiers, leet, kEnglish, "Call 2OO555Ol42 any time.");
BENCHMARK_CAPTURE(find_identifiers, unicode, kEnglish, "Call ２００５５５０１４２ any time.");
BENCHMARK_CAPTURE(find_identifiers, email, kEnglish, "Mail jo at example dot org any time.");
BENCHMARK_CAPTURE(find_identifiers, russian, kRussian, "Звоните 200-555-0142.");

const std::vector<detect::InventedPosting>& invented() {
  static const std::vector<detect::InventedPosting> kPostings = [] {
    const auto simulation = detect::Simulation::plan({.postings = 50'000, .seed = 11});
    std::vector<detect::InventedPosting> made(simulation->size());
    for (std::size_t row = 0; row < made.size(); ++row) simulation->make(row, made[row]);
    return made;
  }();
  return kPostings;
}

void find_in_postings(benchmark::State& state) {
  const auto& postings = invented();
  const text::IdentifierFinder finder(text::built_in_numbering_plan());
  const Parallel parallel{.threads = static_cast<unsigned>(state.range(0))};
  std::vector<std::vector<text::Identifier>> found(parallel.threads);
  for (auto _ : state) {
    for_blocks(parallel, postings.size(), 512,
               [&](std::size_t begin, std::size_t end, unsigned worker) {
                 for (std::size_t row = begin; row < end; ++row) {
                   found[worker].clear();
                   finder.find(postings[row].title, {}, found[worker]);
                   finder.find(postings[row].text, {}, found[worker]);
                   benchmark::DoNotOptimize(found[worker].data());
                 }
               });
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(postings.size()));
}
BENCHMARK(find_in_postings)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

void parse_number(benchmark::State& state) {
  const text::NumberingPlan& plan = text::built_in_numbering_plan();
  for (auto _ : state) benchmark::DoNotOptimize(plan.parse("0612345678", false, "FR"));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(parse_number);

}  // namespace
