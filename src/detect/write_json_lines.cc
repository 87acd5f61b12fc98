// SPDX-License-Identifier: Apache-2.0
// clusters.jsonl, networks.jsonl and leads.jsonl; their shapes are docs/spec/*.schema.json.
#include <fmt/format.h>

#include "detect/internal/block.h"
#include "detect/internal/json_lines.h"

namespace lodestar::detect {

std::string_view to_string(Standing standing) {
  constexpr std::array<std::string_view, 4> kNames = {"new", "grown", "shrunk", "unchanged"};
  return kNames[static_cast<std::size_t>(standing)];
}

std::string cluster_id(const Cluster& cluster) { return fmt::format("c{:016x}", cluster.birth); }
std::string network_id(const Network& network) { return fmt::format("n{:016x}", network.birth); }
std::string lead_id(const RunView& run, const Lead& lead) {
  return "l" + (lead.is_network ? network_id(run.networks.all[lead.index])
                                : cluster_id(run.clusters.all[lead.index]));
}

Status write_clusters_jsonl(const Found& found, const Sink& sink) {
  Block block(sink);
  internal::JsonLines lines(found, block.bytes());
  for (const Cluster& cluster : found.run.clusters.all) {
    lines.append_cluster(cluster);
    LODESTAR_TRY(block.offer());
  }
  return block.flush();
}

Status write_networks_jsonl(const Found& found, const Sink& sink) {
  Block block(sink);
  internal::JsonLines lines(found, block.bytes());
  for (const Network& network : found.run.networks.all) {
    lines.append_network(network);
    LODESTAR_TRY(block.offer());
  }
  return block.flush();
}

Status write_leads_jsonl(const Found& found, const Sink& sink) {
  Block block(sink);
  internal::JsonLines lines(found, block.bytes());
  for (std::size_t i = 0; i < found.leads.size(); ++i) {
    lines.append_lead(i);
    LODESTAR_TRY(block.offer());
  }
  return block.flush();
}

}  // namespace lodestar::detect
