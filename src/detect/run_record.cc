// SPDX-License-Identifier: Apache-2.0
#include "detect/run_record.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "detect/internal/redact.h"
#include "detect/internal/tally.h"
#include "table/json_write.h"

namespace lodestar::detect {
namespace {

using table::Json;

void append_counts(Json& json, const RunRecord& record, const Found& found) {
  const auto& [postings, clusters, contacts, networks] = found.run;
  const auto in_network = std::ranges::count_if(
      networks.of_posting, [](std::int32_t network) { return network != kNoNetwork; });
  json.begin_object().key("postings").number(postings.size());
  json.key("skipped_rows").number(record.skipped_rows);
  json.key("unknown_times").number(record.unknown_times);
  json.key("html_postings").number(record.html_postings);
  json.key("in_clusters").number(clusters.members.size());
  json.key("clusters").number(clusters.all.size());
  json.key("contacts").number(contacts.all.size());
  json.key("occurrences").number(contacts.occurrences.size());
  json.key("in_networks").number(in_network).key("networks").number(networks.all.size());
  json.key("leads").number(found.leads.size()).end_object();
}

void append_inputs(Json& json, const RunRecord& record) {
  json.begin_array();
  for (const auto& input : record.inputs) {
    json.begin_object().key("name").string(input.name).key("bytes").number(input.bytes);
    json.key("digest").string(input.digest).key("note").string(input.note).end_object();
  }
  json.end_array();
}

void append_packs(Json& json, const RunRecord& record) {
  json.begin_array();
  for (const auto& pack : record.packs) {
    json.begin_object().key("name").string(pack.name).key("date").string(pack.date);
    json.key("digest").string(pack.digest).end_object();
  }
  json.end_array();
}

void append_cuts(Json& json, const Found& found, std::size_t most) {
  std::vector<Cut> cuts = found.run.networks.cuts;
  if (cuts.size() > most) {  // those that would have tied most
    std::ranges::stable_sort(cuts, std::greater(), &Cut::groups);
    cuts.resize(most);
  }
  json.begin_array();
  for (const Cut& cut : cuts) {
    json.begin_object().key("kind");
    json.string(text::to_string(found.run.contacts.all[cut.contact].kind));
    json.key("value").string(shown_value(found, cut.contact));
    json.key("reason").string(to_string(cut.reason)).key("groups").number(cut.groups);
    json.end_object();
  }
  json.end_array();
}

void append_steps(Json& json, const RunRecord& record) {
  json.begin_array();
  for (const auto& step : record.steps) {
    json.begin_object().key("name").string(step.name);
    json.key("milliseconds").number(step.milliseconds).end_object();
  }
  json.end_array();
}

void append_identity(Json& json, const RunRecord& record) {
  json.begin_array();
  for (const auto& change : record.identity) {
    json.begin_object().key("change").string(change.kind).key("from").string(change.from);
    json.key("to").string(change.to).end_object();
  }
  json.end_array();
}

void append_start(Json& json, const RunRecord& record) {
  json.key("started");
  if (record.started == kNoTime) {
    json.null();
    return;
  }
  std::string time;
  append_utc(time, record.started);
  json.string(time);
}

}  // namespace

void append_run_json(std::string& out, const RunRecord& record, const Found& found,
                     std::size_t most_cuts) {
  Json json(out);
  const auto next_line = [&](std::string_view name) {
    out += ",\n";
    json.key(name);
  };
  json.begin_object().key("version").string(record.version);
  append_start(json, record);
  json.key("pseudonyms").boolean(!found.pseudonyms.empty());
  next_line("parameters");
  json.begin_object();
  for (const auto& [name, value] : record.parameters) json.key(name).string(value);
  json.end_object();
  next_line("inputs");
  append_inputs(json, record);
  next_line("packs");
  append_packs(json, record);
  next_line("counts");
  append_counts(json, record, found);
  next_line("steps");
  append_steps(json, record);
  next_line("identity");
  append_identity(json, record);
  next_line("cuts");
  append_cuts(json, found, most_cuts);
  json.end_object();
  out += '\n';
}

}  // namespace lodestar::detect
