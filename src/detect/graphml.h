// SPDX-License-Identifier: Apache-2.0
// The networks of a run as a GraphML file, for Gephi, Cytoscape, yEd and the like.
//
// Shapes   nodes are the clusters, lone postings and contacts of networks, in order of network;
//          attributes kind, label, postings, network; edges from a group to a contact with
//          postings, weight and whether they were cut. What is in no network is left out.
// Units    weight in bits of rarity.
// Errors   the sink's; any bytes in the input make well-formed XML (control characters and broken
//          UTF-8 become U+FFFD, bidirectional controls vanish).
// Cost     linear in the output; handed over in blocks.
// Threads  one thread.
// Source   GraphML 1.0 (graphml.graphdrawing.org), XML 1.0 section 2.2.
// Example  write_graphml(found, sink)
#pragma once

#include <string>
#include <string_view>

#include "detect/outputs.h"

namespace lodestar::detect {

Status write_graphml(const Found& found, const Sink& sink);

// Text as XML character data or attribute value.
void append_xml(std::string_view text, std::string& xml);

}  // namespace lodestar::detect
