// SPDX-License-Identifier: Apache-2.0
// The files of a finished run: tables for spreadsheets and scripts, one JSON line a cluster,
// network and lead.
//
// Shapes   every writer hands its bytes, in order, to a Sink; docs/spec/outputs.md and the JSON
//          Schemas beside it say what they are.
// Units    times ISO 8601 in UTC; scores and points in the files as on the page, with one decimal;
//          spans in bytes of the raw field.
// Errors   those of the sink, at once.
// Cost     linear; see bench/outputs_bench.cc.
// Threads  pure: different files may be written at the same time.
// Source   RFC 4180; RFC 8259; OWASP "CSV injection".
// Example  write_postings_csv(found, [&](std::string_view bytes) { return file.append(bytes); });
//
// Whatever a stranger wrote comes out harmless: valid UTF-8, no spreadsheet formula, no markup, no
// control or bidirectional character that hides what is there. Ids of postings echo the input,
// but for those that name somebody where there are pseudonyms.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "detect/leads.h"
#include "detect/pseudonym.h"

namespace lodestar::detect {

using Sink = std::function<Status(std::string_view)>;

// What became of a lead since the last run on the same state. Closed list.
enum class Standing : std::uint8_t { fresh, grown, shrunk, unchanged };
std::string_view to_string(Standing standing);  // "new", "grown", "shrunk", "unchanged"

struct Found {
  const RunView& run;
  std::span<const Lead> leads{};
  std::span<const Standing> standing{};       // one a lead; empty without --state
  std::span<const std::string> pseudonyms{};  // one a contact (detect/pseudonym.h); empty: values
  const PseudonymKey* key = nullptr;          // of the pseudonyms, for what is no contact
  const ShownNames* files = nullptr;          // of input files; without: as they are
};

Status write_postings_csv(const Found& found, const Sink& sink);
Status write_identifiers_csv(const Found& found, const Sink& sink);
Status write_clusters_jsonl(const Found& found, const Sink& sink);
Status write_networks_jsonl(const Found& found, const Sink& sink);
Status write_leads_jsonl(const Found& found, const Sink& sink);

// "c" or "n" and 16 hexadecimal digits; a lead is named "l" and the id of what it is of.
std::string cluster_id(const Cluster& cluster);
std::string network_id(const Network& network);
std::string lead_id(const RunView& run, const Lead& lead);

}  // namespace lodestar::detect
