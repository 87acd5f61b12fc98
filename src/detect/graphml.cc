// SPDX-License-Identifier: Apache-2.0
//   <node id="c0"> a cluster, "p17" a lone posting by row, "k3" a contact
//   <edge source="c0" target="k3"/>
#include "detect/graphml.h"

#include <fmt/format.h>

#include <iterator>

#include "base/printable.h"
#include "detect/internal/block.h"
#include "detect/internal/redact.h"
#include "text/utf8.h"

namespace lodestar::detect {

namespace {

constexpr std::string_view kHead = R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="kind" for="node" attr.name="kind" attr.type="string"/>
<key id="label" for="node" attr.name="label" attr.type="string"/>
<key id="postings" for="all" attr.name="postings" attr.type="int"/>
<key id="network" for="node" attr.name="network" attr.type="string"/>
<key id="weight" for="edge" attr.name="weight" attr.type="double"/>
<key id="cut" for="edge" attr.name="cut" attr.type="boolean"/>
<graph id="networks" edgedefault="undirected">
)";
constexpr std::string_view kTail = "</graph>\n</graphml>\n";

class GraphmlWriter {
 public:
  GraphmlWriter(const Found& found, std::string& xml) : found_(found), run_(found.run), xml_(xml) {}

  void append(const Network& network) {
    const std::string name = network_id(network);
    for (const std::uint32_t c : network.clusters) {
      const Cluster& cluster = run_.clusters.all[c];
      append_node('c', c, "cluster", cluster_id(cluster), cluster.member_count, name);
    }
    for (const std::uint32_t row : network.lone)
      append_node('p', row, "posting", shown_id(found_, row), 1, name);
    for (const std::uint32_t k : network.contacts) {
      const Contact& contact = run_.contacts.all[k];
      append_node('k', k, to_string(contact.kind), shown_value(found_, k), contact.postings, name);
    }
    for (const NetworkEdge& edge : network.edges) append_edge(edge);
  }

 private:
  template <typename... Values>
  void format(fmt::format_string<Values...> pattern, Values&&... values) {
    fmt::format_to(std::back_inserter(xml_), pattern, std::forward<Values>(values)...);
  }
  void append_node(char prefix, std::uint32_t number, std::string_view kind, std::string_view label,
                   std::uint32_t postings, std::string_view network) {
    format(R"(<node id="{}{}"><data key="kind">{}</data><data key="label">)", prefix, number, kind);
    append_xml(label, xml_);
    format(R"(</data><data key="postings">{}</data><data key="network">{}</data></node>)", postings,
           network);
    xml_ += '\n';
  }
  void append_edge(const NetworkEdge& edge) {
    format(R"(<edge source="{}{}" target="k{}"><data key="postings">{}</data>)",
           edge.from_cluster ? 'c' : 'p', edge.from, edge.contact, edge.postings);
    format(R"(<data key="weight">{:.3f}</data><data key="cut">{}</data></edge>)",
           edge.weight / 1000.0, edge.weight == 0);
    xml_ += '\n';
  }

  const Found& found_;
  const RunView& run_;
  std::string& xml_;
};

}  // namespace

void append_xml(std::string_view text, std::string& xml) {
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t disguise = disguise_length(text.substr(at)); disguise > 0) {
      text::append_utf8(U'\uFFFD', xml);
      at += disguise;
      continue;
    }
    const text::Utf8 c = text::decode_utf8(text, at);
    at += c.size;
    switch (c.code_point) {
      case '&':
        xml += "&amp;";
        break;
      case '<':
        xml += "&lt;";
        break;
      case '>':
        xml += "&gt;";
        break;
      case '"':
        xml += "&quot;";
        break;
      case '\'':
        xml += "&#39;";
        break;
      case '\n':
      case '\r':
        xml += ' ';
        break;
      default:
        const bool is_noncharacter = (c.code_point & 0xFFFE) == 0xFFFE;
        text::append_utf8(is_noncharacter ? U'\uFFFD' : c.code_point, xml);
    }
  }
}

Status write_graphml(const Found& found, const Sink& sink) {
  Block block(sink);
  block.bytes() = kHead;
  GraphmlWriter writer(found, block.bytes());
  for (const Network& network : found.run.networks.all) {
    writer.append(network);
    LODESTAR_TRY(block.offer());
  }
  block.bytes() += kTail;
  return block.flush();
}

}  // namespace lodestar::detect
