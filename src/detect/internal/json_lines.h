// SPDX-License-Identifier: Apache-2.0
// The parts of which the JSON of a run is made, as docs/spec/*.schema.json has them.
#pragma once

#include <fmt/format.h>

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "detect/internal/redact.h"
#include "detect/internal/tally.h"
#include "detect/weights.h"
#include "table/csv_write.h"
#include "table/json_write.h"

namespace lodestar::detect::internal {

using table::Json;

class JsonLines {
 public:
  JsonLines(const Found& found, std::string& out)
      : found_(found), run_(found.run), out_(out), json_(out) {
    const Postings& postings = run_.postings;
    names_files_ = postings.size() > 0 && &postings.file(0) != &postings.file(postings.size() - 1);
  }

  void append_cluster(const Cluster& cluster) {
    const Tally sums = tally(run_, cluster);
    json_.begin_object().key("id").string(cluster_id(cluster));
    json_.key("postings").number(cluster.member_count);
    json_.key("bits_alone").number(cluster.bits_alone);
    json_.key("bits_saved").number(cluster.bits_saved);
    append_template(cluster);
    append_time("first", sums.first);
    append_time("last", sums.last);
    append_places(sums.places);
    json_.key("contacts").begin_array();
    for (const auto& [contact, postings] : sums.contacts) append_contact(contact, postings);
    json_.end_array().key("members").begin_array();
    for (const Member& member : run_.clusters.members_of(cluster)) append_member(member);
    json_.end_array();
    end_line();
  }

  void append_network(const Network& network) {
    json_.begin_object().key("id").string(network_id(network));
    json_.key("postings").number(network.postings).key("clusters").begin_array();
    for (const std::uint32_t i : network.clusters) json_.string(cluster_id(run_.clusters.all[i]));
    json_.end_array().key("lone").begin_array();
    for (const std::uint32_t row : network.lone) begin_posting(row).end_object();
    json_.end_array().key("contacts").begin_array();
    for (const std::uint32_t contact : network.contacts) {
      append_contact(contact, run_.contacts.all[contact].postings);
    }
    json_.end_array().key("edges").begin_array();
    for (const NetworkEdge& edge : network.edges) append_edge(edge);
    json_.end_array().key("places").begin_array();
    for (const PlaceCount& count : network.places) append_place(count.place, count.postings);
    json_.end_array().key("circuits").begin_array();
    for (const Circuit& circuit : network.circuits) append_circuit(circuit);
    json_.end_array().key("bursts").begin_array();
    for (const Burst& burst : network.bursts) append_burst(burst);
    json_.end_array();
    append_time("first", network.first);
    append_time("last", network.last);
    end_line();
  }

  void append_lead(std::size_t index) {
    const Lead& lead = found_.leads[index];
    const std::string id = lead_id(run_, lead);
    json_.begin_object().key("id").string(id).key("of").string(std::string_view(id).substr(1));
    if (!found_.standing.empty()) json_.key("standing").string(to_string(found_.standing[index]));
    json_.key("title").string(lead.title).key("summary").string(lead.summary);
    json_.key("score").real(lead.score / 10.0, 1).key("postings").number(lead.postings);
    json_.key("evidence").begin_array();
    for (const Evidence& evidence : lead.evidence) append_evidence(evidence);
    json_.end_array();
    append_hints(lead.hints);
    end_line();
  }

  void append_time(std::string_view name, std::int64_t seconds) {
    json_.key(name);
    if (seconds == kNoTime) {
      json_.null();
      return;
    }
    out_ += '"';
    append_utc(out_, seconds);
    out_ += '"';
  }
  void append_places(std::span<const std::pair<std::string_view, std::uint32_t>> places) {
    json_.key("places").begin_array();
    for (const auto& [place, postings] : places) append_place(place, postings);
    json_.end_array();
  }
  void append_template(const Cluster& cluster, std::string_view name = "template") {
    json_.key(name).begin_array();
    std::uint32_t slot = 0;
    for (const TemplatePiece& piece : shown_pieces(found_, cluster)) {
      json_.begin_object();
      if (piece.is_slot) {
        json_.key("slot").number(slot++).key("distinct").number(piece.distinct);
        json_.key("fillers").begin_array();
        for (const auto& [text, postings] : piece.fillers) {
          json_.begin_object().key("text").string(text).key("postings").number(postings);
          json_.end_object();
        }
        json_.end_array();
      } else {
        json_.key("words").string(piece.words);
      }
      json_.end_object();
    }
    json_.end_array();
  }
  void append_circuit(const Circuit& circuit) {
    json_.begin_object().key("days").number(circuit.days).key("stops").begin_array();
    for (const Circuit::Stop& stop : circuit.stops) {
      json_.begin_object().key("place").string(stop.place);
      append_time("first", stop.first);
      append_time("last", stop.last);
      json_.key("postings").number(stop.postings).end_object();
    }
    json_.end_array().end_object();
  }
  // In other languages the sentences are made again from the figures.
  void append_figures(const Figures& figures) {
    json_.key("figures").begin_object().key("n").number(figures.n).key("m").number(figures.m);
    json_.key("days").number(figures.days).key("places").begin_array();
    for (const std::string& place : figures.places) json_.string(place);
    json_.end_array().end_object();
  }
  enum class With : std::uint8_t { no_figures, figures };
  void append_evidence(const Evidence& evidence, With with = With::no_figures) {
    json_.begin_object().key("indicator").string(evidence.indicator);
    json_.key("family").string(evidence.family).key("structural").boolean(evidence.structural);
    json_.key("label").string(evidence.label).key("detail").string(evidence.detail);
    json_.key("why").string(evidence.why).key("benign").string(evidence.benign);
    json_.key("source").string(evidence.source).key("points").real(evidence.points / 10.0, 1);
    if (evidence.percent != kUnweighted) json_.key("percent").number(evidence.percent);
    if (with == With::figures) {
      json_.key("title").string(evidence.title);
      append_figures(evidence.figures);
    }
    json_.key("postings").number(evidence.postings).key("quotes").begin_array();
    for (const Quote& quote : evidence.quotes) {
      quoted_.clear();
      append_shown(quoted_, found_, quote);
      begin_posting(quote.posting).key("field").string(to_string(quote.field));
      json_.key("start").number(quote.span.start).key("end").number(quote.span.end);
      json_.key("text").string(quoted_).end_object();
    }
    json_.end_array().end_object();
  }
  void append_hints(const Hints& hints) {
    json_.key("hints").begin_object();
    json_.key("benign").number(unsigned{hints.benign});
    json_.key("spam").number(unsigned{hints.spam});
    json_.key("scam").number(unsigned{hints.scam});
    json_.key("business").number(unsigned{hints.business});
    json_.key("trafficking_concern").number(unsigned{hints.trafficking_concern});
    json_.end_object();
  }

 private:
  void end_line() {
    json_.end_object();
    out_ += '\n';
  }
  // The key of a posting: its id, and its file where there are several.
  Json& begin_posting(std::uint32_t row) {
    json_.begin_object().key("posting").string(shown_id(found_, row));
    if (names_files_) json_.key("file").string(shown_file(found_, row));
    return json_;
  }
  void append_place(std::string_view place, std::uint32_t postings) {
    json_.begin_object().key("place").string(place).key("postings").number(postings).end_object();
  }
  void append_contact(std::uint32_t contact, std::uint32_t postings) {
    json_.begin_object().key("kind").string(text::to_string(run_.contacts.all[contact].kind));
    json_.key("value").string(shown_value(found_, contact)).key("postings").number(postings);
    json_.end_object();
  }

  // Most of the file is this: literals, not names and commas one by one.
  void append_member(const Member& member) {
    begin_posting(member.posting);
    out_ += R"(,"bits_saved":)";
    table::append_number(out_, member.bits_saved);
    out_ += R"(,"slots":[)";
    for (const SlotSpan& slot : run_.clusters.slots_of(member)) {
      out_ += out_.back() == '[' ? R"({"piece":)" : R"(,{"piece":)";
      table::append_number(out_, slot.piece);
      out_ += R"(,"field":")";
      out_ += to_string(slot.field);
      out_ += R"(","start":)";
      table::append_number(out_, slot.span.start);
      out_ += R"(,"end":)";
      table::append_number(out_, slot.span.end);
      out_ += '}';
    }
    out_ += "]}";
  }

  void append_edge(const NetworkEdge& edge) {
    if (edge.from_cluster) {
      json_.begin_object().key("cluster").string(cluster_id(run_.clusters.all[edge.from]));
    } else {
      begin_posting(edge.from);
    }
    json_.key("kind").string(text::to_string(run_.contacts.all[edge.contact].kind));
    json_.key("value").string(shown_value(found_, edge.contact));
    json_.key("postings").number(edge.postings).key("weight").number(edge.weight).end_object();
  }

  void append_burst(const Burst& burst) {
    json_.begin_object();
    append_time("start", burst.start);
    append_time("end", burst.end);
    json_.key("postings").number(burst.postings).key("expected").real(burst.expected, 2);
    json_.end_object();
  }

  const Found& found_;
  const RunView& run_;
  std::string& out_;
  Json json_;
  bool names_files_ = false;
  std::string quoted_;
};

}  // namespace lodestar::detect::internal
