// SPDX-License-Identifier: Apache-2.0
// lodestar simulate: an invented corpus, and the truth about it.
#include "detect/simulate.h"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "cli.h"
#include "commands.h"
#include "io/output.h"

namespace lodestar::app {
namespace {

struct Typed {
  std::uint64_t postings = 0, seed = 1;
  std::string out, preset = "realistic";
  std::vector<std::string> languages;
  unsigned threads = std::max(1U, std::thread::hardware_concurrency());
};

Status simulate(const Typed& typed, const std::stop_token& stop) {
  const auto preset = LODESTAR_TRY(detect::parse_preset(typed.preset));
  const auto simulation = LODESTAR_TRY(detect::Simulation::plan({.postings = typed.postings,
                                                                 .seed = typed.seed,
                                                                 .preset = preset,
                                                                 .languages = typed.languages}));
  auto folder = LODESTAR_TRY(io::OutputFolder::create(typed.out, "truth.csv"));
  std::vector<io::OutputFile> files;
  for (const auto* name :
       {"postings.csv", "truth.csv", "truth_slots.csv", "truth_identifiers.csv"}) {
    files.push_back(LODESTAR_TRY(folder.open(name)));
  }
  const auto into = [&files](std::size_t i) {
    return [&file = files[i]](std::string_view bytes) { return file.append(bytes); };
  };
  LODESTAR_TRY(detect::write_simulated(
      simulation, {.threads = typed.threads, .stop = stop},
      {.postings = into(0), .truth = into(1), .slots = into(2), .identifiers = into(3)}));
  for (auto& file : files) LODESTAR_TRY(file.close());
  return folder.commit();
}

}  // namespace

void add_simulate(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command =
      app.add_subcommand("simulate", "Invent postings, with the truth about them beside");
  // A minus sign would be taken for a very large number.
  const auto is_whole = [](const std::string& typed_number) -> std::string {
    if (typed_number.find_first_not_of("0123456789") == std::string::npos) return {};
    return typed_number + " is no whole number";
  };
  command->add_option("postings", typed->postings, "How many")->required()->check(is_whole);
  command->add_option("-o,--out", typed->out, "Folder for postings.csv and truth*.csv")->required();
  command->add_option("--seed", typed->seed, "Another number, another corpus (default 1)")
      ->check(is_whole);
  command->add_option("--preset", typed->preset,
                      "realistic, clusters, benign, short, phones or decoys");
  command->add_option("--languages", typed->languages, "As en,es,ru (else all)")->delimiter(',');
  command->add_option("--threads", typed->threads, "Default: all processors")
      ->check(CLI::Range(1, 1024));
  command->callback([typed, &run] {
    run = [typed](const std::stop_token& stop) { return simulate(*typed, stop); };
  });
}

}  // namespace lodestar::app
