// SPDX-License-Identifier: Apache-2.0
// The networks of a run as a GraphML file, for Gephi, Cytoscape, yEd and the like.
//
// Shapes   nodes are the clusters, lone postings and contacts of networks, in order of network;
//          attributes kind, label, postings, network; edges from a group to a contact with
//          postings, weight and whether they were cut. What is in no network is left out.
// Units    weight in bits of rarity.
// Errors   none: any bytes in the input make well-formed XML (control characters and broken UTF-8
//          become U+FFFD, bidirectional controls vanish); the sink keeps its own errors.
// Cost     linear in the output; handed over in pieces of about 64 kB.
// Threads  one thread.
// Source   GraphML 1.0 (graphml.graphdrawing.org), XML 1.0 section 2.2.
// Example  write_graphml(run, {clusters, networks, contacts}, [&](auto bytes) { out.write(bytes);
// });
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "detect/leads.h"

namespace lodestar::detect {

// What nodes are called: as many names as there are clusters, networks and contacts.
struct NodeIds {
  std::span<const std::string> clusters;
  std::span<const std::string> networks;
  std::span<const std::string> contacts{};  // empty: the contacts' own values; else pseudonyms
};

using Sink = std::function<void(std::string_view bytes)>;

void write_graphml(const RunView& run, const NodeIds& ids, const Sink& sink);

// Text that is safe between tags and inside quotes of an XML file, appended.
void append_xml(std::string_view text, std::string& xml);

}  // namespace lodestar::detect
