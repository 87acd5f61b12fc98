// SPDX-License-Identifier: Apache-2.0
// lodestar score: how good a result is, where the truth is known.
#include "detect/score.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <memory>
#include <string>

#include "cli.h"
#include "commands.h"
#include "io/input.h"

namespace lodestar::app {
namespace {

struct Typed {
  std::string found, truth;
  bool as_json = false;
};

// Files that need not be there: what they would show is left out.
Result<io::Input> open_if_there(const std::string& folder, std::string_view name) {
  const std::string path = fmt::format("{}/{}", folder, name);
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return io::Input{};
  return io::open_input(path);
}

Status score(const Typed& typed) {
  const std::array<std::pair<const std::string*, std::string_view>, 7> places = {{
      {&typed.found, "postings.csv"},
      {&typed.found, "identifiers.csv"},
      {&typed.found, "clusters.jsonl"},
      {&typed.found, "leads.jsonl"},
      {&typed.truth, "truth.csv"},
      {&typed.truth, "truth_slots.csv"},
      {&typed.truth, "truth_identifiers.csv"},
  }};
  std::array<io::Input, 7> files;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& [folder, name] = places[i];
    const bool must = name == "postings.csv" || name == "truth.csv";
    files[i] = must ? LODESTAR_TRY(io::open_input(fmt::format("{}/{}", *folder, name)))
                    : LODESTAR_TRY(open_if_there(*folder, name));
  }
  const auto score = LODESTAR_TRY(detect::score_result({.postings = files[0].bytes(),
                                                        .identifiers = files[1].bytes(),
                                                        .clusters = files[2].bytes(),
                                                        .leads = files[3].bytes(),
                                                        .truth = files[4].bytes(),
                                                        .truth_slots = files[5].bytes(),
                                                        .truth_identifiers = files[6].bytes()}));
  fmt::print("{}", typed.as_json ? detect::score_as_json(score) : detect::score_as_text(score));
  return {};
}

}  // namespace

void add_score(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command = app.add_subcommand("score", "Hold a result of detect against the truth");
  command->add_option("found", typed->found, "Folder detect wrote")->required();
  command->add_option("truth", typed->truth, "Folder simulate wrote")->required();
  command->add_flag("--json", typed->as_json, "One JSON object instead of a table");
  command->callback(
      [typed, &run] { run = [typed](const std::stop_token&) { return score(*typed); }; });
}

}  // namespace lodestar::app
