// SPDX-License-Identifier: Apache-2.0
// lodestar find: everything linked to a value, in the results of a run.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>

#include "base/counted.h"
#include "base/printable.h"
#include "cli.h"
#include "commands.h"
#include "detect/find.h"
#include "io/input.h"
#include "region.h"
#include "table/json_write.h"
#include "text/numbering_plan.h"

namespace lodestar::app {
namespace {

constexpr std::size_t kMostShown = 50;

struct Typed {
  std::string folder, value, region;
  bool as_json = false;
};

std::string postings(std::uint64_t count) { return counted(count, "posting", "postings"); }

// After a colon; nothing where there are none.
std::string listed(const std::vector<std::string>& names) {
  std::string list = names.empty() ? "" : ": ";
  for (std::size_t i = 0; i < std::min(kMostShown, names.size()); ++i) {
    list += (i == 0 ? "" : ", ") + to_printable(names[i]);
  }
  if (names.size() > kMostShown) list += fmt::format(" and {} more", names.size() - kMostShown);
  return list;
}

void print(const detect::Links& links) {
  fmt::print("{}\n\n", to_printable(links.asked));
  fmt::print("in {}{}\n", postings(links.direct.size()), listed(links.direct));
  fmt::print("linked through clusters and networks: {} more{}\n", links.linked.size(),
             listed(links.linked));
  for (const auto& cluster : links.clusters) {
    fmt::print("\ncluster {}, {}\n  {}\n", to_printable(cluster.id), postings(cluster.postings),
               to_printable(cluster.text));
  }
  for (const auto& network : links.networks) {
    fmt::print("\nnetwork {}, {}\n", to_printable(network.id), postings(network.postings));
  }
  fmt::print("\ncontacts of all these postings\n");
  for (std::size_t i = 0; i < std::min(kMostShown, links.contacts.size()); ++i) {
    const auto& contact = links.contacts[i];
    fmt::print("  {:<10} {:<28} {:>6} {}\n", to_printable(contact.kind),
               to_printable(contact.value), contact.postings,
               contact.postings == 1 ? "posting" : "postings");
  }
  if (links.leads.empty()) fmt::print("\nno lead for review\n");
  for (const auto& lead : links.leads) {
    fmt::print("\nlead for review, not a finding: {} ({:.1f}, {})\n", to_printable(lead.title),
               lead.score, to_printable(lead.id));
  }
}

void print_json(const detect::Links& links) {
  std::string out;
  table::Json json(out);
  const auto list = [&](std::string_view key, const std::vector<std::string>& names) {
    json.key(key).begin_array();
    for (const auto& name : names) json.string(name);
    json.end_array();
  };
  json.begin_object().key("asked").string(links.asked);
  list("direct", links.direct);
  list("linked", links.linked);
  json.key("clusters").begin_array();
  for (const auto& group : links.clusters) {
    json.begin_object().key("id").string(group.id).key("postings").number(group.postings);
    json.key("template").string(group.text).end_object();
  }
  json.end_array().key("networks").begin_array();
  for (const auto& group : links.networks) {
    json.begin_object().key("id").string(group.id).key("postings").number(group.postings);
    json.end_object();
  }
  json.end_array().key("contacts").begin_array();
  for (const auto& contact : links.contacts) {
    json.begin_object().key("kind").string(contact.kind).key("value").string(contact.value);
    json.key("postings").number(contact.postings).end_object();
  }
  json.end_array().key("leads").begin_array();
  for (const auto& lead : links.leads) {
    json.begin_object().key("id").string(lead.id).key("title").string(lead.title).end_object();
  }
  json.end_array().end_object();
  fmt::print("{}\n", out);
}

Status find(const Typed& typed) {
  const std::string region = LODESTAR_TRY(parse_region(typed.region));
  const auto open = [&](const char* name) { return io::open_input(typed.folder + "/" + name); };
  const io::Input postings = LODESTAR_TRY(open("postings.csv"));
  const io::Input identifiers = LODESTAR_TRY(open("identifiers.csv"));
  const io::Input clusters = LODESTAR_TRY(open("clusters.jsonl"));
  const io::Input networks = LODESTAR_TRY(open("networks.jsonl"));
  const io::Input leads = LODESTAR_TRY(open("leads.jsonl"));
  const io::Input run = LODESTAR_TRY(open("run.json"));
  const text::IdentifierFinder finder(text::built_in_numbering_plan());
  const auto links = LODESTAR_TRY(detect::find_links({.postings = postings.bytes(),
                                                      .identifiers = identifiers.bytes(),
                                                      .clusters = clusters.bytes(),
                                                      .networks = networks.bytes(),
                                                      .leads = leads.bytes(),
                                                      .run = run.bytes()},
                                                     typed.value, region, finder));
  if (typed.as_json) {
    print_json(links);
  } else {
    print(links);
  }
  return {};
}

}  // namespace

void add_find(CLI::App& app, Run& run) {
  auto typed = std::make_shared<Typed>();
  CLI::App* command =
      app.add_subcommand("find", "Everything linked to a number, address, posting, lead or group");
  command->add_option("results", typed->folder, "The folder detect wrote")->required();
  command
      ->add_option("value", typed->value,
                   "A number, address or handle in any writing; a posting's id or FILE:ID; or the "
                   "id of a lead, network or cluster")
      ->required();
  command->add_option("--region", typed->region,
                      "Country of a number without a country code, as PT");
  command->add_flag("--json", typed->as_json, "For another program");
  command->callback(
      [typed, &run] { run = [typed](const std::stop_token&) { return find(*typed); }; });
}

}  // namespace lodestar::app
