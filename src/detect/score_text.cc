// SPDX-License-Identifier: Apache-2.0
// A score as people and as programs read it.
#include <fmt/format.h>

#include "base/counted.h"
#include "detect/score.h"
#include "table/json_write.h"

namespace lodestar::detect {
namespace {

void append_row(std::string& out, std::string_view name, const Ratio& ratio) {
  fmt::format_to(
      std::back_inserter(out), "{:<26} {:>8.4f} {:>8.4f} {:>8.4f} {:>11} {:>11} {:>11}\n", name,
      ratio.precision(), ratio.recall(), ratio.f1(), ratio.right, ratio.found, ratio.wanted);
}

void add(table::Json& json, std::string_view name, const Ratio& ratio) {
  json.key(name).begin_object().key("precision").real(ratio.precision(), 6);
  json.key("recall").real(ratio.recall(), 6).key("f1").real(ratio.f1(), 6);
  json.key("right").number(ratio.right).key("found").number(ratio.found);
  json.key("wanted").number(ratio.wanted).end_object();
}

void add(table::Json& json, const Score::Leads& leads) {
  json.key("leads").begin_object().key("leads").number(leads.leads);
  json.key("right").number(leads.right).key("at").begin_array();
  for (const auto& [k, right] : leads.at) {
    json.begin_object().key("k").number(k).key("right").number(right).end_object();
  }
  json.end_array().key("benign_postings").number(leads.benign);
  json.key("false_per_thousand").real(leads.false_per_thousand(), 4);
  json.key("networks").number(leads.networks).key("networks_seen").number(leads.seen);
  json.end_object();
}

}  // namespace

std::string score_as_text(const Score& score) {
  std::string out = fmt::format(
      "{}, adjusted Rand index of clusters {:.4f}, of networks "
      "{:.4f}\n\n{:<26} {:>8} {:>8} {:>8} {:>11} {:>11} {:>11}\n",
      counted(score.postings, "posting", "postings"), score.clusters.rand_index,
      score.networks.rand_index, "", "precis.", "recall", "F1", "right", "found", "wanted");
  if (score.not_found + score.not_in_truth > 0) {
    out.insert(out.find('\n') + 1,
               fmt::format("{} of the truth without a result, {} of the result without a truth\n",
                           counted(score.not_found, "posting", "postings"), score.not_in_truth));
  }
  append_row(out, "cluster pairs", score.clusters.pairs);
  append_row(out, "network pairs", score.networks.pairs);
  if (score.slot_boundaries) append_row(out, "slot boundaries", *score.slot_boundaries);
  if (score.identifiers) append_row(out, "identifiers", *score.identifiers);
  if (score.phones) append_row(out, "phones", *score.phones);
  if (score.decoys && score.decoys->wanted + score.decoys->found > 0) {
    append_row(out, "beside decoys", *score.decoys);
  }
  for (const auto& one : score.classes) {
    fmt::format_to(std::back_inserter(out),
                   "  {:<24} {:>8.4f} {:>8.4f} {:>8.4f} {:>11} {:>11} {:>11}\n", one.name,
                   one.precision(), one.recall(), one.f1(), one.seen, one.found, one.wanted);
  }
  if (!score.leads) return out;
  const Score::Leads& leads = *score.leads;
  fmt::format_to(std::back_inserter(out),
                 "\n{}, {} right; {:.3f} false ones in 1,000 benign postings; {} of {} "
                 "that should be seen\n",
                 counted(leads.leads, "lead", "leads"), leads.right, leads.false_per_thousand(),
                 leads.seen, counted(leads.networks, "network", "networks"));
  for (const auto& [k, right] : leads.at) {
    fmt::format_to(std::back_inserter(out), "  of the first {:<5} {} right\n", k, right);
  }
  return out;
}

std::string score_as_json(const Score& score) {
  std::string out;
  table::Json json(out);
  json.begin_object().key("postings").number(score.postings);
  json.key("not_found").number(score.not_found);
  json.key("not_in_truth").number(score.not_in_truth);
  json.key("ari").real(score.clusters.rand_index, 6);
  json.key("network_ari").real(score.networks.rand_index, 6);
  add(json, "cluster_pairs", score.clusters.pairs);
  add(json, "network_pairs", score.networks.pairs);
  if (score.slot_boundaries) add(json, "slot_boundaries", *score.slot_boundaries);
  if (score.identifiers) add(json, "identifiers", *score.identifiers);
  if (score.phones) add(json, "phones", *score.phones);
  if (score.decoys) add(json, "beside_decoys", *score.decoys);
  json.key("classes").begin_object();
  for (const auto& one : score.classes) {
    json.key(one.name).begin_object().key("precision").real(one.precision(), 6);
    json.key("recall").real(one.recall(), 6).key("f1").real(one.f1(), 6);
    json.key("right").number(one.right).key("found").number(one.found);
    json.key("seen").number(one.seen).key("wanted").number(one.wanted).end_object();
  }
  json.end_object();
  if (score.leads) add(json, *score.leads);
  json.end_object();
  return out + "\n";
}

}  // namespace lodestar::detect
