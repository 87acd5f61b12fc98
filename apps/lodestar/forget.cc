// SPDX-License-Identifier: Apache-2.0
// lodestar forget: takes postings and values out of a state, for good.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/counted.h"
#include "base/printable.h"
#include "cli.h"
#include "commands.h"
#include "detect/when.h"
#include "region.h"
#include "state.h"
#include "text/numbering_plan.h"

namespace lodestar::app {
namespace {

struct Typed {
  std::string state, before, region;
  std::vector<std::string> postings, values;
};

Result<detect::Forgetting> parse_forgetting(const Typed& typed) {
  detect::Forgetting forgetting;
  for (const auto& posting : typed.postings) {
    forgetting.postings.push_back(LODESTAR_TRY(detect::parse_posting_name(posting)));
  }
  const text::IdentifierFinder finder(text::built_in_numbering_plan());
  const std::string region = LODESTAR_TRY(parse_region(typed.region));
  forgetting.region = region;
  for (std::size_t i = 0; i < typed.values.size(); ++i) {
    for (auto& reading : LODESTAR_TRY(detect::parse_value(typed.values[i], region, finder))) {
      forgetting.values.push_back({std::move(reading), i});
    }
  }
  if (!typed.before.empty()) {
    forgetting.before = detect::parse_when(typed.before);
    const auto other_order = detect::parse_when(typed.before, detect::DateOrder::month_first);
    if (!forgetting.before || other_order != forgetting.before)  // no guess at what to remove
      return Error{Code::invalid, "--before: write the date as 2026-01-31"};
  }
  if (forgetting.postings.empty() && forgetting.values.empty() && !forgetting.before) {
    return Error{Code::invalid,
                 "say what to forget: --posting FILE:ID, --value VALUE or --before DATE"};
  }
  return forgetting;
}

// What was named and stands nowhere: a slip of the finger must not look like a removal. Values are
// told by their number, not repeated.
Status check_all_found(const Typed& typed, const detect::Removed& removed) {
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < typed.postings.size(); ++i) {
    if (!removed.found_postings.contains(i)) {
      missing.push_back(fmt::format("--posting {}: no such posting", typed.postings[i]));
    }
  }
  for (std::size_t i = 0; i < typed.values.size(); ++i) {
    if (removed.found_values.contains(i)) continue;
    const std::string which =
        typed.values.size() == 1 ? "" : fmt::format(" ({} of {})", i + 1, typed.values.size());
    missing.push_back(fmt::format("--value{}: it stands in no posting", which));
  }
  if (missing.empty()) return {};
  return Error{Code::not_found,
               fmt::format("{}: not found: {}", typed.state, fmt::join(missing, "; "))};
}

// Where the digits or letters of a value are left, so that --posting can take it. An id may hold
// them itself: it is shown to who typed them, and in no error.
void tell_inside(const detect::Removed& removed) {
  constexpr std::size_t kMostListed = 100;
  if (removed.inside.empty()) return;
  fmt::print(
      "The same digits or letters still stand in {}, read as something else or as nothing:\n",
      counted(removed.inside.size(), "posting", "postings"));
  for (const auto& [file, id] :
       std::span(removed.inside).first(std::min(kMostListed, removed.inside.size()))) {
    fmt::print("  {}\n", to_printable(fmt::format("{}:{}", file, id)));
  }
  if (removed.inside.size() > kMostListed) {
    fmt::print("  and {} more\n", removed.inside.size() - kMostListed);
  }
  fmt::print("Look at them, and remove them with --posting FILE:ID.\n");
}

// What was asked for and is not done: a part that stays is no success either.
Status check_done(const Typed& typed, const detect::Removed& removed) {
  Status found = check_all_found(typed, removed);
  if (removed.inside.empty()) return found;
  const std::string stays =
      fmt::format("{}: digits or letters of the {} stay in {}: remove those with --posting",
                  typed.state, typed.values.size() == 1 ? "value" : "values",
                  counted(removed.inside.size(), "posting", "postings"));
  if (found) return Error{Code::conflict, stays};
  return Error{found.error().code, fmt::format("{}; {}", found.error().message, stays)};
}

Status forget(const Typed& typed, const std::stop_token& stop) {
  auto forgetting = LODESTAR_TRY(parse_forgetting(typed));
  const Error nothing{Code::not_found, fmt::format("{}: nothing is kept there", typed.state)};
  std::error_code missing;
  if (!std::filesystem::exists(typed.state, missing)) return nothing;
  const State state = LODESTAR_TRY(State::open(typed.state));
  if (state.sources().empty()) return nothing;
  const auto read = LODESTAR_TRY(detect::read_postings(state.sources(), {.stop = stop}));
  const text::IdentifierFinder finder(text::built_in_numbering_plan());
  detect::add_writings(read.postings, finder, forgetting);
  auto next = LODESTAR_TRY(state.write_next(read.postings, forgetting, stop));
  const detect::Removed& removed = next.removed();
  if (removed.postings == 0 && removed.values == 0 && !check_all_found(typed, removed)) {
    tell_inside(removed);
    return check_done(typed, removed);
  }
  LODESTAR_TRY(next.commit());
  const std::uint64_t left = read.postings.size() - removed.postings;
  fmt::print(
      "{} removed, {} where a value stood; {} {}\n"
      "Outputs made earlier and copies of the state are not touched: delete them too.\n",
      counted(removed.postings, "posting", "postings"), counted(removed.values, "place", "places"),
      counted(left, "posting", "postings"), left == 1 ? "stays" : "stay");
  tell_inside(removed);
  return check_done(typed, removed);
}

}  // namespace

void add_forget(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command =
      app.add_subcommand("forget", "Remove postings or values from a state, for good");
  command->add_option("--state", typed->state, "The folder that detect --state keeps")->required();
  command->add_option("--posting", typed->postings, "One posting, as FILE:ID; may be repeated")
      ->allow_extra_args(false);
  command
      ->add_option("--value", typed->values,
                   "A number, address, handle or account, in any writing; may be repeated")
      ->allow_extra_args(false);
  command->add_option("--before", typed->before,
                      "All postings of earlier times, as 2026-01-31; unknown times stay");
  command->add_option("--region", typed->region,
                      "Country of a number without a country code, as PT");
  command->callback([typed, &run] {
    run = [typed](const std::stop_token& stop) { return forget(*typed, stop); };
  });
}

}  // namespace lodestar::app
