// SPDX-License-Identifier: Apache-2.0
//   <node id="c0"> a cluster, "p17" a lone posting by row, "k3" a contact
//   <edge source="c0" target="k3"/>
#include "detect/graphml.h"

#include <fmt/format.h>

#include <iterator>

#include "detect/internal/block.h"
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
constexpr std::size_t kLongestLabel = 120;  // bytes

bool is_bidi_control(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
         c == 0x200F || c == 0x061C;
}
bool is_xml_character(char32_t c) {
  return (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' ||
         (c >= 0xA0 && (c & 0xFFFE) != 0xFFFE && (c < 0xFDD0 || c > 0xFDEF));
}

// At most kLongestLabel bytes, whole code points.
std::string_view shortened(std::string_view text) {
  if (text.size() <= kLongestLabel) return text;
  std::size_t end = kLongestLabel;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

class GraphmlWriter {
 public:
  GraphmlWriter(const Found& found, const Sink& sink)
      : found_(found), run_(found.run), block_(sink) {}

  Status write() {
    xml() += kHead;
    for (const Network& network : run_.networks.all) {
      LODESTAR_TRY(add_nodes(network));
      for (const NetworkEdge& edge : network.edges) {
        add_edge(edge);
        LODESTAR_TRY(block_.offer());
      }
    }
    xml() += kTail;
    return block_.flush();
  }

 private:
  std::string& xml() { return block_.bytes(); }
  Status add_nodes(const Network& network) {
    const std::string name = network_id(network);
    for (const std::uint32_t c : network.clusters) {
      const Cluster& cluster = run_.clusters.all[c];
      add_node({'c', c, "cluster", cluster_id(cluster), cluster.member_count, name});
      LODESTAR_TRY(block_.offer());
    }
    for (const std::uint32_t row : network.lone) {
      add_node({'p', row, "posting", run_.postings.get(Field::id, row), 1, name});
      LODESTAR_TRY(block_.offer());
    }
    for (const std::uint32_t k : network.contacts) {
      const Contact& contact = run_.contacts.all[k];
      const std::string_view label =
          found_.pseudonyms.empty() ? contact.value : found_.pseudonyms[k];
      add_node({'k', k, to_string(contact.kind), label, contact.postings, name});
      LODESTAR_TRY(block_.offer());
    }
    return {};
  }
  struct Node {
    char prefix;
    std::uint32_t number;
    std::string_view kind;
    std::string_view label;
    std::uint32_t postings;
    std::string_view network;
  };
  void add_node(const Node& node) {
    fmt::format_to(std::back_inserter(xml()),
                   R"(<node id="{}{}"><data key="kind">{}</data><data key="label">)", node.prefix,
                   node.number, node.kind);
    append_xml(shortened(node.label), xml());
    fmt::format_to(std::back_inserter(xml()),
                   R"(</data><data key="postings">{}</data><data key="network">{}</data></node>)"
                   "\n",
                   node.postings, node.network);
  }
  void add_edge(const NetworkEdge& edge) {
    fmt::format_to(std::back_inserter(xml()),
                   R"(<edge source="{}{}" target="k{}"><data key="postings">{}</data>)"
                   R"(<data key="weight">{:.3f}</data><data key="cut">{}</data></edge>)"
                   "\n",
                   edge.from_cluster ? 'c' : 'p', edge.from, edge.contact, edge.postings,
                   edge.weight / 1000.0, edge.weight == 0);
  }

  const Found& found_;
  const RunView& run_;
  Block block_;
};

}  // namespace

void append_xml(std::string_view text, std::string& xml) {
  for (std::size_t at = 0; at < text.size();) {
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
      default:
        if (!is_bidi_control(c.code_point))
          text::append_utf8(is_xml_character(c.code_point) ? c.code_point : U'\uFFFD', xml);
    }
  }
}

Status write_graphml(const Found& found, const Sink& sink) {
  return GraphmlWriter(found, sink).write();
}

}  // namespace lodestar::detect
