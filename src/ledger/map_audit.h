// SPDX-License-Identifier: Apache-2.0
// What an auditor of a log's maps is given, and what he finds: whether each map is the one that the
// labels make, every entry in one list. He learns which entries share a label, and no word of them.
//
// Shapes   "lodestar-map-labels/v1", issuer, key of the names, blinding key, label of the maps,
//          number of slots, each a line, an empty line; then 32 bytes an entry: its label, or at a
//          map's place its salt.
// Units    entries.
// Errors   invalid: not such a file; whatever the reader of leaves says. What differs is a finding.
// Cost     a list and a map's update an entry: some 10 us; memory as list_map.h says.
// Threads  pure.
// Source   docs/adr/0012-completeness.md.
// Example  audit_maps(labels, read)->findings.empty()
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/list_map.h"

namespace lodestar::ledger {

struct MapLabels {
  std::uint32_t issuer = 0;
  crypto::Ed25519Public key{};
  Sensitive<BlindingKey> blinding;
  Label maps{};             // of their records
  std::vector<Hash> slots;  // one an entry
};
Sensitive<std::string> to_string(const MapLabels& labels);
Result<MapLabels> parse_map_labels(std::string_view bytes);

using ReadLeaf = std::function<Result<Leaf>(std::uint64_t index)>;

struct AuditedMaps {
  std::uint64_t maps = 0, lists = 0;    // lists of the last map
  std::vector<std::uint64_t> findings;  // places of maps that are not what the labels make
};
Result<AuditedMaps> audit_maps(const MapLabels& labels, const ReadLeaf& read);

}  // namespace lodestar::ledger
