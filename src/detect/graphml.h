// SPDX-License-Identifier: Apache-2.0
// The networks of a run as a GraphML file, for Gephi, Cytoscape, yEd and the like.
//
// Shapes   nodes are the clusters, lone postings and contacts of networks, in order of network;
//          attributes kind, label, postings, network; edges from a group to a contact with
//          postings, weight and whether they were cut. What is in no network is left out.
// Units    weight in bits of rarity.
// Errors   those of the sink. Any input makes well-formed XML: what XML or a reader's eye cannot
//          bear (control, zero-width and bidirectional characters, broken UTF-8) becomes U+FFFD.
// Cost     linear in the output.
// Threads  one thread.
// Source   GraphML 1.0 (graphml.graphdrawing.org), XML 1.0 section 2.2.
// Example  write_graphml(found, [&](std::string_view bytes) { return file.append(bytes); });
#pragma once

#include <string>
#include <string_view>

#include "detect/outputs.h"

namespace lodestar::detect {

Status write_graphml(const Found& found, const Sink& sink);

// Text that is safe between tags and inside quotes of an XML file, appended.
void append_xml(std::string_view text, std::string& xml);

}  // namespace lodestar::detect
