// SPDX-License-Identifier: Apache-2.0
//   <node id="c0"> a cluster, "p17" a lone posting by row, "k3" a contact
//   <edge source="c0" target="k3"/>
#include "detect/graphml.h"

#include <fmt/format.h>

#include <iterator>

#include "base/assert.h"
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
constexpr std::size_t kPiece = 65536;
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
  GraphmlWriter(const RunView& run, const NodeIds& ids, const Sink& sink)
      : run_(run), ids_(ids), sink_(sink) {}

  void write() {
    xml_ = kHead;
    for (std::size_t n = 0; n < run_.networks.all.size(); ++n) {
      add_nodes(run_.networks.all[n], ids_.networks[n]);
      for (const NetworkEdge& edge : run_.networks.all[n].edges) add_edge(edge);
    }
    xml_ += kTail;
    sink_(xml_);
  }

 private:
  void add_nodes(const Network& network, std::string_view name) {
    for (const std::uint32_t c : network.clusters)
      add_node('c', c, "cluster", ids_.clusters[c], run_.clusters.all[c].member_count, name);
    for (const std::uint32_t row : network.lone)
      add_node('p', row, "posting", run_.postings.get(Field::id, row), 1, name);
    for (const std::uint32_t k : network.contacts) {
      const Contact& contact = run_.contacts.all[k];
      add_node('k', k, to_string(contact.kind),
               ids_.contacts.empty() ? contact.value : ids_.contacts[k], contact.postings, name);
    }
  }
  void add_node(char prefix, std::uint32_t number, std::string_view kind, std::string_view label,
                std::uint32_t postings, std::string_view network) {
    fmt::format_to(std::back_inserter(xml_),
                   R"(<node id="{}{}"><data key="kind">{}</data><data key="label">)", prefix,
                   number, kind);
    append_xml(shortened(label), xml_);
    fmt::format_to(std::back_inserter(xml_),
                   R"(</data><data key="postings">{}</data><data key="network">)", postings);
    append_xml(network, xml_);
    xml_ += "</data></node>\n";
    hand_over();
  }
  void add_edge(const NetworkEdge& edge) {
    fmt::format_to(std::back_inserter(xml_),
                   R"(<edge source="{}{}" target="k{}"><data key="postings">{}</data>)"
                   R"(<data key="weight">{:.3f}</data><data key="cut">{}</data></edge>)"
                   "\n",
                   edge.from_cluster ? 'c' : 'p', edge.from, edge.contact, edge.postings,
                   edge.weight / 1000.0, edge.weight == 0);
    hand_over();
  }
  void hand_over() {
    if (xml_.size() < kPiece) return;
    sink_(xml_);
    xml_.clear();
  }

  const RunView& run_;
  const NodeIds& ids_;
  const Sink& sink_;
  std::string xml_;
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

void write_graphml(const RunView& run, const NodeIds& ids, const Sink& sink) {
  LODESTAR_ASSERT(ids.clusters.size() == run.clusters.all.size());
  LODESTAR_ASSERT(ids.networks.size() == run.networks.all.size());
  LODESTAR_ASSERT(ids.contacts.empty() || ids.contacts.size() == run.contacts.all.size());
  GraphmlWriter(run, ids, sink).write();
}

}  // namespace lodestar::detect
